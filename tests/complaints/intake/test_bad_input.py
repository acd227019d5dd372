"""What people really type and send: understood, or said at the field; never lost (issue: bad input)."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.intake.purging import days_kept, purge_drafts
from complaints.models import Case, Complaint, Draft, Evidence, Message
from tests.complaints.evidence.test_files import jpeg
from tests.complaints.intake.test_filing_pages import STORY, YOU, ask, choose, field, tell
from tests.factories import body, merchant
from tests.people import log_in, look_up, person
from tests.words import zh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def errors(response) -> list[str]:
    """The lines of the error summary."""
    page = BeautifulSoup(response.content.decode(), "html.parser")
    return [item.get_text(strip=True) for item in page.select(".errors li")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Please write what happened, a few sentences are enough"),
        ("😀" * 10_000, "Please say it in words, at least one whole sentence"),
        ("退" * 10_001, "10000"),
        ("！！！", "Please say it in words, at least one whole sentence"),
        ("   ", "Please write what happened, a few sentences are enough"),
    ],
    ids=["empty", "emoji", "too long", "signs", "blanks"],
)
def test_a_story_that_is_none_says_so_and_is_kept(client: Client, text: str, words: str) -> None:
    answer = client.post(reverse("complaints:file_what"), {"token": uuid.uuid4(), "text": text, "seen": "yes"})
    assert answer.status_code == 200
    assert any(zh(words) in line for line in errors(answer)), errors(answer)
    if text.strip():
        assert text[:200] in client.get(reverse("complaints:file_what")).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.exe", b"MZ\x90\0", "This kind of file cannot be taken. Please hand in one of: %(names)s"),
        ("空.jpg", b"", "This file is empty. Please choose it again."),
        ("半张.jpg", jpeg()[:100], "This picture is damaged and cannot be opened. Please hand it in again."),
    ],
)
def test_a_wrong_file_is_named_at_its_field_and_the_good_ones_stay(
    client: Client, name: str, content: bytes, words: str
) -> None:
    answer = client.post(
        reverse("complaints:file_what"),
        {
            "token": uuid.uuid4(),
            "text": STORY,
            "seen": "yes",
            "proofs": [SimpleUploadedFile(name, content), SimpleUploadedFile("好的.jpg", jpeg())],
        },
    )
    assert any(name in line and zh(words).split("%")[0] in line for line in errors(answer)), errors(answer)
    assert [file.name for file in Evidence.objects.all()] == ["好的.jpg"]
    assert "好的.jpg" in answer.content.decode()


@pytest.mark.parametrize("typed", ["3,040.22", "３０４０．２２元", "0.304022万", "¥3040.22", "3 040.22"])
def test_amounts_are_understood_as_they_are_written(client: Client, typed: str) -> None:
    body()
    tell(client)
    choose(client, merchant(name="清禾健身云岭路测试店"))
    client.post(reverse("complaints:file_ask"), {"add": "refund"})
    answer = client.post(reverse("complaints:file_ask"), {"0-kind": "refund", "0-amount": typed})
    assert answer.status_code == 302, errors(answer)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"0-amount": "大概三千"}, "没看懂"),
        ({"0-amount": ""}, "请填要求的金额"),
        ({"0-amount": "-5"}, "负"),
        ({"0-amount": "1.234"}, "写到分"),
        ({"0-amount": "99999999999999999999"}, ""),
        ({"0-amount": "100", "0-due": "2020-01-01"}, "过"),
        ({"0-amount": "100", "0-due": "随便"}, "日期"),
        ({"0-amount": "100", "0-title": "长" * 61}, "60"),
    ],
)
def test_a_demand_that_is_not_understood_says_so_and_keeps_what_was_typed(
    client: Client, line: dict, words: str
) -> None:
    body()
    tell(client)
    choose(client, merchant(name="清禾健身云岭路测试店"))
    answer = client.post(reverse("complaints:file_ask"), {"0-kind": "refund", **line})
    assert answer.status_code == 200
    assert any(words in text for text in errors(answer)), errors(answer)
    again = client.get(reverse("complaints:file_ask")).content.decode()
    for value in line.values():
        assert not value or value in again


def test_facts_a_day_in_the_future_and_a_sum_with_wan(client: Client) -> None:
    tell(client)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = client.post(reverse("complaints:file_facts"), {"paid": "1.2万", "paid_on": tomorrow, "go": "yes"})
    assert any("将来" in line or "还没到" in line or "未来" in line for line in errors(answer)), errors(answer)
    assert tomorrow in answer.content.decode()
    answer = client.post(reverse("complaints:file_facts"), {"paid": "1.2万", "paid_on": "3月2日", "go": "yes"})
    assert answer.status_code == 302


def test_a_credit_code_with_a_wrong_check_digit(client: Client) -> None:
    tell(client)
    page = look_up(client, reverse("complaints:file_whom"), "91420100MA4KXXXX0X").content.decode()
    assert 'aria-invalid="true"' in page
    part = client.post(reverse("complaints:file_search"), {"q": "91420100MA4KXXXX0X"})
    assert part.status_code == 200


@pytest.mark.parametrize("q", ["", "a", "%%%", "'; DROP TABLE", "😀" * 100, "13800001234", "https://x.cn/店"])
def test_no_search_fails(client: Client, q: str) -> None:
    tell(client)
    assert look_up(client, reverse("complaints:file_whom"), q).status_code == 200


@pytest.mark.parametrize("m", ["", "m:abc", "m:99999999999999999", "x:1", "m:-1", "m:１"])
def test_a_choice_that_is_none_of_ours(client: Client, m: str) -> None:
    tell(client)
    answer = client.post(reverse("complaints:file_whom"), {"m": m})
    assert answer.status_code == 200
    assert errors(answer)


def test_a_merchant_not_in_the_list_is_a_full_path(client: Client) -> None:
    body()
    log_in(client, person(), second_factor=False)
    tell(client)
    answer = client.post(reverse("complaints:file_whom"), {"m": "other", "name": "", "place": "火星区"})
    assert len(errors(answer)) == 2
    client.post(
        reverse("complaints:file_whom"),
        {"m": "other", "name": "小美直播间", "how": "live", "hint": "主播叫小美", "place": "武汉市武昌区"},
    )
    ask(client)
    client.post(reverse("complaints:file_you"), YOU)
    case = Case.objects.get()
    assert (case.state, case.respondent_division) == ("t1_unmatched", "420106")
    assert case.respondent_hint == "直播间：主播叫小美"


def test_several_respondents_each_have_a_case_and_a_demand(client: Client) -> None:
    body()
    log_in(client, person(), second_factor=False)
    tell(client)
    choose(client, merchant(name="清禾健身云岭路测试店"))
    client.get(reverse("complaints:file_whom"), {"more": "1"})
    client.post(reverse("complaints:file_whom"), {"m": "other", "name": "某平台", "role": "platform"})
    lines = {"0-kind": "refund", "0-amount": "100", "0-of": "0"}
    answer = client.post(reverse("complaints:file_ask"), lines)
    assert any("某平台" in line for line in errors(answer)), errors(answer)
    client.post(reverse("complaints:file_ask"), {**lines, "1-kind": "apology", "1-of": "1"})
    client.post(reverse("complaints:file_you"), YOU)
    first, second = Case.objects.order_by("pk")
    assert first.complaint_id == second.complaint_id
    assert [d.kind for d in first.demands.all()] == ["refund"]
    assert [d.kind for d in second.demands.all()] == ["apology"]
    assert second.respondent_role == "platform"
    page = client.get(reverse("complaints:case", args=[first.public_id])).content.decode()
    assert "某平台" in page


def test_who_signs_must_say_who_and_tick_what_is_needed(client: Client) -> None:
    body()
    tell(client)
    choose(client, merchant(name="清禾健身云岭路测试店"))
    ask(client)
    answer = client.post(reverse("complaints:file_you"), {"name": "", "place": "鼓楼区"})
    found = errors(answer)
    assert len(found) == 6
    assert any(
        zh("There are several places of this name. Which one: %(places)s").split("%")[0] in line for line in found
    )
    assert "checked" not in str(BeautifulSoup(answer.content, "html.parser").select("[name^=consent]"))


def test_the_same_matter_twice_is_shown_and_goes_on_with_a_reason(client: Client) -> None:
    body()
    shop = merchant(name="清禾健身云岭路测试店")
    log_in(client, person(), second_factor=False)
    for _ in range(2):
        token = tell(client)
        choose(client, shop)
        ask(client)
        answer = client.post(reverse("complaints:file_you"), {**YOU, "token": token})
    assert zh("You already have a case with this merchant") in answer.content.decode()
    assert Complaint.objects.count() == 1
    client.post(reverse("complaints:file_you"), {**YOU, "token": token, "again": "另一张卡"})
    assert Complaint.objects.count() == 2
    second = Case.objects.order_by("-pk").first()
    assert second is not None
    assert second.state == "screening"
    assert "另一张卡" in Message.objects.get(case=second, only_body=True).text


def test_what_another_body_has_is_looked_at_first(client: Client) -> None:
    body()
    log_in(client, person(), second_factor=False)
    tell(client)
    choose(client, merchant(name="清禾健身云岭路测试店"))
    ask(client)
    client.post(reverse("complaints:file_you"), {**YOU, "elsewhere": "12315"})
    case = Case.objects.get()
    assert (case.state, case.complaint.handled_elsewhere) == ("screening", "12315")
    assert case.complaint.consents_to_publication_at is None


def test_two_tabs_write_one_draft_and_neither_loses_the_other(client: Client) -> None:
    token = tell(client)
    client.post(reverse("complaints:file_what"), {"token": token, "text": STORY + "第二个窗口。", "seen": "yes"})
    client.post(reverse("complaints:file_facts"), {"token": token, "paid": "3880"})
    assert Draft.objects.count() == 1
    assert "第二个窗口" in client.get(reverse("complaints:file_what")).content.decode()
    assert field(client.get(reverse("complaints:file_facts")).content.decode(), "paid") == "3880"


def test_a_draft_is_claimed_at_log_in_and_found_on_another_device(client: Client) -> None:
    user = person()
    tell(client)
    log_in(client, user, second_factor=False)
    assert Draft.objects.get().user_id == user.pk
    other = log_in(Client(), user, second_factor=False)
    assert STORY[:20] in other.get(reverse("complaints:file_what")).content.decode()
    assert zh("You have begun a complaint") in other.get(reverse("complaints:mine")).content.decode()


def test_steps_out_of_order_lead_to_what_is_missing(client: Client) -> None:
    for name in ("facts", "whom", "ask", "you", "send"):
        answer = client.get(reverse(f"complaints:file_{name}"))
        assert answer.headers["location"] == reverse("complaints:file_what")
    tell(client)
    assert client.get(reverse("complaints:file_ask")).headers["location"] == reverse("complaints:file_whom")


def test_old_drafts_go_with_their_files(client: Client, tmp_path) -> None:
    client.post(
        reverse("complaints:file_what"),
        {"token": uuid.uuid4(), "text": STORY, "proofs": SimpleUploadedFile("a.jpg", jpeg())},
    )
    now = timezone.now()
    assert purge_drafts(now=now) == 0
    assert purge_drafts(now=now + timedelta(days=days_kept(now) + 1)) == 1
    assert not Draft.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_draft_is_thrown_away_when_asked(client: Client) -> None:
    tell(client)
    assert zh("Throw it away") in client.get(reverse("complaints:file_anew")).content.decode()
    client.post(reverse("complaints:file_anew"))
    assert not Draft.objects.exists()


def test_too_many_filings_are_slowed_down_and_nothing_is_lost(client: Client, settings) -> None:
    settings.LIMITS = {**settings.LIMITS, "filing.person": "1/86400"}
    body()
    log_in(client, person(), second_factor=False)
    for name in ("清禾健身云岭路测试店", "另一家书店有限公司"):
        token = tell(client)
        choose(client, merchant(name=name))
        ask(client)
        answer = client.post(reverse("complaints:file_you"), {**YOU, "token": token})
    assert any("次" in line or "频繁" in line or "分钟" in line for line in errors(answer)), errors(answer)
    assert Complaint.objects.count() == 1
    assert Draft.objects.count() == 1


def test_nothing_sealed_lies_open_in_the_draft(client: Client) -> None:
    from django.db import connection

    tell(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM complaints_draft")
        stored = bytes(cursor.fetchone()[0])
    assert "年卡".encode() not in stored


def test_a_day_that_has_passed_since_leads_back_to_its_step(client: Client) -> None:
    body()
    log_in(client, person(), second_factor=False)
    tell(client)
    choose(client, merchant(name="清禾健身云岭路测试店"))
    soon = (timezone.localdate() + timedelta(days=2)).isoformat()
    client.post(reverse("complaints:file_ask"), {"0-kind": "refund", "0-amount": "100", "0-due": soon})
    with time_machine.travel(timezone.now() + timedelta(days=5), tick=False):
        answer = client.post(reverse("complaints:file_you"), YOU)
        assert answer.headers["location"] == reverse("complaints:file_ask")
