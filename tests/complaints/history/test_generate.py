"""Generated history is history: real states, clocks, outcomes and chains."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from complaints.history.generate import generate, set_stage
from complaints.lifecycle.log import verify_database
from complaints.lifecycle.states import State
from complaints.models import Case, Clock, Duty
from mediation.models import PanelMember
from notices.models import Outbox
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_two_hundred_lives_verify_and_are_of_every_kind() -> None:
    people = factories.cast()
    factories.merchant(joined=False)
    PanelMember.objects.create(user=people.mediator)
    now = timezone.now()
    events = generate(200, now=now, months=24, seed=7, stage=set_stage())
    assert Case.objects.count() == 200
    assert events > 700
    found = verify_database()
    assert (found.cases, found.events, found.faults) == (200, events, [])
    states = set(Case.objects.values_list("state", flat=True))
    assert State.CLOSED.value in states
    outcomes = set(Case.objects.exclude(outcome=None).values_list("outcome", flat=True))
    assert {"confirmed_solved", "confirmed_unsolved", "withdrawn_paid"} <= outcomes
    assert Duty.objects.exists()
    assert not Outbox.objects.exists()
    open_ids = Case.objects.exclude(state__in=["closed", "merged"]).values("pk")
    assert set(Clock.objects.filter(fired_at=None, stopped_at=None).values_list("case_id", flat=True)) >= {
        row["pk"] for row in open_ids
    }


def test_without_anybody_it_says_what_is_missing() -> None:
    with pytest.raises(CommandError, match=r"\./dev demo"):
        call_command("generate_history", cases=1)
