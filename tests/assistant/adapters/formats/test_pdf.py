"""Text PDFs: lines become paragraphs, and what looks like a heading is one."""

from assistant.adapters.formats.pdf import read_pdf
from assistant.domain.source import Block, BlockKind, SourceText
from tests.fakes.drawn_pdf import Words, drawn_pdf
from tests.fakes.written_policies import SAVED

_LONG = "This line is as long as the page allows it to be and so it has to be broken before the end of it"
_BODY = [Words(_LONG, 300), Words("and goes on below.", 313)]


def _read(*pages: list[Words]) -> SourceText:
    return read_pdf(drawn_pdf(*pages))


def _texts(source: SourceText, kind: BlockKind | None = None) -> list[str]:
    return [source.text[block.start : block.end] for block in source.blocks if kind in (None, block.kind)]


def _headings(source: SourceText) -> list[tuple[str, int]]:
    return [
        (source.text[block.start : block.end], block.level)
        for block in source.blocks
        if block.kind is BlockKind.HEADING
    ]


def test_a_broken_line_goes_on() -> None:
    """A line belongs to the one before it where its first word would not have fitted there."""
    assert _texts(_read(_BODY)) == [f"{_LONG} and goes on below."]


def test_a_line_with_room_ends_its_paragraph() -> None:
    """Paragraphs need no white space between them: the next word would have fitted, so the line was ended."""
    source = _read([*_BODY, Words("A second paragraph", 326)])
    assert _texts(source) == [f"{_LONG} and goes on below.", "A second paragraph"]
    assert not source.blocks[1].spaced


def test_white_space_ends_a_paragraph() -> None:
    """Half a line of white space stands between paragraphs even where a full line ends the first."""
    source = _read([Words(_LONG, 300), Words("Another paragraph", 330)])
    assert _texts(source) == [_LONG, "Another paragraph"]
    assert source.blocks[1].spaced


def test_words_broken_at_a_hyphen_are_joined() -> None:
    """A word that was broken at its own hyphen or stroke gets no space inside."""
    source = _read([Words(f"{_LONG[:-2]}self-", 300), Words("evident", 313), Words(f"{_LONG[:-2]}and/", 326)])
    assert _texts(source)[0].endswith("self-evident")


def test_bold_lines_are_headings_without_white_space() -> None:
    """A short bold line is a heading although lines stand close above and below it."""
    source = _read(
        [Words("Reporting", 287, bold=True), *_BODY, Words("Visits", 326, bold=True), Words("Go.", 339)]
    )
    assert _headings(source) == [("Reporting", 1), ("Visits", 1)]


def test_a_bold_line_ends_a_paragraph_that_fills_its_line() -> None:
    """A heading after a full line is not taken for the rest of the sentence."""
    source = _read([Words(_LONG, 300), Words("Visits", 313, bold=True), Words(_LONG, 326)])
    assert _texts(source) == [_LONG, "Visits", _LONG]


def test_larger_lines_are_headings() -> None:
    """Size counts without boldness, and the larger heading stands above the smaller one."""
    source = _read([Words("Policy", 240, size=20), Words("Reporting", 270, size=14), *_BODY])
    assert _headings(source) == [("Policy", 1), ("Reporting", 2)]


def test_a_bold_heading_stands_below_a_larger_one() -> None:
    """Sub-headings are bold in the size of the text."""
    source = _read([Words("Reporting", 260, size=14), Words("At once", 287, bold=True), *_BODY])
    assert _headings(source) == [("Reporting", 1), ("At once", 2)]


def test_a_heading_may_take_two_lines() -> None:
    """A long heading that was broken is one heading."""
    source = _read(
        [Words(f"{_LONG[:78]}", 270, size=13), Words("of conduct", 284, size=13), *_BODY, *_BODY[1:]]
    )
    assert _headings(source) == [(f"{_LONG[:78]} of conduct".replace("  ", " "), 1)]


def test_bold_is_no_heading_where_it_is_a_sentence_an_item_or_a_row() -> None:
    """Stress inside the text opens no section."""
    source = _read(
        [
            *_BODY,
            Words("Staff must never do this.", 326, bold=True),
            Words("- at school", 339, bold=True),
            Words("a) at home", 352, bold=True),
            Words("Case", 365, bold=True),
            Words("Whom to tell", 365, left=300, bold=True),
        ]
    )
    assert _headings(source) == []
    assert _texts(source)[1:] == [
        "Staff must never do this.",
        "- at school",
        "a) at home",
        "Case Whom to tell",
    ]


def test_a_numbered_bold_line_is_a_heading() -> None:
    """The number in front of a heading, even with a gap behind it, makes it neither an item nor a row."""
    source = _read([Words("3.", 287, bold=True), Words("Reporting", 287, left=120, bold=True), *_BODY])
    assert _headings(source) == [("3. Reporting", 1)]


def test_a_bold_line_within_a_sentence_goes_on() -> None:
    """A sentence that is bold for just one line stays one sentence."""
    bold = Words(
        "and never at all, whatever anybody may say to all of them about it or ask of them, in",
        313,
        bold=True,
    )
    source = _read([Words(_LONG, 300), bold, Words("any place.", 326)])
    assert _texts(source) == [f"{_LONG} {bold.text} any place."]


def test_text_that_is_all_bold_has_no_headings() -> None:
    """Bold is no hint where everything is bold."""
    assert _headings(_read([Words("Reporting", 287, bold=True), Words("Staff report", 313, bold=True)])) == []


def test_marks_begin_items() -> None:
    """A line with a bullet, a letter or a number of its own is a new block after a full line, too."""
    full = f"{_LONG[:-3]};"
    lines = [Words(f"{mark} {full}", 300 + 13 * at) for at, mark in enumerate(("a)", "b)", "4.2", "\u2022"))]
    assert len(_texts(_read(lines))) == 4


def test_a_number_that_only_begins_a_line_is_no_item() -> None:
    """'999. Staff' within a sentence does not begin an item."""
    assert len(_texts(_read([Words(f"{_LONG[:-2]} by", 300), Words("999. Staff wait.", 313)]))) == 1


def test_a_table_row_is_a_paragraph() -> None:
    """Cells of one row are one block, and the next row is another."""
    rows = [
        Words("Fire", 326),
        Words("the office", 326, left=300),
        Words("Injury", 339),
        Words("999", 339, left=300),
    ]
    assert _texts(_read([*_BODY, *rows]))[1:] == ["Fire the office", "Injury 999"]


def test_a_paragraph_goes_on_over_the_page() -> None:
    """A sentence that a page's end breaks is one clause, on the page where it begins."""
    source = _read([Words(_LONG, 780)], [Words("and goes on below.", 72), Words("New.", 100)])
    assert _texts(source) == [f"{_LONG} and goes on below.", "New."]
    assert [block.page for block in source.blocks] == [1, 2]


def test_a_heading_is_found_in_a_school_file() -> None:
    """LibreOffice's PDF of a styled document gives its title, its 18 headings and no others."""
    source = read_pdf((SAVED / "styled.pdf").read_bytes())
    levels = [level for _, level in _headings(source)]
    assert len(levels) == 20
    assert levels.count(3) + levels.count(2) == 19
    assert ("Use of Images", levels[-1]) in _headings(source)


def test_a_page_without_letters_gives_no_blocks() -> None:
    """No text is no text, whoever has to say so."""
    assert _read([]) == SourceText("", ())


def test_offsets_are_those_of_the_text() -> None:
    """Blocks follow each other in the text, with only line ends between them."""
    source = read_pdf((SAVED / "numbered.pdf").read_bytes())
    ends = [0, *(block.end for block in source.blocks)]
    blocks: list[Block] = list(source.blocks)
    assert all(source.text[end : block.start].strip() == "" for end, block in zip(ends, blocks, strict=False))
