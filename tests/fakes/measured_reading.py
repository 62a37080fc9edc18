"""Read one policy file and print what it cost, in a process of its own: peaks of memory cannot be reset."""

import json
import resource
import sys
import time
from pathlib import Path

from assistant.adapters.formats.reading import read_policy_file
from assistant.errors import UnreadableFile


def main() -> None:
    """Print the refusal, the seconds and the greatest memory of this process and of its child, in bytes."""
    begun, refusal = time.monotonic(), None
    try:
        read_policy_file(Path(sys.argv[1]))
    except UnreadableFile as error:
        refusal = str(error)
    seconds = time.monotonic() - begun
    own, child = (
        resource.getrusage(who).ru_maxrss * 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(json.dumps({"refusal": refusal, "seconds": seconds, "own": own, "child": child}))


if __name__ == "__main__":
    main()
