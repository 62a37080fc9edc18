"""Name list items by their marks, nested lists included: '(a)', '(b)(ii)', '(3)'.

Text files and PDFs do not say how deep an item stands. There a mark that begins
another kind of list ('i' after 'a') opens a list inside the item before it, and a
mark that goes on with an outer list ('b') closes it again.
"""

from dataclasses import dataclass

_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()


@dataclass(slots=True)
class _Open:
    """A list that is not closed yet; `kind` is '' where the items have no marks of their own."""

    level: int
    kind: str
    mark: str
    count: int = 1


class ItemMarks:
    """The lists that are open under one paragraph; lives while its items are read."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._given: set[str] = set()

    def next(self, level: int, own: str | None) -> str:
        """The name of the next item; `level` is its depth as the format gives it."""
        while self._open and self._open[-1].level > level:
            self._open.pop()
        at = self._same_list(level, own)
        if at is None:
            self._open.append(_Open(level, _kind(own), own or "1"))
        else:
            del self._open[at + 1 :]
            here = self._open[at]
            here.count += 1
            here.mark = own or str(here.count)
        while own is None and self._name() in self._given:
            self._open[-1].count += 1
            self._open[-1].mark = str(self._open[-1].count)
        self._given.add(self._name())
        return self._name()

    def _name(self) -> str:
        return "".join(f"({one.mark})" for one in self._open)

    def _same_list(self, level: int, own: str | None) -> int | None:
        """Where the list stands that the item belongs to; None if the item begins one."""
        here = [at for at, one in enumerate(self._open) if one.level == level][::-1]
        going_on = [at for at in here if _goes_on(self._open[at], own)]
        kinds = {"roman"} if own == "i" else _kinds(own)
        alike = [at for at in here if self._open[at].kind in kinds]
        return next(iter(going_on or alike), None)


def _kinds(own: str | None) -> set[str]:
    """Every kind of list that a mark may belong to."""
    if own is None:
        return {""}
    if own.isdigit():
        return {"digit"}
    if len(own) > 1:
        return {"roman"}
    return {"letter", "roman"} if own in _ROMAN else {"letter"}


def _kind(own: str | None) -> str:
    """The kind of a list that begins with the mark: 'i' begins a roman one."""
    kinds = _kinds(own)
    return "roman" if own == "i" else "letter" if "letter" in kinds else kinds.pop()


def _goes_on(before: _Open, own: str | None) -> bool:
    if own is None:
        return before.kind == ""
    if before.kind == "digit":
        return own.isdigit() and int(own) == int(before.mark) + 1
    if before.kind == "roman":
        return before.mark in _ROMAN and own in _ROMAN and _ROMAN.index(own) == _ROMAN.index(before.mark) + 1
    return before.kind == "letter" and len(own) == 1 and ord(own) == ord(before.mark) + 1
