"""What a PDF's pages hold, line by line, without their running headers and footers."""

import pytest

from assistant.adapters.formats.pdf_lines import Look, PageLost, read_pages, without_margins
from tests.fakes.drawn_pdf import Words, drawn_pdf
from tests.fakes.hostile_files import damaged_stream_pdf, missing_page_pdf


def _texts(*pages: list[Words]) -> list[list[str]]:
    return [[line.text for line in lines] for lines in read_pages(drawn_pdf(*pages))]


def _kept(*pages: list[Words]) -> list[str]:
    return [line.text for line in without_margins(read_pages(drawn_pdf(*pages)))]


def _page(text: str, number: int, of: int = 3) -> list[Words]:
    return [
        Words("St Martin's School", 30),
        Words("Social Media Policy 2023", 43),
        Words(text, 100),
        Words("Uncontrolled if printed", 790),
        Words(f"Version 2, page {number} of {of}", 803),
    ]


def test_lines_come_from_the_top() -> None:
    """The order on the page counts, not the order in the file."""
    assert _texts([Words("below", 200), Words("above", 100)]) == [["above", "below"]]


def test_words_of_one_line_are_put_together() -> None:
    """Pieces side by side are one line, with a space where there is a gap."""
    assert _texts([Words("left", 100), Words("right", 100, left=300)]) == [["left right"]]


def test_raised_letters_belong_to_their_line() -> None:
    """The letters of '22nd' that stand higher stay in their place."""
    line = [Words("22", 100), Words("nd", 100.4, left=84.5, size=7), Words("May", 100, left=96)]
    assert _texts(line) == [["22nd May"]]


def test_a_watermark_is_no_text() -> None:
    """Letters that do not stand upright are left out."""
    assert _texts([Words("Staff report.", 100), Words("DRAFT", 400, turned=True)]) == [["Staff report."]]


def test_a_table_of_contents_is_left_out() -> None:
    """Lines with dots up to a page number are no policy; dots alone do not make one."""
    contents = [
        Words("1. Reporting ........ 4", 100),
        Words("2. Visits . . . . . . 12", 113),
        Words("Wait ... 3", 126),
    ]
    assert _texts(contents) == [["Wait ... 3"]]


def test_how_a_line_looks() -> None:
    """Size and boldness are those of the letters, whatever the number before them looks like."""
    [[line]] = read_pages(drawn_pdf([Words("3.", 100), Words("Visits", 100, left=90, size=14, bold=True)]))
    assert line.look == Look(14, True)
    assert not line.has_cells


def test_headers_and_footers_are_left_out() -> None:
    """Lines that most pages repeat at their edges are no text, page numbers and second lines among them."""
    assert _kept(*(_page(f"Text {word}.", at) for at, word in enumerate("abc", start=1))) == [
        "Text a.",
        "Text b.",
        "Text c.",
    ]


def test_two_pages_are_enough() -> None:
    """A short policy has a running header as well."""
    assert _kept(_page("One.", 1, 2), _page("Two.", 2, 2)) == ["One.", "Two."]


def test_one_page_loses_its_number_only() -> None:
    """Nothing is repeated on a single page: its first and last lines are text."""
    page = [Words("St Martin's School", 30), Words("Staff report.", 100), Words("Page 1 of 1", 803)]
    assert _kept(page) == ["St Martin's School", "Staff report."]


def test_a_repeated_line_within_the_page_stays() -> None:
    """A heading that stands on every page is text where other text stands above it."""
    pages = [
        [Words(f"{word} only.", 90), Words("Reporting", 110), Words(f"To {word}.", 130)] for word in "abc"
    ]
    assert _kept(*pages)[:3] == ["a only.", "Reporting", "To a."]


@pytest.mark.parametrize("data", [damaged_stream_pdf("Staff."), missing_page_pdf("Staff.")])
def test_no_page_is_lost_in_silence(data: bytes) -> None:
    """Where the parser would go on without a page the file is not read."""
    with pytest.raises(PageLost):
        read_pages(data)
