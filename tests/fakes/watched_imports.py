"""Imports every module of the assistant and tells what that did to the world.

    python -m tests.fakes.watched_imports

It prints JSON: the modules, what was noticed while they were imported, and what was noticed afterwards, when
the same watch looks at a file of the project, a setting and a connection that are really used.
"""

import contextlib
import importlib
import json
import os
import pkgutil
import socket
import sys
import traceback
from pathlib import Path
from typing import Any

_PROJECT = Path(__file__).parents[2]
_OUTSIDE = (str(_PROJECT / ".venv"), str(_PROJECT / ".git"))
_STARTED = frozenset({"subprocess.Popen", "os.system", "os.posix_spawn", "os.fork"})
_CONNECTED = frozenset({"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"})
noticed: list[str] = []


def main() -> None:
    """Watch the imports, then make sure that the watch sees."""
    sys.addaudithook(_watch)
    _watch_environment()
    import assistant

    names = [found.name for found in pkgutil.walk_packages(assistant.__path__, "assistant.")]
    for name in names:
        importlib.import_module(name)
    importing = list(noticed)
    noticed.clear()
    from assistant.settings import Settings

    Settings()
    (_PROJECT / "pyproject.toml").read_bytes()
    with contextlib.closing(socket.socket()) as stranger, contextlib.suppress(OSError):
        stranger.connect(("127.0.0.1", 9))
    print(json.dumps({"modules": names, "importing": importing, "afterwards": noticed}))


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(args[0], str | bytes | os.PathLike):
        path = os.path.abspath(os.fsdecode(args[0]))
        ours = path.startswith(str(_PROJECT)) and not path.startswith(_OUTSIDE)
        # Modules are opened to be imported; what pip wrote beside them is read by whoever looks for plugins.
        by_pip = ".egg-info" in path or "__editable__" in path
        if ours and not path.endswith((".py", ".pyc")) and not by_pip:
            noticed.append(f"opened {path}")
    elif event in _CONNECTED or event in _STARTED:
        noticed.append(f"{event} {args[-1]!r}")


def _watch_environment() -> None:
    environment = type(os.environ)
    real = environment.__getitem__

    def read(self: Any, name: str) -> str:
        if name.upper().startswith("ASSISTANT") and _by_us():
            noticed.append(f"read {name}")
        return real(self, name)

    environment.__getitem__ = read  # type: ignore[method-assign]


def _by_us() -> bool:
    """Whether our code or its reader of settings asks; a library that looks at all variables is no matter."""
    files = (frame.filename for frame in reversed(traceback.extract_stack()))
    asker = next(file for file in files if file.startswith(str(_PROJECT)) and file != __file__)
    return "site-packages" not in asker or "pydantic_settings" in asker


if __name__ == "__main__":
    main()
