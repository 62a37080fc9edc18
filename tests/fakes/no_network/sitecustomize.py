"""Refuses and records every way out to a network, in each Python process that has this folder in PYTHONPATH.

Python loads a module of this name before anything else. A line for each attempt goes to $NETWORK_ATTEMPTS.
"""

import os
import socket
import traceback
from collections.abc import Callable
from typing import Any, NoReturn


def _refuse(what: str, where: object) -> NoReturn:
    caller = "".join(traceback.format_stack(limit=6)).replace("\n", " | ")
    with open(os.environ["NETWORK_ATTEMPTS"], "a") as file:
        file.write(f"{what} {where!r} from {caller}\n")
    raise OSError(f"{what}: no network in this test")


def _local_only(name: str) -> Callable[..., Any]:
    """The socket's method, for sockets that lead to a process of this machine by a file."""
    real = getattr(socket.socket, name)

    def method(self: socket.socket, *args: Any) -> Any:
        if self.family != socket.AF_UNIX:
            _refuse(name, args[-1])
        return real(self, *args)

    return method


def _refusing(name: str) -> Callable[..., Any]:
    return lambda *args, **named: _refuse(name, args or named)


for _name in ("connect", "connect_ex", "sendto", "sendmsg"):
    setattr(socket.socket, _name, _local_only(_name))
for _name in ("create_connection", "getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr"):
    setattr(socket, _name, _refusing(_name))
