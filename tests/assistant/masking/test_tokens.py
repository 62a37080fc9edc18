"""A text as words."""

from assistant.masking.tokens import tokens


def test_a_word_is_told_from_what_hangs_on_it() -> None:
    """Its place in the text is that of the word alone."""
    text = "Jayden\u2019s mum, [name 2]! Will O'Brien-Lee 8B"
    found = tokens(text)
    assert [token.word for token in found] == ["jayden", "mum", "[name 2]", "will", "o'brien-lee", "8b"]
    assert [text[token.start : token.end] for token in found[:2]] == ["Jayden", "mum"]
    assert [token.owns for token in found[:2]] == [True, False]
    assert [token.starts for token in found] == [True, False, False, True, False, False]
    assert [token.placeholder for token in found] == [False, False, True, False, False, False]
    assert not found[-1].letters


def test_capitals_and_acronyms() -> None:
    """A few capitals are no name; a single one may be an initial."""
    capital, acronym, initial, small = tokens("Jo SLT J may")
    assert capital.capital
    assert initial.capital
    assert not acronym.capital
    assert not small.capital
    assert acronym.acronym
    assert not initial.acronym
