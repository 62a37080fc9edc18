"""Citations are issued from the published text, and from nowhere else."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.library import Library, quoted
from assistant.domain.guidance import Quote
from assistant.domain.policy import Status
from assistant.verification.citations import holds
from tests.fakes.evidence import found
from tests.fakes.shipped import shipped_guidance, shipped_library

_LIBRARY = shipped_library()
_DECLINE = "Staff should decline 'friend requests' from students they receive in their personal social media"


def test_quoted_words_become_a_citation() -> None:
    """Clause, heading, status and offsets are those of the policy."""
    citation = _LIBRARY.cite_quote(Quote("social-media", _DECLINE))
    assert citation is not None
    assert (citation.clause, citation.status, citation.quote) == ("SM 12.2", Status.RATIFIED, _DECLINE)
    assert citation.heading == "Personal Use of Social Media"
    text = _LIBRARY.policies["social-media"].text
    assert text[citation.start : citation.end] == _DECLINE


def test_white_space_may_differ_and_the_policy_s_own_is_quoted() -> None:
    """A lead may have broken a line; what readers get is still letter by letter."""
    broken = Quote("social-media", _DECLINE.replace(" ", " \n  "))
    citation = _LIBRARY.cite_quote(broken)
    assert citation is not None
    assert citation.quote == _DECLINE


def test_words_that_are_not_there_are_not_cited() -> None:
    """Not in another policy, not with one letter changed, not from heading to paragraph, not from nothing."""
    assert _LIBRARY.cite_quote(Quote("safeguarding", _DECLINE)) is None
    assert _LIBRARY.cite_quote(Quote("social-media", _DECLINE.replace("decline", "accept"))) is None
    assert _LIBRARY.cite_quote(Quote("social-media", _DECLINE.upper())) is None
    assert _LIBRARY.cite_quote(Quote("parking", _DECLINE)) is None
    assert (
        _LIBRARY.cite_quote(Quote("social-media", "Personal Use of Social Media Staff members are")) is None
    )
    assert quoted([Quote("parking", _DECLINE), Quote("social-media", _DECLINE)], _LIBRARY) == (
        _LIBRARY.cite_quote(Quote("social-media", _DECLINE)),
    )


def test_characters_of_patterns_are_only_characters() -> None:
    """Brackets, dots and stars in a quote match themselves."""
    assert _LIBRARY.cite_quote(Quote("social-media", "(i.e. on school trips)")) is not None
    assert _LIBRARY.cite_quote(Quote("social-media", "Staff .* not")) is None


def test_a_short_clause_is_quoted_whole() -> None:
    """A clause that reads in a breath is not cut."""
    found_by_one = found("SM 18.4", sentence=1)
    short = next(c for c in _LIBRARY.clauses.values() if len(c.text) < 200 and len(c.sentences) > 1)
    assert _LIBRARY.cite_found(found(short.label, sentence=1)).quote == short.text
    assert _LIBRARY.cite_found(found_by_one).quote != found_by_one.clause.text


def test_a_long_clause_is_quoted_by_the_sentences_that_were_found() -> None:
    """The best sentence with the good ones that touch it, and none beyond a gap."""
    clause = _LIBRARY.clauses["SM 12.7"]
    text = _LIBRARY.policies["social-media"].text
    one, two, three, four = (span.of(text).strip() for span in clause.sentences[:4])
    assert _LIBRARY.cite_found(found("SM 12.7", 1.0, 1)).quote.strip() == two
    both = _LIBRARY.cite_found(found("SM 12.7", 1.0, 1, also=(2,))).quote
    assert both.startswith(two)
    assert both.strip().endswith(three)
    assert _LIBRARY.cite_found(found("SM 12.7", 1.0, 0, also=(2, 3))).quote.strip() == one
    assert four.startswith("Where possible")


@given(st.sampled_from(sorted(_LIBRARY.clauses)), st.data())
def test_whatever_was_found_is_quoted_truly(label: str, data: st.DataObject) -> None:
    """By any of its sentences, a found clause gives a citation that verification lets through."""
    last = len(_LIBRARY.clauses[label].sentences) - 1
    by = data.draw(st.integers(0, last))
    also = data.draw(st.sets(st.integers(0, last)))
    citation = _LIBRARY.cite_found(found(label, 1.0, by, tuple(also - {by})))
    assert holds(citation, _LIBRARY.policies, _LIBRARY.clauses)
    text = _LIBRARY.policies[citation.policy].text
    assert _LIBRARY.clauses[label].sentences[by].of(text).strip() in citation.quote


def test_every_pin_that_ships_can_be_quoted_and_every_tension_has_its_sides() -> None:
    """Nobody has reworded a policy under the leads' rules."""
    guidance = shipped_guidance()
    wanted = [quote for pin in guidance.pins for quote in pin.quotes]
    wanted += [quote for tension in guidance.tensions for quote in tension.quotes]
    assert [quote for quote in wanted if _LIBRARY.cite_quote(quote) is None] == []


def test_an_empty_library_quotes_nothing() -> None:
    """Before there is a policy there is no clause."""
    assert Library({}).clauses == {}
    assert Library({}).cite_quote(Quote("social-media", "Staff")) is None
