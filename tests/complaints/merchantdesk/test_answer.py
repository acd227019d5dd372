"""Answering demand by demand: what is understood, what is asked back, and that nothing typed is lost."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actors import Actor
from complaints.clocks.sweep import sweep
from complaints.lifecycle.perform import perform
from complaints.lifecycle.states import State
from complaints.models import AnswerDraft, Case, Demand, Duty, Message, Offer, OfferLine
from complaints.reconciliation.actions import Line, counter
from merchants.models import MerchantMembership
from tests.complaints.merchantdesk.conftest import DAY
from tests.factories import Cast, merchant
from tests.people import log_in, person

pytestmark = pytest.mark.django_db
Filed = Callable[..., Case]


def day(ahead: int) -> str:
    """A day as people type it."""
    date = timezone.localdate() + timedelta(days=ahead)
    return f"{date.year}年{date.month}月{date.day}日"


def typed(**changes: str) -> dict[str, str]:
    """A proposal for the money, no apology."""
    return {
        "response-1": "propose", "amount-1": "２６００", "line-1": day(10), "why-1": "扣除入会手续费",
        "response-2": "dispute", "reason-2": "told_before", "note": "您看可以吗", "key": str(uuid.uuid4()),
        **{name.replace("_", "-") if name[-1].isdigit() else name: value for name, value in changes.items()},
    }  # fmt: skip


def send(desk: Client, case: Case, data: dict[str, str]) -> str:
    """Send the form; "" when it went through, else the page that came back."""
    answer = desk.post(f"/merchant/cases/{case.public_id}/answer/", data)
    case.refresh_from_db()
    return "" if answer.status_code == 302 else answer.content.decode()


def test_the_page_asks_for_each_demand(desk: Client, filed: Filed) -> None:
    page = desk.get(f"/merchant/cases/{filed().public_id}/").content.decode()
    assert "轮到我方" in page
    for words in ("退年卡余额", "书面道歉", "3880 × 286 ÷ 365", "另提方案", "请补充材料", "只写给协会的话", "存草稿"):
        assert words in page


def test_a_proposal_goes_to_the_consumer(desk: Client, filed: Filed) -> None:
    case = filed()
    assert send(desk, case, typed()) == ""
    assert case.state == State.T1_CONSUMER
    offer = Offer.objects.get(case=case)
    assert (offer.total_fen, offer.note) == (260_000, "您看可以吗")
    first, second = offer.lines.all()
    assert (first.response, first.reason, second.response, second.reason_code) == (
        "propose", "扣除入会手续费", "dispute", "told_before",
    )  # fmt: skip
    page = desk.get(f"/merchant/cases/{case.public_id}/").content.decode()
    assert "¥2,600.00" in page
    assert "我方上次答复" in page


def test_agreeing_to_everything_starts_duties(desk: Client, filed: Filed) -> None:
    case = filed()
    # what was typed before the mind was changed does not matter
    data = typed(response_1="agree", amount_1="不知道", response_2="agree", line_2=day(3), reason_2="")
    assert send(desk, case, data) == ""
    assert case.state == State.T1_PERFORMING
    assert list(Duty.objects.filter(case=case).values_list("amount_fen", flat=True)) == [None, 304_022]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"response_1": ""}, "response-1", "请逐条答复"),
        ({"amount_1": ""}, "amount-1", "愿意给的金额"),
        ({"amount_1": "-5"}, "amount-1", "负"),
        ({"amount_1": "一些钱"}, "amount-1", "1200.00"),
        ({"line_1": ""}, "line-1", "最晚哪一天"),
        ({"line_1": "2020-01-01"}, "line-1", "已经过去"),
        ({"line_1": "明年再说"}, "line-1", "日期"),
        ({"reason_2": ""}, "reason-2", "理由"),
        ({"reason_2": "不在表里"}, "reason-2", "不在表里"),
        ({"why_1": "😀" * 10_000}, "why-1", "200"),
        ({"note": "😀" * 10_000}, "note", "2000"),
        ({"response_2": "ask", "why_2": ""}, "why-2", "写明缺什么"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_kept(
    desk: Client, filed: Filed, changes: dict[str, str], field: str, words: str
) -> None:
    case = filed()
    page = send(desk, case, typed(**changes))
    assert case.state == State.T1_MERCHANT
    assert not Offer.objects.exists()
    error = page[page.index(f'id="id_{field}_error"') :].split("</p>")[0]
    assert words in error
    assert ("扣除入会手续费" in page) == ("why_1" not in changes), "what was typed is still there"


@pytest.mark.parametrize("amount", ["2,600", "2600元", "0.26万", "￥2600.00"])
def test_amounts_as_people_write_them(desk: Client, filed: Filed, amount: str) -> None:
    case = filed()
    assert send(desk, case, typed(amount_1=amount)) == ""
    assert Offer.objects.get(case=case).total_fen == 260_000


def test_sent_twice_is_one_answer(desk: Client, filed: Filed) -> None:
    case, data = filed(), typed(to_body="请协会留意")
    assert send(desk, case, data) == send(desk, case, data) == ""
    assert Offer.objects.filter(case=case).count() == 1
    assert Message.objects.filter(case=case, only_body=True).count() == 1


def test_a_word_to_the_association_is_for_it_alone(desk: Client, filed: Filed, people: Cast, client: Client) -> None:
    case = filed()
    send(desk, case, typed(to_body="这位顾客另有纠纷在先"))
    message = Message.objects.get(case=case)
    assert (message.only_body, message.by, message.author) == (True, "merchant", people.agent)
    assert "这位顾客另有纠纷在先" in desk.get(f"/merchant/cases/{case.public_id}/").content.decode()


def test_asking_for_more_rests_the_clock_and_keeps_the_rest(desk: Client, filed: Filed) -> None:
    case = filed()
    assert send(desk, case, typed(response_2="ask", why_2="道歉发到哪里")) == ""
    assert case.state == State.T1_MERCHANT_INFO
    assert Message.objects.get(case=case).text == "书面道歉：道歉发到哪里"
    assert not Offer.objects.exists()
    perform(case.pk, "info.supply", actor=_consumer(case), now=timezone.now())
    page = desk.get(f"/merchant/cases/{case.public_id}/").content.decode()
    assert "扣除入会手续费" in page, "the rest of the answer is there"
    assert send(desk, case, typed()) == ""
    assert not AnswerDraft.objects.exists()


def _consumer(case: Case) -> Actor:
    return Actor.consumer(case.complaint.user_id or 0)


def test_a_third_question_is_refused_with_its_reason(desk: Client, filed: Filed) -> None:
    case = filed()
    for _ in range(2):
        assert send(desk, case, typed(response_2="ask", why_2=f"第{_}问")) == ""
        perform(case.pk, "info.supply", actor=_consumer(case), now=timezone.now())
    page = send(desk, case, typed(response_2="ask", why_2="再问一次"))
    assert "再问一次" in page
    assert "两次" in page


def test_a_draft_is_the_teams(desk: Client, filed: Filed, people: Cast) -> None:
    case = filed()
    assert send(desk, case, {**typed(amount_1="差不多两千"), "keep": "1"}) == ""
    assert case.state == State.T1_MERCHANT
    colleague = person(display_name="周晓")
    MerchantMembership.objects.create(
        user=colleague, merchant=people.merchant, role="agent", accepted_at=timezone.now()
    )
    page = log_in(Client(), colleague).get(f"/merchant/cases/{case.public_id}/").content.decode()
    assert "差不多两千" in page, "kept as typed"


def test_late_until_a_mediator_accepts(desk: Client, filed: Filed, people: Cast) -> None:
    case = filed(9)
    sweep(timezone.now())
    case.refresh_from_db()
    assert case.state == State.T2_ASSIGNED
    page = desk.get(f"/merchant/cases/{case.public_id}/").content.decode()
    assert "逾期" in page
    assert "请补充材料" not in page, "there is nobody to ask any more"
    assert send(desk, case, typed()) == ""
    assert Offer.objects.get(case=case).late
    assert case.state == State.T2_ASSIGNED


def test_out_of_turn_is_refused_and_kept(desk: Client, filed: Filed) -> None:
    case = filed()
    send(desk, case, typed())
    page = send(desk, case, typed(note="再改一次"))
    assert "再改一次" in page, "what was typed is still there"
    assert 'role="alert"' in page
    assert "轮到谁" in page
    assert OfferLine.objects.count() == 2


def test_a_viewer_reads_only(client: Client, filed: Filed, people: Cast) -> None:
    case = filed()
    viewer = person()
    MerchantMembership.objects.create(user=viewer, merchant=people.merchant, role="viewer", accepted_at=timezone.now())
    log_in(client, viewer)
    page = client.get(f"/merchant/cases/{case.public_id}/").content.decode()
    assert "发送答复" not in page
    assert "只有查看权限" in page
    assert "只有查看权限" in send(client, case, typed())
    assert not Offer.objects.exists()


def test_a_strangers_case_cannot_be_answered(client: Client, filed: Filed, people: Cast) -> None:
    case = filed()
    stranger = person()
    MerchantMembership.objects.create(user=stranger, merchant=merchant(), role="owner", accepted_at=timezone.now())
    answer = log_in(client, stranger).post(f"/merchant/cases/{case.public_id}/answer/", typed())
    assert answer.status_code == 404


def test_the_turn_goes_back_after_a_counter_offer(desk: Client, filed: Filed, people: Cast) -> None:
    case = filed(3)
    send(desk, case, typed())
    due = timezone.localdate() + 5 * DAY
    lines = [
        Line(demand.pk, "propose", 290_000, due) if demand.amount_fen else Line(demand.pk, "agree", None, due)
        for demand in Demand.objects.filter(case=case)
    ]
    counter(case_id=case.pk, actor=people.as_consumer, now=timezone.now(), lines=lines, note="再多一点")
    page = desk.get(f"/merchant/cases/{case.public_id}/").content.decode()
    assert "消费者的还价" in page
    assert "¥2,900.00" in page
    assert "再多一点" in page
