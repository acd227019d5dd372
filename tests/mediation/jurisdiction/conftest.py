from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from django.db import transaction

from accounts.divisions import Divisions, fixture
from accounts.models import Purpose
from config.demo.bodies import found_bodies
from mediation.jurisdiction.cover import Cover
from mediation.jurisdiction.queries import cover_on, day_of

NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


class Hubei(NamedTuple):
    """The demo's bodies over the committed divisions, as pure values."""

    divisions: Divisions
    cases: Cover
    courts: Cover
    id_of: dict[str, int]

    def name(self, id: int | None) -> str | None:
        return None if id is None else {**self.cases.bodies, **self.courts.bodies}[id].name

    def below(self, code: str = "420000") -> list[str]:
        """Every division in force under this one, and itself."""
        return [code, *(each for child in self.divisions.children(code) for each in self.below(child))]


@pytest.fixture(scope="session")
def hubei(django_db_setup, django_db_blocker) -> Hubei:
    """Made once and rolled back: what is tested afterwards are values without a database."""
    with django_db_blocker.unblock(), transaction.atomic():
        fixture.load()
        divisions = Divisions.load()
        found_bodies(divisions)
        cases, courts = cover_on(day_of(NOW)), cover_on(day_of(NOW), Purpose.COURT)
        transaction.set_rollback(True)
    ids = {body.name: body.id for cover in (cases, courts) for body in cover.bodies.values()}
    return Hubei(divisions, cases, courts, ids)
