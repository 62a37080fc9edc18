"""corpus/manifest.toml: which policies there are and where each stands."""

from pathlib import Path

from assistant.adapters.school_files.toml_file import TomlFile, quoted
from assistant.domain.policy import PolicyRecord, Status


def read_manifest(path: Path) -> tuple[PolicyRecord, ...]:
    """The policies in the file's order. Raises SchoolFileError."""
    file = TomlFile(path)
    records: list[PolicyRecord] = []
    for entry in file.entries("policy"):
        record = PolicyRecord(
            id=file.words(entry, "id"),
            title=file.words(entry, "title"),
            short=file.words(entry, "short"),
            owner=file.words(entry, "owner"),
            version=file.words(entry, "version"),
            status=Status(file.one_of(entry, "status", [status.value for status in Status])),
            applies_to=file.words(entry, "applies_to"),
            file=file.words(entry, "file"),
            ratified=file.day(entry, "ratified"),
            review_due=file.day(entry, "review_due"),
            other_names=file.list_of_words(entry, "other_names"),
        )
        for other in records:
            for key in ("id", "short", "file"):
                if getattr(other, key) == getattr(record, key):
                    raise file.wrong(
                        f"Two policies have the {key} '{getattr(record, key)}'.",
                        f"Give each policy its own {key}.",
                        *quoted([record.id, record.title, record.file]),
                    )
        records.append(record)
    if not records:
        raise file.wrong("No policy is listed.", "Add one as [[policy]].")
    return tuple(records)
