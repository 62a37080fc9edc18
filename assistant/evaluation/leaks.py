"""Whether a case is too near to what the assistant has learnt: what it knows by heart proves nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.bootstrap import Row, gram_table, read_table, read_triage_tables
from assistant.errors import SchoolFileError
from assistant.evaluation.folder import EvalFolder

# Of the runs of words and letters that two texts share. The nearest stranger of half of the cases is at
# 0.46, of 95 in 100 at 0.60; what came nearer than this was the same thought in nearly the same words.
TOO_NEAR = 0.65


@dataclass(frozen=True)
class Learnt:
    """Everything that taught the assistant, or that developers looked at."""

    texts: tuple[str, ...]

    def near(self, *texts: str) -> str | None:
        """What is nearest to any of `texts`, None where nothing is too near."""
        if not self.texts:
            return None
        shared = (gram_table(texts) @ self._by_gram).toarray()
        place = int(shared.max(axis=0).argmax())
        return self.texts[place] if shared[:, place].max() >= TOO_NEAR else None

    def problems(self, row: Row, column: str, *texts: str) -> Iterator[SchoolFileError]:
        """What is wrong with a row whose `column` holds the last of `texts`."""
        if found := self.near(*texts):
            problem = f'It is too near to what the assistant has learnt: "{found}"'
            yield row.wrong(column, problem, "Ask in other words: what was learnt proves nothing.")

    @cached_property
    def _by_gram(self) -> Any:
        """(places, texts), sparse, turned once for all cases."""
        return gram_table(self.texts).T.tocsr()


def learnt_from(prompts: Path, folder: EvalFolder) -> Learnt:
    """The questions and messages of prompts/ and of the development tables. Raises SchoolFileError."""
    texts: list[str] = []
    for path in (*sorted((prompts / "questions").glob("*.csv")), *folder.development):
        for row in read_table(path, ("question",), ("history",)):
            texts += texts_of(row)
    for messages in (prompts / "triage", *folder.triage[1:]):
        texts += [one.text for one in read_triage_tables(messages)]
    return Learnt(tuple(dict.fromkeys(texts)))


def texts_of(row: Row) -> Sequence[str]:
    """A question together with what was asked before it, and in its own words."""
    earlier = [turn.strip() for turn in row.cells["history"].split("||") if turn.strip()]
    return tuple(dict.fromkeys((" ".join((*earlier, row.cells["question"])), row.cells["question"])))
