"""One torture from its beginning to its count, and the table that says how it went."""

import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.adapters.case_store import sql_case_store
from tests.fakes.mail_server import mail_server
from tests.torture.counting import Count, count, wait_until_settled
from tests.torture.reports import CANARY
from tests.torture.torturing import Plan, Torture, Tortured

# Above the first retry of an alert that a busy machine kept from going out.
_SETTLING = 90


@dataclass(frozen=True, slots=True)
class Result:
    """`said` is what the workers wrote to their standard error."""

    plan: Plan
    tortured: Tortured
    counted: Count
    seconds: float
    said: str

    @property
    def is_good(self) -> bool:
        """Nothing lost, nothing that a person would see twice, no worker that fell over, no words told."""
        counted, tortured = self.counted, self.tortured
        wrong = (*counted.lost, *counted.duplicates)
        told = counted.leaks + (CANARY in self.said)
        complete = len(tortured.accepted) == counted.cases == self.plan.reports
        return complete and not (wrong or told or tortured.fallen) and tortured.killed >= self.plan.kills


def torture(database: str, folder: Path, *, reports: int, kills: int, workers: int, seed: int) -> Result:
    """Torture the hand-off on an empty database; `folder` is for the key and what workers say."""
    begun = time.monotonic()
    with mail_server() as mail, closing(sql_case_store(database, folder / "words.key")) as store:
        plan = Plan(database, folder, mail.port, reports, kills, workers, seed)
        tortured = Torture(plan)
        try:
            tortured.run()
            wait_until_settled(store, _SETTLING)
        finally:
            said = tortured.end()
        counted = count(store, mail.received, tortured.done.accepted, reports)
    return Result(plan, tortured.done, counted, time.monotonic() - begun, said)


def show(console: Console, result: Result) -> None:
    """The table, and what is wrong if anything is."""
    counted, tortured = result.counted, result.tortured
    table = Table("", "", show_header=False)
    rows = {
        "database": result.plan.database.partition(":")[0],
        "workers": f"{result.plan.workers} that report, {result.plan.workers} that chase",
        "killed": tortured.killed,
        "reports accepted": len(tortured.accepted),
        "cases": counted.cases,
        "mails": counted.mails,
        "lost": len(counted.lost),
        "duplicates": len(counted.duplicates),
        "repeats (same Message-ID, shown once)": counted.repeats,
        "reports refused, then sent again": tortured.refused,
        "workers that fell over by themselves": tortured.fallen,
        "words told": counted.leaks + (CANARY in result.said),
        "seconds": round(result.seconds),
    }
    for name, value in rows.items():
        table.add_row(name, str(value))
    console.print(table)
    for line in (*counted.lost, *counted.duplicates)[:20]:
        console.print(line, markup=False)
    if tortured.fallen or CANARY in result.said:
        console.print(result.said[-4000:], markup=False)
