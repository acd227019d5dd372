"""Family names: the common ones, the rare ones that are also everyday characters, and the double ones."""

from __future__ import annotations

from disclosure.desensitise.vocabulary import characters, words

COMMON = characters("surnames")
GIVEN = characters("given_names")
ALL_GIVEN = GIVEN | characters("more_given_names")
DOUBLE = words("double_surnames")
SINGLE = COMMON | characters("rare_surnames")
# Family names that are function words far more often: a name beginning with one needs better evidence.
FUNCTION_LIKE = frozenset(
    "于和向从时任都别来但第有能后以同由那平全者令过终年问多少开双新生思应当何连单才代元相曾经常成包计方高明安万部客种"
)


def surname_of(name: str) -> str:
    """The family name at the front of ``name``; empty when there is none we know."""
    if name[:2] in DOUBLE and len(name) > 2:
        return name[:2]
    return name[0] if name and name[0] in SINGLE else ""
