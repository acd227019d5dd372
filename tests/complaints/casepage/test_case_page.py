"""The consumer's case page and every act on it, by plain GET and POST."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organisation
from complaints.casepage.acts import ACTS
from complaints.lifecycle.decide import BY_ACTION
from complaints.lifecycle.states import Who
from complaints.models import Case, Duty, Evidence, Message, Offer
from complaints.performance.actions import claim
from complaints.reconciliation.actions import Line, answer
from documents.models import Paper
from merchants.matching import index_merchants
from notices.models import Outbox
from tests.factories import START, Cast, at_t1_consumer, at_t2_assigned, file_case, merchant
from tests.people import log_in, look_up, person
from tests.words import zh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
SOON = START + timedelta(days=3)


def enter(client: Client, people: Cast) -> Client:
    return log_in(client, people.consumer, second_factor=False)


def page(client: Client, case: Case, **query: str) -> str:
    response = client.get(reverse("complaints:case", args=[case.public_id]), query)
    assert response.status_code == 200
    return response.content.decode()


def do(client: Client, case: Case, key: str, /, **data: object) -> Case:
    """Do an act; it must be done."""
    response = client.post(reverse("complaints:act", args=[case.public_id, key]), data)
    assert response.status_code == 302, response.content.decode()
    return Case.objects.get(pk=case.pk)


def refused(client: Client, case: Case, key: str, /, **data: object) -> str:
    """An act that is refused: the page says why."""
    response = client.post(reverse("complaints:act", args=[case.public_id, key]), data)
    assert response.status_code == 200
    return response.content.decode()


def test_every_act_of_the_consumer_in_the_table_has_its_page() -> None:
    of_the_table = {action for action, rows in BY_ACTION.items() if any(Who.CONSUMER in row.who for row in rows)}
    assert {act.action for act in ACTS} == of_the_table - {"file"}
    assert len({act.key for act in ACTS}) == len(ACTS)


@time_machine.travel(SOON, tick=False)
def test_the_page_of_an_offer(client: Client) -> None:
    case, people = at_t1_consumer()
    enter(client, people)
    shown = page(client, case)
    for words in (
        "轮到您",
        "¥3,040.22",
        "¥2,600.00",
        "接受，退我2,600元",
        "还个价",
        "我已得到最终答复",
        "有人逼我撤诉",
    ):
        assert words in shown, words
    chosen = client.get(reverse("complaints:decide", args=[case.public_id]), {"d": "go-up"})
    assert chosen.headers["location"] == reverse("complaints:act", args=[case.public_id, "go-up"])
    nothing = client.get(reverse("complaints:decide", args=[case.public_id]))
    assert nothing.headers["location"] == reverse("complaints:case", args=[case.public_id])


@time_machine.travel(SOON, tick=False)
@pytest.mark.parametrize("tab", ["line", "messages", "evidence", "papers"])
def test_few_queries_whatever_the_length(client: Client, tab: str) -> None:
    case, people = at_t1_consumer()
    enter(client, people)
    page(client, case)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            page(client, case, tab=tab)
        return len([q for q in seen if q["sql"].startswith(("SELECT", "WITH"))])

    few = queries()
    Message.objects.bulk_create(
        Message(case=case, by="consumer", author=people.consumer, text="说", at=START) for _ in range(50)
    )
    file = Evidence(complaint=case.complaint, name="a", media_type="image/png", size=1, original="x", uploaded_at=START)
    for _ in range(50):
        file.pk, file.public_id = None, uuid.uuid4()
        file.save(force_insert=True)
    assert queries() == few
    assert few <= 8


@time_machine.travel(SOON, tick=False)
def test_the_list_takes_as_many_queries_for_one_case_as_for_twenty(client: Client) -> None:
    _case, people = file_case()
    enter(client, people)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("complaints:mine")).status_code == 200
        return len([q for q in seen if q["sql"].startswith("SELECT")])

    queries()
    few = queries()
    for _ in range(4):
        file_case(people)
    assert queries() == few
    assert few <= 8


@time_machine.travel(SOON, tick=False)
def test_accepting_makes_duties_that_are_confirmed_with_the_sum(client: Client) -> None:
    case, people = at_t1_consumer()
    enter(client, people)
    case = do(client, case, "accept")
    assert case.state == "t1_performing"
    duty = Duty.objects.get(case=case)
    claim(case_id=case.pk, duty_id=duty.pk, actor=people.as_merchant, now=SOON)
    assert zh("What was agreed") in page(client, case)
    assert (
        "2,600"
        in client.get(reverse("complaints:act", args=[case.public_id, "confirm"]), {"duty": duty.pk}).content.decode()
    )
    case = do(client, case, "confirm", duty=duty.pk, received="2,600")
    assert (case.state, case.outcome, case.recovered_fen) == ("closed", "confirmed_solved", 260_000)
    assert zh("%(sum)s received") % {"sum": "2,600元"} in page(client, case)


@time_machine.travel(SOON, tick=False)
def test_a_counter_offer_sent_twice_is_one(client: Client) -> None:
    case, people = at_t1_consumer()
    enter(client, people)
    form = {"amount-1": "2,900.00", "line-1": "2026-06-30", "line-2": "6月30日", "note": "合同没写手续费"}
    form["key"] = "0b0e7d52-5d0a-4b4e-9a55-0d6a1d5e8a11"
    assert do(client, case, "counter", **form).state == "t1_merchant"
    client.post(reverse("complaints:act", args=[case.public_id, "counter"]), form)
    mine = Offer.objects.filter(case=case, by="consumer")
    assert [offer.total_fen for offer in mine] == [290_000]


@time_machine.travel(SOON, tick=False)
@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"amount-1": "三千左右", "line-1": "6月30日", "line-2": "6月30日"}, "金额"),
        ({"amount-1": "2900", "line-1": "2020-01-01", "line-2": ""}, "日期"),
    ],
)
def test_a_counter_offer_that_is_not_understood_says_so_at_its_field(client: Client, form: dict, field: str) -> None:
    case, people = at_t1_consumer()
    enter(client, people)
    shown = refused(client, case, "counter", **form)
    assert field in shown
    assert 'class="errors"' in shown
    assert str(form["amount-1"]) in shown


@time_machine.travel(SOON, tick=False)
def test_this_is_no_answer_final_answer_and_seven_more_days(client: Client) -> None:
    case, people = at_t1_consumer()
    enter(client, people)
    before = case.next_due
    assert do(client, case, "extend").next_due > before
    assert zh("This is not open now") in refused(client, case, "extend")
    assert do(client, case, "no-answer").state == "t1_merchant"
    assert do(client, case, "go-up").state in ("t2_assigned", "sent_out_of_area")


@time_machine.travel(SOON, tick=False)
def test_withdrawal_asks_for_the_money_first(client: Client) -> None:
    case, people = file_case()
    enter(client, people)
    assert zh("Say whether the money has arrived") in refused(client, case, "withdraw")
    assert zh("Fill in how much has arrived, for example 1200.00") in refused(
        client, case, "withdraw", withdrawal="paid"
    )
    assert zh("Fill in the day it was promised for") in refused(client, case, "withdraw", withdrawal="promised")
    paused = do(client, case, "withdraw", withdrawal="promised", until="2026-07-01")
    assert paused.state == "suspended"
    assert zh("You paused the case: the money was promised") in page(client, case)
    done = do(client, case, "promise-kept", received="3040.22")
    assert (done.outcome, done.recovered_fen) == ("withdrawn_paid", 304_022)


@time_machine.travel(SOON, tick=False)
def test_the_pressure_button_freezes_withdrawal_and_hides_the_telephone(client: Client) -> None:
    case, people = file_case()
    enter(client, people)
    client.post(reverse("complaints:contact", args=[case.public_id]), {"scope": "share"})
    assert zh("%(name)s, telephone ending %(end)s") % {"name": "张某", "end": "1234"} in page(client, case)
    case = do(client, case, "pressure", words="店长说撤诉才退钱")
    assert case.pressure_at is not None
    shown = page(client, case)
    assert zh("%(name)s, no telephone") % {"name": "张某"} in shown
    assert zh("Show my telephone") not in shown
    assert zh("This is not open now") in refused(client, case, "withdraw", withdrawal="unpaid")
    assert Case.objects.get(pk=case.pk).state == "t1_merchant"


@time_machine.travel(SOON, tick=False)
def test_a_question_is_answered_in_words_and_with_a_file(client: Client) -> None:
    from complaints.lifecycle.perform import perform

    case, people = file_case()
    enter(client, people)
    perform(case.pk, "answer.ask_info", actor=people.as_merchant, now=SOON, personal={"question": "几号办的卡"})
    assert zh("Write an answer or hand in a file") in refused(client, case, "supply")
    assert do(client, case, "supply", words="3月2日办的").state == "t1_merchant"
    assert Message.objects.get(case=case).only_body is False
    assert "3月2日办的" in page(client, case, tab="messages")


@time_machine.travel(SOON, tick=False)
def test_another_merchant_is_chosen_after_a_wrong_one(client: Client) -> None:
    from complaints.lifecycle.perform import perform

    case, people = file_case()
    right = merchant(name="江汉区真正的健身馆")
    index_merchants([right.pk])
    enter(client, people)
    perform(case.pk, "answer.incorrect", actor=people.as_merchant, now=SOON, personal={"reason": "不是本店"})
    assert zh("Choose the right merchant") in page(client, case)
    address = reverse("complaints:act", args=[case.public_id, "repick"])
    assert right.name in look_up(client, address, right.name).content.decode()
    assert 'class="errors"' in refused(client, case, "repick", m="m:999999999")
    assert do(client, case, "repick", m=f"m:{right.pk}").merchant_id == right.pk


@time_machine.travel(SOON, tick=False)
def test_evaluation_and_one_reopening(client: Client) -> None:
    case, people = at_t1_consumer()
    enter(client, people)
    do(client, case, "withdraw", withdrawal="unpaid")
    assert zh("Say what is new") in refused(client, case, "reopen")
    assert do(client, case, "reopen", reason="商家又收了一笔").state == "t2_assigned"


@time_machine.travel(SOON, tick=False)
def test_what_is_not_open_says_why_and_whose_turn_it_is(client: Client) -> None:
    case, people = file_case()
    enter(client, people)
    shown = client.get(reverse("complaints:act", args=[case.public_id, "accept"])).content.decode()
    assert zh("This is not open now") in shown
    assert "aria-disabled" in page(client, case)
    stranger = log_in(Client(), person(), second_factor=False)
    assert stranger.get(reverse("complaints:act", args=[case.public_id, "accept"])).status_code == 404
    assert client.get(f"/case/{case.public_id}/do/nonsense/").status_code == 404


@time_machine.travel(SOON, tick=False)
def test_messages_keep_what_was_typed(client: Client) -> None:
    case, people = file_case()
    enter(client, people)
    address = reverse("complaints:message", args=[case.public_id])
    assert zh("Write something first") in client.post(address, {"text": ""}).content.decode()
    long = "长" * 2001
    assert long[:50] in client.post(address, {"text": long}).content.decode()
    assert client.post(address, {"text": "请把条款发给我看"}).status_code == 302
    assert "请把条款发给我看" in page(client, case, tab="messages")


@time_machine.travel(SOON, tick=False)
def test_the_proof_of_filing_is_numbered_once(client: Client) -> None:
    case, people = file_case()
    Organisation.objects.filter(pk=case.intake_body_id).update(can_seal=True, serial_prefix="武消")
    enter(client, people)
    address = reverse("complaints:receipt", args=[case.public_id])
    assert zh("being printed") in client.post(address, follow=True).content.decode()
    client.post(address)
    assert [paper.kind for paper in Paper.objects.filter(case_id=case.pk)] == ["filing_receipt"]
    assert "消费者投诉登记回执" in page(client, case, tab="papers")


@time_machine.travel(SOON, tick=False)
def test_consent_to_publication_is_taken_back(client: Client) -> None:
    case, people = file_case(consents_to_publication=True)
    enter(client, people)
    assert zh("Take my consent back") in page(client, case)
    client.post(reverse("complaints:unpublish", args=[case.public_id]))
    case.complaint.refresh_from_db()
    assert case.complaint.publication_revoked_at is not None
    page(client, case)  # its own message says it once
    assert reverse("complaints:unpublish", args=[case.public_id]) not in page(client, case)


@time_machine.travel(START + timedelta(days=9), tick=False)
def test_after_silence_the_body_and_its_reason_are_shown(client: Client) -> None:
    case, people = at_t2_assigned()
    enter(client, people)
    shown = page(client, case)
    assert people.body.name in shown
    assert zh("The merchant did not answer in time; on to mediation by itself") in shown


@time_machine.travel(SOON, tick=False)
def test_a_late_answer_can_still_be_accepted(client: Client) -> None:
    case, people = at_t2_assigned()
    from complaints.models import Demand

    later = START + timedelta(days=10)
    lines = [
        Line(d.pk, "propose", 100_000, (later + timedelta(days=5)).date()) for d in Demand.objects.filter(case=case)
    ]
    answer(case_id=case.pk, actor=people.as_merchant, now=later, lines=lines)
    with time_machine.travel(later, tick=False):
        enter(client, people)
        assert zh("Accept the offer") in page(client, case)
        assert do(client, case, "accept").state == "t1_performing"


@time_machine.travel(SOON, tick=False)
def test_the_other_side_is_told_of_messages_once_an_hour(client: Client) -> None:
    case, people = file_case()
    enter(client, people)
    for text in ("第一句", "第二句"):
        client.post(reverse("complaints:message", args=[case.public_id]), {"text": text})
    told = Outbox.objects.filter(case_id=case.pk, template="message")
    assert [row.audience for row in told] == ["merchant"]
