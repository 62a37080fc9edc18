"""corpus/school.toml: roles, contacts, hours."""

from pathlib import Path

from assistant.adapters.school_files.toml_file import TomlFile
from assistant.domain.school import Contact, Role, School


def read_school(path: Path) -> School:
    """The school's details; a role that is not in the file counts as not set."""
    file = TomlFile(path)
    for name in file.table("contacts"):
        if name not in {role.value for role in Role}:
            roles = ", ".join(role.value for role in Role)
            raise file.wrong(
                f"There is no role '{name}'.", f"Choose one of: {roles}.", f"[contacts.{name}]", name
            )
    contacts = tuple(_contact(file, role) for role in Role)
    school = file.table("school")
    return School(
        file.words(school, "name"),
        contacts,
        file.words(school, "hours", ""),
    )


def _contact(file: TomlFile, role: Role) -> Contact:
    entry = file.table(f"contacts.{role.value}")
    return Contact(
        role,
        file.words(entry, "title", role.value.replace("_", " ").capitalize()),
        file.words(entry, "name", ""),
        file.words(entry, "phone", ""),
    )
