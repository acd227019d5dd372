"""Honest numbers: every closed case in one row, nothing unknown among the resolved, shares of a whole."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from complaints.lifecycle.states import Outcome
from disclosure.front import numbers
from disclosure.front.numbers import NOT_COUNTED, ROWS, front_numbers

NOW = datetime(2026, 6, 11, tzinfo=UTC)


@given(st.dictionaries(st.sampled_from([outcome.value for outcome in Outcome]), st.integers(0, 10**6)))
def test_every_case_is_counted_once_and_the_bar_is_the_table(counts: dict[str, int]) -> None:
    found = front_numbers(counts, NOW)
    assert found.total + found.elsewhere == sum(counts.values())
    assert [row.count for row in found.rows] == [counts.get(outcome, 0) for outcome, _key, _words in ROWS]
    assert len(found.parts) == sum(row.count > 0 for row in found.rows)
    for (_key, start, width), (_next, begin, _width) in zip(found.parts, found.parts[1:], strict=False):
        assert start + width <= begin + 0.2


def test_every_outcome_has_its_place() -> None:
    assert {outcome for outcome, _key, _words in ROWS} | set(NOT_COUNTED) == set(Outcome)


@pytest.mark.django_db
def test_front_page_of_an_empty_platform_invents_nothing(client: Client) -> None:
    numbers.forget()
    response = client.get("/")
    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert soup.select_one(".empty")
    assert not soup.select("table")
    assert soup.h1
