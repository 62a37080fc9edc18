"""python -m tools.reference [--check]: write docs/commands.md and docs/settings.md from the code itself."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer.main
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from assistant.__main__ import app
from assistant.settings import Settings

_DOCS = Path(__file__).parent.parent / "docs"
_MADE = "<!-- Written by `make docs` from the code. Change the code, not this page. -->"


def main(arguments: Sequence[str], docs: Path = _DOCS) -> int:
    """Write the pages that differ, or with --check only name them; returns the exit status."""
    checking = "--check" in arguments
    differing = [(docs / name, text) for name, text in pages().items() if _read(docs / name) != text]
    for path, text in differing:
        if checking:
            print(f"{path.name} is not what the code says. Run `make docs`.")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{path.name} is written.")
    return int(checking and bool(differing))


def pages() -> dict[str, str]:
    """The text of each generated page by its file name."""
    return {"commands.md": _joined(_commands()), "settings.md": _joined(_settings())}


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _commands() -> Iterable[str]:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup), "the app has more than one command"
    yield from ("# Commands", "", _MADE, "", group.help or "")
    for name, command in _under(group, group.name or ""):
        yield from _command(name, command)


def _under(group: TyperGroup, name: str) -> Iterable[tuple[str, TyperCommand | TyperGroup]]:
    """Each command below a group with all its words, the commands of groups within it too."""
    for word, command in group.commands.items():
        if isinstance(command, TyperGroup):
            if command.invoke_without_command:
                yield f"{name} {word}", command
            yield from _under(command, f"{name} {word}")
        elif isinstance(command, TyperCommand):
            yield f"{name} {word}", command


def _command(name: str, command: TyperCommand | TyperGroup) -> Iterable[str]:
    arguments = [given for given in command.params if isinstance(given, TyperArgument)]
    options = [given for given in command.params if isinstance(given, TyperOption) and not given.hidden]
    pieces = [f"<{one.name}>" if one.required else f"[<{one.name}>]" for one in arguments]
    usage = " ".join([name, *pieces, *(["[options]"] if options else [])])
    yield from ("", f"## `{name}`", "", command.help or "", "", f"    {usage}")
    if arguments or options:
        yield from ("", "| | |", "|---|---|")
    for argument in arguments:
        yield _row(f"<{argument.name}>", argument.help)
    for option in options:
        value = "" if option.is_flag else f" <{option.name}>"
        default = "" if option.is_flag or option.default is None else f" Default: {option.default}."
        yield _row(", ".join([*option.opts, *option.secondary_opts]) + value, f"{option.help}{default}")


def _settings() -> Iterable[str]:
    prefix = Settings.model_config.get("env_prefix", "")
    yield from ("# Settings", "", _MADE, "", (Settings.__doc__ or "").replace("\n    ", "\n").strip())
    yield from ("", "| Variable | Default | Meaning |", "|---|---|---|")
    for name, field in Settings.model_fields.items():
        yield _row(f"{prefix}{name.upper()}", f"`{field.default}`", field.description)


def _row(code: str, *cells: str | None) -> str:
    said = (str(cell).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join([f'`{code}`', *said])} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
