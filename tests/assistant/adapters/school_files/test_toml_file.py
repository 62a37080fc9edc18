"""What every TOML file of the leads has in common: how it may be saved, and how a mistake is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.adapters.school_files.toml_file import TomlFile, quoted
from assistant.errors import SchoolFileError


def _file(tmp_path: Path, text: str | bytes) -> TomlFile:
    path = tmp_path / "corpus" / "manifest.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return TomlFile(path)


def _refusal(make: Callable[[], object]) -> str:
    with pytest.raises(SchoolFileError) as caught:
        make()
    return str(caught.value)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_any_editor_may_have_saved_the_file(tmp_path: Path, mark: str, line_end: str) -> None:
    """Windows line ends and a byte order mark change nothing, neither in the words nor in the lines."""
    text = f'{mark}[[policy]]{line_end}id = "caf\u00e9"{line_end}other = 5{line_end}'
    file = _file(tmp_path, text)
    [entry] = file.entries("policy")
    assert file.words(entry, "id") == "caf\u00e9"
    assert _refusal(lambda: file.words(entry, "other")).startswith("corpus/manifest.toml, line 2: 'other'")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('id = "open\nnext = "a"\n', 1),
        ('id = "a"\nname "b"\n', 2),
        ('id = "a"\nid = "b"\n', 2),
        ("[[policy]]\nid = \u201csmart quotes\u201d\n", 2),
        ('words = ["a" "b"]\n', 1),
    ],
    ids=["open quote", "no equals sign", "twice", "smart quotes", "no comma"],
)
def test_what_is_no_toml_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    """A slip of the pen is told by the line and where to look, never by a parser's words."""
    assert _refusal(lambda: _file(tmp_path, text)) == (
        f"corpus/manifest.toml, line {line}: This is not valid TOML. "
        "Check quotes, brackets and commas on this line and the one before."
    )


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """Where the file is gone the cure is to put it back."""
    assert _refusal(lambda: TomlFile(tmp_path / "corpus" / "school.toml")) == (
        "corpus/school.toml: The file is missing. Put it back from the last version."
    )


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    """TOML is UTF-8; the error says how to save it so."""
    assert _refusal(lambda: _file(tmp_path, "id = 'caf\u00e9'".encode("cp1252"))) == (
        "corpus/manifest.toml: The file is not UTF-8 text. Save it as UTF-8."
    )


_ENTRY = '[[policy]]\nid = "first"\nshared = "same"\n[[policy]]\nshared = "same"\nid = "second"\n'


@pytest.mark.parametrize(
    ("wrong", "read", "message"),
    [
        (
            "name = 5",
            lambda file, entry: file.words(entry, "name"),
            "'name' is missing or is not text. Write name = \"...\".",
        ),
        (
            "",
            lambda file, entry: file.words(entry, "name"),
            "'name' is missing or is not text. Write name = \"...\".",
        ),
        (
            'names = "one"',
            lambda file, entry: file.list_of_words(entry, "names"),
            '\'names\' is not a list of texts. Write names = ["...", "..."].',
        ),
        (
            'due = "2026-09-01"',
            lambda file, entry: file.day(entry, "due"),
            "'due' is not a date. Write due = 2026-09-01, without quotes.",
        ),
        (
            "due = 2026-09-01T10:00:00",
            lambda file, entry: file.day(entry, "due"),
            "'due' is not a date. Write due = 2026-09-01, without quotes.",
        ),
        (
            'status = "same"',
            lambda file, entry: file.one_of(entry, "status", ("ratified", "model")),
            "'status' is 'same'. Choose from: ratified, model.",
        ),
    ],
)
def test_a_wrong_value_is_told_by_the_entry_it_stands_in(
    tmp_path: Path, wrong: str, read: Callable[[TomlFile, object], object], message: str
) -> None:
    """The line is that of words which only this entry has, never of an earlier one that looks alike."""
    file = _file(tmp_path, f"{_ENTRY}{wrong}\n")
    assert (
        _refusal(lambda: read(file, file.entries("policy")[1])) == f"corpus/manifest.toml, line 6: {message}"
    )


@pytest.mark.parametrize(
    "wrong", ["5", "true", "2026-09-01", "['same']", '{same = "same"}', "5.5 # same, ['same'", "[[], 'a,b']"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_wrong_entry_inside_a_list_is_told_at_its_own_line(
    tmp_path: Path, wrong: str, line_end: str
) -> None:
    """Whatever stands around it, and whichever other lists are called the same."""
    around = '"a, ]\\"#", """two\nlines"""'
    list_ = f"names = [\n  'same', # , ]\n  {around},\n  {wrong}\n  , 'same',\n]\n"
    text = f'# names = [5]\nnames = ["same"]\n{_ENTRY}{list_}'
    file = _file(tmp_path, text.replace("\n", line_end))
    told = _refusal(lambda: file.list_of_words(file.entries("policy")[1], "names"))
    assert told.startswith("corpus/manifest.toml, line 13: 'names' is not a list of texts.")


def test_a_choice_inside_a_list_is_told_at_its_own_line(tmp_path: Path) -> None:
    """Though the file has the same word elsewhere, where it is right."""
    file = _file(tmp_path, f'{_ENTRY}needs = [\n  "pupil",\n  "same"\n]\n')
    told = _refusal(lambda: file.some_of(file.entries("policy")[1], "needs", ("pupil", "parent")))
    assert told == "corpus/manifest.toml, line 9: 'needs' is 'same'. Choose from: pupil, parent."


def test_a_mistyped_choice_is_told_at_its_own_line(tmp_path: Path) -> None:
    """Where the wrong word itself stands in the file once only, its line is the one to look at."""
    file = _file(tmp_path, f'{_ENTRY}status = "ratifed"\n')
    told = _refusal(lambda: file.one_of(file.entries("policy")[1], "status", ("ratified", "model")))
    assert told.startswith("corpus/manifest.toml, line 7: 'status' is 'ratifed'.")


def test_no_line_is_better_than_a_wrong_one(tmp_path: Path) -> None:
    """Where nothing in the entry is its own, only the file is named."""
    file = _file(tmp_path, '[[policy]]\nid = "a"\n[[policy]]\nid = "a"\n')
    assert _refusal(lambda: file.words(file.entries("policy")[1], "name")).startswith(
        "corpus/manifest.toml: 'name'"
    )


@pytest.mark.parametrize(
    ("text", "read", "message"),
    [
        (
            'title = "a"\npolicy = "one"\n',
            lambda file: file.entries("policy"),
            "line 2: 'policy' is not a list of tables. Write each as [[policy]].",
        ),
        (
            '[policy]\nid = "one"\n',
            lambda file: file.entries("policy"),
            "'policy' is not a list of tables. Write each as [[policy]].",
        ),
        (
            '[[split]]\nname = "a"\nbranch = "b"\n',
            lambda file: file.entries("split.branch", file.entries("split")[0]),
            "line 3: 'split.branch' is not a list of tables. Write each as [[split.branch]].",
        ),
        (
            'school = "a"\n',
            lambda file: file.table("school"),
            "line 1: 'school' is not a table. Write it as [school].",
        ),
        (
            '[contacts]\nhead = "A"\n',
            lambda file: file.table("contacts.head"),
            "line 2: 'contacts.head' is not a table. Write it as [contacts.head].",
        ),
    ],
)
def test_a_table_that_is_none_is_told_how_to_be_one(
    tmp_path: Path, text: str, read: Callable[[TomlFile], object], message: str
) -> None:
    """Brackets that are wrong or forgotten are named with the right ones."""
    file = _file(tmp_path, text)
    place = "corpus/manifest.toml, " if message.startswith("line") else "corpus/manifest.toml: "
    assert _refusal(lambda: read(file)) == place + message


def test_what_is_not_there_is_empty(tmp_path: Path) -> None:
    """Lists, tables and dates that nobody wrote are empty, not wrong."""
    file = _file(tmp_path, "")
    assert (file.entries("policy"), file.table("a.b"), file.list_of_words({}, "x"), file.day({}, "x")) == (
        [],
        {},
        (),
        None,
    )


def test_quoted_finds_every_text_of_an_entry() -> None:
    """Texts in lists and tables below count; numbers do not."""
    entry = {"id": "a", "n": 5, "list": ["b", ["c"]], "table": {"d": "e"}}
    assert list(quoted(entry)) == ['"a"', '"b"', '"c"', '"e"']
