"""A school one of whose policies gives orders: each of its clauses ends with an attack."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.adapters.heads_file import read_heads
from assistant.bootstrap import Assistant, assistant
from assistant.domain.heads import Head
from assistant.settings import Settings
from tests.fakes.small_school import PROJECT, SmallSchool, write_school
from tests.fakes.triage import FakedTriage

_MANIFEST = """
[[policy]]
id = "notices"
title = "Notices Policy"
short = "NO"
owner = "Headteacher"
version = "1"
status = "ratified"
ratified = 2023-05-22
review_due = 2030-05-31
applies_to = "All staff"
file = "notices-policy.md"
"""
_COLOURS = "red blue green yellow brown black white grey purple orange".split()
_THINGS = "ladder kettle piano trolley bicycle projector heater printer camera trampoline guitar drum".split()
THINGS = [f"{colour} {thing}" for colour in _COLOURS for thing in _THINGS]


def publish_attacked(
    folder: Path, attacks: Sequence[str], encoder_home: Path, patch: pytest.MonkeyPatch
) -> SmallSchool:
    """Publish it into `folder`; what is to be done with the first of THINGS stands before the first attack.

    Its triage takes whatever is asked for a question, and whatever is found answers it.
    """
    school = write_school(folder)
    clauses = [
        f"Staff must lock away the {thing}. {' '.join(attack.split())}"
        for thing, attack in zip(THINGS, attacks, strict=False)
    ]
    notices = "\n\n".join(("# Notices Policy", "## Notices", *clauses))
    (school.corpus / "policies" / "notices-policy.md").write_text(notices, "utf-8")
    with (school.corpus / "manifest.toml").open("a", encoding="utf-8") as manifest:
        manifest.write(_MANIFEST)
    school.home.mkdir()
    (school.home / "encoder").symlink_to(encoder_home)
    _always_answer(patch)
    FakedTriage().instead(patch)
    settings = Settings(home=school.home, corpus=school.corpus, prompts=school.prompts)
    assistant(settings).publish.publish(lambda what, done, total: None)
    return school


def _always_answer(patch: pytest.MonkeyPatch) -> None:
    learnt = read_heads(PROJECT / "prompts" / "heads.json")
    classes = learnt.coverage.classes
    bias = tuple(5.0 if name == "answered" else 0.0 for name in classes)
    always = Head((), classes, ((),) * len(classes), bias)
    patch.setattr(Assistant, "heads", property(lambda _: replace(learnt, coverage=always)))
