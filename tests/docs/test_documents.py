"""What holds for all documents: short, links that lead somewhere, nothing of one machine."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
OF_NO_CONCERN = {".git", ".venv", ".hypothesis", "var", "__pycache__", "policy_assistant.egg-info"}
# Put together here, as this file is searched as well.
NEVER_NAMED = ["/wor" + "k/", "/op" + "t/", "shar" + "ed/"]


def files(folder: Path = PROJECT) -> Iterator[Path]:
    """The files of the project, without what tools leave behind."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in OF_NO_CONCERN and not path.name.endswith("_cache"):
            yield from files(path)
        elif path.is_file():
            yield path


DOCUMENTS = [path for path in files() if path.suffix == ".md" and "policies" not in path.parts]


def links(document: Path) -> Iterator[str]:
    """The targets of a document's links that are no addresses of the web."""
    text = re.sub(r"```.*?```", "", document.read_text("utf-8"), flags=re.DOTALL)
    found = re.findall(r"\]\(([^)\s]+)\)", text)
    return (target for target in found if not target.startswith(("http://", "https://")))


def anchors(document: Path) -> set[str]:
    """The names by which headings can be linked to, as GitHub makes them."""
    headings = re.findall(r"^#+ +(.+)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_is_short() -> None:
    """README.md has fewer than 100 lines."""
    assert len((PROJECT / "README.md").read_text("utf-8").splitlines()) < 100


@pytest.mark.parametrize(
    "record", sorted((PROJECT / "docs" / "adr").glob("*.md")), ids=lambda path: path.name
)
def test_a_decision_record_is_short_and_whole(record: Path) -> None:
    """Each has fewer than 60 lines and says context, decision and consequences."""
    lines = record.read_text("utf-8").splitlines()
    assert len(lines) < 60
    assert [line for line in ("## Context", "## Decision", "## Consequences") if line not in lines] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_link_leads_to_a_file(document: Path) -> None:
    """A link's file is there, and so is the heading it names."""
    for target in links(document):
        name, _, anchor = target.partition("#")
        file = document.parent / name if name else document
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


def test_documents_are_found() -> None:
    """The search for documents does see them."""
    names = {str(path.relative_to(PROJECT)) for path in DOCUMENTS}
    assert names >= {"README.md", "CHANGELOG.md", "corpus/README.md", "docs/adr/0001-encoder.md"}
    assert sum(len(list(links(path))) for path in DOCUMENTS) > 20


def test_no_file_names_a_machine() -> None:
    """No path of one machine stands in any file of the project."""
    found = []
    for path in files():
        text = path.read_bytes()
        found += [f"{path.relative_to(PROJECT)}: {words}" for words in NEVER_NAMED if words.encode() in text]
    assert found == []


def test_the_licence_is_whole() -> None:
    """LICENSE is the Apache License 2.0 from its title to its appendix, and the package says the same."""
    text = (PROJECT / "LICENSE").read_text("utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert "APPENDIX: How to apply the Apache License to your work." in text
    assert 'license = "Apache-2.0"' in (PROJECT / "pyproject.toml").read_text("utf-8")
