"""Pieces of any format become one text with offsets."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.formats.composing import Piece, compose
from assistant.domain.source import Block, BlockKind

_PIECES = st.lists(
    st.builds(
        Piece,
        text=st.text(st.characters(codec="utf-8"), max_size=20),
        kind=st.sampled_from(BlockKind),
        level=st.integers(0, 6),
        spaced=st.booleans(),
        page=st.none() | st.integers(1, 9),
    )
)


def test_white_space_becomes_a_blank_line() -> None:
    """Pieces that stand apart are divided by a blank line, others by a line end."""
    source = compose([Piece("One"), Piece("Two", spaced=False), Piece("Three", page=4)])
    assert source.text == "One\nTwo\n\nThree"
    assert source.blocks[2] == Block(BlockKind.PLAIN, 9, 14, page=4)


@given(_PIECES)
def test_offsets_cut_out_the_pieces(pieces: list[Piece]) -> None:
    """Each block holds its piece's words and nothing else; a piece without words leaves no trace."""
    source = compose(pieces)
    kept = [piece for piece in pieces if piece.text]
    assert [source.text[block.start : block.end] for block in source.blocks] == [p.text for p in kept]
    assert [(b.kind, b.level, b.spaced, b.page) for b in source.blocks] == [
        (p.kind, p.level, p.spaced, p.page) for p in kept
    ]
    assert sum(len(p.text) for p in kept) + 2 * len(kept) >= len(source.text)
