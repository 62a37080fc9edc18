"""The fixed sentences that staff read, by name, with strictly checked blanks."""

import string
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Replies:
    """Sentences from prompts/replies.toml; a blank is written {like_this}."""

    sentences: Mapping[str, str]

    def say(self, name: str, **blanks: str) -> str:
        """The sentence with every blank filled. Raises KeyError on a name or blank unknown."""
        sentence = self.sentences[name]
        wanted = blanks_of(sentence)
        if wanted != set(blanks):
            raise KeyError(f"{name} has the blanks {sorted(wanted)}, not {sorted(blanks)}")
        return sentence.format(**blanks)

    def fill(self, name: str, **blanks: str) -> str:
        """The sentence with its blanks filled from `blanks`, which may hold more than it has."""
        wanted = blanks_of(self.sentences[name])
        return self.say(name, **{blank: said for blank, said in blanks.items() if blank in wanted})


def blanks_of(sentence: str) -> set[str]:
    """The names of the blanks in a sentence; a name with a format has it too, as in 'due:d'.

    Raises ValueError on a brace without its other half.
    """
    found: set[str] = set()
    for _, name, shape, conversion in string.Formatter().parse(sentence):
        if name is not None:
            found.add(name + (f"!{conversion}" if conversion else "") + (f":{shape}" if shape else ""))
    return found
