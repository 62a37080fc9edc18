"""Ends with status 0 where `assistant serve` in this container says that it is healthy."""

import os
import sys
from http.client import HTTPConnection, HTTPException

# Not urllib: that would ask a proxy of the environment for this machine's own address.
connection = HTTPConnection("127.0.0.1", int(os.environ["ASSISTANT_SERVE_PORT"]), timeout=3)
try:
    connection.request("GET", "/healthz")
    status = connection.getresponse().status
except (OSError, HTTPException) as error:
    sys.exit(f"no answer: {type(error).__name__}")
sys.exit(None if status == 200 else f"not healthy: {status}")
