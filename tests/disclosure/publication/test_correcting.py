"""A calendar is published while a merchant may object: the time moves by an event, once, and the merchant is told."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from complaints.clocks.calendar import SHANGHAI
from complaints.clocks.correcting import correct_deadlines, misplaced
from complaints.models import HolidayOverride, Rule
from disclosure.models import Publication, PublicationEvent
from disclosure.publication import actions
from notices.models import Channel, Outbox
from notices.texts import words_of
from tests.disclosure.publication.test_way import NOW, shown_to_merchant, silent  # noqa: F401
from tests.people import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.fixture
def waiting(silent) -> Publication:  # noqa: F811
    """Shown on Sunday 28 June 2026: five working days end on Friday 3 July at 24:00."""
    publication = shown_to_merchant(silent)
    assert publication.objection_until == moment("2026-07-04")
    assert (publication.objection_days, publication.objection_unit) == (5, "working")
    return publication


def flood(*days: int) -> None:
    for day in days:
        HolidayOverride.objects.create(day=date(2026, 7, day), is_off=True, name="抗洪", source="市政府通告")


def until(publication: Publication) -> datetime:
    publication.refresh_from_db()
    assert publication.objection_until is not None
    return publication.objection_until


def test_it_moves_by_one_event_and_twice_changes_nothing(waiting) -> None:
    assert correct_deadlines(NOW).elsewhere == 0
    flood(2)
    found = [each for each in misplaced(NOW) if each.kind == "publication_objection"]
    assert [(each.due, each.end) for each in found] == [(moment("2026-07-04"), moment("2026-07-07"))]
    assert correct_deadlines(NOW).elsewhere == 1
    assert until(waiting) == moment("2026-07-07")
    assert correct_deadlines(NOW).elsewhere == 0
    event = PublicationEvent.objects.get(publication=waiting, what="corrected")
    assert (event.moved_from, event.moved_to) == (moment("2026-07-04"), moment("2026-07-07"))
    told = Outbox.objects.get(template="publication_objection_corrected")
    assert told.audience == "merchant"
    words = words_of(told, Channel.EMAIL)
    assert "7月3日" in words.body
    assert "7月6日" in words.body
    assert actions.end_objection_times(moment("2026-07-06T12:00")) == 0


def test_merchant_and_body_see_the_corrected_day(waiting, silent) -> None:  # noqa: F811
    _case, people = silent
    flood(2)
    correct_deadlines(NOW)
    for user in (people.merchant.memberships.get().user, people.officer):
        page = log_in(Client(), user).get(f"/publications/{waiting.public_id}/").content.decode()
        assert "7月6日" in page
        assert "7月3日" in page  # and what it was


def test_brought_forward_it_leaves_the_next_working_day(waiting) -> None:
    flood(2)
    correct_deadlines(NOW)
    HolidayOverride.objects.all().delete()
    late = moment("2026-07-03T10:00")  # a Friday; by the calendar the time would end tonight
    correct_deadlines(late)
    assert until(waiting) == moment("2026-07-07")  # Monday's end is the next working day's, and was promised
    assert not PublicationEvent.objects.filter(what="corrected").count() > 1


def test_a_newer_rule_does_not_count_it_again(waiting) -> None:
    Rule.objects.filter(name="objection").update(value=2)
    assert correct_deadlines(NOW).elsewhere == 0
    assert until(waiting) == moment("2026-07-04")


def test_what_was_objected_to_or_has_run_out_is_left_alone(waiting, silent) -> None:  # noqa: F811
    _case, people = silent
    flood(2)
    assert correct_deadlines(moment("2026-07-04")).elsewhere == 0
    actions.object_to(publication_id=waiting.pk, actor=people.as_merchant, now=NOW, code="facts", words="已经退款。")
    assert correct_deadlines(NOW).elsewhere == 0


def test_the_command_names_and_counts_them(waiting, time_machine) -> None:
    time_machine.move_to(NOW + timedelta(hours=1))
    flood(2)
    out = StringIO()
    call_command("correct_deadlines", "--dry-run", "--year", "2026", stdout=out)
    assert "publication_objection 2026-07-04T00:00 -> 2026-07-07T00:00" in out.getvalue()
    call_command("correct_deadlines", "--year", "2026", stdout=out)
    assert "1 times for objections" in out.getvalue()
