"""prompts/ and corpus/tensions.toml: glossary, branches, pins, tensions, small talk."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.adapters.school_files.toml_file import TomlFile, quoted
from assistant.domain.answer import Verdict
from assistant.domain.guidance import Branch, Glossary, Guidance, Pin, Quote, Split, Tension
from assistant.domain.phrases import plain_words
from assistant.domain.school import Role


def read_guidance(prompts: Path, corpus: Path) -> Guidance:
    """All guidance of the leads. Raises SchoolFileError."""
    glossary = _glossary(TomlFile(prompts / "words.toml"))
    branches, pins = TomlFile(prompts / "branches.toml"), TomlFile(prompts / "pins.toml")
    tensions, scope = TomlFile(corpus / "tensions.toml"), TomlFile(prompts / "scope.toml")
    return Guidance(
        glossary,
        tuple(_split(branches, entry, glossary) for entry in branches.entries("split")),
        tuple(_pin(pins, entry) for entry in pins.entries("pin")),
        tuple(_tension(tensions, entry) for entry in tensions.entries("tension")),
        _phrases(scope, scope.tables, "small_talk"),
    )


def _glossary(file: TomlFile) -> Glossary:
    groups = {
        group: {case: _phrases(file, file.table(group), case) for case in file.table(group)}
        for group in ("who", "where")
    }
    return Glossary(groups)


def _split(file: TomlFile, entry: Mapping[str, Any], glossary: Glossary) -> Split:
    group = file.one_of(entry, "list", tuple(glossary.groups))
    branches = file.entries("split.branch", entry)
    if not branches:
        raise file.wrong("A split has no branches.", "Add [[split.branch]].", *quoted(entry))
    return Split(
        name=file.words(entry, "name"),
        on=file.words(entry, "on"),
        group=group,
        asks_about=_phrases(file, entry, "asks_about"),
        needs=file.some_of(entry, "needs", [case for cases in glossary.groups.values() for case in cases]),
        not_about=_phrases(file, entry, "not_about"),
        branches=tuple(_branch(file, branch, glossary.groups[group]) for branch in branches),
    )


def _branch(file: TomlFile, entry: Mapping[str, Any], cases: Mapping[str, Any]) -> Branch:
    return Branch(
        file.one_of(entry, "case", tuple(cases)),
        file.words(entry, "when"),
        Verdict(file.one_of(entry, "verdict", [verdict.value for verdict in Verdict])),
        _quotes(file, entry),
        file.some_of(entry, "instead_of", tuple(cases)),
    )


def _pin(file: TomlFile, entry: Mapping[str, Any]) -> Pin:
    return Pin(
        file.words(entry, "name"),
        _phrases(file, entry, "when"),
        _phrases(file, entry, "together_with"),
        file.words(entry, "rule"),
        _quotes(file, entry),
    )


def _tension(file: TomlFile, entry: Mapping[str, Any]) -> Tension:
    return Tension(
        file.words(entry, "name"),
        _phrases(file, entry, "when"),
        _quotes(file, entry),
        file.words(entry, "text"),
        file.one_of(entry, "ask", [role.value for role in Role]),
    )


def _quotes(file: TomlFile, entry: Mapping[str, Any]) -> tuple[Quote, ...]:
    listed = entry.get("quotes", [])
    for pair in listed if isinstance(listed, list) else [listed]:
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(w, str) for w in pair)):
            cure = 'Write ["policy", "its exact words"].'
            raise file.wrong("A quote is not a pair of texts.", cure, *quoted(pair), *quoted(entry))
    return tuple(Quote(policy, words) for policy, words in listed)


def _phrases(file: TomlFile, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of phrases in the form in which questions are compared with them."""
    phrases = (plain_words(phrase).strip() for phrase in file.list_of_words(entry, key))
    return tuple(phrase for phrase in phrases if phrase)
