"""An index is named by all that goes into it, and by nothing else."""

from dataclasses import replace

import pytest

from assistant.adapters import index_builder
from assistant.adapters.index_builder import content_digest
from tests.fakes.small_school import SmallSchool


def test_the_digest_names_policies_examples_and_encoder(school: SmallSchool) -> None:
    """The same content has the same name; a change of any part has another."""
    policies, examples = school.policies, school.files.examples()
    renamed = replace(policies[0], record=replace(policies[0].record, title="Telephones Policy"))
    reworded = (replace(examples[0], question="another question"), *examples[1:])
    digests = [
        content_digest(policies, examples, "a"),
        content_digest((renamed, *policies[1:]), examples, "a"),
        content_digest(policies[::-1], examples, "a"),
        content_digest(policies, reworded, "a"),
        content_digest(policies, examples, "b"),
    ]
    assert len(set(digests)) == len(digests)
    assert content_digest(list(school.policies), list(school.files.examples()), "a") == digests[0]


def test_a_new_format_of_the_index_has_new_names(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an update that lays indexes out differently, old ones are not taken for new ones."""
    before = content_digest(school.policies, (), "a")
    monkeypatch.setattr(index_builder, "FORMAT", "next")
    assert content_digest(school.policies, (), "a") != before
