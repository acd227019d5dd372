"""The database's side of the heart: one writer, refused otherwise; sweeps that lose nothing and repeat nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from complaints.clocks.sweep import sweep
from complaints.lifecycle import gather
from complaints.lifecycle.chain import commitment, event_hash
from complaints.lifecycle.facts import Refused
from complaints.lifecycle.numbers import is_valid
from complaints.lifecycle.perform import perform, possible
from complaints.lifecycle.states import State
from complaints.models import Case, Clock, Complaint, Duty, Event, EventDetail
from complaints.performance.actions import claim, confirm
from complaints.reconciliation.actions import accept, answer, go_up
from notices.models import Outbox
from tests import factories
from tests.factories import START

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_a_filed_case_is_with_its_merchant_and_has_a_number_a_clock_and_notices() -> None:
    case, people = factories.file_case()
    assert case.state == State.T1_MERCHANT
    assert is_valid(case.number)
    assert case.intake_body == people.body
    assert {clock.kind for clock in case.clocks.filter(stopped_at=None)} == {"answer", "tier1"}
    answer_clock = case.clocks.get(kind="answer")
    assert answer_clock.due.isoformat() == "2026-06-15T16:00:00+00:00"  # 24:00 of the seventh day, a Monday
    assert case.next_due == answer_clock.due
    assert answer_clock.source
    told = set(Outbox.objects.filter(case_id=case.pk).values_list("template", "audience"))
    assert told == {("filed", "consumer"), ("forwarded", "consumer"), ("forwarded", "merchant")}


def test_the_same_form_sent_twice_is_one_complaint() -> None:
    people = factories.cast()
    form = factories.filing(people)
    from complaints.intake.filing import file_complaint

    first = file_complaint(form, actor=people.as_consumer, now=START)
    second = file_complaint(form, actor=people.as_consumer, now=START + timedelta(seconds=1))
    assert first == second
    assert Case.objects.filter(complaint__user=people.consumer).count() == 1


@pytest.mark.parametrize(
    "change", [{"state": "closed", "outcome": "confirmed_solved", "closed_at": START}, {"seq": 99}], ids=str
)
def test_no_state_without_its_event(change: dict) -> None:
    case, _people = factories.file_case()
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**change)
    case.refresh_from_db()
    assert case.state == State.T1_MERCHANT


def test_events_are_never_changed_nor_deleted() -> None:
    case, _people = factories.file_case()
    statements = (
        "UPDATE complaints_event SET action = 'x'",
        "DELETE FROM complaints_event",
        "TRUNCATE complaints_event CASCADE",
    )
    for statement in statements:
        with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert case.events.count() == 2


def test_silence_moves_the_case_once_with_body_reason_and_notices() -> None:
    case, people = factories.file_case()
    assert sweep(START + timedelta(days=7)).fired == 0  # 24:00 has not come
    assert sweep(START + timedelta(days=9)).fired == 1
    assert sweep(START + timedelta(days=9)).fired == 0
    case.refresh_from_db()
    assert case.state == State.T2_ASSIGNED
    assert case.tier == 2
    assert case.body == people.body
    assert case.body_reason
    event = case.events.latest("seq")
    assert event.action == "merchant.silent"
    assert event.data["clock"]["kind"] == "answer"
    told = set(Outbox.objects.filter(case_id=case.pk, template="escalated").values_list("audience", flat=True))
    assert told == {"consumer", "merchant", "body"}


def test_a_bad_case_is_put_aside_and_the_others_go_on() -> None:
    good, people = factories.file_case()
    bad, _people = factories.file_case(people)
    Clock.objects.filter(case=bad, kind="answer").update(kind="court_delegated")  # means nothing in this state
    done = sweep(START + timedelta(days=9))
    assert (done.fired, done.failed) == (1, 1)
    good.refresh_from_db()
    assert good.state == State.T2_ASSIGNED
    aside = Clock.objects.get(case=bad, kind="court_delegated")
    assert aside.error
    assert aside.retry_at
    assert aside.fired_at is None


def test_an_offer_accepted_becomes_duties_and_the_last_confirmed_closes_it_as_solved() -> None:
    case, people = factories.at_t1_consumer()
    now = START + timedelta(days=3)
    accept(case_id=case.pk, actor=people.as_consumer, now=now)
    case.refresh_from_db()
    assert case.state == State.T1_PERFORMING
    assert case.agreed_fen == 260_000
    duty = Duty.objects.get(case=case)
    assert duty.amount_fen == 260_000
    claim(case_id=case.pk, duty_id=duty.pk, actor=people.as_merchant, now=now + timedelta(days=1))
    confirm(case_id=case.pk, duty_id=duty.pk, actor=people.as_consumer, now=now + timedelta(days=2))
    case.refresh_from_db()
    assert (case.state, case.outcome, case.recovered_fen) == (State.CLOSED, "confirmed_solved", 260_000)
    assert sweep(now + timedelta(days=60)).fired == 1  # the window to reopen it
    case.refresh_from_db()
    assert case.clocks.filter(fired_at=None, stopped_at=None).count() == 0


def test_a_promise_not_kept_reopens_the_case_by_itself() -> None:
    case, people = factories.at_t1_consumer()
    accept(case_id=case.pk, actor=people.as_consumer, now=START + timedelta(days=3))
    sweep(START + timedelta(days=20))
    case.refresh_from_db()
    assert case.state == State.T2_ASSIGNED
    assert case.outcome is None
    assert case.recovered_fen == 0


def test_out_of_turn_says_who_may() -> None:
    case, people = factories.file_case()
    with pytest.raises(Refused) as refused:
        perform(case.pk, "answer.propose", actor=people.as_consumer, now=START)
    assert refused.value.code == "not_your_turn"
    assert [who.value for who in refused.value.who_may] == ["merchant"]
    with pytest.raises(Refused) as refused:
        go_up(case_id=case.pk, actor=people.as_consumer, now=START)
    assert refused.value.code == "not_answered"


def test_possible_lists_every_action_as_allowed_or_refused() -> None:
    case, people = factories.file_case()
    read = gather.read([case.pk])[case.pk]
    _facts, actions = possible(Case.objects.get(pk=case.pk), read.clocks, actor=people.as_merchant, now=START)
    allowed = {name for name, action in actions.items() if action.allowed}
    assert {"answer.agree", "answer.propose", "answer.dispute", "answer.incorrect", "answer.ask_info"} <= allowed
    assert "offer.accept" not in allowed
    refused = actions["accept"].refused
    assert refused is not None
    assert str(refused)


def test_the_chain_holds_and_personal_words_enter_only_as_a_commitment() -> None:
    case, people = factories.file_case()
    from complaints.evaluation.actions import report_pressure

    report_pressure(case_id=case.pk, actor=people.as_consumer, now=START, words="店长打13800005678威胁我")
    previous = b""
    for event in Event.objects.filter(case=case).order_by("seq"):
        assert bytes(event.previous) == previous
        assert event_hash(previous, event.data) == bytes(event.hash)
        assert "13800005678" not in str(event.data)
        previous = bytes(event.hash)
    case.refresh_from_db()
    assert bytes(case.head) == previous
    detail = EventDetail.objects.get(event__case=case)
    assert detail.event.data["personal"] == commitment(bytes(detail.salt), {"words": "店长打13800005678威胁我"})


def test_pausing_keeps_the_days_left() -> None:
    case, people = factories.file_case()
    perform(case.pk, "answer.ask_info", actor=people.as_merchant, now=START + timedelta(days=3))
    clock = case.clocks.get(kind="answer")
    assert clock.paused_at is not None
    assert clock.days_left == 4
    perform(case.pk, "info.supply", actor=people.as_consumer, now=START + timedelta(days=5))
    clock.refresh_from_db()
    assert clock.paused_at is None
    assert clock.due.isoformat() == "2026-06-17T16:00:00+00:00"


def test_lines_of_an_offer_must_sum_to_its_total() -> None:
    case, _people = factories.at_t1_consumer()
    with pytest.raises(IntegrityError), transaction.atomic():
        case.offers.get().lines.filter(amount_fen=260_000).update(amount_fen=1)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_answer_needs_every_demand_a_day_and_a_reason() -> None:
    case, people = factories.file_case()
    lines = factories.promise_lines(case, START)
    with pytest.raises(Refused) as refused:
        answer(case_id=case.pk, actor=people.as_merchant, now=START, lines=lines[:1])
    assert refused.value.code == "lines_missing"
    assert Complaint.objects.count() == 1
