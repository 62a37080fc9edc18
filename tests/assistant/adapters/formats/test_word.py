"""Word documents: what a reader would see if every tracked change were accepted."""

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.adapters.formats.word import read_word
from assistant.domain.source import BlockKind
from tests.fakes.written_policies import SAVED, numbered, saved_policy

_NUMBERED = {
    "1.1": "The visit leader must hand in the plan ten school days before the visit.",
    "1.2": "The plan must say:",
    "1.2(a)": "who leads the visit;",
    "1.2(b)": "how the group travels.",
    "1.3": "Parents must give their consent in writing.",
    "2.1": "The visit leader must count the pupils at every stop, because a group that is counted only at "
    "the end of the day may have been without a pupil for hours before anybody notices it.",
    "2.2": "Staff must use the school's mobile phone.",
}


def _blocks(document: WordDocument) -> list[tuple[str, str, int]]:
    out = io.BytesIO()
    document.save(out)
    source = read_word(out.getvalue())
    return [(block.kind.value, source.text[block.start : block.end], block.level) for block in source.blocks]


def _texts(document: WordDocument) -> list[str]:
    return [text for _, text, _ in _blocks(document)]


def _add(document: WordDocument, body: str) -> None:
    """Put raw elements at the end; `w:` is declared."""
    wrapped = parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>")
    for element in wrapped:
        document.element.body.insert(len(document.element.body) - 1, element)


def test_automatic_numbers_are_the_policys_own() -> None:
    """Numbers that Word counts are the clauses' numbers, as on paper; a table's rows are clauses."""
    policy = saved_policy(SAVED / "numbered.docx")
    found = numbered(policy)
    assert {number: words for number, words in found.items() if number in _NUMBERED} == _NUMBERED
    assert (found["3.1"], found["3.2"]) == (
        "Lost pupil | the school office",
        "Injury | 999, then the school office",
    )
    assert [clause.heading for clause in policy.clauses][::4] == [
        "Before a visit",
        "Before a visit",
        "Whom to call",
    ]
    assert policy.own_numbers


def test_the_same_document_as_a_page_or_a_pdf_has_the_same_numbers() -> None:
    """HTML and PDF that were made of a numbered document number and divide it alike."""
    for name in ("numbered.html", "numbered.pdf"):
        found = numbered(saved_policy(SAVED / name))
        assert {number: words for number, words in found.items() if number in _NUMBERED} == _NUMBERED
        assert list(found) == [*_NUMBERED, "3.1", "3.2"]


def test_styles_say_what_a_paragraph_is() -> None:
    """Headings have their level, the title stands above them, list styles make items."""
    document = Document()
    document.add_paragraph("Policy", "Title")
    document.add_paragraph("St Martin's", "Subtitle")
    document.add_heading("Visits", 1)
    document.add_heading("Risk", 3)
    document.add_paragraph("Staff plan.")
    document.add_paragraph("plan", "List Bullet")
    assert _blocks(document) == [
        ("heading", "Policy", 0),
        ("heading", "St Martin's", 0),
        ("heading", "Visits", 1),
        ("heading", "Risk", 3),
        ("plain", "Staff plan.", 1),
        ("item", "plan", 1),
    ]


def test_a_short_bold_line_is_a_heading() -> None:
    """Many schools make headings by hand; a bold sentence or a half bold line is none."""
    document = Document()
    document.add_paragraph().add_run("Visits").bold = True
    document.add_paragraph().add_run("Never do this.").bold = True
    half = document.add_paragraph()
    half.add_run("Note").bold = True
    half.add_run(" on visits")
    assert [kind for kind, _, _ in _blocks(document)] == ["heading", "plain", "plain"]


def test_tracked_changes_are_read_as_accepted() -> None:
    """An inserted 'not' counts and a deleted one does not: the policy must never read the other way round."""
    document = Document()
    _add(
        document,
        "<w:p><w:r><w:t xml:space='preserve'>Staff must </w:t></w:r>"
        "<w:ins w:id='1' w:author='x'><w:r><w:t xml:space='preserve'>not </w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='x'><w:r><w:delText>always </w:delText></w:r></w:del>"
        "<w:moveFrom w:id='3' w:author='x'><w:r><w:t>ever </w:t></w:r></w:moveFrom>"
        "<w:r><w:t>film.</w:t></w:r></w:p>",
    )
    assert _texts(document) == ["Staff must not film."]


def test_fields_of_a_template_are_read() -> None:
    """Text in content controls, whole paragraphs or words in a line, is text of the policy."""
    document = Document()
    _add(
        document,
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Staff plan.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t xml:space='preserve'>Tell the </w:t></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t>Headteacher</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    )
    assert _texts(document) == ["Staff plan.", "Tell the Headteacher"]


def test_a_table_of_contents_is_left_out() -> None:
    """Headings that are listed in front are not the headings."""
    document = Document()
    document.styles.add_style("TOC 1", 1)
    document.add_paragraph("Visits\t3", "TOC 1")
    document.add_heading("Visits", 1)
    assert _texts(document) == ["Visits"]


def test_text_boxes_headers_and_footers_are_left_out() -> None:
    """What stands beside the text is not read into the middle of a sentence."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "St Martin's School"
    _add(
        document,
        "<w:p><w:r><w:t xml:space='preserve'>Staff </w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r>"
        "<w:t>Note!</w:t></w:r></w:p></w:txbxContent></w:pict></w:r><w:r><w:t>plan.</w:t></w:r></w:p>",
    )
    assert _texts(document) == ["Staff plan."]


def test_signs_between_words() -> None:
    """Tabs are spaces, line breaks end a block, and a hyphen that must not break is a hyphen."""
    document = Document()
    _add(
        document,
        "<w:p><w:r><w:t>Tell</w:t><w:tab/><w:t>the e</w:t><w:noBreakHyphen/><w:t>safety lead</w:t><w:br/>"
        "<w:t>at once</w:t></w:r></w:p>",
    )
    assert _texts(document) == ["Tell the e-safety lead", "at once"]


def test_rows_join_their_cells() -> None:
    """Cells that were merged count once, paragraphs in a cell stay apart, an empty row is none."""
    document = Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Case"
    table.cell(0, 2).text = "Tell"
    table.cell(1, 0).text = "Fire\nor smoke"
    assert _blocks(document) == [("paragraph", "Case | Tell", 1), ("paragraph", "Fire or smoke", 1)]


def test_blank_paragraphs_set_blocks_apart() -> None:
    """A text without styles is divided by its empty lines, like a text file."""
    document = Document()
    for text in ("Visits", "", "Staff plan.", "Staff tell."):
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    source = read_word(out.getvalue())
    assert [block.spaced for block in source.blocks] == [True, True, False]
    assert {block.kind for block in source.blocks} == {BlockKind.PLAIN}
