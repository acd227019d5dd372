"""The other acts of a merchant: not us, duplicate, objection, duties, messages, handing over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from complaints.lifecycle.perform import perform
from complaints.lifecycle.states import State
from complaints.models import Case, CaseHandler, Demand, Duty, DutyState, EventDetail, Message
from complaints.reconciliation.actions import Line
from complaints.reconciliation.actions import answer as send_answer
from merchants.models import MerchantMembership
from tests.factories import Cast, cast, file_case, verify_identity
from tests.people import log_in, person

pytestmark = pytest.mark.django_db
Filed = Callable[..., Case]


def do(desk: Client, case: Case, slug: str, **data: str) -> str:
    """Do an act; "" when it went through, else the page that came back."""
    answer = desk.post(f"/merchant/cases/{case.public_id}/do/{slug}/", data)
    case.refresh_from_db()
    return "" if answer.status_code == 302 else answer.content.decode()


def test_not_us_is_coded_and_leaves_the_desk(desk: Client, filed: Filed) -> None:
    case = filed()
    assert "请选择原因" in do(desk, case, "not-ours", words="找错了")
    assert do(desk, case, "not-ours", code="franchise", words="云岭路店是加盟店") == ""
    assert case.state == State.T1_REPICK
    assert case.events.get(action="answer.incorrect").data["details"] == {"code": "franchise"}
    assert "云岭路店是加盟店" in EventDetail.objects.get(event__case=case, event__action="answer.incorrect").text
    assert desk.get(f"/merchant/cases/{case.public_id}/").status_code == 404


def test_an_unknown_code_is_refused(desk: Client, filed: Filed) -> None:
    case = filed()
    assert "因为我不想" in do(desk, case, "not-ours", code="因为我不想")
    assert case.state == State.T1_MERCHANT


def test_a_duplicate_names_another_case_of_ours(desk: Client, filed: Filed) -> None:
    case, other = filed(), filed(2)
    foreign, _ = file_case(cast(), now=timezone.now())
    for number in ("123", foreign.number, case.number):
        assert "不是我方另一件案件的编号" in do(desk, case, "duplicate", of=number)
    assert do(desk, case, "duplicate", of=f" {other.number[:6]} {other.number[6:]} ") == ""
    assert case.state == State.SCREENING
    assert case.events.get(action="answer.duplicate").data["details"]["into_case_id"] == other.pk


def test_refused_acts_say_why(desk: Client, filed: Filed, people: Cast) -> None:
    case = filed()
    answered(case, people)
    page = desk.get(f"/merchant/cases/{case.public_id}/do/not-ours/").content.decode()
    assert 'role="alert"' in page or 'data-turn="late"' in page
    assert do(desk, case, "not-ours", code="franchise") != ""
    assert desk.get(f"/merchant/cases/{case.public_id}/do/nothing/").status_code == 404


def answered(case: Case, people: Cast) -> None:
    """The merchant has promised the money by tomorrow."""
    due = timezone.localdate() + timedelta(days=1)
    lines = [
        Line(demand.pk, "agree", None, due) if demand.amount_fen else Line(demand.pk, "dispute", reason_code="other")
        for demand in Demand.objects.filter(case=case)
    ]
    send_answer(case_id=case.pk, actor=people.as_merchant, now=timezone.now(), lines=lines)


def test_a_duty_is_reported_as_done(desk: Client, filed: Filed, people: Cast) -> None:
    case = filed()
    answered(case, people)
    perform(case.pk, "offer.accept", actor=people.as_consumer, now=timezone.now(), details=_terms(case))
    duty = Duty.objects.get(case=case)
    page = desk.get(f"/merchant/cases/{case.public_id}/").content.decode()
    assert "登记完成" in page
    url = f"/merchant/cases/{case.public_id}/duties/{duty.pk}/done/"
    assert desk.post(url).status_code == 302
    duty.refresh_from_db()
    assert duty.state == DutyState.CLAIMED
    assert desk.post(f"/merchant/cases/{case.public_id}/duties/999/done/", follow=True).status_code == 200


def _terms(case: Case) -> dict[str, object]:
    case.refresh_from_db()
    return {
        "offer_id": case.open_offer_id,
        "due": (timezone.now() + timedelta(days=1)).isoformat(),
        "agreed_fen": 304_022,
    }


def test_objecting_to_the_mediator_within_the_time(desk: Client, filed: Filed, people: Cast) -> None:
    case, now = filed(), timezone.now()
    answered(case, people)
    perform(case.pk, "final_answer", actor=people.as_consumer, now=now)
    verify_identity(case, people, now)
    perform(case.pk, "accept", actor=people.as_officer, now=now)
    perform(case.pk, "mediator.appoint", actor=people.as_officer, now=now, details={"mediator_id": people.mediator.pk})
    assert "请写明理由" in do(desk, case, "object", reason="  ")
    assert do(desk, case, "object", reason="他是对方的亲戚") == ""
    assert case.state == State.T2_ACCEPTED
    assert case.mediator_id is None


def test_a_message_is_said_once(desk: Client, filed: Filed) -> None:
    case = filed()
    url = f"/merchant/cases/{case.public_id}/message/"
    for _ in range(2):
        assert desk.post(url, {"text": "请问哪天方便到店"}).status_code == 302
    assert Message.objects.filter(case=case).count() == 1
    page = desk.post(url, {"text": "字" * 2001}).content.decode()
    assert "2000" in page
    assert "字字字" in page
    assert "请先写几个字" in desk.post(url, {"text": " "}).content.decode()


def test_handing_over_with_a_note(desk: Client, filed: Filed, people: Cast) -> None:
    case = filed()
    colleague = person(display_name="周晓")
    theirs = MerchantMembership.objects.create(
        user=colleague, merchant=people.merchant, role="agent", accepted_at=timezone.now()
    )
    url = f"/merchant/cases/{case.public_id}/hand-over/"
    assert desk.post(url, {"member": theirs.pk, "note": "老顾客，先打电话"}).status_code == 302
    page = desk.get(f"/merchant/cases/{case.public_id}/").content.decode()
    assert "周晓" in page
    assert "老顾客，先打电话" in page
    mine = people.agent.merchant_memberships.get()
    desk.post(url, {"member": mine.pk, "note": ""})
    assert CaseHandler.objects.filter(case=case).count() == 2
    assert CaseHandler.objects.get(case=case, until=None).member == mine
    stranger = MerchantMembership.objects.create(
        user=person(), merchant=cast().merchant, role="agent", accepted_at=timezone.now()
    )
    assert desk.post(url, {"member": stranger.pk}).status_code == 200, "nobody of another house"
    assert CaseHandler.objects.get(case=case, until=None).member == mine


def test_an_ended_membership_opens_nothing(client: Client, filed: Filed, people: Cast) -> None:
    case = filed()
    people.agent.merchant_memberships.update(ended_at=timezone.now())
    assert log_in(client, people.agent).get(f"/merchant/cases/{case.public_id}/").status_code == 403
