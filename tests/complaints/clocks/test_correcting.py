"""A year is published: running deadlines move by an event, once, and those whose time it is are told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from complaints.clocks.calendar import SHANGHAI
from complaints.clocks.correcting import correct_deadlines, misplaced
from complaints.clocks.queries import deadlines_of
from complaints.clocks.sweep import sweep
from complaints.clocks.tasks import wake_correction
from complaints.lifecycle.log import verify_database
from complaints.lifecycle.perform import perform
from complaints.lifecycle.states import State
from complaints.models import Case, Clock, Event, HolidayNotice, HolidayOverride
from complaints.reconciliation.actions import answer
from complaints.timeline.lines import timeline
from notices.models import Outbox
from tests import factories
from tests.factories import START
from tests.people import log_in
from tests.words import zh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

NOW = START + timedelta(days=2)  # Wednesday 10 June 2026
FLOOD = date(2026, 6, 15)  # the Monday on which the merchant's seven days end


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def ruled(day: date = FLOOD, *, off: bool = True) -> HolidayOverride:
    return HolidayOverride.objects.create(day=day, is_off=off, name="抗洪", source="市政府通告")


def at_merchant() -> tuple[Case, factories.Cast]:
    """The merchant's turn: answer until 24:00 of 15 June, tier 1 in all until the 22nd."""
    case, people = factories.file_case()
    case.refresh_from_db()
    assert case.state == State.T1_MERCHANT
    return case, people


def end(case: Case, kind: str) -> datetime:
    return Clock.objects.get(case=case, kind=kind, fired_at=None, stopped_at=None).due


def test_a_deadline_moves_by_one_event_and_twice_changes_nothing() -> None:
    case, _people = at_merchant()
    before = Event.objects.filter(case=case).count()
    assert correct_deadlines(NOW).cases == 0  # the calendar has not changed
    ruled()
    assert [(m.kind, m.number) for m in misplaced(NOW)] == [("answer", case.number)]
    assert correct_deadlines(NOW).cases == 1
    assert end(case, "answer") == moment("2026-06-17")
    case.refresh_from_db()
    assert case.next_due == moment("2026-06-17")
    assert case.state == State.T1_MERCHANT
    event = Event.objects.filter(case=case).order_by("-seq").first()
    assert event.action == "deadline.corrected"
    assert event.data["moved"] == [
        {"clock": "answer", "from": "2026-06-15T16:00:00+00:00", "to": "2026-06-16T16:00:00+00:00"}
    ]
    assert correct_deadlines(NOW).cases == 0
    assert correct_deadlines(NOW + timedelta(days=1)).cases == 0
    assert Event.objects.filter(case=case).count() == before + 1
    assert not verify_database().faults


def test_both_sides_are_told_once_from_when_to_when() -> None:
    case, people = at_merchant()
    ruled()
    correct_deadlines(NOW)
    correct_deadlines(NOW)
    told = Outbox.objects.filter(template="deadline_corrected", case_id=case.pk)
    assert sorted(told.values_list("audience", flat=True)) == ["consumer", "merchant"]
    assert told.first().context["ends"] == "2026-06-16T16:00:00+00:00"
    for reader in (people.as_consumer, people.as_merchant, people.as_officer):
        newest = timeline(Event.objects.filter(case=case), reader=reader)[0]
        assert newest.text == zh("A deadline was corrected after the calendar was published")
        assert "6月16日" in newest.detail


def test_the_clock_fires_at_its_new_end_and_not_before() -> None:
    case, _people = at_merchant()
    ruled()
    correct_deadlines(NOW)
    sweep(moment("2026-06-16T12:00"))
    case.refresh_from_db()
    assert case.state == State.T1_MERCHANT
    sweep(moment("2026-06-17"))
    case.refresh_from_db()
    assert case.state == State.T2_ASSIGNED


def test_an_extension_is_counted_again_and_a_day_somebody_named_stays() -> None:
    case, people = factories.at_t1_consumer()  # tier 1 in all ends on Monday 22 June
    perform(case.pk, "tier1.extend", actor=people.as_consumer, now=NOW)
    assert end(case, "tier1") == moment("2026-06-30")  # seven days more: Monday the 29th
    ruled(date(2026, 6, 29))
    assert correct_deadlines(NOW).cases == 1
    assert end(case, "tier1") == moment("2026-07-01")
    perform(
        case.pk, "offer.accept", actor=people.as_consumer, now=NOW, details={"due": moment("2026-06-19").isoformat()}
    )
    ruled(date(2026, 6, 18))
    assert correct_deadlines(NOW).cases == 0
    assert end(case, "duty") == moment("2026-06-19")


def test_a_resumed_clock_is_counted_from_the_day_it_resumed() -> None:
    case, people = at_merchant()
    perform(case.pk, "answer.ask_info", actor=people.as_merchant, now=NOW)
    perform(case.pk, "info.supply", actor=people.as_consumer, now=NOW + timedelta(days=2))
    assert end(case, "answer") == moment("2026-06-18")  # five days were left on the 10th: Wednesday the 17th
    assert correct_deadlines(NOW + timedelta(days=2)).cases == 0
    ruled(date(2026, 6, 17))
    assert correct_deadlines(NOW + timedelta(days=2)).cases == 1
    assert end(case, "answer") == moment("2026-06-19")


def test_only_the_year_that_was_asked_for() -> None:
    case, _people = at_merchant()
    ruled()
    assert correct_deadlines(NOW, year=2027).cases == 0
    assert correct_deadlines(NOW, year=2026).cases == 1
    assert deadlines_of(2026) == Clock.objects.filter(case=case, fired_at=None, stopped_at=None).count()


def test_many_cases_in_batches_of_one_transaction_each() -> None:
    for _ in range(5):
        at_merchant()
    ruled()
    assert correct_deadlines(NOW, batch=2).cases == 5
    assert not list(misplaced(NOW))


def test_the_merchant_may_answer_until_the_new_end() -> None:
    case, people = at_merchant()
    ruled()
    correct_deadlines(NOW)
    answer(case_id=case.pk, actor=people.as_merchant, now=moment("2026-06-16T23:00"),
           lines=factories.promise_lines(case, NOW))  # fmt: skip
    case.refresh_from_db()
    assert case.state == State.T1_CONSUMER


def test_the_command_says_first_and_does_then() -> None:
    case, _people = at_merchant()
    ruled()
    Clock.objects.filter(case=case, kind="answer").update(  # far from the real clock of the command
        started_at=datetime(2031, 4, 28, 2, tzinfo=UTC), due=datetime(2031, 5, 5, 16, tzinfo=UTC)
    )
    ruled(date(2031, 5, 5))  # a Monday
    out = StringIO()
    call_command("correct_deadlines", "--dry-run", "--year", "2031", stdout=out)
    assert f"{case.number} answer 2031-05-06T00:00 -> 2031-05-07T00:00" in out.getvalue()
    assert end(case, "answer") == datetime(2031, 5, 5, 16, tzinfo=UTC)
    call_command("correct_deadlines", "--year", "2031", stdout=out)
    assert "1 cases corrected, 0 not" in out.getvalue()
    assert end(case, "answer") == moment("2031-05-07")


def test_publishing_a_year_in_the_admin_sets_the_worker_to_it(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    case, _people = at_merchant()
    Clock.objects.filter(case=case, kind="answer").update(
        started_at=datetime(2031, 4, 28, 2, tzinfo=UTC), due=datetime(2031, 5, 5, 16, tzinfo=UTC)
    )
    log_in(client, User.objects.create_superuser(email="admin@example.org"))
    days = {
        "2031-01-01": "元旦", "2031-01-22": "春节", "2031-01-23": "春节", "2031-01-24": "春节", "2031-01-25": "春节",
        "2031-04-05": "清明", "2031-05-01": "劳动节", "2031-05-02": "劳动节", "2031-05-05": "劳动节",
        "2031-06-24": "端午", "2031-10-01": "国庆", "2031-10-02": "国庆", "2031-10-03": "国庆",
    }  # fmt: skip
    data = {"year": 2031, "title": "国务院办公厅关于2031年部分节假日安排的通知", "days-INITIAL_FORMS": 0}
    data |= {"days-TOTAL_FORMS": len(days)}
    for n, (day, name) in enumerate(days.items()):
        data |= {f"days-{n}-day": day, f"days-{n}-is_off": "on", f"days-{n}-name": name}
    short = {key: value for key, value in data.items() if not key.startswith("days-0-")}
    refused = client.post("/admin/complaints/holidaynotice/add/", short)
    assert "2031-01-01" in refused.content.decode()
    assert not HolidayNotice.objects.exists()
    with django_capture_on_commit_callbacks() as set_off:
        page = client.post("/admin/complaints/holidaynotice/add/", data, follow=True)
    assert wake_correction in set_off
    assert "1 个进行中的期限" in page.content.decode()
    assert [clock.kind for clock in misplaced(NOW)] == ["answer"]
    assert correct_deadlines(NOW).cases == 1
    with django_capture_on_commit_callbacks() as set_off:
        client.post(f"/admin/complaints/holidaynotice/{HolidayNotice.objects.get().pk}/delete/", {"post": "yes"})
    assert wake_correction in set_off  # what is taken back moves them back
    assert correct_deadlines(NOW).cases == 1
    assert end(case, "answer") == datetime(2031, 5, 5, 16, tzinfo=UTC)
