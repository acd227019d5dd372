"""The inbox: groups, order, filters, and what it costs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from complaints.lifecycle.states import State
from complaints.merchantdesk import actions
from complaints.merchantdesk.tabs import OF_STATE, TABS
from complaints.models import Case
from tests.factories import Cast, cast, file_case
from tests.people import log_in, look_up, person

pytestmark = pytest.mark.django_db
Filed = Callable[..., Case]


def asked(page: str, client: Client) -> int:
    """How many statements a page sends, without the frame of the transaction."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(page).status_code == 200
    frame = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "SET ", "COMMIT")
    return len([each for each in queries if not each["sql"].startswith(frame)])


def test_every_state_is_in_one_group() -> None:
    assert set(OF_STATE) == set(State)
    assert sum(len(tab.states) for tab in TABS) == len(State)


def test_the_most_urgent_first_and_what_a_row_says(desk: Client, filed: Filed) -> None:
    later, soon = filed(1), filed(7)  # seven whole days after the day of filing: it ends tonight, whatever the hour
    page = desk.get("/merchant/").content.decode()
    assert page.index(soon.number[-6:]) < page.index(later.number[-6:])
    assert "¥3,040.22" in page
    assert "待我方答复 2" in page
    assert "没有负责人" in page or "未分派" in page
    assert 'data-turn="late"' in page, "less than a day is left of one of them"


def test_what_somebody_typed_is_text_in_a_row(desk: Client, filed: Filed) -> None:
    filed(1, title="<b>年卡</b> {title} & 退款")
    page = desk.get("/merchant/").content.decode()
    assert "&lt;b&gt;年卡&lt;/b&gt; {title} &amp; 退款" in page
    assert "<b>年卡" not in page


def test_a_strangers_case_is_not_there(desk: Client, filed: Filed) -> None:
    filed(1)
    foreign, _ = file_case(cast(), now=timezone.now())
    assert foreign.number[-6:] not in desk.get("/merchant/").content.decode()
    assert desk.get(f"/merchant/cases/{foreign.public_id}/").status_code == 404


def test_found_by_number_order_number_and_title(desk: Client, filed: Filed) -> None:
    case = filed(1)
    other = filed(2, title="更衣柜物品遗失")
    for words in (case.number, case.number[-6:], "年卡"):
        page = look_up(desk, "/merchant/", words, tab="answer").content.decode()
        assert case.number[-6:] in page
        assert other.number[-6:] not in page
    assert other.number[-6:] in look_up(desk, "/merchant/", "jz2603118").content.decode(), "order number, as typed"
    assert "看全部" in look_up(desk, "/merchant/", "没有这样的").content.decode()


def test_filtered_by_colleague(desk: Client, filed: Filed, people: Cast) -> None:
    mine, nobodys = filed(1), filed(2)
    member = people.agent.merchant_memberships.get()
    actions.hand_over(case_id=mine.pk, member_id=member.pk, note="", actor=people.as_merchant, now=timezone.now())
    page = desk.get("/merchant/", {"who": member.pk}).content.decode()
    assert mine.number[-6:] in page
    assert nobodys.number[-6:] not in page
    page = desk.get("/merchant/", {"who": "0"}).content.decode()
    assert mine.number[-6:] not in page
    assert nobodys.number[-6:] in page


@pytest.mark.parametrize(
    "query", [{"who": "x"}, {"store": "9999"}, {"order": "x"}, {"after": "x"}, {"tab": "x"}, {"s": "x" * 5_000}]
)
def test_nonsense_in_the_address_is_no_fault(desk: Client, filed: Filed, query: dict[str, str]) -> None:
    filed(1)
    assert desk.get("/merchant/", query, follow=True).status_code == 200


def test_an_empty_inbox_says_so(desk: Client) -> None:
    for tab in TABS:
        page = desk.get("/merchant/", {"tab": tab.key}).content.decode()
        with override("zh-hans"):
            assert str(tab.empty) in page
        assert 'class="empty"' in page


def test_eight_queries_for_one_row_and_for_fifty(desk: Client, filed: Filed) -> None:
    filed(1)
    one = asked("/merchant/", desk)
    for n in range(50):
        filed(1 + n / 60)
    assert asked("/merchant/", desk) == one
    assert one <= 8


def test_pages_go_on_and_back(desk: Client, filed: Filed) -> None:
    for n in range(23):
        filed(1 + n / 60)
    first = desk.get("/merchant/")
    second = desk.get("/merchant/" + first.context["listing"].next_href)
    numbers = [row.number for row in (*first.context["listing"].rows, *second.context["listing"].rows)]
    assert len(set(numbers)) == 23
    back = desk.get("/merchant/" + second.context["listing"].previous_href)
    assert [row.pk for row in back.context["listing"].rows] == [row.pk for row in first.context["listing"].rows]


def test_others_are_not_let_in(client: Client, people: Cast) -> None:
    assert client.get("/merchant/").status_code == 302
    assert log_in(client, person()).get("/merchant/").status_code == 403
