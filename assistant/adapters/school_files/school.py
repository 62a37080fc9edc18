"""corpus/school.toml: roles, contacts, hours, and where the school keeps its own record."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assistant.adapters.school_files.chasing import escalation, kept_words, only, opening
from assistant.adapters.school_files.toml_file import TomlFile, quoted
from assistant.domain.school import Contact, Reach, Recorder, Role, School

_E_MAIL = re.compile(r"[^@\s<>,;:]+@[^@\s<>,;:]+")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
# A person, or a private channel of role holders.
_SLACK = re.compile(r"slack:[UWCG][A-Z0-9]{2,}")
_WAYS = ("name", "phone", "email", "notify")


def read_school(path: Path) -> School:
    """The school's details; a role that is not in the file counts as not set.

    Raises SchoolFileError.
    """
    file = TomlFile(path)
    only(file, file.tables, "school", "contacts", "opening", "escalation", "words", "recorder")
    for name in file.table("contacts"):
        if name not in {role.value for role in Role}:
            roles = ", ".join(role.value for role in Role)
            raise file.wrong(
                f"There is no role '{name}'.", f"Choose one of: {roles}.", f"[contacts.{name}]", name
            )
    contacts = tuple(_contact(file, role) for role in Role)
    school = file.table("school")
    only(file, school, "name", "hours")
    return School(
        file.words(school, "name"),
        contacts,
        file.words(school, "hours", ""),
        opening(file),
        escalation(file),
        kept_words(file),
        _recorder(file),
    )


def _contact(file: TomlFile, role: Role) -> Contact:
    entry = file.table(f"contacts.{role.value}")
    stand_in = file.table(f"contacts.{role.value}.out_of_hours")
    only(file, entry, "title", *_WAYS, "out_of_hours")
    only(file, stand_in, *_WAYS)
    reach, out_of_hours = _reach(file, entry), _reach(file, stand_in)
    return Contact(
        role,
        file.words(entry, "title", role.value.replace("_", " ").capitalize()),
        reach.name,
        reach.phone,
        reach.channels,
        # A form that was left empty must not leave the school without anybody at night.
        None if out_of_hours == Reach() else out_of_hours,
    )


def _reach(file: TomlFile, entry: Mapping[str, Any]) -> Reach:
    e_mail, notify = file.words(entry, "email", ""), file.list_of_words(entry, "notify")
    if e_mail and not _E_MAIL.fullmatch(e_mail):
        cure = "Write one address alone, as in office@school.example."
        raise file.wrong("'email' is not an e-mail address.", cure, *quoted(e_mail))
    for address in notify:
        # The address is not shown: it may have a password in it.
        if not _ADDRESS.fullmatch(address) and not _SLACK.fullmatch(address):
            cure = (
                "Write slack:U... or slack:C... for Slack, all others as the service gives them, with :// in "
                "them; an e-mail address goes into 'email'."
            )
            raise file.wrong("'notify' has something that is not an address.", cure, *quoted(address))
    # Slack first: a card there can be answered with one click.
    in_slack = tuple(address for address in notify if _SLACK.fullmatch(address))
    others = tuple(address for address in notify if address not in in_slack)
    channels = (*in_slack, *([e_mail] if e_mail else []), *others)
    return Reach(file.words(entry, "name", ""), file.words(entry, "phone", ""), channels)


def _recorder(file: TomlFile) -> Recorder:
    entry = file.table("recorder")
    only(file, entry, "name", "url")
    name, url = file.words(entry, "name", ""), file.words(entry, "url", "")
    if url and not _is_web_address(url):
        cure = "Write the whole address, beginning with https:// or http://."
        raise file.wrong("'url' is not an address of the web.", cure, *quoted(url), "url =")
    if url and not name:
        cure = 'Write how staff call it, as in name = "CPOMS".'
        raise file.wrong("The recorder has a 'url' and no 'name'.", cure, *quoted(url), "[recorder]")
    return Recorder(name, url)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", url)
