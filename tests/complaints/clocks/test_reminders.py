"""Reminders: the right step on the right day, once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings

from complaints.clocks.calendar import SHANGHAI
from complaints.clocks.reminders import answer_step, duty_step, send_reminders
from complaints.models import Duty, DutyState
from complaints.performance.actions import claim
from complaints.reconciliation.actions import accept
from notices.models import Outbox
from notices.texts import Text, text_of
from tests import factories

START = factories.START  # Monday, 2026-06-08 09:36 in Shanghai


def morning(day: int) -> datetime:
    return datetime(2026, 6, day, 9, tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "step"), [(8, ""), (9, "day1"), (10, "day1"), (12, "day4"), (14, "day4"), (15, "last"), (16, "")]
)
def test_step_of_an_answer(day: int, step: str) -> None:
    due = datetime(2026, 6, 16, tzinfo=SHANGHAI).astimezone(UTC)  # 24:00 of the fifteenth
    assert answer_step(START, due, morning(day)) == step


@pytest.mark.parametrize(
    ("day", "step"), [(7, ""), (8, "soon"), (9, "soon"), (10, "today"), (11, "late"), (17, "late"), (18, "")]
)
def test_step_of_a_duty(day: int, step: str) -> None:
    assert duty_step(date(2026, 6, 10), date(2026, 6, day), before=2, after=1) == step


def told(template: str) -> list[tuple[str, str]]:
    rows = Outbox.objects.filter(template=template).order_by("pk")
    return [(row.context["step"], row.audience) for row in rows]


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_a_silent_merchant_is_reminded_three_times_and_never_twice_of_one_step() -> None:
    factories.file_case()
    from complaints.clocks.sweep import sweep

    sweep(START + timedelta(days=2))  # screening is over, the merchant's seven days run
    for hours in range(0, 24 * 12, 6):
        send_reminders(START + timedelta(days=2, hours=hours))
        send_reminders(START + timedelta(days=2, hours=hours))
    assert told("reminder.answer") == [("day1", "merchant"), ("day4", "merchant"), ("last", "merchant")]


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_a_duty_is_reminded_before_on_and_after_its_day() -> None:
    case, people = factories.at_t1_consumer()
    accept(case_id=case.pk, actor=people.as_consumer, now=START + timedelta(days=3))
    duty = Duty.objects.get(case=case)
    noon = datetime.combine(duty.due_on, datetime.min.time(), SHANGHAI).astimezone(UTC) + timedelta(hours=12)
    for day in range(-5, 3):
        send_reminders(noon + timedelta(days=day))
    assert told("reminder.duty") == [
        ("soon", "merchant"), ("today", "merchant"), ("late", "merchant"), ("late", "consumer"),
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_once_the_merchant_says_it_is_done_only_the_consumer_is_asked() -> None:
    case, people = factories.at_t1_consumer()
    accept(case_id=case.pk, actor=people.as_consumer, now=START + timedelta(days=3))
    duty = Duty.objects.get(case=case)
    claim(case_id=case.pk, duty_id=duty.pk, actor=people.as_merchant, now=START + timedelta(days=4))
    duty.refresh_from_db()
    assert duty.state == DutyState.CLAIMED
    noon = datetime.combine(duty.due_on, datetime.min.time(), SHANGHAI).astimezone(UTC) + timedelta(hours=12)
    for day in range(-3, 3):
        send_reminders(noon + timedelta(days=day))
    assert told("reminder.duty") == [("late", "consumer")]


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_nobody_is_reminded_at_night() -> None:
    assert send_reminders(datetime(2026, 6, 9, 3, tzinfo=SHANGHAI).astimezone(UTC)) == 0


@pytest.mark.parametrize("path", sorted((settings.BASE_DIR / "templates" / "notices").glob("reminder.*.txt")))
@pytest.mark.parametrize("step", ["last", "day1", "soon", "today", "late"])
def test_reminders_have_words_for_every_step(path, step: str) -> None:
    context = {"number": "42010620260608001273", "url": "http://x/c/1/", "step": step, "audience": "merchant"}
    texts = {language: text_of(path.stem, context, "email", language) for language in ("zh-hans", "en")}
    assert all(isinstance(text, Text) and text.subject and "http://x/c/1/" in text.body for text in texts.values())
    assert texts["zh-hans"].subject != texts["en"].subject
