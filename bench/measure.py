"""One measured number beside what it is compared with and what it should be."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of the bench.

    With `other` the target is for the ratio `value / other`, else for `value` itself.
    Without `at_most` and `at_least` the row is there to be read, not to be met.
    """

    what: str
    value: float
    unit: str = ""
    other: float | None = None
    at_most: float | None = None
    at_least: float | None = None
    detail: str = ""

    @property
    def ratio(self) -> float | None:
        """How much of the other's number this is; None where there is no other."""
        return self.value / self.other if self.other else None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        judged = self.value if self.ratio is None else self.ratio
        if self.at_most is not None:
            return judged <= self.at_most
        return None if self.at_least is None else judged >= self.at_least

    @property
    def target(self) -> str:
        """The target in words."""
        if self.at_most is not None:
            return f"at most {self.at_most:g}"
        return "" if self.at_least is None else f"at least {self.at_least:g}"

    def as_json(self) -> dict[str, Any]:
        """Every field, and what follows from them."""
        return asdict(self) | {"ratio": self.ratio, "met": self.met}


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie; the nearest one that was measured."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]
