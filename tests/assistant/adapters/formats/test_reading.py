"""One policy, whatever program and format it was saved in."""

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from pdfminer.high_level import extract_text

from assistant.adapters.formats.reading import read_policy_file
from assistant.domain.policy import Policy
from assistant.errors import UnreadableFile
from tests.fakes.written_policies import SAVED, SEED, numbered, saved_policy

_SAVED_SEED = [
    *(f"social-media-policy.{ending}" for ending in ("docx", "html", "md", "pdf")),
    *(f"styled.{ending}" for ending in ("docx", "html", "pdf")),
]


@pytest.fixture(scope="module")
def seed() -> Policy:
    """The school's own policy as its file came."""
    return saved_policy(SEED)


def _curly(text: str) -> str:
    """The quotation marks that Word puts in, which UTF-8 and Windows-1252 write differently."""
    return text.replace("'", "\u2019")


def _wrapped(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        textwrap.fill(line, 72, break_on_hyphens=False, break_long_words=False) for line in lines
    )


_SAVED_AS: dict[str, Callable[[str], bytes]] = {
    "UTF-8 with a byte order mark": lambda text: _curly(text).encode("utf-8-sig"),
    "UTF-16": lambda text: _curly(text).encode("utf-16"),
    "Windows-1252": lambda text: _curly(text).encode("cp1252"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "old Mac line ends": lambda text: text.replace("\n", "\r").encode(),
    "lines of 72 characters": lambda text: _wrapped(text).encode(),
    "lines of 72 characters and Windows line ends": lambda text: (
        _wrapped(text).replace("\n", "\r\n").encode()
    ),
}


@pytest.mark.parametrize("name", _SAVED_SEED)
def test_every_format_gives_the_same_clauses(seed: Policy, name: str) -> None:
    """At least 98 of 100 clauses of the seed have the same words and the same number in each format."""
    wanted, found = numbered(seed), numbered(saved_policy(SAVED / name))
    same = [number for number, words in wanted.items() if found.get(number) == words]
    share = len(same) / len(wanted)
    differing = {number: (wanted.get(number), found.get(number)) for number in {*wanted, *found} - set(same)}
    assert share >= 0.98, f"{name}: {share:.1%} of the clauses agree; not these: {differing}"
    assert len(found) == len(wanted)


@pytest.mark.parametrize("name", _SAVED_SEED)
def test_every_format_gives_the_same_headings_and_lists(seed: Policy, name: str) -> None:
    """A clause stands under the same heading and is read with the same lead-in in each format."""
    wanted = {clause.number: (clause.heading, clause.lead_in) for clause in seed.clauses}
    found = {clause.number: (clause.heading, clause.lead_in) for clause in saved_policy(SAVED / name).clauses}
    assert found == wanted


@pytest.mark.parametrize("name", [*_SAVED_SEED, "numbered.docx", "numbered.html", "numbered.pdf"])
def test_quotes_are_cut_out_of_the_source_text(name: str) -> None:
    """Every clause's words are source_text[start:end], and so is each sentence a part of them."""
    policy = saved_policy(SAVED / name)
    for clause in policy.clauses:
        assert policy.text[clause.span.start : clause.span.end] == clause.text
        assert all(sentence.of(policy.text) in clause.text for sentence in clause.sentences)


@pytest.mark.parametrize(("name", "count"), [("social-media-policy.pdf", 6), ("styled.pdf", 9)])
def test_a_pdf_gives_pages(name: str, count: int) -> None:
    """Clauses of a PDF have the page they begin on: their first words stand there."""
    clauses = saved_policy(SAVED / name).clauses
    for clause in clauses:
        page = extract_text(SAVED / name, page_numbers=[(clause.page or 0) - 1])
        assert clause.text[:20] in " ".join(page.split())
    assert {clause.page for clause in clauses} == set(range(1, count + 1))


@pytest.mark.parametrize("name", [name for name in _SAVED_SEED if not name.endswith("pdf")])
def test_other_formats_have_no_pages(name: str) -> None:
    """Where a format has no pages none are made up."""
    assert {clause.page for clause in saved_policy(SAVED / name).clauses} == {None}


def test_a_text_named_md_is_plain_text(seed: Policy, tmp_path: Path) -> None:
    """A .txt that was only renamed to .md reads as before, its single line breaks too."""
    renamed = tmp_path / "policy.md"
    renamed.write_bytes(SEED.read_bytes())
    assert numbered(saved_policy(renamed)) == numbered(seed)


@pytest.mark.parametrize("how", _SAVED_AS)
def test_a_text_may_be_saved_by_any_program(seed: Policy, tmp_path: Path, how: str) -> None:
    """Encodings, line ends and hard line breaks change no clause, number or heading."""
    path = tmp_path / "policy.txt"
    path.write_bytes(_SAVED_AS[how](SEED.read_text("utf-8")))
    found = saved_policy(path)
    words = {number: words.replace("\u2019", "'") for number, words in numbered(found).items()}
    assert words == numbered(seed)
    assert [clause.heading.replace("\u2019", "'") for clause in found.clauses] == [
        clause.heading for clause in seed.clauses
    ]


@pytest.mark.parametrize("how", _SAVED_AS)
def test_offsets_count_in_the_decoded_text(tmp_path: Path, how: str) -> None:
    """The source text is the file's own, line ends and all, without the byte order mark."""
    data = _SAVED_AS[how](SEED.read_text("utf-8"))
    encoding = {"UTF-16": "utf-16", "Windows-1252": "cp1252"}.get(how, "utf-8-sig")
    path = tmp_path / "policy.txt"
    path.write_bytes(data)
    found = saved_policy(path)
    assert found.text == data.decode(encoding)
    assert all(clause.span.of(data.decode(encoding)) == clause.text for clause in found.clauses)


def test_a_large_markdown_file_is_read_whole(tmp_path: Path) -> None:
    """Files above the size that is read in this process keep their front matter and their clauses."""
    path = tmp_path / "policy.md"
    paragraphs = "\n\n".join(f"{number}.1 {'Staff must report. ' * 60}" for number in range(1, 120))
    path.write_text(f"---\nshort: XX\n---\n\n# Title\n\n## 1. Reporting\n\n{paragraphs}\n", "utf-8")
    assert path.stat().st_size > 100 << 10
    source = read_policy_file(path)
    assert source.front_matter == (("short", "XX"),)
    assert len(source.blocks) == 121
    assert source.text == path.read_text("utf-8")


@pytest.mark.parametrize("name", ["policy.doc", "policy", "policy.odt", ".txt"])
def test_an_unknown_ending_is_refused(tmp_path: Path, name: str) -> None:
    """The sentence names the file and the endings that are known."""
    (tmp_path / name).write_text("A heading\n\nStaff must report.")
    with pytest.raises(UnreadableFile, match=r"The ending '.*' is not known\. Use \.txt, \.md, \.docx"):
        read_policy_file(tmp_path / name)


@pytest.mark.parametrize("name", ["policy.txt", "policy.docx"])
def test_a_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    """The sentence says where the file should lie."""
    with pytest.raises(UnreadableFile) as refused:
        read_policy_file(tmp_path / name)
    assert str(refused.value) == (
        f"{name}: The file is missing. Put it into corpus/policies or correct the manifest."
    )


@pytest.mark.parametrize("name", ["policy.txt", "policy.pdf"])
def test_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    """A folder named as a policy stops nothing but itself."""
    (tmp_path / name).mkdir()
    with pytest.raises(UnreadableFile, match=f"{name}: The file cannot be opened"):
        read_policy_file(tmp_path / name)
