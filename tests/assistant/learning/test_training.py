"""Learning: the same tables give the same heads, and what ships was learnt from the tables that ship."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from assistant.adapters.heads_file import read_heads, write_heads
from assistant.adapters.policy_files import FolderPolicyFiles
from assistant.adapters.school_files.table_file import read_table
from assistant.answering.citing import CITED, LEFT_OUT, citation_features
from assistant.answering.coverage import coverage_features
from assistant.answering.verdicts import verdict_features
from assistant.domain.example import Example
from assistant.domain.heads import Heads
from assistant.errors import SchoolFileError
from assistant.evaluation.cases import read_cases
from assistant.learning.training import tables_digest, taught_and_kept_back, train, train_head
from assistant.ports import Index
from assistant.retrieval.ranker import SIGNALS
from tests.fakes.encoder import FakeEncoder
from tests.fakes.evidence import evidence
from tests.fakes.shelf import FakeShelf
from tests.fakes.small_school import PROJECT, SmallSchool, write_school

_OURS, _THEIRS = "calibration-ours", "calibration-theirs"
_EXAMPLES = (
    Example("must a mobile be silent in class", ("PH 1.1",), "must", "answered", "one"),
    Example("may i snap the kids", ("PH 1.2",), "no", "answered", "one"),
    Example("ring mum from the bus", ("TR 2.2",), "yes", "answered", "two"),
    Example("where do i park", (), "", "not_covered", "two"),
    Example("do i have to switch my phone off when teaching", ("PH 1.1",), "must", "answered", _OURS),
    Example("can i take a picture of the kids", ("PH 1.2",), "no", "answered", _THEIRS),
    Example("may pupils telephone home from the coach", ("TR 2.2",), "yes", "answered", _OURS),
    Example("who writes the risk assessment", ("TR 1.1",), "fact", "answered", _THEIRS),
    Example("is there free parking", (), "", "not_covered", _OURS),
    Example("who won the cup", (), "", "out_of_scope", _THEIRS),
    Example("may a dog come on the coach", (), "", "not_covered", _THEIRS),
    Example("sing me a song", (), "", "out_of_scope", _OURS),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """A small school with examples of two authors, and two tables of calibration."""
    school: SmallSchool = write_school(tmp_path_factory.mktemp("learning"))
    return FakeShelf(FakeEncoder).publish(school.policies, _EXAMPLES, lambda *_: None).index


def _train(index: Index) -> Heads:
    return train(index, FakeEncoder(), lambda *_: None)


@pytest.fixture(scope="module")
def learnt(index: Index) -> Heads:
    """What the examples taught."""
    return _train(index)


def test_training_twice_writes_the_same_bytes(index: Index, learnt: Heads, tmp_path: Path) -> None:
    """Nothing is left to chance, so that a changed file means changed tables."""
    for name, found in (("a", learnt), ("b", _train(index))):
        write_heads(tmp_path / f"{name}.json", found)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_what_is_learnt_is_named_after_its_tables(learnt: Heads) -> None:
    """Any change to a row gives another name."""
    assert learnt.made_from == tables_digest(_EXAMPLES)
    changed = (Example("do i have to", ("PH 1.1",), "must", "answered", "one"), *_EXAMPLES[1:])
    assert tables_digest(changed) != tables_digest(_EXAMPLES) != tables_digest(_EXAMPLES[::-1])


def _index_of(examples: tuple[Example, ...], folder: Path) -> Index:
    return FakeShelf(FakeEncoder).publish(write_school(folder).policies, examples, lambda *_: None).index


def test_tables_of_calibration_are_kept_back() -> None:
    """All of a table or nothing of it, and nothing is lost; a name that only holds the word is another's."""
    inside = Example("is there a rule", (), "", "not_covered", "re-calibration")
    taught, kept_back = taught_and_kept_back((*_EXAMPLES, inside))
    assert {example.source for example in taught} == {"one", "two", "re-calibration"}
    assert {example.source for example in kept_back} == {_OURS, _THEIRS}
    assert [one for one in (*_EXAMPLES, inside) if one in set(taught)] == taught
    assert len(taught) + len(kept_back) == len(_EXAMPLES) + 1


def test_heads_are_learnt_from_tables_of_calibration(learnt: Heads, tmp_path: Path) -> None:
    """With another question in them, or with fewer, the heads are others."""
    taught, kept_back = taught_and_kept_back(_EXAMPLES)
    asked = Example("may i use a pigeon", ("PH 2.1",), "no", "answered", _OURS)
    other = _train(_index_of((*taught, *kept_back[:-1], asked), tmp_path))
    assert (other.coverage, other.ranking) != (learnt.coverage, learnt.ranking)


def test_without_a_table_of_calibration_nothing_is_learnt(tmp_path: Path) -> None:
    """The heads would learn from what the encoder knows by heart: the cure is named."""
    taught, _ = taught_and_kept_back(_EXAMPLES)
    with pytest.raises(SchoolFileError) as caught:
        _train(_index_of(tuple(taught), tmp_path))
    assert str(caught.value) == (
        "prompts/questions: There is no table whose name begins with 'calibration'. "
        "Put it back from the last version."
    )


def test_heads_know_the_words_of_the_tables(learnt: Heads) -> None:
    """Classes are those that the examples have, and no signal counts against a passage."""
    heads = learnt
    assert set(heads.coverage.classes) == {"answered", "not_covered", "out_of_scope"}
    assert set(heads.verdict.classes) == {"must", "no", "yes", "fact"}
    assert set(heads.citation.classes) == {CITED, LEFT_OUT}
    assert tuple(heads.ranking) == SIGNALS
    assert min(heads.ranking.values()) >= 0


def test_progress_is_told_to_the_end(index: Index) -> None:
    """Each kind of work reaches its total."""
    last: dict[str, tuple[int, int]] = {}
    train(index, FakeEncoder(), lambda what, done, total: last.update({what: (done, total)}))
    assert last == {"ranking": (8, 8), "reading": (8, 8)}


def test_a_head_learns_what_tells_two_classes_apart() -> None:
    """Weights are in the features' own units: far from the border the head is sure."""
    features = [{"a": float(value), "b": 1.0} for value in range(20)]
    head = train_head(features, ["low"] * 10 + ["high"] * 10, 10.0, balanced=True)
    assert head.features == ("a", "b")
    assert head.probabilities({"a": 0.0, "b": 1.0})["low"] > 0.9
    assert head.probabilities({"a": 19.0, "b": 1.0})["high"] > 0.9


@pytest.fixture(scope="module")
def shipped() -> tuple[Example, ...]:
    """The tables that ship."""
    return FolderPolicyFiles(PROJECT / "corpus", PROJECT / "prompts").examples()


def test_the_heads_that_ship_were_made_from_the_tables_that_ship(shipped: tuple[Example, ...]) -> None:
    """Whoever edits prompts/questions must run `make train`."""
    assert read_heads(PROJECT / "prompts" / "heads.json").made_from == tables_digest(shipped)


def test_the_heads_that_ship_look_at_what_answering_computes() -> None:
    """No feature that answering computes has been left unlearnt, and most that were learnt can be met."""
    heads = read_heads(PROJECT / "prompts" / "heads.json")
    assert tuple(heads.ranking) == SIGNALS
    for question, label in (("Can I accept it?", "SM 12.2"), ("Who runs it?", "SM 15.1")):
        found = evidence(question, label, "SM 6.2", "SM 9.1")
        assert coverage_features(found).keys() <= set(heads.coverage.features)
        assert verdict_features(found).keys() <= set(heads.verdict.features)
        assert citation_features(found, 2).keys() == set(heads.citation.features)
    computed = coverage_features(evidence("Can I?", "SM 12.2")).keys()
    learnt = {name for name in heads.coverage.features if not name.startswith(("form_", "share_"))}
    assert learnt <= computed


def _plain(question: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", question.lower()).split())


def _trigrams(question: str) -> frozenset[str]:
    plain = f" {_plain(question)} "
    return frozenset(plain[at : at + 3] for at in range(len(plain) - 2))


def test_no_case_of_the_evaluation_was_learnt_from() -> None:
    """No question is in both as it stands, nor so nearly (trigrams above 0.8) that it gives itself away."""
    paths = sorted((PROJECT / "prompts" / "questions").glob("*.csv"))
    written = [row.cells["question"] for path in paths for row in read_table(path, ("question",))]
    asked = [case.message.text for case in read_cases(PROJECT / "eval" / "cases")]
    grams = [_trigrams(question) for question in written]
    holders: dict[str, list[int]] = defaultdict(list)
    for at, held in enumerate(grams):
        for gram in held:
            holders[gram].append(at)
    leaks = []
    for question in asked:
        own = _trigrams(question)
        shared = Counter(at for gram in own for at in holders[gram])
        leaks += [question for at, same in shared.items() if same / (len(own) + len(grams[at]) - same) > 0.8]
    assert {_plain(question) for question in asked} & {_plain(question) for question in written} == set()
    assert leaks == []


def test_the_search_for_leaks_finds_one() -> None:
    """Capitals, punctuation and a letter more do not hide a copy; another question is none."""
    one, copy, other = map(
        _trigrams, ("Can I film sports day?", "can i film, sports days", "Can I post the play?")
    )
    assert len(one & copy) / len(one | copy) > 0.8 > len(one & other) / len(one | other)
