"""Where a case goes when talk fails, and which court confirms; in as many queries for many cases as for one."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.divisions import Divisions
from complaints.lifecycle.states import State
from complaints.models import Case
from mediation.jurisdiction import lifecycle_facts
from mediation.jurisdiction.reasons import from_json, told
from mediation.models import Assignment, CourtPractice
from tests.mediation.cases import NOW, assigned, town

pytestmark = pytest.mark.django_db


def test_a_failed_reconciliation_goes_to_the_body_of_the_merchants_place_with_its_reason() -> None:
    place = town()
    case = assigned(place)
    assert case.state is State.T2_ASSIGNED
    assert case.body_id == place.district.pk
    row = Assignment.objects.get(case_id=case.id)
    assert row.organisation_id == place.district.pk
    assert place.district.name in told(from_json(row.reason))
    assert Case.objects.get(pk=case.id).body_reason == row.reason


def test_the_lane_of_a_case_chooses_among_bodies_of_one_place() -> None:
    place = town()
    assert assigned(place, procedure="people").body_id == place.committee.pk


def test_an_association_is_confirmed_only_where_a_practice_is_recorded() -> None:
    place = town()
    case = assigned(place)
    refused = lifecycle_facts.confirmations([case.id], NOW)[case.id]
    assert refused
    assert not refused["eligible"]
    assert place.court.name in refused["why"]
    CourtPractice.objects.create(
        court=place.court, body_kind="association", eligible=True, ground="recorded", source="会议纪要〔2026〕3号",
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    granted = lifecycle_facts.confirmations([case.id], NOW)[case.id]
    assert granted is not None
    assert granted["eligible"]
    assert granted["court_id"] == place.court.pk


def test_a_batch_costs_as_many_queries_as_one_case() -> None:
    place = town()
    ids = [assigned(place).id for _ in range(5)]
    Divisions.load()  # once a process
    counts = []
    for batch in (ids[:1], ids):
        with CaptureQueriesContext(connection) as queries:
            assert set(lifecycle_facts.confirmations(batch, NOW)) == set(batch)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 5
