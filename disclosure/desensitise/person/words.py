"""Words that stand where a name could stand and are none, and words behind which a name stands."""

from __future__ import annotations

from disclosure.desensitise.vocabulary import words

NEVER = words("never_names")
NOT_FILLED = words("not_filled")
OF_ROLES = words("of_roles")
WORDS = words("word_names")
ROLES = words("roles")
ASIDES = words("asides")
GROUPS = words("groups")
LABELS = words("labels")
