"""One press of a button, or twelve at once: one message."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from complaints.casepage import saying
from complaints.merchantdesk import actions as desk
from complaints.messages import SAME_WORDS
from complaints.models import Message
from mediation.desk import actions as bench
from tests.factories import START, at_t2_accepted, file_case


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_the_same_words_within_a_minute_are_one_message_from_whomever() -> None:
    case, people = at_t2_accepted()
    for say, actor in (
        (saying.say, people.as_consumer),
        (desk.say, people.as_merchant),
        (bench.say, people.as_officer),
    ):
        first = say(case_id=case.pk, actor=actor, now=START, text="好的")
        assert say(case_id=case.pk, actor=actor, now=START + SAME_WORDS / 2, text="好的") == first
        assert say(case_id=case.pk, actor=actor, now=START + SAME_WORDS / 2, text="好") != first
        assert say(case_id=case.pk, actor=actor, now=START + SAME_WORDS + timedelta(seconds=1), text="好的") != first
    assert Message.objects.filter(text="好的").count() == 6


@pytest.mark.slow
def test_twelve_presses_at_once(committed: str) -> None:
    case, people = file_case()
    together, faults = Barrier(12), []

    def press() -> None:
        try:
            together.wait(30)
            saying.say(case_id=case.pk, actor=people.as_consumer, now=START, text="并发")
        except Exception as fault:  # told below: a thread's own assertion would be lost
            faults.append(fault)
        finally:
            connection.close()

    presses = [Thread(target=press) for _ in range(12)]
    for each in presses:
        each.start()
    for each in presses:
        each.join(60)
    assert faults == []
    assert Message.objects.filter(text="并发").count() == 1
