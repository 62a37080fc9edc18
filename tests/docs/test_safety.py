"""What docs/safety.md says of both lists: an item a row, and every test that it names is there."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "docs" / "safety.md").read_text("utf-8")
STANDARDS = (
    "Stated purpose",
    "Educational use cases",
    "Filtering",
    "Monitoring and reporting",
    "Security",
    "Privacy and data protection",
    "Intellectual property",
    "Design and testing",
    "Governance",
    "Cognitive development",
    "Emotional and social development",
    "Mental health",
    "Manipulation",
)
RISKS = (
    "LLM01 Prompt Injection",
    "LLM02 Sensitive Information Disclosure",
    "LLM03 Supply Chain",
    "LLM04 Data and Model Poisoning",
    "LLM05 Improper Output Handling",
    "LLM06 Excessive Agency",
    "LLM07 System Prompt Leakage",
    "LLM08 Vector and Embedding Weaknesses",
    "LLM09 Misinformation",
    "LLM10 Unbounded Consumption",
)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
_FILE = re.compile(r"`([\w.-]+/[\w./-]*)`")


def rows(heading: str) -> list[list[str]]:
    """The cells of each row of the table below a heading, without the table's own head."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


@pytest.mark.parametrize(
    ("heading", "items"), [("The DfE's standards", STANDARDS), ("OWASP's list", RISKS)], ids=["DfE", "OWASP"]
)
def test_every_item_has_a_row(heading: str, items: tuple[str, ...]) -> None:
    """In the list's own order, with what is done, a test, and what is left to the school."""
    found = rows(heading)
    assert [re.sub(r" \(.*\)$", "", row[0]) for row in found] == list(items)
    for row in found:
        assert len(row) == 4, row[0]
        assert all(row), row[0]
        assert _TEST.search(row[2]), row[0]


@pytest.mark.parametrize(("file", "name"), sorted(set(_TEST.findall(PAGE))))
def test_a_test_that_is_named_is_there(file: str, name: str) -> None:
    """In that file, under that name."""
    assert re.search(rf"^(?:async )?def {name}\(", (PROJECT / file).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", sorted(set(_FILE.findall(PAGE))))
def test_a_file_that_is_named_is_there(name: str) -> None:
    """Or a folder."""
    assert (PROJECT / name).exists()


def test_what_is_not_done_is_said() -> None:
    """More often than not a row says so."""
    said = [row[1] for heading in ("The DfE's standards", "OWASP's list") for row in rows(heading)]
    assert sum("**Not:**" in one for one in said) > len(said) / 2


def test_the_page_is_a_page() -> None:
    """A head reads it in a quarter of an hour."""
    assert len(PAGE.splitlines()) < 150
