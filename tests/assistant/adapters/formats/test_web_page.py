"""Web pages: what a reader sees, in order."""

import pytest

from assistant.adapters.formats.web_page import PageTooDeep, read_web_page
from assistant.domain.source import BlockKind
from tests.fakes.hostile_files import nested_html


def _blocks(page: str) -> list[tuple[str, str, int]]:
    source = read_web_page(page.encode())
    return [(block.kind.value, source.text[block.start : block.end], block.level) for block in source.blocks]


def _texts(page: str) -> list[str]:
    return [text for _, text, _ in _blocks(page)]


def test_headings_paragraphs_and_items() -> None:
    """Elements say what they are, and how deep they stand."""
    items = "<ul><li>plan<ul><li>early</li></ul></li><li>tell</li></ul>"
    page = f"<h1>Visits</h1><p>Staff must:</p>{items}<h3>Risk</h3>"
    assert _blocks(page) == [
        ("heading", "Visits", 1),
        ("plain", "Staff must:", 1),
        ("item", "plan", 1),
        ("item", "early", 2),
        ("item", "tell", 1),
        ("heading", "Risk", 3),
    ]


@pytest.mark.parametrize(
    ("page", "items"),
    [
        ("<ol><li>plan</li><li>tell</li></ol>", ["1. plan", "2. tell"]),
        ("<ol type=a start=2><li>plan</li><li>tell</li></ol>", ["b. plan", "c. tell"]),
        ("<ol type=i><li>plan</li><li value=5>tell</li><li>go</li></ol>", ["i. plan", "v. tell", "vi. go"]),
        ("<ol type=A><li>plan</li></ol>", ["plan"]),
        ("<ol start=x><li>plan</li></ol>", ["1. plan"]),
        ("<ol start=9999999><li>plan</li></ol>", ["1. plan"]),
        ("<ol><li><p>plan</p><p>early</p></li></ol>", ["1. plan", "early"]),
        ("<ul type=a><li>plan</li></ul>", ["plan"]),
    ],
)
def test_items_bear_the_marks_a_browser_shows(page: str, items: list[str]) -> None:
    """Numbers and letters that a browser counts stand before the words."""
    assert _texts(page) == items


def test_a_numbered_heading_bears_its_number() -> None:
    """LibreOffice saves numbered headings as items of a list."""
    page = "<ol><li><h1>Visits</h1></li><li><h1>Phones</h1></li></ol>"
    assert _blocks(page) == [("heading", "1. Visits", 1), ("heading", "2. Phones", 1)]


def test_what_is_not_policy_is_left_out() -> None:
    """Scripts, styles, navigation, comments and running headers and footers are not read."""
    page = (
        "<head><title>x</title></head><body><nav>menu</nav><script>x</script><style>x</style><!-- x -->"
        "<div title='header'><p>x</p></div><p title='header'>Staff report.</p><noscript>x</noscript>"
        "<template>x</template><div title='footer'><p>x</p></div><footer>x</footer></body>"
    )
    assert _texts(page) == ["Staff report."]


def test_words_stay_whole() -> None:
    """Markup inside a word puts no space into it; a line break and a new paragraph end the words before."""
    assert _texts("<p>Ph<b>o</b>nes <i>are</i>\n off</p><p>one<br>two</p><p><b>three<br>four</b></p>") == [
        "Phones are off",
        "one",
        "two",
        "three four",
    ]


def test_text_around_blocks_is_kept() -> None:
    """Words that stand beside blocks, not inside one, are paragraphs of their own."""
    assert _texts("<div>before<p>in</p>after<b><p>deep</p></b>end</div>") == [
        "before",
        "in",
        "after",
        "deep",
        "end",
    ]


def test_a_table_row_is_one_paragraph() -> None:
    """The cells of a row belong together; a cell may hold paragraphs."""
    page = "<table><tr><th>Case<th>Tell<tr><td><p>Fire</p><p>or smoke</p><td>the office<td></table>"
    assert _blocks(page) == [
        ("paragraph", "Case | Tell", 1),
        ("paragraph", "Fire or smoke | the office", 1),
    ]


def test_a_table_that_only_places_things_is_read_through() -> None:
    """Headings and lists inside a table stay what they are."""
    page = "<table><tr><td><h2>Visits</h2><ul><li>plan</li></ul></td></tr></table>"
    assert _blocks(page) == [("heading", "Visits", 2), ("item", "plan", 1)]


def test_preformatted_text_is_plain_text() -> None:
    """Inside <pre> the lines and blank lines count."""
    source = read_web_page(b"<pre>\nVisits\n\nStaff  plan.\nStaff tell.\n</pre>")
    assert source.text == "Visits\n\nStaff plan.\nStaff tell."
    assert {block.kind for block in source.blocks} == {BlockKind.PLAIN}


@pytest.mark.parametrize(
    "data",
    [
        "<p>don\u2019t</p>".encode(),
        "<meta charset=iso-8859-1><p>don\u2019t</p>".encode(),
        "<p>don\u2019t</p>".encode("cp1252"),
        "<meta charset=windows-1252><p>don\u2019t</p>".encode("cp1252"),
        "<html><p>don\u2019t</p>".encode("utf-16"),
        "<p>don\u2019t</p>".encode("utf-8-sig"),
    ],
)
def test_letters_are_read_as_they_were_saved(data: bytes) -> None:
    """UTF-8 wherever it fits, else what the page says, else what Windows saves."""
    assert read_web_page(data).text == "don\u2019t"


def test_a_page_is_read_whole_or_not_at_all() -> None:
    """The parser drops what is nested too deeply; such a page is refused, not shortened."""
    assert read_web_page(nested_html(200)).text.endswith("Staff must not.")
    with pytest.raises(PageTooDeep):
        read_web_page(nested_html(300))
