"""prompts/*.md: what a language model is told, with strictly checked blanks that are filled with fenced data.

Whatever fills a blank stands on lines of its own between tags, without a character that could make or
hide a tag: a question or a clause cannot end its own fence.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.proposal import Excerpt
from assistant.errors import SchoolFileError

_EXPLAIN = frozenset({"question", "clauses"})
_RESTATE = frozenset({"question", "earlier"})
# Braces with quotation marks in them are the JSON that a prompt shows.
_BLANK = re.compile(r"\{([^{}\"]*)\}")
# With what looks like them: fullwidth and small forms, quotation marks and brackets of other scripts.
_OPENING, _CLOSING = "<\uff1c\ufe64\u2039\u3008\u27e8", ">\uff1e\ufe65\u203a\u3009\u27e9"
_ROUND = str.maketrans(_OPENING + _CLOSING, "(" * len(_OPENING) + ")" * len(_CLOSING))


@dataclass(frozen=True, slots=True)
class Prompts:
    """The texts of both prompts, blanks and all."""

    explain: str
    restate: str

    def explaining(self, question: str, excerpts: Sequence[Excerpt]) -> str:
        """What asks for sentences and a verdict."""
        clauses = [f"{_line(one.key)} ({_line(one.citation.heading)}): {_line(one.text)}" for one in excerpts]
        return _filled(self.explain, question=[_line(question)], clauses=clauses)

    def restating(self, question: str, earlier: Sequence[str]) -> str:
        """What asks for a question of its own."""
        before = [f"- {_line(one)}" for one in earlier]
        return _filled(self.restate, question=[_line(question)], earlier=before)


def read_prompts(folder: Path) -> Prompts:
    """Both prompts of a folder.

    Raises SchoolFileError where one is missing, or has other blanks than the code fills, or one twice.
    """
    return Prompts(_read(folder / "explain.md", _EXPLAIN), _read(folder / "restate.md", _RESTATE))


def _read(path: Path, wanted: frozenset[str]) -> str:
    name = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        cure = "Put it back from the last version."
        raise SchoolFileError(name, "The file is missing.", cure) from error
    except UnicodeDecodeError as error:
        raise SchoolFileError(name, "The file is not UTF-8 text.", "Save it as UTF-8.") from error
    cure = f"Use each of these blanks once: {', '.join(f'{{{blank}}}' for blank in sorted(wanted))}."
    seen: set[str] = set()
    for found in _BLANK.finditer(text):
        blank, line = found[1], text.count("\n", 0, found.start()) + 1
        if blank not in wanted:
            raise SchoolFileError(name, f"There is no blank '{{{blank}}}'.", cure, line)
        if blank in seen:
            raise SchoolFileError(name, f"The blank '{{{blank}}}' stands there twice.", cure, line)
        seen.add(blank)
    if missing := sorted(wanted - seen):
        raise SchoolFileError(name, f"The blank '{{{missing[0]}}}' is missing.", cure)
    return text


def _filled(text: str, **lines: Sequence[str]) -> str:
    """The text with each blank filled in one pass, so that a brace in the data stays a brace."""

    def fenced(blank: re.Match[str]) -> str:
        return "\n".join((f"<{blank[1]}>", *lines[blank[1]], f"</{blank[1]}>"))

    return _BLANK.sub(fenced, text)


def _line(data: str) -> str:
    """The words of the data on one line, without angle brackets and without what nobody sees."""
    spaced = " ".join(data.split())
    seen = (char for char in spaced if not unicodedata.category(char).startswith("C"))
    return "".join(seen).translate(_ROUND)
