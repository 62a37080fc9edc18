"""The commands that set Slack up."""

import json
from typing import Annotated
from urllib.parse import urlsplit

import typer

from assistant.bootstrap import assistant
from assistant.channels.slack.manifest import manifest
from assistant.errors import AssistantError

slack = typer.Typer(help="Set up Slack.", no_args_is_help=True)


@slack.command("manifest")
def print_manifest(
    http: Annotated[
        str | None,
        typer.Option("--http", help="The public address for HTTP mode: https://assistant.school.example."),
    ] = None,
) -> None:
    """Print the manifest that makes the app in Slack: for Socket Mode, or with --http for HTTP mode."""
    if http is not None and not _is_public_address(http):
        raise AssistantError("Slack calls https addresses only: https://assistant.school.example, no path.")
    typer.echo(json.dumps(manifest(assistant().replies, http), indent=2))


def serve() -> None:
    """Answer in Slack, chase cases and say how it is, until told to stop (SIGTERM)."""
    from assistant.channels.slack.serving import serve as run

    run(assistant(serves=True))


def _is_public_address(url: str) -> bool:
    parts = urlsplit(url)
    rest = (parts.path.strip("/"), parts.query, parts.fragment, parts.username)
    return parts.scheme == "https" and bool(parts.hostname) and not any(rest)
