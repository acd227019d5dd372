"""The numbers come from closed cases, each once, of the last year only."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from complaints.evaluation.actions import withdraw
from complaints.lifecycle.states import Outcome, Withdrawal
from disclosure.front import numbers
from disclosure.front.numbers import PERIOD, count_outcomes
from tests.factories import START, cast, file_case

pytestmark = pytest.mark.django_db
CLOSED = START + timedelta(days=1)


@pytest.fixture
def withdrawn() -> None:
    people = cast()
    for kind in (Withdrawal.PAID, Withdrawal.UNPAID, Withdrawal.UNPAID):
        case, _people = file_case(people)
        withdraw(case_id=case.pk, actor=people.as_consumer, now=CLOSED, withdrawal=kind)
    file_case(people)


def test_closed_cases_are_counted_once(withdrawn: None) -> None:
    assert count_outcomes(CLOSED) == {Outcome.WITHDRAWN_PAID: 1, Outcome.WITHDRAWN_UNPAID: 2}
    assert count_outcomes(CLOSED - timedelta(seconds=1)) == {}
    assert count_outcomes(CLOSED + PERIOD) == {}


def test_the_page_shows_each_with_its_base(withdrawn: None, client: Client) -> None:
    numbers.forget()
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    cells = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in soup.select("tbody tr")]
    numbers.forget()
    assert ["撤回，钱没到账", "2", "66.7%"] in cells
    assert ["不知道（没有人回答）", "0", "0.0%"] in cells
    assert len(soup.select(".share rect")) == 2
