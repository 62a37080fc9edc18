"""Digests: the content and the place of each file, and nothing else."""

from pathlib import Path

from assistant.evaluation.provenance import digest_of


def test_a_digest_names_content_and_place(tmp_path: Path) -> None:
    """Another word or name is another digest; where the folder lies is not; compiled files are none."""
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        (folder / "__pycache__").mkdir(parents=True)
        (folder / "a.py").write_text("x = 1")
    first = digest_of([one / "a.py"], one)
    assert digest_of([two / "a.py"], two) == first
    (one / "__pycache__" / "a.pyc").write_text("compiled")
    assert digest_of([one / "a.py", one / "__pycache__" / "a.pyc"], one) == first
    (two / "a.py").write_text("x = 2")
    assert digest_of([two / "a.py"], two) != first
    (one / "a.py").rename(one / "b.py")
    assert digest_of([one / "b.py"], one) != first
    assert digest_of([one / "a.py"], one) != digest_of([], one)
