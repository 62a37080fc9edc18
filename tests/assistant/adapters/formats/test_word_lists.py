"""The numbers that Word shows and does not save."""

from itertools import count

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from assistant.adapters.formats.word_lists import WordLists

_Level = tuple[str, str, int]
_NAMES = count(700)


def _list(document: WordDocument, *levels: _Level, restart: dict[int, int] | None = None) -> int:
    """A list whose levels have a style, a text and a first number; `restart` overrides the last."""
    numbering = document.part.numbering_part.element
    name = next(_NAMES)
    rules = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (style, text, start) in enumerate(levels)
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">{rules}</w:abstractNum>')
    )
    return _again(document, name, restart)


def _again(document: WordDocument, name: int, restart: dict[int, int] | None) -> int:
    num = document.part.numbering_part.element.add_num(name)
    for level, start in (restart or {}).items():
        num.add_lvlOverride(level).add_startOverride(start)
    return int(num.numId)


def _add(document: WordDocument, number: int, level: int | None = 0, style: str | None = None) -> Paragraph:
    paragraph = document.add_paragraph("words", style)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number
    if level is not None:
        properties.get_or_add_ilvl().val = level
    return paragraph


def _places(document: WordDocument) -> list[tuple[int, str]]:
    lists = WordLists(document)
    return [lists.place(paragraph) for paragraph in document.paragraphs]


def test_levels_count_within_each_other() -> None:
    """A deeper level begins again under each item, and its text may show the numbers above it."""
    document = Document()
    name = _list(document, ("decimal", "%1.", 1), ("decimal", "%1.%2", 1), ("lowerLetter", "(%3)", 1))
    for level in (0, 1, 1, 2, 2, 0, 1, 2):
        _add(document, name, level)
    assert _places(document) == [
        (1, "1."),
        (2, "1.1"),
        (2, "1.2"),
        (3, "(a)"),
        (3, "(b)"),
        (1, "2."),
        (2, "2.1"),
        (3, "(a)"),
    ]


def test_a_list_may_begin_elsewhere() -> None:
    """The first number is the list's own; a level that was not used yet shows where it would begin."""
    document = Document()
    name = _list(document, ("decimal", "%1.", 4), ("decimal", "%1.%2", 3))
    for level in (1, 0, 1):
        _add(document, name, level)
    assert _places(document) == [(2, "4.3"), (1, "4."), (2, "4.3")]


@pytest.mark.parametrize(("restart", "mark"), [(None, "c)"), ({0: 1}, "a)"), ({0: 5}, "e)")])
def test_a_second_list_goes_on_unless_it_begins_anew(restart: dict[int, int] | None, mark: str) -> None:
    """Lists of the same rules count on as Word does, until one says where it begins."""
    document = Document()
    name = _list(document, ("lowerLetter", "%1)", 1))
    _add(document, name)
    _add(document, name)
    abstract = int(document.part.numbering_part.element.num_having_numId(name).abstractNumId.val)
    second = _again(document, abstract, restart)
    _add(document, second)
    assert _places(document)[-1] == (1, mark)


def test_bullets_have_a_place_and_no_mark() -> None:
    """A bullet is drawn, not counted."""
    document = Document()
    name = _list(document, ("bullet", "\uf0b7", 1))
    _add(document, name)
    assert _places(document) == [(1, "")]


def test_a_style_may_hold_the_list() -> None:
    """List Number numbers its paragraphs although they do not say so, and so does a style based on it."""
    document = Document()
    document.add_paragraph("one", "List Number")
    document.styles.add_style("Clause", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["List Number"]
    document.add_paragraph("two", "Clause")
    assert _places(document) == [(1, "1."), (1, "2.")]


def test_a_paragraph_may_leave_the_list_of_its_style() -> None:
    """Number 0 takes the mark away that the style would give."""
    document = Document()
    _add(document, 0, None, "List Number")
    document.add_paragraph("plain")
    assert _places(document) == [(0, ""), (0, "")]


def test_a_list_that_is_not_there_has_no_marks() -> None:
    """A number without rules makes an item that the product counts."""
    document = Document()
    _add(document, 4711, 1)
    assert _places(document) == [(2, "")]
