"""Take a sentence apart into what it asserts, each with the conditions it sets."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.verification.conditions import (
    HAS_MODAL,
    MODAL,
    Condition,
    begins_with_condition,
    still_open,
    taken_apart,
)
from assistant.verification.wording import in_policy_verbs
from assistant.verification.words import stems

_AND = r"(?:and|but|or|so|nor|yet)"
_SOMEBODY = r"(?!unless|except|if|only|even|when|where|that|which|who)(?:[\w'/-]+ ){1,5}"
_JOINT = re.compile(
    # What always joins two statements.
    r"(?P<hard>\s*;\s*|\s+[-\u2013]\s+|\s*\u2014\s*)"
    # Another verb of duty for the same subject.
    rf"|(?P<verb>,?\s+{_AND}\s+(?:also |then |still )?"
    rf"(?=(?:{MODAL}|(?:do )?needs?|(?:is|are|has|have) not)\b))"
    # Another subject.
    rf"|(?P<subject>,?\s+(?:{_AND}|because(?! of))\s+(?={_SOMEBODY}(?:{MODAL}|(?:is|are) not)\b"
    r"|(?:(?!while|when|where|who|which|that|if|unless)[\w'-]+ ){1,3}(?:is|are)\b))"
    r"|(?P<described>,\s+(?:and|but)\s+(?=(?:an?|the|any|staff|pupils) (?:[\w'/-]+ ){0,4}whom?\b))"
    rf"|(?P<comma>,\s+(?={_SOMEBODY}{MODAL}\b))"
)
_DUTY = re.compile(r"(?:must|should|do not need)\b")
_HAS_VERB = re.compile(rf"\b(?:{MODAL}|is|are|was|were|has|have)\b")
_BREAK = re.compile(r"(?<!e\.g\.)(?<!i\.e\.)(?<=[.!?])[\"')\u2019\u201d]*\s+(?=[A-Z\"'(\u201c\u2018])")
_NEGATOR = re.compile(
    r"\b(?:not(?! only\b)|no(?! (?:later|longer than|more than|matter)\b)|never|nobody|none|neither|nothing"
    r"|unlawful|illegal|offence to|fails?|untrue|false|incorrect|hardly|rarely|unacceptable|impossible)\b"
)


@dataclass(frozen=True, slots=True)
class Assertion:
    """One thing that is said: `main` without its conditions; all in the verbs of policies."""

    whole: str
    main: str
    conditions: tuple[Condition, ...]

    @property
    def stems(self) -> frozenset[str]:
        """The stems of its words, with the conditions that it stands under."""
        return stems(" ".join((self.main, *(condition.words for condition in self.conditions))))

    @property
    def negations(self) -> int:
        """How often the main words deny."""
        return negations(self.main)

    @property
    def denies(self) -> bool:
        """Whether they deny. Twice does not undo it: 'not to reply and not to post'."""
        return bool(self.negations)


def negations(said: str) -> int:
    """How often words deny; a duty that is taken away is no denial."""
    return len(_NEGATOR.findall(said.replace("do not need", "")))


def sentences(text: str) -> list[str]:
    """The sentences of a clause's words, in order."""
    return [sentence for sentence in _BREAK.split(text) if sentence.strip()]


@lru_cache(maxsize=20_000)  # the sentences of the policies, read again for every proposal
def assertions(sentence: str) -> tuple[Assertion, ...]:
    """What a sentence asserts, in order; a condition that it opens with holds for all of it."""
    parts = _parts(in_policy_verbs(sentence).rstrip(".;:! "))
    first, *others = (Assertion(part, *taken_apart(part)) for part in parts)
    leading = tuple(one for one in first.conditions if _leads(first, one))
    subject = _subject(first.main)
    return (first, *(_completed(one, subject, leading) for one in others))


def _completed(assertion: Assertion, subject: str, leading: tuple[Condition, ...]) -> Assertion:
    """A later assertion with what it leaves out: who acts, and the conditions that hold for all."""
    main = f"{subject} {assertion.main}" if HAS_MODAL.match(assertion.main) else assertion.main
    return Assertion(assertion.whole, main.strip(), (*leading, *assertion.conditions))


def _subject(main: str) -> str:
    verb = HAS_MODAL.search(main)
    return main[: verb.start()].strip() if verb else ""


def _leads(assertion: Assertion, condition: Condition) -> bool:
    return assertion.whole.startswith(condition.opener) and not condition.opener.startswith("only")


def _parts(said: str) -> list[str]:
    """Cut where another statement begins, but not inside a condition that is still open."""
    cuts = [0]
    for joint in _JOINT.finditer(said):
        if _joins(joint, said[cuts[-1] : joint.start()], said[joint.end() :]):
            cuts += [joint.start(), joint.end()]
    cuts.append(len(said))
    parts = [said[start:end].strip(" ,") for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    return [part for part in parts if part] or [said]


def _joins(joint: re.Match[str], before: str, after: str) -> bool:
    if joint.lastgroup == "hard":
        return ";" in joint.group() or bool(_HAS_VERB.search(after))
    if "," not in before and begins_with_condition(before):
        return False
    if joint.lastgroup == "comma":
        return bool(HAS_MODAL.search(before))
    if not _HAS_VERB.search(before):
        return False
    return bool(_DUTY.match(after)) or "," in joint.group() or not still_open(before)
