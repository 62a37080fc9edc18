"""What runbooks and the page on containers tell people to type is there: services, files, variables."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
import yaml  # type: ignore[import-untyped]
from typer.core import TyperGroup

from assistant.__main__ import app
from assistant.channels.slack.manifest import COMMANDS, manifest
from assistant.settings import Settings
from tests.fakes.shipped import shipped_replies
from tools.dockerfile import pairs, stages

PROJECT = Path(__file__).parents[2]
PAGES = [*sorted((PROJECT / "docs" / "runbooks").glob("*.md")), PROJECT / "docs" / "deployment.md"]
COMPOSE = yaml.safe_load((PROJECT / "docker" / "compose.yaml").read_text("utf-8"))
# These say in front of which commands they go, and name none themselves.
PREFIXES = {"exec -T postgres", "exec assistant", "cp"}


def composed(page: Path) -> Iterator[str]:
    """What follows `docker compose` wherever a page shows it."""
    found = re.findall(r"(?:`|^ {4,})docker compose ([^`\n]+)", page.read_text("utf-8"), re.MULTILINE)
    return (words.strip() for words in found)


def words_of(page: Path, pattern: str) -> set[str]:
    """All that a pattern finds in a page."""
    return set(re.findall(pattern, page.read_text("utf-8")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_a_page(page: Path) -> None:
    """Who needs it is in a hurry; the long one is the whole of running the hand-off."""
    assert len(page.read_text("utf-8").splitlines()) < (250 if page.name == "hand-off.md" else 75)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_compose_commands_name_services_and_commands(page: Path) -> None:
    """A service that compose.yaml has; behind it, where it is the assistant, one of its commands."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    for shown in composed(page):
        verb, *words = shlex.split(shown)
        services = [word.partition(":")[0] for word in words if word.partition(":")[0] in COMPOSE["services"]]
        if verb in {"up", "ps", "down"} or shown in PREFIXES:
            continue
        assert services, shown
        if verb == "exec" and services[0] == "assistant":
            assert words[words.index("assistant") + 1] == "assistant", shown
        if verb in {"exec", "run"} and services[0] == "assistant":
            assert words[len(words) - words[::-1].index("assistant")] in group.commands, shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_variables_are_settings(page: Path) -> None:
    """Every variable that a page names is one that is read."""
    named = {name.removeprefix("ASSISTANT_").lower() for name in words_of(page, r"ASSISTANT_[A-Z_]+[A-Z]")}
    assert named <= set(Settings.model_fields)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_secret_files_are_those_of_compose(page: Path) -> None:
    """A file below secrets/ that a page names is one that compose.yaml hands to a service."""
    assert words_of(page, r"secrets/([a-z_]+)") <= set(COMPOSE["secrets"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_in_the_container_are_the_images(page: Path) -> None:
    """Below /var/lib there is the home and the key, as the Dockerfile has them."""
    image = stages((PROJECT / "docker" / "Dockerfile").read_text("utf-8"))[-1]
    known = set(pairs(image.last("ENV").rest).values())
    assert words_of(page, r"/var/lib/[\w./-]+\w") <= known


def test_the_installation_names_what_the_manifest_names() -> None:
    """The app's name, to invite it by, and the command."""
    page = PROJECT / "docs" / "runbooks" / "install-in-slack.md"
    name = manifest(shipped_replies())["features"]["bot_user"]["display_name"]
    assert f"/invite @{name}" in page.read_text("utf-8")
    assert all(f"`{command}`" in page.read_text("utf-8") for command in COMMANDS)


def test_pages_show_compose_commands() -> None:
    """The search for them does see them."""
    shown = {words for page in PAGES for words in composed(page)}
    assert {"up -d --build", "stop assistant", "run --rm publish"} <= shown
