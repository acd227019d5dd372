"""A switchboard for the tests of this floor: the audience is what a test puts here."""

from collections.abc import Sequence
from datetime import datetime

from notices.recipients import Recipient

FACTS = {"notices.recipients": "tests.notices.audience.recipients"}
EFFECTS: dict[str, str] = {}
PEOPLE: dict[tuple[int | None, str], list[Recipient]] = {}


def recipients(keys: Sequence[tuple[int | None, str]], now: datetime) -> dict[tuple[int | None, str], list[Recipient]]:
    return {key: PEOPLE[key] for key in keys if key in PEOPLE}
