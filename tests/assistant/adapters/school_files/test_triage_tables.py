"""The leads' messages and words for triage, and the mistakes made in them."""

import re
from pathlib import Path

import pytest

from assistant.adapters.school_files.triage_tables import read_triage_tables, read_triage_words
from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned, Route, TriageExample, TriageWords
from assistant.errors import SchoolFileError

_FIRST_LINE = "message,route,category,emergency,concerns,style,asker\n"
_ROUTES = "policy question, live incident, unclear, out of scope"


def _read(folder: Path, *rows: str) -> tuple[TriageExample, ...]:
    (folder / "mine.csv").write_text(_FIRST_LINE + "".join(f"{row}\n" for row in rows), "utf-8")
    return read_triage_tables(folder)


def _words(folder: Path, text: str) -> TriageWords:
    path = folder / "triage" / "words.toml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    return read_triage_words(path)


def test_a_row_is_an_example(tmp_path: Path) -> None:
    """Everything that triage learns from stands in the row; the table's name is kept with it."""
    rows = (
        '"She said ""no"", twice",live incident, self_harm ; child_on_child,YES,child,quote,ta',
        "may I?,policy question,,,,general,ta",
        "hm,unclear,,no,,terse,ta",
        "sing!,out of scope,,No,,joke,",
    )
    assert _read(tmp_path, *rows) == (
        TriageExample(
            'She said "no", twice',
            Route.LIVE_INCIDENT,
            (Category.SELF_HARM, Category.CHILD_ON_CHILD),
            emergency=True,
            concerns=Concerned.CHILD,
            style="quote",
            source="mine",
        ),
        TriageExample("may I?", Route.POLICY_QUESTION, style="general", source="mine"),
        TriageExample("hm", Route.UNCLEAR, style="terse", source="mine"),
        TriageExample("sing!", Route.OUT_OF_SCOPE, style="joke", source="mine"),
    )


def test_a_category_given_twice_counts_once(tmp_path: Path) -> None:
    """A slip of the leads, and no mistake; so are spare semicolons, and nobody concerned."""
    (found,) = _read(tmp_path, "x,live incident,;fgm; fgm;,no,,,")
    assert (found.categories, found.concerns) == ((Category.FGM,), None)


def test_tables_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    """So that the same tables have the same digest on every machine; other files are no tables."""
    (tmp_path / "b.csv").write_text(_FIRST_LINE + "one,unclear,,,,,\n", "utf-8")
    (tmp_path / "notes.txt").write_text("not a table", "utf-8")
    found = _read(tmp_path, "two,unclear,,,,,", "three,unclear,,,,,")
    assert [(one.source, one.text) for one in found] == [("b", "one"), ("mine", "two"), ("mine", "three")]


def test_no_tables_no_messages(tmp_path: Path) -> None:
    """An empty folder and an empty table can be read."""
    assert read_triage_tables(tmp_path) == _read(tmp_path) == ()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",unclear,,,,,x", "The message is empty. Type one or take the row out."),
        ("x,incident,,,,,", f"The route is 'incident'. Choose one of: {_ROUTES}."),
        ("x,,,,,,", f"The route is ''. Choose one of: {_ROUTES}."),
        (
            "x,live incident,,no,child,,",
            "The route is 'live incident' and the category ''. "
            "Give a live incident a category, and nothing else one.",
        ),
        (
            "x,unclear,fgm,no,,,",
            "The route is 'unclear' and the category 'fgm'. "
            "Give a live incident a category, and nothing else one.",
        ),
        (
            "x,live incident,fgm,perhaps,child,,",
            "The emergency is 'perhaps'. Write yes or no.",
        ),
        (
            "x,policy question,,yes,,,",
            "The route is 'policy question', but the row names an emergency or whom it concerns. "
            "Say so of a live incident only.",
        ),
        (
            "x,policy question,,no,child,,",
            "The route is 'policy question', but the row names an emergency or whom it concerns. "
            "Say so of a live incident only.",
        ),
        (
            "x,live incident,fgm,no,the head,,",
            "The concerns is 'the head'. Choose one of: child, colleague, myself, outsider, headteacher, "
            "safeguarding_lead, deputy_safeguarding_lead, data_protection_lead, chair_of_governors.",
        ),
        (
            "a, b,unclear,,,,,",
            f"The route is 'b'. Choose one of: {_ROUTES}.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place_and_cure(tmp_path: Path, row: str, message: str) -> None:
    """Each row that contradicts itself or holds an unknown word stops the reading where it stands."""
    with pytest.raises(SchoolFileError) as caught:
        _read(tmp_path, "may I?,policy question,,no,,,", '"two\nlines",unclear,,,,,', row)
    place, _, said = str(caught.value).partition(": ")
    assert re.fullmatch(r"mine\.csv, row 4, column [A-G] \([a-z]+\)", place)
    assert said == message


def test_an_unknown_category_is_named_with_all_sixteen(tmp_path: Path) -> None:
    """The lead reads what to choose from."""
    with pytest.raises(SchoolFileError) as caught:
        _read(tmp_path, "x,live incident,fgm;bullying,no,child,,")
    choice = ", ".join(category.value for category in Category)
    assert str(caught.value) == (
        f"mine.csv, row 2, column C (category): The category is 'bullying'. Choose one of: {choice}."
    )


def test_a_message_is_never_in_an_error(tmp_path: Path) -> None:
    """What leads make up may still be near the truth."""
    with pytest.raises(SchoolFileError) as caught:
        _read(tmp_path, "a secret of somebody,no such route,,,,,")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("column", _FIRST_LINE.strip().split(","))
def test_every_column_must_be_there(tmp_path: Path, column: str) -> None:
    """Also those that only people read, so that tables can be put together."""
    names = [name for name in _FIRST_LINE.strip().split(",") if name != column]
    (tmp_path / "mine.csv").write_text(",".join(names) + "\n", "utf-8")
    with pytest.raises(SchoolFileError) as caught:
        read_triage_tables(tmp_path)
    assert str(caught.value) == (
        f"mine.csv, row 1: The column '{column}' is missing. Put it into the first row."
    )


def test_words_are_read_as_messages_are(tmp_path: Path) -> None:
    """Small letters, without punctuation, numbers as '#'; a phrase without a word is left out."""
    found = _words(
        tmp_path,
        'danger = ["Knife!", "...", "cut himself"]\nrestricted = ["list 4"]\n'
        'yes = ["Yes."]\nno = ["no"]\n[roles]\nheadteacher = ["The  Head"]\n',
    )
    assert found == TriageWords(
        ("knife", "cut himself"), {Role.HEADTEACHER: ("the head",)}, ("list #",), ("yes",), ("no",)
    )


def test_a_list_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """Triage does without."""
    assert _words(tmp_path, "") == TriageWords()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[roles]\nhead = ["the head"]\n',
            "triage/words.toml, line 2: There is no role 'head'. Choose one of: safeguarding_lead, "
            "deputy_safeguarding_lead, headteacher, chair_of_governors, data_protection_lead.",
        ),
        (
            'yes = "yes\n',
            "triage/words.toml, line 1: This is not valid TOML. "
            "Check quotes, brackets and commas on this line and the one before.",
        ),
    ],
)
def test_a_mistake_in_the_words_is_named_with_its_cure(tmp_path: Path, text: str, message: str) -> None:
    """The file, the line and what to write."""
    with pytest.raises(SchoolFileError) as caught:
        _words(tmp_path, text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "key"), [('danger = "knife"\n', "danger"), ("[roles]\nheadteacher = [1]\n", "headteacher")]
)
def test_what_is_no_list_of_texts_is_refused(tmp_path: Path, text: str, key: str) -> None:
    """One word without brackets is not taken for its letters."""
    with pytest.raises(SchoolFileError) as caught:
        _words(tmp_path, text)
    assert caught.value.file == "triage/words.toml"
    assert caught.value.problem == f"'{key}' is not a list of texts."
    assert caught.value.cure == f'Write {key} = ["...", "..."].'


def test_missing_words_are_named_with_their_cure(tmp_path: Path) -> None:
    """Without the file triage does not start, which hands every message off."""
    with pytest.raises(SchoolFileError) as caught:
        read_triage_words(tmp_path / "triage" / "words.toml")
    assert str(caught.value) == ("triage/words.toml: The file is missing. Put it back from the last version.")
