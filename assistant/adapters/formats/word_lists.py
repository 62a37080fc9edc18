"""The automatic lists of a Word document: how deep a paragraph stands, and the number that Word shows there.

Word keeps rules ('%1.%2', lowerLetter), not numbers; they are counted here as Word
counts them. See ECMA-376 part 1, 17.9.
"""

import re
from collections import Counter
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from assistant.adapters.formats.automatic_numbers import numeral


@dataclass(frozen=True, slots=True)
class _Level:
    """The rule of one level: the numbers' style, the text around them, the first number."""

    style: str
    text: str
    start: int


class WordLists:
    """Counts the lists of one document; its paragraphs must be asked for in their order."""

    def __init__(self, document: WordDocument) -> None:
        self._abstract: dict[int, int] = {}
        self._levels: dict[int, dict[int, _Level]] = {}
        self._restarts: dict[int, dict[int, int]] = {}
        self._counts: dict[int, Counter[int]] = {}
        for relation in document.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
                self._read(relation.target_part.element)

    def place(self, paragraph: Paragraph) -> tuple[int, str]:
        """The depth of a list item, from 1, and its mark as Word shows it; (0, '') where it is none."""
        number, level = _list_of(paragraph)
        if not number:
            return 0, ""
        return level + 1, self._mark(number, level)

    def _read(self, root: BaseOxmlElement) -> None:
        for abstract in root.findall(qn("w:abstractNum")):
            rules = {_value(rule, "ilvl"): _level(rule) for rule in abstract.findall(qn("w:lvl"))}
            self._levels[_value(abstract, "abstractNumId")] = rules
        for num in root.findall(qn("w:num")):
            name = _value(num, "numId")
            self._abstract[name] = _value(num.find(qn("w:abstractNumId")), "val")
            self._restarts[name] = {
                _value(override, "ilvl"): _value(start, "val")
                for override in num.findall(qn("w:lvlOverride"))
                if (start := override.find(qn("w:startOverride"))) is not None
            }

    def _mark(self, number: int, level: int) -> str:
        abstract = self._abstract.get(number, -1)
        rules = self._levels.get(abstract, {})
        if level not in rules or rules[level].style == "bullet":
            return ""
        counts = self._counts.setdefault(abstract, Counter())
        if (start := self._restarts.get(number, {}).pop(level, None)) is not None:
            counts[level] = start - 1
        elif level not in counts:
            counts[level] = rules[level].start - 1
        counts[level] += 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            rule = rules.get(at, rules[level])
            return numeral(rule.style, counts.get(at, rule.start))

        return re.sub(r"%([1-9])", shown, rules[level].text)


def _list_of(paragraph: Paragraph) -> tuple[int, int]:
    """The list's number, 0 for none, and the level from 0; what a paragraph leaves open its style says."""
    number = level = None
    sources = [paragraph._p.pPr]
    style = paragraph.style
    while style is not None and len(sources) < 12:
        sources.append(style.element.pPr)
        style = style.base_style
    for properties in sources:
        found = properties.numPr if properties is not None else None
        if found is not None:
            number = found.numId.val if number is None and found.numId is not None else number
            level = found.ilvl.val if level is None and found.ilvl is not None else level
    return number or 0, level or 0


def _level(rule: BaseOxmlElement) -> _Level:
    values = [rule.find(qn(f"w:{name}")) for name in ("numFmt", "lvlText", "start")]
    style, text, start = (found.get(qn("w:val"), "") if found is not None else "" for found in values)
    return _Level(style or "decimal", text, int(start) if start.isdecimal() else 1)


def _value(element: BaseOxmlElement | None, name: str) -> int:
    return int(element.get(qn(f"w:{name}"), "0")) if element is not None else 0
