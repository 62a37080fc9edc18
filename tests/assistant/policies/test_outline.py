"""What is a heading, an item, a paragraph, the sign-off or only a title."""

import pytest

from assistant.adapters.formats.markdown import read_markdown
from assistant.adapters.formats.plain import read_plain
from assistant.domain.source import Block, BlockKind, SourceText
from assistant.policies.outline import outline

_Found = tuple[str, str, str | None]


def _parts(source: SourceText) -> list[_Found]:
    return [(part.kind.value, source.text[part.start : part.end], part.own) for part in outline(source)]


def _plain(text: str) -> list[_Found]:
    return _parts(read_plain(text))


def _markdown(text: str) -> list[_Found]:
    return _parts(read_markdown(text))


def _headings(found: list[_Found]) -> list[str]:
    return [words for kind, words, _ in found if kind == "heading"]


def test_a_line_that_stands_alone_is_a_heading() -> None:
    """In a text without styles the shape decides: short, between blank lines, with a capital and no stop."""
    assert _plain("Visits\n\nStaff plan.\n\nUse of Images\n\nStaff ask.") == [
        ("heading", "Visits", None),
        ("paragraph", "Staff plan.", None),
        ("heading", "Use of Images", None),
        ("paragraph", "Staff ask.", None),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Staff plan.",
        "Staff must:",
        "Then they wait;",
        "staff plan",
        "Ratified by: Governing Body",
        "1.1 Staff plan",
        "Word " * 25,
        "Staff plan\nStaff tell",
    ],
)
def test_lines_that_are_no_headings(line: str) -> None:
    """Sentences, small letters, keys with values, numbered clauses, long and adjoining lines are text."""
    assert _headings(_plain(f"Visits\n\nStaff plan.\n\n{line}\n\nStaff ask.")) == ["Visits"]


def test_the_last_line_is_no_heading() -> None:
    """A heading stands above something."""
    assert _headings(_plain("Visits\n\nStaff plan.\n\nThank you")) == ["Visits"]


def test_styles_overrule_shapes() -> None:
    """Where a file has headings that say so, a short line without a stop is a paragraph."""
    assert _headings(_markdown("# Visits\n\nStaff plan\n\n# Phones\n\nStaff wait")) == ["Visits", "Phones"]


@pytest.mark.parametrize(
    ("heading", "words", "own"),
    [
        ("12. Personal use", "Personal use", "12"),
        ("12) Personal use", "Personal use", "12"),
        ("3 Personal use", "Personal use", "3"),
        ("3.Personal use", "Personal use", "3"),
        ("3.2 Personal use", "Personal use", None),
        ("16 to 18 year olds", "16 to 18 year olds", None),
        ("2023 review", "2023 review", None),
        ("Personal use", "Personal use", None),
    ],
)
def test_a_headings_own_number(heading: str, words: str, own: str | None) -> None:
    """A whole number in front is the section's and is no part of its words; figures in the words stay."""
    found = _markdown(f"# Policy\n\n## {heading}\n\nStaff plan.\n\n## Phones\n\nStaff wait.")
    assert found[0] == ("heading", words, own)


def test_a_numbered_sentence_is_a_clause_although_it_is_styled_as_a_heading() -> None:
    """Some number their clauses in Word by making each of them a heading."""
    found = _markdown("# Policy\n\n## 1. Visits\n\n### 1.1 Staff must plan.\n\n### 1.2 Risk\n\nStaff tell.")
    assert found == [
        ("heading", "Visits", "1"),
        ("paragraph", "Staff must plan.", "1.1"),
        ("heading", "Risk", None),
        ("paragraph", "Staff tell.", None),
    ]


def test_marks_and_numbers_are_no_part_of_the_words() -> None:
    """Offsets leave out bullets, letters and the clause's own number, which is kept beside."""
    assert _plain("Visits\n\n1.1 Staff must:\n- a) plan\n- tell\n(2) go\niv. stop")[1:] == [
        ("paragraph", "Staff must:", "1.1"),
        ("item", "plan", "a"),
        ("item", "tell", None),
        ("item", "go", "2"),
        ("item", "stop", "iv"),
    ]


def test_a_paragraph_that_says_it_is_one_has_no_marks() -> None:
    """A Markdown paragraph that begins with a bracketed letter is no list item."""
    found = _markdown("# Visits\n\n(a) plan\n\n# Phones\n\nStaff wait.")
    assert found[1] == ("paragraph", "(a) plan", None)


def test_the_title_is_left_out() -> None:
    """Headings on top that nothing stands under are the school's name and the policy's title."""
    assert _headings(_plain("St Martin's School\n\nVisits Policy\n\nAims\n\nStaff plan.")) == ["Aims"]
    assert _headings(_markdown("# School\n# Policy\n## Aims\n\nPlan.\n\n## Phones\n\nWait.")) == [
        "Aims",
        "Phones",
    ]


def test_a_title_may_be_styled_below_the_sections() -> None:
    """Whatever style the name on top has, nothing stands under it, so it is no section."""
    text = "## School\n\n## Policy\n\n# Aims\n\nPlan.\n\n## Abroad\n\nAsk.\n\n# Phones\n\nWait."
    assert _headings(_markdown(text)) == ["Aims", "Abroad", "Phones"]


def test_a_title_that_an_introduction_follows_is_left_out() -> None:
    """One heading above all others is the title even if text stands under it; the text stays."""
    found = _markdown("# Policy\n\nStaff read this.\n\n## Aims\n\nPlan.\n\n## Phones\n\nWait.")
    assert [words for _, words, _ in found] == ["Staff read this.", "Aims", "Plan.", "Phones", "Wait."]


def test_a_chapter_is_no_title() -> None:
    """A heading above sections stays where there are others of its rank, or where it has a number."""
    chapters = "# Trips\n## Abroad\n\nPlan.\n\n# Phones\n\nWait."
    assert _headings(_markdown(chapters)) == ["Trips", "Abroad", "Phones"]
    assert _headings(_markdown("# 1. Trips\n## Abroad\n\nPlan.\n\n## Home\n\nWait.")) == [
        "Trips",
        "Abroad",
        "Home",
    ]


def test_a_cover_is_left_out() -> None:
    """Lines above the first styled heading are a cover, if none of them is a sentence."""
    sections = "# Aims\n\nPlan.\n\n# Phones\n\nWait."
    assert _markdown(f"St Martin's School\n\nVisits\n\n{sections}")[0][1] == "Aims"
    assert _markdown(f"St Martin's School\n\nStaff read this.\n\n{sections}")[0][1] == "St Martin's School"


def test_the_sign_off() -> None:
    """Two lines or more at the end of the form 'Ratified by: ...' are the sign-off, no part of a section."""
    text = "Visits\n\nStaff plan.\n\nWritten by: Mrs Mbah\nDate: May 2023\n\nRatified by: Governing Body"
    assert [kind for kind, _, _ in _plain(text)] == [
        "heading",
        "paragraph",
        "sign_off",
        "sign_off",
        "sign_off",
    ]
    assert [kind for kind, _, _ in _plain("Visits\n\nStaff plan.\n\nWritten by: Mrs Mbah")][-1] == "paragraph"


def test_pages_are_kept() -> None:
    """A part stands on the page of its block."""
    source = SourceText("Staff plan.", (Block(BlockKind.PLAIN, 0, 11, page=4),))
    assert [part.page for part in outline(source)] == [4]
