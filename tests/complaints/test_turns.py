"""The panel of a case on its way up, read by each side in its own words."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.template import engines
from django.utils import translation

from accounts.actors import Actor
from complaints.clocks.queries import load_holidays
from complaints.evaluation.actions import withdraw
from complaints.lifecycle import gather
from complaints.lifecycle.facts import ClockFacts
from complaints.lifecycle.states import Withdrawal
from complaints.models import Case
from complaints.turns import Turn, clock_face, deciding, turn_of
from tests.factories import START, Cast, at_t1_consumer, at_t2_assigned, file_case

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def chinese() -> object:
    with translation.override("zh-hans"):
        yield


def running(case: Case) -> ClockFacts | None:
    """The clock that decides next."""
    return deciding(gather.read([case.pk])[case.pk].clocks)


def seen(case: Case, viewer: Actor, after: timedelta) -> Turn:
    case = Case.objects.get(pk=case.pk)
    clock = running(case)
    return turn_of(case, clock, viewer=viewer, now=START + after, holidays=load_holidays())


def readers(people: Cast) -> tuple[Actor, Actor, Actor]:
    return people.as_consumer, people.as_merchant, people.as_officer


def test_the_merchants_turn() -> None:
    case, people = file_case()
    consumer, merchant, officer = (seen(case, reader, DAY) for reader in readers(people))
    assert merchant.title == "轮到我方：答复投诉，"
    assert (merchant.turn, merchant.who) == ("you", "我方")
    assert consumer.title == "等商家答复投诉，"
    assert (consumer.turn, consumer.who) == ("them", people.merchant.name)
    assert officer.turn == "them"
    assert {turn.left for turn in (consumer, merchant, officer)} == {"还有6天14小时"}
    assert consumer.until == "6月15日（周一）24:00"
    assert consumer.then == merchant.then == str(running(case).promise)
    assert (consumer.upper, consumer.lower) == ("6天", "14小时")


def test_the_last_day_is_red_for_whoever_must_act_and_late_for_all() -> None:
    case, people = file_case()
    last_day, after = timedelta(days=7), timedelta(days=8)
    assert [seen(case, reader, last_day).turn for reader in readers(people)] == ["them", "late", "them"]
    assert {seen(case, reader, after).turn for reader in readers(people)} == {"late"}
    assert seen(case, people.as_merchant, after).left.startswith("已逾期")


def test_the_consumers_turn_and_then_the_bodys() -> None:
    case, people = at_t1_consumer()
    turn = seen(case, people.as_consumer, 3 * DAY)
    assert (turn.turn, turn.who) == ("you", "您")
    assert turn.title.startswith("轮到您：")
    case, people = at_t2_assigned()
    turn = seen(case, people.as_officer, 9 * DAY)
    assert turn.title.startswith("轮到我们：")
    assert "个工作日" in turn.left
    assert turn.lower == "工作日"


def test_an_end_says_how() -> None:
    case, people = file_case()
    withdraw(case_id=case.pk, actor=people.as_consumer, now=START + DAY, withdrawal=Withdrawal.PAID)
    turn = seen(case, people.as_consumer, 2 * DAY)
    assert turn.turn == "done"
    assert turn.title.startswith("已结案：")
    assert not turn.left
    case, people = file_case()
    withdraw(case_id=case.pk, actor=people.as_consumer, now=START + DAY, withdrawal=Withdrawal.UNPAID)
    assert seen(case, people.as_consumer, 2 * DAY).turn == "none"


def test_a_promise_pauses_until_its_day() -> None:
    case, people = file_case()
    until = (START + 5 * DAY).date()
    withdraw(case_id=case.pk, actor=people.as_consumer, now=START + DAY, withdrawal=Withdrawal.PROMISED, until=until)
    turn = seen(case, people.as_consumer, 2 * DAY)
    assert turn.turn == "them"
    assert turn.until.startswith("6月13日")


def test_clock_in_a_desks_list() -> None:
    case, people = file_case()
    case = Case.objects.get(pk=case.pk)
    clock, holidays = running(case), load_holidays()
    faces = [
        clock_face(case, clock, viewer=people.as_merchant, now=START + n * DAY, holidays=holidays) for n in (1, 6, 7, 9)
    ]
    assert [face.turn for face in faces if face] == ["them", "you", "late", "late"]
    assert clock_face(case, None, viewer=people.as_merchant, now=START, holidays=holidays) is None


def test_the_panel_is_the_heading_of_the_page() -> None:
    case, people = file_case()
    turn = seen(case, people.as_consumer, DAY)
    page = engines["django"].from_string('{% cotton case-turn :turn="turn" / %}')
    html = page.render({"turn": turn})
    soup = BeautifulSoup(html, "html.parser")
    assert soup.select_one(".turn[data-turn=them] h1 em").get_text() == turn.left
    assert [cell.get_text() for cell in soup.select("dd")] == [turn.who, turn.until, turn.then]
    assert soup.select_one(".ring .left")["stroke-dasharray"] == f"{turn.share} 100"
