"""Glossary, branches, pins, tensions and small talk, and the mistakes leads make in them."""

import pytest

from assistant.adapters.school_files.guidance import read_guidance
from assistant.domain.answer import Verdict
from assistant.domain.guidance import Branch, Pin, Quote, Split, Tension
from assistant.errors import SchoolFileError
from tests.fakes.small_school import PROJECT, SmallSchool

_WORDS = """\
[who]
pupil = ["pupil", "pupils"]
parent = ["parent"]
[where]
trip = ["trip"]
"""
_BRANCHES = """\
[[split]]
name = "ring"
on = "who it is"
list = "who"
asks_about = ["ring"]
needs = ["trip"]
not_about = ["bell"]

[[split.branch]]
case = "pupil"
when = "a pupil, present or past"
verdict = "no"
quotes = [["phones", "never"]]

[[split.branch]]
case = "parent"
instead_of = ["pupil"]
when = "a parent or carer"
verdict = "only_if"
quotes = []
"""
_PINS = """\
[[pin]]
name = "images"
when = ["nude"]
together_with = ["phone"]
rule = "Never look."
quotes = [["phones", "Staff must not photograph pupils"]]
"""
_TENSIONS = """\
[[tension]]
name = "numbers"
when = ["number"]
quotes = [["phones", "one"], ["phones", "another"]]
text = "They do not agree."
ask = "headteacher"
"""
_SCOPE = 'small_talk = ["hi", "thanks"]\n'


@pytest.fixture
def small(school: SmallSchool) -> SmallSchool:
    """A school whose guidance is short enough to see whole."""
    files = {"words": _WORDS, "branches": _BRANCHES, "pins": _PINS, "scope": _SCOPE}
    for name, text in files.items():
        (school.prompts / f"{name}.toml").write_text(text)
    (school.corpus / "tensions.toml").write_text(_TENSIONS)
    return school


def test_everything_is_read(small: SmallSchool) -> None:
    """Each table becomes its value, in the order of the files."""
    guidance = read_guidance(small.prompts, small.corpus)
    assert guidance.glossary.groups == {
        "who": {"pupil": ("pupil", "pupils"), "parent": ("parent",)},
        "where": {"trip": ("trip",)},
    }
    pupil = Branch("pupil", "a pupil, present or past", Verdict.NO, (Quote("phones", "never"),))
    parent = Branch("parent", "a parent or carer", Verdict.ONLY_IF, (), ("pupil",))
    assert guidance.splits == (
        Split("ring", "who it is", "who", ("ring",), ("trip",), ("bell",), (pupil, parent)),
    )
    pinned = (Quote("phones", "Staff must not photograph pupils"),)
    assert guidance.pins == (Pin("images", ("nude",), ("phone",), "Never look.", pinned),)
    quotes = (Quote("phones", "one"), Quote("phones", "another"))
    assert guidance.tensions == (
        Tension("numbers", ("number",), quotes, "They do not agree.", "headteacher"),
    )
    assert guidance.small_talk == ("hi", "thanks")


def test_phrases_are_kept_as_questions_are_compared_with_them(small: SmallSchool) -> None:
    """Capitals, numbers and signs in a lead's list are read as in a question; mere signs are none."""
    small.edit(
        "prompts/scope.toml", '["hi", "thanks"]', '["Good Morning!", "Year 7", "It\u2019s", "!", "ta"]'
    )
    small.edit("prompts/words.toml", '["parent"]', '["Step-Mum", "Mr. Smith"]')
    guidance = read_guidance(small.prompts, small.corpus)
    assert guidance.small_talk == ("good morning", "year #", "it's", "ta")
    assert guidance.glossary.groups["who"]["parent"] == ("step-mum", "mr smith")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("prompts/words.toml", '["parent"]', '"parent"', ", line 2: 'parent' is not a list of texts. Write"),
        ("prompts/words.toml", "[where]\n", "[[where]]\n", ": 'where' is not a table. Write it as [where]."),
        (
            "prompts/branches.toml",
            'list = "who"',
            'list = "whom"',
            ", line 4: 'list' is 'whom'. Choose from: who, where.",
        ),
        (
            "prompts/branches.toml",
            '["trip"]',
            '["trips"]',
            ", line 6: 'needs' is 'trips'. Choose from: pupil, parent, trip.",
        ),
        (
            "prompts/branches.toml",
            'case = "pupil"',
            'case = "pupl"',
            ", line 10: 'case' is 'pupl'. Choose from: pupil, parent.",
        ),
        (
            "prompts/branches.toml",
            'verdict = "no"',
            'verdict = "nope"',
            ", line 12: 'verdict' is 'nope'. Choose from: no, yes, only_if, must, depends, fact.",
        ),
        (
            "prompts/branches.toml",
            'instead_of = ["pupil"]',
            'instead_of = ["trip"]',
            ", line 17: 'instead_of' is 'trip'. Choose from: pupil, parent.",
        ),
        (
            "prompts/branches.toml",
            'when = "a parent or carer"\n',
            "",
            ", line 16: 'when' is missing or is not text. Write when = \"...\".",
        ),
        (
            "prompts/branches.toml",
            _BRANCHES[_BRANCHES.index("[[split.branch]]") :],
            "",
            ", line 3: A split has no branches. Add [[split.branch]].",
        ),
        (
            "prompts/branches.toml",
            "[[split.branch]]",
            "[split.branch]",
            ", line 15: This is not valid TOML. Check quotes",
        ),
        ("prompts/pins.toml", 'rule = "Never look."\n', "", ", line 2: 'rule' is missing or is not text."),
        (
            "prompts/pins.toml",
            '[["phones", "Staff must not photograph pupils"]]',
            '["phones", "Staff must not photograph pupils"]',
            ", line 6: A quote is not a pair of texts. Write [\"policy\", \"its exact words\"].",
        ),
        (
            "corpus/tensions.toml",
            '["phones", "another"]',
            '["another"]',
            ", line 4: A quote is not a pair of texts. Write [\"policy\", \"its exact words\"].",
        ),
        (
            "corpus/tensions.toml",
            '[["phones", "one"], ["phones", "another"]]',
            "5",
            ", line 2: A quote is not a pair of texts. Write [\"policy\", \"its exact words\"].",
        ),
        (
            "corpus/tensions.toml",
            '"headteacher"',
            '"head"',
            ", line 6: 'ask' is 'head'. Choose from: safeguarding_lead, deputy_safeguarding_lead,",
        ),
        ("prompts/scope.toml", '["hi", "thanks"]', '"hi"', ", line 1: 'small_talk' is not a list of texts."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_file_line_and_cure(
    small: SmallSchool, file: str, old: str, new: str, message: str
) -> None:
    """Whatever a lead mistypes, she reads where it stands and what would be right."""
    small.edit(file, old, new)
    with pytest.raises(SchoolFileError) as caught:
        read_guidance(small.prompts, small.corpus)
    assert str(caught.value).startswith(f"{file}{message}")


@pytest.mark.parametrize("file", ["words", "branches", "pins", "scope", "tensions"])
def test_a_missing_file_is_named(small: SmallSchool, file: str) -> None:
    """Each of the five files has to be there."""
    folder = small.corpus if file == "tensions" else small.prompts
    (folder / f"{file}.toml").unlink()
    with pytest.raises(SchoolFileError) as caught:
        read_guidance(small.prompts, small.corpus)
    assert (
        str(caught.value)
        == f"{folder.name}/{file}.toml: The file is missing. Put it back from the last version."
    )


def test_the_guidance_that_ships_can_be_read() -> None:
    """All of prompts/ and corpus/tensions.toml is well formed."""
    guidance = read_guidance(PROJECT / "prompts", PROJECT / "corpus")
    assert guidance.splits
    assert guidance.pins
    assert guidance.tensions
