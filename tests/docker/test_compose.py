"""docker/compose.yaml: what the Compose format takes, and what the image and the settings expect."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from assistant.settings import Settings
from tools.dockerfile import stages

FOLDER = Path(__file__).parents[2] / "docker"
COMPOSE = FOLDER / "compose.yaml"
OURS = ["publish", "assistant"]


@pytest.fixture
def compose() -> dict[str, Any]:
    """The file as it is read, anchors merged."""
    read: dict[str, Any] = yaml.safe_load(COMPOSE.read_text("utf-8"))
    return read


def test_it_fits_the_schema_of_compose() -> None:
    """The schema comes with a development package; nothing is fetched."""
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        str(COMPOSE),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", OURS)
def test_the_root_is_read_only_and_nothing_is_allowed(compose: dict[str, Any], name: str) -> None:
    """Files are written to /tmp and to the volumes alone, and no capability is kept."""
    service = compose["services"][name]
    assert service["read_only"] is True
    assert service["tmpfs"] == ["/tmp"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", OURS)
def test_each_volume_of_the_image_is_a_volume_of_its_own(compose: dict[str, Any], name: str) -> None:
    """Database and key of the words never share one; the school's own files cannot be written."""
    mounts = [one.split(":") for one in compose["services"][name]["volumes"]]
    read_only = {inside for _, inside, *mode in mounts if mode == ["ro"]}
    kept = {inside: outside for outside, inside, *mode in mounts if not mode}
    volumes = json.loads(stages((FOLDER / "Dockerfile").read_text("utf-8"))[-1].last("VOLUME").rest)
    assert set(kept) == set(volumes)
    assert sorted(kept.values()) == ["home", "key"]
    assert read_only == {"/srv/assistant/corpus", "/srv/assistant/prompts"}


def test_variables_and_secrets_are_settings(compose: dict[str, Any]) -> None:
    """Under the names by which the settings look for them; nothing secret is a variable."""
    for name in OURS:
        service = compose["services"][name]
        variables = {one.removeprefix("ASSISTANT_").lower() for one in service["environment"]}
        files = {one.removeprefix("assistant_") for one in service["secrets"]}
        assert variables | files <= set(Settings.model_fields)
        assert not [one for one in variables if "password" in one or "token" in one or one == "database"]


def test_secrets_come_from_files_that_are_never_committed(compose: dict[str, Any]) -> None:
    """Each secret that a service names is a file below docker/secrets, which git ignores."""
    named = {one for service in compose["services"].values() for one in service.get("secrets", [])}
    assert {name: f"secrets/{name}" for name in named} == {
        name: one["file"] for name, one in compose["secrets"].items()
    }
    ignored = (FOLDER.parent / ".gitignore").read_text("utf-8").splitlines()
    assert {"docker/secrets/", "docker/.env"} <= set(ignored)


def test_nothing_is_served_to_the_outside(compose: dict[str, Any]) -> None:
    """Socket Mode needs no port, and the database is for the assistant alone."""
    assert [name for name, service in compose["services"].items() if "ports" in service] == []


def test_the_assistant_starts_after_publish_and_a_database_that_answers(compose: dict[str, Any]) -> None:
    """A restart of the assistant alone waits for neither."""
    waits = {name: one["condition"] for name, one in compose["services"]["assistant"]["depends_on"].items()}
    assert waits == {"publish": "service_completed_successfully", "postgres": "service_healthy"}
    assert compose["services"]["postgres"]["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]
    assert compose["services"]["publish"]["restart"] == "no"
