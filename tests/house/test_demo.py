"""The demo is made by the real actions: it verifies, it reaches every state it names, and it accuses nobody."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.lifecycle.log import verify_database
from complaints.lifecycle.states import State
from complaints.models import Case, Clock
from config.demo.load import load
from documents.models import Paper
from mediation.models import PaperSheet
from merchants.models import Merchant
from notices.queries import failed

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("reference")]

NOT_IN_THE_DEMO = {
    State.SENT_OUT,
    State.REVIEW,
    State.T2_NEEDS_INFO,
    State.T3_RETURNED,
    State.T4_DELEGATED,
    State.MERGED,
}


def test_the_demo_is_consistent() -> None:
    now = timezone.now()
    load(now)
    found = verify_database()
    assert found.faults == []
    assert found.cases == Case.objects.count() >= 80
    assert Merchant.objects.count() == 200
    states = {State.of(state) for state in Case.objects.values_list("state", flat=True)}
    assert states >= set(State) - NOT_IN_THE_DEMO
    soon = Clock.objects.filter(fired_at=None, stopped_at=None, due__gt=now, due__lt=now + timedelta(minutes=30))
    assert soon.count() >= 5
    assert Paper.objects.filter(by_hand=True, waits_for__isnull=False).count() >= 2
    assert PaperSheet.objects.exists()
    assert failed().exists()
    assert all(event.at <= now for case in Case.objects.all() for event in case.events.all())


def test_no_shop_of_the_demo_can_be_a_real_one() -> None:
    from config.demo.shops import _code

    assert all(re.fullmatch(r"91\d{6}MAD000\d{3}.", _code("420106", n)) for n in range(200))
