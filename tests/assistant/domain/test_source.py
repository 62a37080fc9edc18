"""Blocks as the readers hand them over."""

from dataclasses import astuple

from assistant.domain.source import Block, BlockKind, SourceText


def test_a_block_says_nothing_that_its_format_does_not_say() -> None:
    """Without further knowledge a block stands apart, on no page, and a file has no front matter."""
    block = Block(BlockKind.PLAIN, 0, 5)
    assert (block.spaced, block.page, block.level) == (True, None, 1)
    assert SourceText("Staff", (block,)).front_matter == ()


def test_a_block_survives_being_sent_between_processes() -> None:
    """The plain values of a block make the same block again: so it comes back from the child that read it."""
    block = Block(BlockKind.ITEM, 3, 9, 2, False, 7)
    kind, *rest = astuple(block)
    assert Block(BlockKind(str(kind)), *rest) == block
