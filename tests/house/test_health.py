"""The health page finds what is wrong, and the probes tell machines no more than they need."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from accounts.models import User
from complaints.clocks.queries import load_holidays
from complaints.models import Clock
from config.health.checks import findings
from notices.models import Outbox
from tests import factories
from tests.people import log_in, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def found(name: str, now=None):
    with translation.override("en"):
        return next(row for row in findings(now or timezone.now()) if row.name == name)


def test_probes(client: Client) -> None:
    assert client.get("/health/live").json() == {"live": True}
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "broker": True}


def test_ready_without_a_broker(client: Client, settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert client.get("/health/ready").json() == {"database": True, "broker": False}
    assert not found("Broker").good


def test_an_administrator_reads_the_page(client: Client) -> None:
    admin = person(is_staff=True, is_superuser=True)
    log_in(client, User.objects.get(pk=admin.pk))
    answer = client.get("/health/", headers={"accept-language": "zh-hans"})
    assert answer.status_code == 200
    assert "平台运行状况" in answer.content.decode()


def test_a_sweep_that_lags_and_a_clock_that_cannot_act() -> None:
    case, _people = factories.file_case()
    now = factories.START + timedelta(days=9)
    late = found("Clocks that have run out", now)
    assert not late.good
    assert "sweep_clocks" in late.remedy
    assert found("Clocks that could not act", now).good
    Clock.objects.filter(case=case).update(error="LookupError, see the log")
    assert case.number in found("Clocks that could not act", now).remedy
    assert found("Clocks that have run out", now).good


def test_notices_nobody_got() -> None:
    assert found("Notices that reached nobody").good
    factories.file_case()
    Outbox.objects.update(failed_reason="nobody to tell, or no address", addressed_at=timezone.now())
    assert not found("Notices that reached nobody").good


def test_days_without_a_root() -> None:
    factories.file_case()
    assert not found("Daily roots of the log", factories.START + timedelta(days=3)).good
    assert found("Daily roots of the log", factories.START).good


def test_a_year_without_a_notice_says_how_many_deadlines_wait_for_it() -> None:
    case, _people = factories.file_case()
    last = max(load_holidays().published)
    running = Clock.objects.filter(case=case, fired_at=None, stopped_at=None)
    running.update(due=datetime(last + 1, 1, 15, 16, tzinfo=UTC))
    lines = [line for line in findings(datetime(last, 12, 1, tzinfo=UTC)) if str(last + 1) in line.value]
    assert "correct_deadlines" in lines[0].remedy
    assert str(running.count()) in lines[0].remedy
