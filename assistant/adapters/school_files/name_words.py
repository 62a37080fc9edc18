"""prompts/masking.toml: what names people and what does not."""

from collections.abc import Iterable
from pathlib import Path

from assistant.adapters.school_files.chasing import only
from assistant.adapters.school_files.toml_file import TomlFile
from assistant.domain.name_words import NameWords

_LISTS = ("names", "first_names_and_words", "surnames_and_words")


def read_name_words(path: Path) -> NameWords:
    """The lists, in small letters. Raises SchoolFileError, and where a name is called both."""
    file = TomlFile(path)
    only(file, file.tables, *_LISTS, "stays")
    names, first_names, surnames = (_small(file.list_of_words(file.tables, key)) for key in _LISTS)
    for word in sorted(names & (first_names | surnames)):
        raise file.wrong(
            f"'{word}' is called an ordinary word as well, and not.", "Take it out of 'names'.", f'"{word}"'
        )
    groups = file.table("stays")
    stays = (file.list_of_words(groups, group) for group in groups)
    return NameWords(names, first_names, surnames, _small(word for group in stays for word in group))


def _small(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)
