"""A policy to read on a terminal, and a publish or an examination as tables."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.domain.evidence import Evidence
from assistant.domain.finding import Finding, Grade
from assistant.domain.policy import Clause, Policy
from assistant.domain.triage import Route, Triage
from assistant.journeys.publish import PublishReport
from assistant.ports import TriageLearnt

_SHOWN = 20
_SORTED = (Route.LIVE_INCIDENT, Route.UNCLEAR)
_MARKS = {Grade.GOOD: "[green]good[/]", Grade.NOTICE: "[yellow]notice[/]", Grade.MISSING: "[red]missing[/]"}


def show_policy(console: Console, policy: Policy, number: str | None) -> bool:
    """Print a policy, or with `number` that clause among its neighbours; False if it has none such."""
    clauses = policy.clauses if number is None else _beside(policy, number)
    if number is not None and not clauses:
        return False
    _show_record(console, policy)
    heading: tuple[str, ...] = ()
    for clause in clauses:
        if clause.headings != heading:
            heading = clause.headings
            console.print(Text("\n" + " - ".join(heading), style="bold"))
        style = "reverse" if clause.number == number else ""
        words = Text.assemble((f"{clause.label}  ", "cyan"), (" ".join(clause.text.split()), style))
        mark = "> " if clause.number == number else "  "
        console.print(Text(mark) + words)
        for reference in clause.references:
            console.print(
                f"      -> {reference.words}: {reference.target or 'not held'}", style="dim", markup=False
            )
    return True


def _beside(policy: Policy, number: str) -> tuple[Clause, ...]:
    """The clauses under the same headings as clause `number`; none if there is no such clause."""
    headings = next((clause.headings for clause in policy.clauses if clause.number == number), None)
    return tuple(clause for clause in policy.clauses if clause.headings == headings)


def _show_record(console: Console, policy: Policy) -> None:
    record = policy.record
    console.print(Text(f"{record.title} ({record.short}), {record.status}", style="bold"))
    if policy.banner:
        console.print(Text(policy.banner, style="yellow"))
    console.print(Text(f"Version {record.version}. Owner: {record.owner}. For: {record.applies_to}."))
    if record.ratified:
        console.print(f"Ratified {record.ratified:%d %B %Y}.", end=" ")
    if record.review_due:
        console.print(f"Review due {record.review_due:%B %Y}.")
    if not policy.own_numbers:
        console.print("The file has no clause numbers; the numbering is this product's.")


def show_publish(console: Console, report: PublishReport) -> None:
    """Print what a policy's owner should know."""
    table = Table("Policy", "Status", "Clauses", "Review due")
    for policy in report.index.policies.values():
        due = policy.record.review_due
        overdue = policy.record in report.overdue
        when = f"{due:%B %Y}{', passed' if overdue else ''}" if due else "not set"
        table.add_row(policy.record.title, policy.record.status, str(len(policy.clauses)), when)
    console.print(table)
    console.print(f"{report.embedded} texts were new and have been embedded.")
    for error in report.refused:
        console.print(Text(f"Refused: {error}", style="bold red"))
    for record in report.kept_from_before:
        console.print(f"{record.title}: the last version that could be read answers on.")
    _show_changes(console, report)
    _show_triage(console, report.triage)
    _show_findings(console, report)


def _show_changes(console: Console, report: PublishReport) -> None:
    for record, changes in report.changes:
        kinds = {kind: sum(change.kind == kind for change in changes) for kind in {c.kind for c in changes}}
        counted = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        console.print(Text(f"\n{record.title}: {counted}", style="bold"))
        if kinds.keys() == {"added"} and len(changes) > 20:
            console.print("  All clauses are new.")
            continue
        for change in changes:
            was = f" (was {change.before})" if change.before not in ("", change.label) else ""
            console.print(Text(f"  {change.kind} {change.label}{was}: {change.words}"))


def _show_triage(console: Console, learnt: TriageLearnt) -> None:
    """What the tables of triage changed, message by message."""
    if not learnt.again:
        return
    console.print(Text("\nTriage has learnt its tables again", style="bold"))
    console.print(f"  {len(learnt.turned)} of their messages are decided otherwise than before.")
    for text, before, after in learnt.turned[:_SHOWN]:
        console.print(Text(f"  {before:.2f} -> {after:.2f}  {' '.join(text.split())[:60]}"))


def _show_findings(console: Console, report: PublishReport) -> None:
    if report.leads_nowhere:
        console.print(Text("\nReferences to policies that are not held", style="bold"))
        for label, reference in report.leads_nowhere:
            console.print(Text(f"  {label}: {reference.words}"))
    if report.tensions:
        console.print(Text("\nClauses that pull in different directions", style="bold"))
        for tension in report.tensions:
            console.print(Text(f"  {tension.name}: {tension.text}"))
    if report.quotes_not_found:
        console.print(Text("\nWords quoted in prompts/ or corpus/ that no policy has any more", style="bold"))
        for quote in report.quotes_not_found:
            console.print(Text(f"  {quote.policy}: {quote.words}"))
    if report.unknown_labels:
        console.print(Text("\nExample questions that name clauses no policy has", style="bold"))
        for label, source in report.unknown_labels:
            console.print(Text(f"  {label} in {source}.csv"))


def show_examination(console: Console, findings: tuple[Finding, ...]) -> None:
    """Print the doctor's findings."""
    table = Table("", "What", "Finding")
    for finding in findings:
        table.add_row(_MARKS[finding.grade], finding.subject, finding.text)
    console.print(table)


def show_triage(console: Console, triage: Triage) -> None:
    """Print what triage decided and how sure it was."""
    if triage.failed:
        console.print("\nTriage broke, so that the message is handed off.")
        return
    found = [category.value for category in triage.categories] if triage.route in _SORTED else []
    whom = [f"about {triage.concerns.value}"] if triage.concerns else []
    said = "; ".join([f"{triage.route.value}, incident {triage.incident:.2f}", *found, *whom])
    console.print(f"\nTriage: {said}.")


def show_evidence(console: Console, evidence: Evidence) -> None:
    """Print the clauses that retrieval kept, best first, and how many passages it rejected."""
    table = Table("Clause", "Score", "Dense", "Words", "Tokens", "Asked", "Best sentence")
    for found in evidence.kept:
        signals = found.best.signals
        shown = (found.score, signals.dense, signals.lexical, signals.tokens, signals.asked)
        words = " ".join(found.best.passage.text.split())
        table.add_row(found.clause.label, *(f"{value:.2f}" for value in shown), words[:60])
    console.print(table)
    console.print(f"{len(evidence.rejected)} passages were looked at and rejected.")
