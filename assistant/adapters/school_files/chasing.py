"""corpus/school.toml: when the school is open, and how a case is chased."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from assistant.adapters.school_files.toml_file import TomlFile, quoted
from assistant.domain.school import Escalation, KeptWords, OpeningTimes, Role
from assistant.domain.triage import Category

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
# fromisoformat alone takes 20260901 and 2026-W36-2 as well.
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WEEK = 7 * 24 * 60
_KEEP = ("until_closed", "never")
_SL, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER
_CHAIR, _DATA = Role.CHAIR_OF_GOVERNORS, Role.DATA_PROTECTION_LEAD
_LADDERS: Mapping[Role, tuple[Role, ...]] = {
    _SL: (_SL, _DEPUTY, _HEAD),
    _DEPUTY: (_DEPUTY, _SL, _HEAD),
    _HEAD: (_HEAD, _SL, _CHAIR),
    _CHAIR: (_CHAIR, _SL),
    _DATA: (_DATA, _HEAD, _SL),
}


def only(file: TomlFile, entry: Mapping[str, Any], *allowed: str) -> None:
    """Refuse a field that is misspelt, which would otherwise count as not set."""
    for key in entry:
        if key not in allowed:
            cure = f"Choose from: {', '.join(allowed)}."
            raise file.wrong(f"There is nothing called '{key}' here.", cure, f"{key} =", f"{key}]")


def opening(file: TomlFile) -> OpeningTimes:
    """The table [opening]."""
    entry, usual = file.table("opening"), OpeningTimes()
    only(file, entry, "days", "from", "until", "zone", "closed")
    days = sorted({_DAYS.index(day) for day in file.some_of(entry, "days", _DAYS)})
    begin, end = _time(file, entry, "from", usual.begin), _time(file, entry, "until", usual.end)
    if end <= begin:
        cure = "Write the time at which the school closes, on the same day."
        raise file.wrong("'until' is not later than 'from'.", cure, "until =", "from =")
    closed = tuple(_closed(file, value) for value in file.list_of_words(entry, "closed"))
    return OpeningTimes(tuple(days), begin, end, closed, _zone(file, entry, usual.zone))


def _time(file: TomlFile, entry: Mapping[str, Any], key: str, usual: time) -> time:
    value = file.words(entry, key, f"{usual:%H:%M}")
    if not _TIME.fullmatch(value):
        cure = 'Write hours and minutes with two figures each, from "00:00" to "23:59".'
        raise file.wrong(f"'{key}' is '{value}'.", cure, *quoted(value), f"{key} =")
    return time.fromisoformat(value)


def _closed(file: TomlFile, value: str) -> tuple[date, date]:
    first, between, last = value.partition(" to ")
    try:
        days = _day(first), _day(last if between else first)
    except ValueError as error:
        cure = 'Write "2026-09-01" for one day, "2026-09-01 to 2026-09-03" for several.'
        raise file.wrong(f"'closed' has '{value}'.", cure, *quoted(value), "closed =") from error
    if days[1] < days[0]:
        cure = "Write the first day first."
        raise file.wrong(f"'closed' has '{value}', which ends before it begins.", cure, *quoted(value))
    return days


def _day(text: str) -> date:
    if not _DATE.fullmatch(text):
        raise ValueError
    return date.fromisoformat(text)


def _zone(file: TomlFile, entry: Mapping[str, Any], usual: str) -> str:
    zone = file.words(entry, "zone", usual)
    try:
        ZoneInfo(zone)
    except (LookupError, ValueError, OSError) as error:
        cure = 'Write a name of the time zone database, such as "Europe/London".'
        raise file.wrong(f"There is no time zone '{zone}'.", cure, *quoted(zone), "zone =") from error
    return zone


def escalation(file: TomlFile) -> Escalation:
    """The tables [escalation], [escalation.minutes], [escalation.order] and [escalation.first]."""
    entry, usual = file.table("escalation"), Escalation()
    minutes, order = file.table("escalation.minutes"), file.table("escalation.order")
    first = file.table("escalation.first")
    only(file, entry, "default_minutes", "emergency_minutes", "choice_minutes", "minutes", "order", "first")
    only(file, minutes, *Category)
    only(file, order, *Role)
    only(file, first, *Category)
    return Escalation(
        _number(file, entry, "default_minutes", usual.default_minutes, 1, _WEEK),
        _number(file, entry, "emergency_minutes", usual.emergency_minutes, 1, _WEEK),
        _number(file, entry, "choice_minutes", usual.choice_minutes, 1, _WEEK),
        {category: _number(file, minutes, category, usual.default_minutes, 1, _WEEK) for category in minutes},
        {**_LADDERS, **{Role(role): _ladder(file, order, role) for role in order}},
        {category: _told_first(file, first, category) for category in first},
    )


def _told_first(file: TomlFile, first: Mapping[str, Any], category: str) -> tuple[Role, ...]:
    named = file.some_of(first, category, tuple(Role))
    if not named or len(set(named)) < len(named):
        cure = f'Write {category} = ["safeguarding_lead", ...], each role once.'
        raise file.wrong(f"'{category}' names nobody, or a role twice.", cure, f"{category} =")
    return tuple(map(Role, named))


def _ladder(file: TomlFile, order: Mapping[str, Any], role: str) -> tuple[Role, ...]:
    named = file.some_of(order, role, tuple(Role))
    if named[:1] != (role,):
        cure = f'Write {role} = ["{role}", ...].'
        raise file.wrong(f"The order '{role}' does not begin with '{role}'.", cure, f"{role} =")
    if len(set(named)) < len(named):
        raise file.wrong(f"The order '{role}' names a role twice.", "Name each role once.", f"{role} =")
    return tuple(map(Role, named))


def kept_words(file: TomlFile) -> KeptWords:
    """The table [words]."""
    entry, usual = file.table("words"), KeptWords()
    only(file, entry, "keep", "days_after_closing")
    keep = file.one_of(entry, "keep", _KEEP) if "keep" in entry else _KEEP[0]
    days = _number(file, entry, "days_after_closing", usual.days_after_closing, 0, 3650)
    return KeptWords(keep == _KEEP[0], days)


def _number(file: TomlFile, entry: Mapping[str, Any], key: str, usual: int, least: int, most: int) -> int:
    value = entry.get(key, usual)
    if type(value) is not int or not least <= value <= most:
        cure = f"Write it in figures without quotes, as in {key} = {usual}."
        raise file.wrong(f"'{key}' is not a whole number from {least} to {most}.", cure, f"{key} =")
    return value
