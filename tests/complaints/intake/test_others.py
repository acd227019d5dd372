"""What others got: from ten cases on, quartiles, the unknown apart."""

from datetime import timedelta

import pytest

from complaints.evaluation.actions import withdraw
from complaints.intake.others import LEAST, others
from tests.factories import START, cast, file_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
NOW = START + timedelta(days=10)


def test_quartiles_from_ten_cases_on_and_nothing_before() -> None:
    people = cast()
    for number in range(LEAST):
        assert others("fitness", 304_022, now=NOW) is None
        case, _people = file_case(people, category_code="fitness")
        kind = "paid" if number else "unpaid"
        withdraw(
            case_id=case.pk, actor=people.as_consumer, now=START + timedelta(days=4), withdrawal=kind,
            received_fen=152_011 if number < 5 else 304_022,
        )  # fmt: skip
    found = others("fitness", 304_022, now=NOW)
    assert found is not None
    assert (found.total, found.unknown, found.whole, found.part, found.nothing) == (10, 0, 5, 4, 1)
    assert (found.low, found.middle, found.high, found.days) == (50, 75, 100, 4)
    wider = others("fitness", 30_402_200, now=NOW)
    assert wider is not None
    assert wider.total == 10
    assert wider.of_what != found.of_what
    assert others("food", None, now=NOW) is None
    assert others("", 5, now=NOW) is None
