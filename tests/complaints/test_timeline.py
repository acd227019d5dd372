"""The history in words: complete for the table, and silent where a reader must not be told."""

import pytest

from complaints.lifecycle.perform import perform
from complaints.lifecycle.transitions import TRANSITIONS
from complaints.models import Event
from complaints.timeline.lines import timeline
from complaints.timeline.words import BY_STATE, WORDS
from tests.factories import START, file_case
from tests.words import zh


def test_every_action_of_the_table_has_words_and_no_other() -> None:
    assert set(WORDS) == {row.action for row in TRANSITIONS}
    assert {action for action, _state in BY_STATE} <= set(WORDS)


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_the_merchant_is_not_told_of_pressure() -> None:
    case, people = file_case()
    perform(case.pk, "pressure.report", actor=people.as_consumer, now=START)
    events = list(Event.objects.filter(case=case))
    mine = [line.text for line in timeline(events, reader=people.as_consumer)]
    theirs = [line.text for line in timeline(events, reader=people.as_merchant)]
    assert zh("You reported pressure to withdraw") in mine
    assert len(theirs) == len(mine) - 1
