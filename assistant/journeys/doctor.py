"""Doctor: what is missing before staff may rely on the assistant."""

from collections.abc import Callable, Sequence

from assistant.domain.finding import Finding, Grade
from assistant.domain.school import School
from assistant.errors import AssistantError, NotReady
from assistant.ports import Clock, PolicyFiles, Shelf


def examine(
    school: School,
    files: PolicyFiles,
    shelf: Shelf,
    clock: Clock,
    load_all: Callable[[], object],
    unsigned: Sequence[str],
    unreadable: Callable[[], Sequence[str]],
) -> tuple[Finding, ...]:
    """Every finding. `load_all` reads all the leads' files and the encoder, and raises what is wrong.

    `unsigned` names the texts of a hand-off that nobody in the school has signed, `unreadable` finds the
    open cases whose words the key that is there does not open.
    """
    findings = [*contacts(school), *_stand_ins(school)]
    try:
        load_all()
        findings.append(Finding(Grade.GOOD, "files", "All files of the leads can be read."))
        for record in files.records():
            if record.overdue(clock.today()):
                text = f"The review was due by {record.review_due:%d %B %Y}."
                findings.append(Finding(Grade.NOTICE, record.title, text))
    except AssistantError as error:
        findings.append(Finding(Grade.MISSING, "files", str(error)))
    if unsigned:
        text = f"Not signed by the school in prompts/replies.toml: {', '.join(unsigned)}."
        findings.append(Finding(Grade.NOTICE, "Hand-off texts", text))
    findings += _cases(unreadable)
    findings.append(_published(shelf))
    return tuple(findings)


def contacts(school: School) -> list[Finding]:
    """A finding for each role, and for the school's hours."""
    found = []
    for contact in school.contacts:
        if contact.missing:
            text = f"Not set in school.toml: {', '.join(map(_in_file, contact.missing))}."
            found.append(Finding(Grade.MISSING, contact.title, text))
        else:
            found.append(Finding(Grade.GOOD, contact.title, "Name, phone and a way to send alerts are set."))
    if not school.hours:
        found.append(Finding(Grade.MISSING, "School hours", "Not set in school.toml: hours."))
    return found


def _in_file(field: str) -> str:
    """How school.toml calls a field."""
    return "email or notify" if field == "channels" else field


def _stand_ins(school: School) -> list[Finding]:
    """A finding for each stand-in outside school hours who could not be alerted or rung."""
    found = []
    for contact in school.contacts:
        other = contact.out_of_hours
        if other is not None and not (other.phone and other.channels):
            text = "Out of hours: phone, and email or notify, are both needed."
            found.append(Finding(Grade.NOTICE, contact.title, text))
    return found


def refuse_if_not_ready(school: School) -> None:
    """Raise NotReady where live mode would leave staff without somebody to ring."""
    missing = [finding.subject for finding in contacts(school) if finding.grade is Grade.MISSING]
    if missing:
        raise NotReady(
            f"Live mode is refused: {', '.join(missing)} not complete in corpus/school.toml. "
            "Run `assistant doctor` to see what is missing."
        )


def _cases(unreadable: Callable[[], Sequence[str]]) -> list[Finding]:
    """What keeps cases, or the words of those that are open, from being read."""
    try:
        shut = len(unreadable())
    except AssistantError as error:
        return [Finding(Grade.MISSING, "Cases", str(error))]
    if not shut:
        return []
    whose = "1 open case" if shut == 1 else f"{shut} open cases"
    text = (
        f"The words of {whose} cannot be read: the file with the key is gone, or holds another one. "
        "Put the right one back from its copy; without a copy, ring the reporters."
    )
    return [Finding(Grade.MISSING, "Cases", text)]


def _published(shelf: Shelf) -> Finding:
    index = shelf.current()
    if index is None:
        return Finding(Grade.MISSING, "index", "Nothing is published. Run `assistant publish`.")
    clauses = sum(len(policy.clauses) for policy in index.policies.values())
    text = f"{len(index.policies)} policies with {clauses} clauses are published."
    return Finding(Grade.GOOD, "index", text)
