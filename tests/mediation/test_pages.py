"""Every page of mediation, as those who work on it: it renders, costs few queries, and its forms do what they say."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.preferences.frame import doors_here
from accounts.wording.money import yuan
from complaints.lifecycle.states import State
from complaints.models import Case, Complainant, Demand, Offer, OfferLine
from complaints.models.offer import DisputeReason
from mediation.acceptance.actions import accept
from mediation.desk.deeds import DEEDS
from mediation.desk.queues import QUEUES
from mediation.desk.tabs import LABELS
from mediation.judicial import actions as court
from mediation.judicial.reference import load_practices
from mediation.models import Clue, ConfirmationPack, CourtPractice, MediatedAgreement, Note, Referral, Sitting
from mediation.panel.actions import appoint
from mediation.sittings.agreement import Matter, Term, agree, draft_agreement, sign_agreement
from merchants.matching import index_merchants
from merchants.models import Alias, Phone
from tests.mediation import cases
from tests.mediation.cases import Town, assigned, filed, town
from tests.mediation.test_climb import practice
from tests.people import log_in, look_up, person
from tests.words import zh

pytestmark = pytest.mark.django_db
DISPUTE = Matter("争议。")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk to a state happens now, as the pages do."""
    monkeypatch.setattr(cases, "NOW", timezone.now() - timedelta(hours=1))


def mediating(place: Town) -> int:
    now = timezone.now() - timedelta(minutes=30)
    case = assigned(place)
    accept(case_id=case.id, actor=place.acts("officer"), now=now)
    appoint(case_id=case.id, actor=place.acts("officer"), now=now, member_id=place.panel_member.pk)
    return case.id


def agreed(place: Town) -> int:
    case_id, now = mediating(place), timezone.now() - timedelta(minutes=20)
    terms = [Term("refund", "退年卡余额", (now + 10 * DAY).date(), 285_000)]
    draft = draft_agreement(
        case_id=case_id, actor=place.acts("mediator"), now=now, matter=Matter("争议。"), terms=terms
    )
    for who in ("consumer", "merchant", "mediator"):
        sign_agreement(agreement_id=draft.pk, actor=place.acts(who), now=now)
    agree(case_id=case_id, actor=place.acts("mediator"), now=now)
    return case_id


def as_user(place: Town, who: str) -> Client:
    """A browser of somebody of the town."""
    user = {"agent": place.agent}.get(who) or getattr(place, {"merchant": "agent", "court": "judge",
                                                              "department": "handler"}.get(who, who))  # fmt: skip
    return log_in(Client(), user)


def url_of(case_id: int, name: str, *more: Any) -> str:
    return reverse(f"mediation:{name}", args=[Case.objects.get(pk=case_id).public_id, *more])


def do(client: Client, case_id: int, action: str, **given: Any) -> Any:
    """Post a deed's form."""
    slug = next(deed.slug for deed in DEEDS if deed.action == action)
    return client.post(url_of(case_id, "do", slug), given)


@pytest.mark.parametrize("queue", [queue.key for queue in QUEUES])
def test_the_bench_shows_each_queue_and_says_why_it_is_empty(queue: str) -> None:
    place = town()
    assigned(place)
    page = as_user(place, "officer").get(reverse("mediation:bench"), {"queue": queue})
    assert page.status_code == 200
    assert page.context["queue"].key == queue


def test_the_header_marks_the_nearest_door_only() -> None:
    assert doors_here("officer", reverse("mediation:papers")) == {"mediation:papers"}
    assert doors_here("officer", reverse("mediation:bench")) == {"mediation:bench"}


def test_a_case_stands_in_its_queue_and_is_found_by_number_and_telephone() -> None:
    place = town()
    case = assigned(place)
    client = as_user(place, "officer")
    for words in (case.number, "13812345678", "清禾", "搬店"):
        page = look_up(client, reverse("mediation:bench"), words, queue="accept")
        assert [row.pk for row in page.context["listing"].rows] == [case.id], words
    assert not look_up(client, reverse("mediation:bench"), "13900000000", queue="accept").context["listing"].rows


def test_fifty_cases_cost_as_many_queries_as_one() -> None:
    place = town()
    client = as_user(place, "officer")
    counts = []
    for many in (1, 11):
        for _ in range(many):
            assigned(place)
        client.get(reverse("mediation:bench"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("mediation:bench"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "SET ", "COMMIT")
MOST = {"notes": 8, "history": 8, "messages": 8, "evidence": 9, "papers": 11, "related": 11, "overview": 15}


def asked(client: Client, url: str, **query: str) -> int:
    """How many statements a page sends, session, person and access row among them, without the transaction's frame."""
    assert client.get(url, query).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(url, query)
    return len([each for each in queries if not each["sql"].startswith(FRAME)])


@pytest.mark.parametrize("who", ["officer", "mediator"])
def test_the_bench_sends_eight_statements_at_most_and_the_notes_too(who: str) -> None:
    place = town()
    case_id = mediating(place)
    for _ in range(2):
        assigned(place)
    client = as_user(place, who)
    for queue in ("accept", "mediating"):
        assert asked(client, reverse("mediation:bench"), queue=queue) <= 8
    assert asked(client, reverse("mediation:bench"), queue="accept", below="1") <= 8
    for tab, most in MOST.items():
        url = url_of(case_id, "case") if tab == "overview" else url_of(case_id, "case_tab", tab)
        assert asked(client, url) <= most, tab
    note = {"case_id": case_id, "compartment": "staff", "author": place.officer, "at": timezone.now()}
    Note.objects.bulk_create(Note(text=f"第{n}条", **note) for n in range(30))
    assert asked(client, url_of(case_id, "case_tab", "notes")) <= 8


def test_where_they_differ_is_told_by_the_merchants_last_answer() -> None:
    place = town()
    case_id = mediating(place)
    gap = as_user(place, "officer").get(url_of(case_id, "case")).context["gap"]
    assert gap.answered
    assert [line.why for line in gap.lines] == [str(DisputeReason.CONTRACT.label)] * 2
    now = timezone.now()
    offer = Offer.objects.create(case_id=case_id, by="merchant", author=place.agent, at=now, total_fen=100_000)
    refund = Demand.objects.get(case_id=case_id, kind="refund")
    OfferLine.objects.create(
        offer=offer,
        demand=refund,
        position=1,
        kind="refund",
        response="propose",
        amount_fen=100_000,
        due_on=(now + DAY).date(),
    )
    gap = as_user(place, "officer").get(url_of(case_id, "case")).context["gap"]
    assert [line.given for line in gap.lines] == [yuan(100_000), zh("no answer")]
    assert gap.gap_fen == 304_022 - 100_000


def test_the_figures_beside_a_case_are_those_of_the_bench() -> None:
    place = town()
    case_id = mediating(place)
    assigned(place)
    client = as_user(place, "officer")
    bench = client.get(reverse("mediation:bench"), {"queue": "mediating"}).context["views"]
    beside = client.get(url_of(case_id, "case"), {"queue": "mediating"}).context["views"]
    assert bench == beside
    assert {count for _label, _href, count, _current in beside} >= {1}


@pytest.mark.parametrize("tab", list(LABELS))
@pytest.mark.parametrize("who", ["officer", "mediator"])
def test_every_tab_of_a_case_in_mediation(tab: str, who: str) -> None:
    place = town()
    case_id = mediating(place)
    url = url_of(case_id, "case") if tab == "overview" else url_of(case_id, "case_tab", tab)
    page = as_user(place, who).get(url)
    assert page.status_code == 200
    assert "搬店不退年卡" in page.content.decode()


def test_a_stranger_finds_nothing() -> None:
    place, other = town(), town()
    case_id = mediating(place)
    for who in ("officer", "mediator"):
        client = as_user(other, who)
        assert client.get(url_of(case_id, "case")).status_code == 404
        assert client.post(url_of(case_id, "note"), {"compartment": "staff", "text": "x"}).status_code == 404
    assert as_user(place, "consumer").get(url_of(case_id, "case")).status_code == 403


def test_the_page_offers_what_the_table_allows_and_dashes_the_rest_with_its_reason() -> None:
    place = town()
    case = assigned(place)
    page = as_user(place, "officer").get(url_of(case.id, "case"))
    offered = [button.deed.action for button in page.context["open"]]
    assert {"accept", "refuse", "case.return", "refer"} <= set(offered)
    dashed = [button.deed.action for button in page.context["dashed"]]
    assert "mediator.appoint" in dashed
    assert 'aria-disabled="true"' in page.content.decode()


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.slug)
def test_every_deed_has_a_page(deed: Any) -> None:
    place = town()
    case = assigned(place)
    assert as_user(place, "officer").get(url_of(case.id, "do", deed.slug)).status_code == 200


def test_accept_appoint_and_end_by_the_pages() -> None:
    place = town()
    case = assigned(place)
    officer = as_user(place, "officer")
    assert do(officer, case.id, "accept").status_code == 302
    choice = officer.get(url_of(case.id, "do", "mediator-appoint")).content.decode()
    assert "孙柏" in choice
    assert do(officer, case.id, "mediator.appoint", member=place.panel_member.pk).status_code == 302
    mediator = as_user(place, "mediator")
    empty = do(mediator, case.id, "mediation.terminate", code="", reason="")
    assert empty.status_code == 200  # asked again, with the fields marked
    assert do(mediator, case.id, "mediation.terminate", code="unwilling", reason="商家不来").status_code == 302
    assert Case.objects.get(pk=case.id).state == State.T2_FAILED.value


def test_a_deed_out_of_turn_is_refused_with_its_reason_and_nothing_moves() -> None:
    place = town()
    case = assigned(place)
    answer = do(as_user(place, "officer"), case.id, "mediation.terminate", code="unwilling", reason="x")
    assert answer.status_code == 200
    assert answer.context["refused"].code == "wrong_state"
    assert Case.objects.get(pk=case.id).state == State.T2_ASSIGNED.value


def test_identity_at_the_counter_is_compared_and_sealed() -> None:
    place = town()
    case = filed(place, verified=False)
    officer = as_user(place, "officer")
    wrong = do(officer, case.id, "identity.verify", name="李四", id_number="11010519491231002X")
    assert wrong.status_code == 200
    assert do(officer, case.id, "identity.verify", name="张三测试", id_number="11010519491231002x").status_code == 302
    person = Complainant.objects.get(complaint_id=case.complaint_id)
    assert person.id_number == "11010519491231002X"
    assert person.identity_verified_by_id == place.officer.pk


def test_an_unknown_respondent_is_bound_to_a_merchant_found_by_name() -> None:
    place = town()
    case = filed(place, joined=False)
    officer = as_user(place, "officer")
    index_merchants([place.merchant.pk])
    Case.objects.filter(pk=case.id).update(respondent_name="大力哥健身")
    page = look_up(officer, url_of(case.id, "do", "merchant-bind"), "清禾").content.decode()
    assert place.merchant.name in page
    assert do(officer, case.id, "merchant.bind", merchant=place.merchant.public_id, q="清禾").status_code == 302
    assert Case.objects.get(pk=case.id).merchant_id == place.merchant.pk
    assert Alias.objects.get(merchant=place.merchant, kind="learned").confirmed_count == 1  # the next one finds it


def test_the_desk_suggests_by_the_engine_with_its_reasons_and_says_when_there_is_nobody() -> None:
    place = town()
    case = filed(place, joined=False)
    Phone.objects.create(merchant=place.merchant, number="02787654321", subscriber="87654321")
    index_merchants([place.merchant.pk])
    Case.objects.filter(pk=case.id).update(respondent_hint="电话：027-87654321", respondent_name="一家店")
    officer, where = as_user(place, "officer"), url_of(case.id, "do", "merchant-bind")
    page = officer.get(where).content.decode()
    assert place.merchant.name in page  # by the number in the hint, without a search
    assert "电话相同" in page
    assert "名称最接近" in look_up(officer, where, "清河建设俱乐部").content.decode()
    assert do(officer, case.id, "merchant.bind", merchant=place.merchant.public_id, q="").status_code == 302


def test_notes_go_into_their_compartments() -> None:
    place = town()
    case_id = mediating(place)
    mediator, officer = as_user(place, "mediator"), as_user(place, "officer")
    mediator.post(url_of(case_id, "note"), {"compartment": "consumer", "text": "底线两千元"})
    mediator.post(url_of(case_id, "note"), {"compartment": "staff", "text": "先看合同第7条"})
    officer.post(url_of(case_id, "note"), {"compartment": "merchant", "text": "不该写进来"})
    assert set(Note.objects.values_list("compartment", flat=True)) == {"consumer", "staff"}
    seen = officer.get(url_of(case_id, "case_tab", "notes")).content.decode()
    assert "先看合同第7条" in seen
    assert "底线两千元" not in seen
    assert "底线两千元" in mediator.get(url_of(case_id, "case_tab", "notes")).content.decode()


def test_a_sitting_from_plan_to_signed_record() -> None:
    place = town()
    case_id = mediating(place)
    mediator = as_user(place, "mediator")
    assert mediator.get(url_of(case_id, "plan")).status_code == 200
    day = (timezone.localdate() + 3 * DAY).isoformat()
    given = {"kind": "round_table", "day": day, "clock": "14:30", "mode": "on_site", "place": "三楼会议室", "link": ""}
    assert mediator.post(url_of(case_id, "plan"), {**given, "place": ""}).status_code == 200
    assert mediator.post(url_of(case_id, "plan"), given).status_code == 302
    sitting = Sitting.objects.get()
    page = reverse("mediation:sitting", args=[sitting.public_id])
    assert mediator.get(reverse("mediation:sittings")).status_code == 200
    ics = as_user(place, "consumer").get(reverse("mediation:ics", args=[sitting.public_id])).content.decode()
    assert "BEGIN:VEVENT" in ics
    assert "STATUS:CONFIRMED" in ics
    assert (
        mediator.post(reverse("mediation:move", args=[sitting.public_id]), {"day": day, "clock": "15:00"}).status_code
        == 302
    )
    nobody = mediator.post(reverse("mediation:record", args=[sitting.public_id]), {})
    assert nobody.context["record_form"].errors
    held = {"consumer": "on", "merchant": "on", "merchant_who": "店长", "minutes": "双方到场，同意继续协商。"}
    assert mediator.post(reverse("mediation:record", args=[sitting.public_id]), held).context["record_form"].errors
    held["rights_told"] = "on"
    assert mediator.post(reverse("mediation:record", args=[sitting.public_id]), held).status_code == 302
    consumer = as_user(place, "consumer")
    assert "同意继续协商" in consumer.get(page).content.decode()
    consumer.post(reverse("mediation:signing_minutes", args=[sitting.public_id]), {"name": "张三测试", "agrees": "on"})
    assert mediator.get(page).context["signatures"][0][1] is not None


def test_the_agreement_is_drafted_from_the_demands_signed_and_put_in_force() -> None:
    place = town()
    case_id = mediating(place)
    mediator = as_user(place, "mediator")
    draft = mediator.get(url_of(case_id, "draft"))
    assert "退年卡余额" in draft.content.decode()
    day = (timezone.localdate() + 10 * DAY).isoformat()
    given = {
        "facts": "双方有争议。", "points": "余额", "place": "三楼", "representative": "李某",
        "lines-TOTAL_FORMS": "3", "lines-INITIAL_FORMS": "2", "lines-MIN_NUM_FORMS": "1",
        "lines-MAX_NUM_FORMS": "12", "lines-0-kind": "refund", "lines-0-title": "退年卡余额", "lines-0-amount": "2,850",
        "lines-0-due_on": day, "lines-1-kind": "apology", "lines-1-title": "书面道歉", "lines-1-due_on": day,
        "lines-2-kind": "",
    }  # fmt: skip
    answer = mediator.post(url_of(case_id, "draft"), given)
    assert answer.status_code == 302, answer.context["lines"].errors
    agreement = MediatedAgreement.objects.get()
    assert agreement.total_fen == 285_000
    sign = reverse("mediation:signing", args=[agreement.public_id])
    for who, name in (("consumer", "张三测试"), ("merchant", "赵店长"), ("mediator", "孙柏")):
        client = as_user(place, who)
        assert client.get(reverse("mediation:agreement", args=[agreement.public_id])).status_code == 200
        assert client.post(sign, {"name": name, "agrees": "on"}).status_code == 302
    assert do(mediator, case_id, "mediation.agree").status_code == 302
    assert Case.objects.get(pk=case_id).state == State.T2_PERFORMING.value
    assert as_user(place, "consumer").get(url_of(case_id, "way")).status_code == 200


def test_a_department_without_people_answers_by_its_link() -> None:
    place = town()
    case = assigned(place)
    officer = as_user(place, "officer")
    place.department.memberships.update(ended_at=timezone.now())
    given = {"department": place.department.pk, "kind": "inquiry", "question": "请告知许可情况。"}
    assert do(officer, case.id, "refer", **given).status_code == 302
    referral = Referral.objects.get()
    page = officer.get(reverse("mediation:referral", args=[referral.public_id]))
    assert page.context["link"].endswith(f"{referral.token}/")
    stranger = Client()
    url = reverse("mediation:referral_by_link", args=[referral.token])
    assert "请告知许可情况" in stranger.get(url).content.decode()
    assert Case.objects.get(pk=case.id).state == State.T3_SENT.value  # looking moves nothing
    assert stranger.post(url, {"do": "receipt"}).status_code == 302
    assert stranger.post(url, {"do": "answer", "words": ""}).context["answering"].errors
    assert stranger.post(url, {"do": "answer", "words": "已查处。"}).status_code == 302
    officer.post(reverse("mediation:referral_link", args=[referral.public_id]))
    assert stranger.get(url).status_code == 404


def test_a_department_with_people_answers_at_its_desk_and_its_link_is_dead() -> None:
    place = town()
    case = assigned(place)
    do(
        as_user(place, "officer"),
        case.id,
        "refer",
        department=place.department.pk,
        kind="report",
        question="涉嫌违法。",
    )
    referral = Referral.objects.get()
    assert Client().get(reverse("mediation:referral_by_link", args=[referral.token])).status_code == 404
    handler = as_user(place, "department")
    assert len(handler.get(reverse("mediation:referrals")).context["listing"].rows) == 1
    url = reverse("mediation:referral", args=[referral.public_id])
    assert handler.get(url).status_code == 200
    assert handler.post(url, {"do": "return", "code": "no_competence", "words": "应由住建部门办理"}).status_code == 302
    assert Case.objects.get(pk=case.id).state == State.T3_RETURNED.value


def test_the_shared_court_room_from_preparation_to_ruling() -> None:
    place = town()
    practice(place)
    case_id = agreed(place)
    consumer = as_user(place, "consumer")
    assert do(consumer, case_id, "confirm.prepare").status_code == 302
    pack = ConfirmationPack.objects.get()
    room, act = reverse("mediation:room", args=[pack.public_id]), reverse("mediation:room_act", args=[pack.public_id])
    mediator, judge = as_user(place, "mediator"), as_user(place, "court")
    for client in (consumer, as_user(place, "merchant"), mediator, as_user(place, "officer"), judge):
        assert client.get(room).status_code == 200
        client.post(act, {"do": "come"})
    assert pack.presences.count() == 5
    consumer.post(act, {"do": "sign", "kind": "application"})
    consumer.post(act, {"do": "step", "step": "identity"})  # not a party's to say
    assert pack.steps.count() == 0
    mediator.post(act, {"do": "step", "step": "signing"})  # steps are not skipped
    assert pack.steps.count() == 0
    mediator.post(act, {"do": "step", "step": "identity"})
    assert pack.steps.count() == 1
    lacking = do(mediator, case_id, "confirm.file")
    assert lacking.status_code == 200
    for kind in ("application", "agreement", "evidence_list", "identity", "body"):
        mediator.post(act, {"do": "paper", "kind": kind})
        for side in ("consumer", "merchant", "mediator"):
            mediator.post(act, {"do": "sign", "kind": kind, "side": side, "how": "paper"})
    assert court.missing_papers(pack) == []
    assert do(mediator, case_id, "confirm.file").status_code == 302
    assert len(judge.get(reverse("mediation:confirmations")).context["listing"].rows) == 1
    assert do(judge, case_id, "confirm.grant", number="（2026）鄂0106诉前调确12号").status_code == 302
    assert judge.get(room).status_code == 200
    assert Case.objects.get(pk=case_id).state == State.T4_PERFORMING.value


def test_a_clue_is_noted_passed_on_and_answered_and_outlives_the_case() -> None:
    place = town()
    case = assigned(place)
    officer = as_user(place, "officer")
    officer.post(url_of(case.id, "clue_note"), {"text": "多名消费者反映闭店。"})
    clue = Clue.objects.get()
    assert clue.merchant_id == place.merchant.pk
    go_on = reverse("mediation:clue_go_on", args=[clue.public_id])
    officer.post(go_on, {"answer": "还没有移送"})
    clue.refresh_from_db()
    assert clue.state == "open"
    officer.post(go_on, {"department": place.department.pk})
    officer.post(go_on, {"answer": "已立案。"})
    clue.refresh_from_db()
    assert (clue.state, clue.answer) == ("answered", "已立案。")
    assert "已立案。" in officer.get(reverse("mediation:clues")).content.decode()
    assert as_user(place, "mediator").get(url_of(case.id, "case_tab", "related")).status_code in (200, 404)


@pytest.mark.parametrize("model", ["panelmember", "courtpractice", "paperrequest"])
def test_the_administrator_keeps_panel_and_practices(model: str) -> None:
    place = town()
    practice(place)
    client = log_in(Client(), person(is_staff=True, is_superuser=True))
    assert client.get(reverse(f"admin:mediation_{model}_changelist")).status_code == 200
    if model != "paperrequest":
        assert client.get(reverse(f"admin:mediation_{model}_add")).status_code == 200


def test_the_law_is_loaded_once() -> None:
    load_practices()
    assert load_practices() == load_practices()
    law = CourtPractice.objects.get(court=None)
    assert law.body_kind == "people_committee"
