"""What a language model adds, as the page shows it: beside the default answers, score by score."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.evaluation.page_cases import ClauseShown, clause_shown, source
from assistant.evaluation.page_changes import ChangeKind, Difference, Kinds, change_kinds, difference
from assistant.evaluation.page_meanings import title
from assistant.evaluation.page_words import Json, counted, listed, percent

# fault -> what was wrong with a sentence.
_FAULTS: Mapping[str, str] = {
    "key": "named no clause that it was given",
    "quote": "quoted words that do not stand there",
    "figure": "had a number that does not stand there",
    "name": "had a name that does not stand there",
    "link": "had an address that does not stand there",
    "role": "gave a task to somebody else",
    "modality": "allowed, forbade or required something else",
    "support": "said something that does not stand there",
    "form": "was no plain statement",
    "core": "stood, but next to nothing about the answer itself",
}
# reason -> why nothing came of asking.
_REASONS: Mapping[str, str] = {
    "nothing_held": "nothing of what it wrote held",
    "timeout": "it took too long",
    "malformed": "not in the form that was asked for",
    "empty": "nothing written",
    "endless": "no end to it",
    "refusal": "it refused",
    "unreachable": "it was not reached",
}
_UNTRUE: Mapping[str, str] = {
    "unknown_citation": "Clauses cited that do not exist",
    "altered_quote": "Quotes that are not the words of a policy",
    "more_permissive": "Verdicts that allow more than without the model",
}
_KINDS: Kinds = {
    "worse": ("Worse: right without the model, wrong with it", "bad"),
    "better": ("Better: wrong without the model, right with it", "good"),
    "changed": ("Changed, and as right or wrong as without it", ""),
}


@dataclass(frozen=True, slots=True)
class MustBeNone:
    """What must never be shown, and how often it was."""

    what: str
    number: int


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the model with the clauses that it rests on."""

    text: str
    clauses: tuple[ClauseShown, ...]


@dataclass(frozen=True, slots=True)
class ExplainedShown:
    """A question whose answer the model explains; `untrue` is what is wrong with it."""

    question: str
    history: tuple[str, ...]
    source: str
    untrue: tuple[str, ...]
    sentences: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ModelShown:
    """The whole comparison of the default answers with those that the model had a part in."""

    name: str
    state: str
    say: tuple[str, ...]
    none: tuple[MustBeNone, ...]
    scores: tuple[Difference, ...]
    facts: tuple[tuple[str, str], ...]
    kinds: tuple[ChangeKind, ...]
    explained: tuple[ExplainedShown, ...]


def model_shown(part: Json, report: Json) -> ModelShown:
    """The part `with_model` of a report."""
    cases = {one["key"]: one for one in report["answers"]}
    return ModelShown(
        part["name"],
        "bad" if faults(part) else "good",
        (verdict(part), say(part)),
        must_be_none(part),
        tuple(difference(one["name"], one["default"], one["with_model"]) for one in part["scores"]),
        tuple(facts(part)),
        change_kinds(part, report["clauses"], _KINDS, "model"),
        tuple(
            _explained(one, cases[one["key"]], report["clauses"])
            for one in part["answers"]
            if one["explanation"]
        ),
    )


def must_be_none(part: Json) -> tuple[MustBeNone, ...]:
    """What must never be shown, and how often it was."""
    return tuple(MustBeNone(_UNTRUE[name], number) for name, number in part["untrue"].items())


def faults(part: Json) -> list[str]:
    """Why it is not good enough: what was untrue, and which scores lost more than a point."""
    untrue = sum(part["untrue"].values())
    return [
        *([f"something untrue was shown {counted(untrue, 'time')}"] if untrue else []),
        *(f"“{title(one['name'])}” lost more than a point" for one in part["scores"] if one["lost"]),
    ]


def verdict(part: Json) -> str:
    """Whether what the model adds is good enough, in one sentence."""
    found = faults(part)
    if found:
        return f"Not good enough for staff: {listed(found)}."
    return "Nothing untrue was shown, and no score lost more than a point."


def say(part: Json) -> str:
    """What the model does to the answers, in one sentence."""
    better, worse, changed = (len(part[kind]) for kind in ("better", "worse", "changed"))
    return (
        f"With the language model {part['name']}, {counted(better, 'answer')} got better,"
        f" {worse:,} got worse, {changed:,} changed without either."
    )


def facts(part: Json) -> Iterator[tuple[str, str]]:
    """What became of asking, under a name each."""
    asked = part["asked"]
    yield "answers", f"{part['answered']:,}, of which the model was asked about {asked:,}"
    yield "explained", f"{part['explained']:,} ({percent(part['explained'] / max(asked, 1))} of those)"
    yield "sentences shown", f"{part['sentences']:,}"
    if part["dropped"]:
        yield "sentences dropped", _tally(part["dropped"], _FAULTS)
    if part["fell_back"]:
        yield "no explanation", _tally(part["fell_back"], _REASONS)
    yield "what it cost", f"{counted(part['calls'], 'call')} and {counted(part['tokens'], 'token')}"


def _tally(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    each = [f"{number:,} ({words.get(name, name)})" for name, number in counts.items()]
    return f"{sum(counts.values()):,}: {listed(each)}"


def _explained(one: Json, case: Json, clauses: Mapping[str, Json]) -> ExplainedShown:
    return ExplainedShown(
        case["question"],
        tuple(case["history"]),
        source(case),
        tuple(_UNTRUE[word] for word in one["untrue"]),
        tuple(
            Said(
                sentence["text"],
                tuple(clause_shown(label, clauses, quote) for label, quote in sentence["quotes"]),
            )
            for sentence in one["explanation"]
        ),
    )
