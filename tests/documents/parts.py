"""A switchboard for the tests of this floor: the part somebody has in a case is what a test puts here."""

from collections.abc import Iterable

from accounts.actors import Actor

FACTS = {"documents.parts": "tests.documents.parts.parts", "accounts.merchant_hats": "merchants.hats.hats"}
EFFECTS: dict[str, str] = {}
PARTS: dict[int | None, set[str]] = {}


def parts(case_ids: Iterable[int], actor: Actor) -> dict[int, set[str]]:
    return {case_id: PARTS.get(actor.user_id, set()) for case_id in case_ids}
