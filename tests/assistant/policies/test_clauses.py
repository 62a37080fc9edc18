"""Numbers, ids and places of clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.formats.markdown import read_markdown
from assistant.adapters.formats.plain import read_plain
from assistant.domain.policy import Policy
from assistant.errors import PolicyFileError
from assistant.policies.clauses import make_policy
from tests.fakes.written_policies import SEED, markdown_policy, numbered, plain_policy, record, saved_policy

_UNNUMBERED = (
    "Heading",
    "# A",
    "## B",
    "### C",
    "Staff plan.",
    "- item",
    "  - deep",
    "* item",
    "Ratified by: x",
)
_NUMBERED = (
    "1. Heading",
    "## 2. B",
    "### 2.1 C.",
    "1.1 Staff.",
    "1.2.1 Staff.",
    "- a) item",
    "i) item",
    "(1) item",
)
_WRITTEN = st.lists(st.sampled_from((*_UNNUMBERED, *_NUMBERED, "", "", "|a|")), max_size=25).map("\n".join)
_ANY_TEXT = st.one_of(_WRITTEN, st.text(), st.text(st.sampled_from("#-. 1a\n\r:)(A\u0663\u2003\x85")))


def _labels(policy: Policy) -> list[str]:
    return [clause.label for clause in policy.clauses]


@pytest.fixture(scope="module")
def seed() -> Policy:
    """The school's own policy."""
    return saved_policy(SEED)


@pytest.mark.parametrize(
    ("label", "begins", "heading"),
    [
        ("SM 1.1", "The widespread availability", "Introduction"),
        ("SM 3.4", "To identify responsibilities", "Policy Aims"),
        ("SM 4.1(8)", "Data protection", "Legal implications"),
        ("SM 4.2", "For purposes of this policy", "Legal implications"),
        ("SM 7.1(a)", "always be conscious", "Principles"),
        ("SM 7.1(j)", "be cost effective.", "Principles"),
        ("SM 8.1(13)", "virus or other malware", "Risks"),
        ("SM 12.2", "Staff should not have contact", "Personal Use of Social Media"),
        ("SM 19.1", "Written by: Mrs Mbah", "Sign-off"),
        ("SM 19.4", "To be reviewed: May 2024", "Sign-off"),
    ],
)
def test_labels_of_the_seed(seed: Policy, label: str, begins: str, heading: str) -> None:
    """The file has no numbers, so headings and paragraphs are counted and items bear their letters."""
    [clause] = [clause for clause in seed.clauses if clause.label == label]
    assert clause.text.startswith(begins)
    assert clause.heading == heading
    assert not seed.own_numbers


def test_an_item_is_read_with_its_lead_in(seed: Policy) -> None:
    """The last sentence before a list, if it ends with a colon, leads in to each item and to nothing else."""
    led = {clause.number.split("(")[0]: clause.lead_in for clause in seed.clauses if clause.lead_in}
    assert led == {
        "4.1": "Liability can arise under the laws of:",
        "7.1": "In all communications, members of the school should:",
        "8.1": "Principal amongst these risks are:",
    }


def test_a_clause_has_its_place(seed: Policy) -> None:
    """Spans cut the verbatim words out of the file, in order and without overlap."""
    text = SEED.read_text("utf-8")
    assert seed.text == text
    assert all(clause.span.of(text) == clause.text for clause in seed.clauses)
    ends = [0, *(clause.span.end for clause in seed.clauses)]
    assert all(end <= clause.span.start for end, clause in zip(ends, seed.clauses, strict=False))


def test_the_files_own_numbers_stand() -> None:
    """Numbers of sections and paragraphs are those of the file, whatever a count would say."""
    policy = markdown_policy(
        "# Policy\n\n## 3. Visits\n\n3.2 Staff must:\n\n- (b) plan;\n- (c) tell.\n\n3.7 Staff wait.\n\n"
        "## 5. Phones\n\n5.1 Staff answer."
    )
    assert _labels(policy) == ["SM 3.2", "SM 3.2(b)", "SM 3.2(c)", "SM 3.7", "SM 5.1"]
    assert policy.own_numbers


def test_sections_may_be_numbered_without_their_paragraphs() -> None:
    """Paragraphs are counted within the sections that the file numbers."""
    policy = markdown_policy("# Policy\n\n## 3. Visits\n\nPlan.\n\nTell.\n\n## 5. Phones\n\nAnswer.")
    assert _labels(policy) == ["SM 3.1", "SM 3.2", "SM 5.1"]
    assert not policy.own_numbers


def test_a_paragraph_between_two_numbers_takes_a_letter() -> None:
    """A paragraph that the file forgot to number goes on with the one before, as in an Act of Parliament."""
    policy = plain_policy(
        "Visits\n\n1.1 Plan.\n\nPlan early.\n\nPlan well.\n\n1.2 Tell.\n\nTell all:\n- the office\n- us"
    )
    assert list(numbered(policy)) == ["1.1", "1.1A", "1.1B", "1.2", "1.2A", "1.2A(1)", "1.2A(2)"]


def test_an_introduction_stands_before_the_first_number() -> None:
    """Text above the file's own 1.1 does not take its number."""
    policy = plain_policy("Visits\n\nStaff read this.\n\nStaff know this.\n\n1.1 Plan.\n\n1.2 Tell.")
    assert list(numbered(policy)) == ["1.0", "1.0A", "1.1", "1.2"]


def test_a_heading_without_a_number_among_numbered_ones() -> None:
    """A foreword or a note between numbered sections does not take the number of the next one."""
    policy = markdown_policy(
        "# Policy\n\n## Foreword\n\nRead.\n\n## 1. Visits\n\nPlan.\n\n## Note\n\nThink.\n\n"
        "## 2. Phones\n\nWait.\n\n## Annex\n\nMore."
    )
    assert numbered(policy) == {
        "0.1": "Read.",
        "1.1": "Plan.",
        "1.2": "Think.",
        "2.1": "Wait.",
        "3.1": "More.",
    }
    assert [clause.heading for clause in policy.clauses] == ["Foreword", "Visits", "Note", "Phones", "Annex"]


def test_text_above_the_first_heading_has_section_nought() -> None:
    """It is citable, and the sections count from 1 as if it were not there."""
    policy = markdown_policy("Staff read this.\n\n# Visits\n\nPlan.\n\n# Phones\n\nWait.")
    assert list(numbered(policy)) == ["0.1", "1.1", "2.1"]


def test_a_text_without_headings_is_one_section() -> None:
    """Its paragraphs are 1.1, 1.2, 1.3, and the sign-off is the second section."""
    policy = plain_policy("Staff plan.\n\nStaff tell.\n\nRatified by: us\nDate: May 2023")
    assert list(numbered(policy)) == ["1.1", "1.2", "2.1", "2.2"]


def test_headings_below_the_highest_level_do_not_count() -> None:
    """A sub-heading is kept as context; its paragraphs are counted on."""
    policy = markdown_policy("# P\n\n## Visits\n\nPlan.\n\n### Abroad\n\nAsk.\n\n## Phones\n\nWait.")
    assert [(clause.number, clause.headings) for clause in policy.clauses] == [
        ("1.1", ("Visits",)),
        ("1.2", ("Visits", "Abroad")),
        ("2.1", ("Phones",)),
    ]


def test_nested_items() -> None:
    """An item inside an item bears both marks, also where only the marks say how deep it stands."""
    marked = plain_policy("Visits\n\nStaff must:\na) plan\n(i) early\n(ii) well\nb) tell\n(i) the office")
    assert list(numbered(marked)) == ["1.1", "1.1(a)", "1.1(a)(i)", "1.1(a)(ii)", "1.1(b)", "1.1(b)(i)"]
    styled = markdown_policy(
        "# P\n\n## V\n\nStaff must:\n\n- (a) plan\n  - early\n- (b) tell\n\n## W\n\nWait."
    )
    assert list(numbered(styled)) == ["1.1", "1.1(a)", "1.1(a)(1)", "1.1(b)", "2.1"]


def test_items_without_a_paragraph_above_them_are_paragraphs() -> None:
    """A section that is a list has clauses 1.1 and 1.2, and their own items hang below them."""
    policy = markdown_policy("# P\n\n## V\n\n- plan:\n  - early\n  - well\n- tell\n\n## W\n\nWait.")
    assert list(numbered(policy)) == ["1.1", "1.1(1)", "1.1(2)", "1.2", "2.1"]
    assert [clause.lead_in for clause in policy.clauses] == [None, "plan:", "plan:", None, None]


@pytest.mark.parametrize(
    ("text", "number", "line"),
    [
        ("Visits\n\n1.1 Plan.\n\n1.1 Tell.", "1.1", 5),
        ("Visits\n\nStaff must:\na) plan\nb) tell\nb) go", "1.1(b)", 6),
    ],
)
def test_a_number_that_stands_twice_is_refused(text: str, number: str, line: int) -> None:
    """A citation must lead to one clause: the owner is told which number, and the line of the second."""
    with pytest.raises(PolicyFileError) as refused:
        plain_policy(text)
    assert str(refused.value) == (
        f"social-media-policy.txt, line {line}: The clause number {number} stands twice. "
        "Give each clause a number of its own."
    )


@pytest.mark.parametrize("text", ["", "\n\n", "Visits\n\nPhones\n\nTrips"])
def test_a_file_without_a_clause_is_refused(text: str) -> None:
    """Headings alone are no policy."""
    if text.startswith("Visits"):
        text = "# Visits\n\n# Phones\n"
    with pytest.raises(PolicyFileError, match="No paragraph was found under a heading"):
        markdown_policy(text)


def test_an_id_depends_on_the_words_alone() -> None:
    """The same words under the same heading have the same id, however they are numbered, spaced and saved."""
    before = plain_policy("Visits\n\nStaff plan. Staff tell.\n\nStaff wait.").clauses
    after = markdown_policy(
        "# X\n\n## A\n\nNew.\n\n## Visits\n\nStaff plan.\nStaff tell.\n\nStaff wait."
    ).clauses
    assert [clause.id for clause in after[1:]] == [clause.id for clause in before]


def test_the_same_words_twice_have_two_ids() -> None:
    """Twins under one heading are told apart."""
    ids = [
        clause.id for clause in plain_policy("Visits\n\nStaff plan.\n\nStaff plan.\n\nStaff plan.").clauses
    ]
    assert len(set(ids)) == 3
    assert ids[1:] == [f"{ids[0]}-2", f"{ids[0]}-3"]


def test_the_banner_comes_from_the_front_matter() -> None:
    """A model policy says what it is on every citation."""
    assert markdown_policy("---\nbanner: MODEL\n---\n# V\n\nPlan.\n\n# W\n\nTell.").banner == "MODEL"
    assert plain_policy("Visits\n\nPlan.").banner is None


@given(_ANY_TEXT, st.booleans())
def test_any_text_makes_clauses_or_is_refused(text: str, markdown: bool) -> None:
    """Nothing but PolicyFileError is raised; numbers and ids are unique and spans true."""
    source = read_markdown(text) if markdown else read_plain(text)
    try:
        policy = make_policy(record(), source)
    except PolicyFileError:
        return
    assert len({clause.number for clause in policy.clauses}) == len(policy.clauses)
    assert len({clause.id for clause in policy.clauses}) == len(policy.clauses)
    for clause in policy.clauses:
        assert text[clause.span.start : clause.span.end] == clause.text != ""
        assert (clause.sentences[0].start, clause.sentences[-1].end) == (clause.span.start, clause.span.end)


@given(st.lists(st.sampled_from((*_UNNUMBERED, "")), max_size=25), st.booleans())
def test_the_products_own_numbers_never_clash(lines: list[str], markdown: bool) -> None:
    """A file without numbers and letters of its own is never refused for a number that stands twice."""
    text = "\n".join(["Staff read this.", "", *lines])
    source = read_markdown(text) if markdown else read_plain(text)
    assert make_policy(record(), source).clauses[0].text.startswith("Staff read this.")
