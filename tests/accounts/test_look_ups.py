"""Looking up: nothing of what was typed is in an address, paging and going back work, and a row says who looked."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import InternalError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.look_ups.ledger import kind_of, who_looked_for
from accounts.look_ups.words import LASTS, brought_back, put_away, tells_of_somebody
from accounts.models import LookUp, Role
from tests.people import log_in, member, person

NOW = dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC)
BENCH = "/mediation/"


@given(st.text(max_size=100))
def test_every_text_comes_back_to_its_page_and_person_only(words: str) -> None:
    encodable = words.encode("utf-8", "ignore").decode()
    token = put_away(encodable, path=BENCH, user_id=7, now=NOW)
    assert brought_back(token, path=BENCH, user_id=7, now=NOW + LASTS / 2) == encodable
    for path, user_id, now in [(BENCH, 8, NOW), (BENCH, None, NOW), ("/merchant/", 7, NOW), (BENCH, 7, NOW + LASTS)]:
        assert brought_back(token, path=path, user_id=user_id, now=now) is None


@pytest.mark.parametrize("token", ["", "x", "äöü", "A" * 5000, "%%%", "AQEA"])
def test_a_token_of_nobodys_is_none(token: str) -> None:
    assert brought_back(token, path=BENCH, user_id=7, now=NOW) is None


@pytest.mark.parametrize(
    ("words", "kind", "tells"),
    [
        ("138 1234 5678", "phone", True),
        ("１３８１２３４５６７８", "phone", True),
        ("zhang@example.com", "email", True),
        ("11010519491231002x", "id_number", True),
        ("JZ-2603-118", "number", True),
        ("华联超市 2 店", "words", False),
        ("年卡", "words", False),
    ],
)
def test_what_sort_of_key(words: str, kind: str, tells: bool) -> None:
    assert kind_of(words) == kind
    assert tells_of_somebody(words) is tells


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_an_officer_looks_for_a_telephone_and_no_address_holds_it(client: Client) -> None:
    officer = member(Role.OFFICER)
    log_in(client, officer)
    answer = client.post(BENCH, {"q": "138 1234 5678", "queue": "accept", "look": "1"})
    assert answer.status_code == 302
    address = answer["Location"]
    assert address.startswith("/mediation/?queue=accept&s=")
    assert not any(part in address for part in ("138", "1234", "5678"))
    page = client.get(address)  # paging, sorting and the back button ask for this address again
    assert 'value="138 1234 5678"' in page.content.decode()
    assert page.context["listing"].href(order="-filed").startswith("?queue=accept&s=")
    row = LookUp.objects.get()
    assert (row.user, row.kind, row.route) == (officer, LookUp.Kind.PHONE, "mediation:bench")
    assert list(who_looked_for("13812345678")) == [row]
    assert not who_looked_for("13812345679").exists()
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        LookUp.objects.update(kind="words")


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_somebody_elses_address_leads_to_the_bare_list(client: Client) -> None:
    officer, other = member(Role.OFFICER), member(Role.OFFICER)
    address = log_in(client, officer).post(BENCH, {"q": "13812345678", "queue": "accept", "look": "1"})["Location"]
    answer = log_in(Client(), other).get(address, follow=True)
    assert answer.redirect_chain == [("/mediation/?queue=accept", 302)]
    assert "13812345678" not in answer.content.decode()
    assert "请重新输入" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_the_address_line_itself_looks_nothing_up(client: Client) -> None:
    page = log_in(client, member(Role.OFFICER)).get(BENCH, {"q": "13812345678"})
    assert 'value="13812345678"' not in page.content.decode()
    assert client.post(BENCH, {"q": "13812345678"}).status_code == 405


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("address", ["/merchants/", "/published/"])
def test_the_public_passes_names_on_and_no_numbers(address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(address, {"q": "面馆", "look": "1"})["Location"] == f"{address}?q=%E9%9D%A2%E9%A6%86"
    sealed = client.post(address, {"q": "027-8888 6666", "look": "1"})["Location"]
    assert "8888" not in sealed
    assert "027-8888 6666" in client.get(sealed).content.decode()
    assert not client.cookies
    assert not LookUp.objects.exists()


@pytest.mark.django_db
def test_closed_boxes_want_a_token() -> None:
    client = log_in(Client(enforce_csrf_checks=True), person())
    assert client.post("/merchant/", {"q": "x", "look": "1"}).status_code == 403


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_an_operator_asks_who_looked(client: Client, monkeypatch, capsys) -> None:
    officer = member(Role.OFFICER)
    log_in(client, officer).post(BENCH, {"q": "138 1234 5678", "look": "1"})
    monkeypatch.setattr("sys.stdin", io.StringIO("13812345678\n"))
    call_command("who_looked_for")
    said = capsys.readouterr()
    assert f"officer {officer.pk} of organisation" in said.out
    assert said.out.strip().endswith("on mediation:bench")
    assert "1 look-ups by this key (phone)" in said.err
    assert "1381234" not in said.out + said.err
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(CommandError):
        call_command("who_looked_for")
