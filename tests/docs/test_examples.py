"""What documents show by example is what the program does."""

import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.__main__ import app
from assistant.adapters.formats import reading
from assistant.adapters.formats.reading import read_policy_file
from assistant.bootstrap import assistant
from assistant.channels.batch import as_json, message_of
from assistant.domain.evidence import Signals
from assistant.domain.policy import PolicyRecord, Status
from assistant.domain.source import Block, BlockKind, SourceText
from assistant.errors import PolicyFileError
from assistant.policies.clauses import make_policy
from assistant.retrieval.ranker import SIGNALS
from assistant.settings import Settings
from tests.docs.test_documents import DOCUMENTS
from tests.fakes.small_school import SmallSchool

PROJECT = Path(__file__).parents[2]


def text_of(name: str) -> str:
    """A document of the project."""
    return (PROJECT / name).read_text("utf-8")


def blocks(name: str, language: str) -> list[str]:
    """The fenced blocks of a document in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(name), re.DOTALL | re.MULTILINE)


def keys_told(page: str, begin: str, end: str) -> set[str]:
    """The names in the first column of the tables between two pieces of a page."""
    part = page.partition(begin)[2].partition(end)[0]
    rows = re.findall(r"^\| (`[^|]+) \|", part, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def commands(kind: str) -> Iterator[str]:
    """Every `make ...` or `assistant ...` that documents show, without its folder."""
    for path in DOCUMENTS:
        for shown in re.findall(
            rf"(?:`|^ {{4,}})(?:\.venv/bin/)?({kind} [^`\n|<]*)", path.read_text("utf-8"), re.M
        ):
            yield shown.strip()


def test_the_langchain_example_runs(
    in_published_school: SmallSchool, capsys: pytest.CaptureFixture[str]
) -> None:
    """The example of docs/langchain.md prints as many clauses as it asks for, each with its label."""
    (example,) = blocks("docs/langchain.md", "python")
    exec(compile(example, "docs/langchain.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all(re.match(r"(PH|TR) \d", line) for line in lines)


def test_the_langchain_page_names_every_key(in_published_school: SmallSchool) -> None:
    """The table holds the keys of a document's metadata, and the signals."""
    from assistant.channels.langchain import PolicyRetriever

    (found,) = PolicyRetriever(k=1).invoke("Who writes the risk assessment?")
    page = text_of("docs/langchain.md")
    assert keys_told(page, "| key |", "It finds clauses") == set(found.metadata)
    for signal in fields(Signals):
        assert f"`{signal.name}`" in page.partition("| `signals` |")[2]


def test_the_readme_commands_are_the_makefiles() -> None:
    """Each line of the README's block is one that make takes, and asking hands the question on."""
    (block,) = blocks("README.md", "console")
    lines = block.splitlines()
    assert [shlex.split(line)[:2] for line in lines] == [["make", "ask"], ["make", "test"]]
    for line in lines:
        done = subprocess.run(
            [*shlex.split(line), "-n"], cwd=PROJECT, capture_output=True, text=True, check=True
        )
        assert done.stdout
    asking = subprocess.run(
        [*shlex.split(lines[0]), "-n"], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert 'assistant ask "Can I accept this friend request?"' in asking.stdout


def test_the_readme_question_can_be_asked(in_published_school: SmallSchool) -> None:
    """The question of the README ends, as its transcript does, with the way to a person."""
    (transcript,) = blocks("README.md", "text")
    done = CliRunner().invoke(app, ["ask", "--dry-run", "Can I accept this friend request?"])
    assert done.exit_code == 0
    ending = "If this has already happened, tell a person now and not this chat:"
    assert ending in done.output
    assert ending in transcript


def test_the_readme_transcript_quotes_the_policy() -> None:
    """Words that the transcript quotes stand in the policy that ships, under the label shown."""
    (transcript,) = blocks("README.md", "text")
    made = assistant(Settings(corpus=PROJECT / "corpus", prompts=PROJECT / "prompts"))
    record = next(record for record in made.policy_files.records() if record.short == "SM")
    policy = make_policy(record, made.policy_files.read(record))
    quoted = re.findall(r'^ +(SM [\d.]+)  .*\n +"([^"]+)"', transcript, re.MULTILINE)
    assert quoted
    for label, words in quoted:
        clause = next(clause for clause in policy.clauses if clause.label == label)
        assert " ".join(words.split()) in " ".join(clause.text.split())


@pytest.mark.parametrize("shown", sorted(set(commands("make"))))
def test_every_make_target_in_a_document_exists(shown: str) -> None:
    """`make` knows the target; nothing is run."""
    target = shlex.split(shown)[1]
    done = subprocess.run(["make", "-n", target], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("shown", sorted(set(commands("assistant"))))
def test_every_command_in_a_document_exists(shown: str) -> None:
    """The command and each of its options are among those that its help lists."""
    _, name, *rest = shlex.split(shown.partition(" < ")[0])
    grouped = name in {group.name for group in app.registered_groups}
    # A group that does something by itself, such as `assistant evaluate`, is followed by options or nothing.
    words = [name, rest.pop(0)] if grouped and rest and rest[0][0] not in "-[" else [name]
    done = CliRunner().invoke(app, [*words, "--help"])
    assert done.exit_code == 0, done.output
    for option in (word for word in rest if word.startswith("--")):
        assert option in done.output


def test_documents_show_commands() -> None:
    """The search for commands does see them."""
    assert {"make ask", "make train", "make docs"} <= {" ".join(c.split()[:2]) for c in commands("make")}
    assert {"assistant publish", "assistant policy SM 12.3"} <= set(commands("assistant"))


def test_the_batch_page_names_every_key(in_published_school: SmallSchool) -> None:
    """The tables and the example of docs/batch-json.md have exactly the keys of a real answer."""
    page = text_of("docs/batch-json.md")
    (example,) = (json.loads(block) for block in blocks("docs/batch-json.md", "json"))
    message = message_of('{"question": "Do I have to keep my phone silent in lessons?"}')
    answer: dict[str, Any] = as_json(assistant().ask.ask(message, record=False))
    assert answer["outcome"] == "answered"
    assert list(example) == list(answer)
    assert keys_told(page, "## Out", "A **citation**") == set(answer)
    assert list(example["citations"][0]) == list(answer["citations"][0])
    assert keys_told(page, "A **citation**", "A **branch**") == set(answer["citations"][0])


def test_the_batch_example_quotes_the_policies() -> None:
    """Each citation of the example holds: its words stand at its offsets in the policy that ships."""
    (example,) = (json.loads(block) for block in blocks("docs/batch-json.md", "json"))
    made = assistant(Settings(corpus=PROJECT / "corpus", prompts=PROJECT / "prompts"))
    shipped = {record.id: record for record in made.policy_files.records()}
    for citation in example["citations"]:
        text = read_policy_file(PROJECT / "corpus" / "policies" / shipped[citation["policy"]].file).text
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_the_formats_page_has_every_refusal() -> None:
    """Each reason for refusing a file stands in one row with its cure."""
    page = text_of("docs/formats.md")
    for problem, cure in reading._REFUSALS.values():
        assert f"| {problem} | {cure} |" in page


@pytest.mark.parametrize(("name", "text"), [("policy.xyz", ""), ("gone.txt", None)])
def test_the_formats_page_has_what_is_refused_unread(tmp_path: Path, name: str, text: str | None) -> None:
    """An ending that is not known and a file that is missing stand there with their cures."""
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(PolicyFileError) as refused:
        read_policy_file(tmp_path / name)
    assert f"| {refused.value.problem} | {refused.value.cure} |" in text_of("docs/formats.md")


@pytest.mark.parametrize("text", ["", "4.2 One rule.\n4.2 Another rule."])
def test_the_formats_page_has_what_makes_no_clauses(text: str) -> None:
    """A file without a paragraph and a number that stands twice stand there with their cures."""
    record = PolicyRecord("one", "One", "ON", "Headteacher", "1", Status.RATIFIED, "All staff", "one.txt")
    lines = [match.span() for match in re.finditer(".+", text)]
    source = SourceText(text, tuple(Block(BlockKind.PARAGRAPH, *span) for span in lines))
    with pytest.raises(PolicyFileError) as refused:
        make_policy(record, source)
    assert f"| {refused.value.problem} | {refused.value.cure} |" in text_of("docs/formats.md")


def test_the_retrieval_record_names_every_signal() -> None:
    """ADR 4 names each column that is weighed."""
    record = text_of("docs/adr/0004-retrieval.md")
    assert [name for name in SIGNALS if f"`{name}`" not in record] == []
