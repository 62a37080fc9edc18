"""The LangChain retriever over a published school."""

import asyncio
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableLambda
from pydantic import ValidationError

from assistant.bootstrap import assistant
from assistant.channels.langchain import PolicyRetriever
from assistant.errors import NotPublished
from tests.fakes.small_school import SmallSchool

QUESTION = "Do I have to keep my phone silent when I teach?"


def test_returns_the_clause_that_answers_first(in_published_school: SmallSchool) -> None:
    """The best clause comes first and scores never rise."""
    found = PolicyRetriever().invoke(QUESTION)
    scores = [document.metadata["score"] for document in found]
    assert found[0].metadata["clause"] == "PH 1.1"
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("k", [1, 2, 4])
def test_returns_at_most_k_clauses(in_published_school: SmallSchool, k: int) -> None:
    """A smaller k returns the same clauses, only fewer."""
    assert PolicyRetriever(k=k).invoke(QUESTION) == PolicyRetriever(k=8).invoke(QUESTION)[:k]


def test_a_document_is_one_clause_in_its_exact_words(in_published_school: SmallSchool) -> None:
    """A document's words stand at its offsets in the policy's text, and its id is the clause's."""
    index = assistant().shelf.current()
    assert index is not None
    found = PolicyRetriever(k=8).invoke(QUESTION)
    assert len({document.id for document in found}) == len(found) > 1
    for document in found:
        policy = index.policies[document.metadata["policy"]]
        clause = next(one for one in policy.clauses if one.id == document.id)
        start, end = document.metadata["start"], document.metadata["end"]
        assert policy.text[start:end] == document.page_content == clause.text
        assert document.metadata["clause"] == clause.label
        assert document.metadata["sentence"] in document.page_content


def test_a_document_says_where_it_comes_from(in_published_school: SmallSchool) -> None:
    """A list item of a ratified policy carries title, heading, status, lead-in and signals."""
    found = PolicyRetriever(k=12).invoke("May I take a call from a parent on the office telephone?")
    item = next(one for one in found if one.page_content == "the office telephone")
    told = {name: item.metadata[name] for name in ("policy", "title", "heading", "status", "lead_in", "page")}
    assert told == {
        "policy": "phones",
        "title": "Phones Policy",
        "heading": "Phones and parents",
        "status": "ratified",
        "lead_in": "Staff may accept a call from a parent on:",
        "page": None,
    }
    assert item.metadata["signals"]["lexical"] > 0


def test_a_model_policy_is_told_apart(in_published_school: SmallSchool) -> None:
    """A clause of a policy that the school has not ratified says so."""
    found = PolicyRetriever(k=12).invoke("Who writes the risk assessment for a trip?")
    statuses = {document.metadata["policy"]: document.metadata["status"] for document in found}
    assert statuses == {"phones": "ratified", "trips": "model"}


@pytest.mark.parametrize("k", [0, 13])
def test_refuses_a_k_that_it_could_not_keep(in_published_school: SmallSchool, k: int) -> None:
    """Fewer than one clause or more than are kept for a question is an error when it is made."""
    with pytest.raises(ValidationError):
        PolicyRetriever(k=k)


def test_takes_its_place_in_a_chain(in_published_school: SmallSchool) -> None:
    """It can be piped on and be awaited like any other runnable."""
    chain = PolicyRetriever(k=1) | RunnableLambda(lambda found: found[0].metadata["clause"])
    assert asyncio.run(chain.ainvoke(QUESTION)) == chain.invoke(QUESTION) == "PH 1.1"


@pytest.mark.usefixtures("triage")
def test_follows_a_publish(school: SmallSchool, encoder_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Raises NotPublished before the first publish; afterwards the same retriever reads each new index."""
    for name in ("home", "corpus", "prompts"):
        monkeypatch.setenv(f"ASSISTANT_{name.upper()}", str(getattr(school, name)))
    school.home.mkdir()
    (school.home / "encoder").symlink_to(encoder_home)
    retriever = PolicyRetriever(k=12)
    with pytest.raises(NotPublished):
        retriever.invoke(QUESTION)
    assistant().publish.publish(lambda what, done, total: None)
    assert any("silent" in document.page_content for document in retriever.invoke(QUESTION))
    school.edit("corpus/policies/phones-policy.md", "silent in lessons", "in the staffroom")
    assistant().publish.publish(lambda what, done, total: None)
    assert not any("silent" in document.page_content for document in retriever.invoke(QUESTION))
