"""What triage may say of a message, for tests of what comes after it."""

from typing import Any

from hypothesis import strategies as st

from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned, Route, Triage


def live(*categories: Category, **others: Any) -> Triage:
    """A live incident of these kinds, of which child protection is the usual one."""
    return Triage(Route.LIVE_INCIDENT, 1.0, categories or (Category.CHILD_PROTECTION,), **others)


SOME_ROLES = st.lists(st.sampled_from(Role), unique=True, max_size=3).map(tuple)
LIVE = st.builds(
    Triage,
    st.just(Route.LIVE_INCIDENT),
    categories=st.lists(st.sampled_from(Category), unique=True, max_size=3).map(tuple),
    emergency=st.booleans(),
    concerns=st.none() | st.sampled_from(Concerned),
    perhaps=SOME_ROLES,
    in_doubt=st.booleans(),
    roles=SOME_ROLES,
    failed=st.booleans(),
)
"""Any live incident, also such as triage would not say."""
