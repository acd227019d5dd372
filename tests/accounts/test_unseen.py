"""What is kept is what shows: turned, hidden and controlling signs are gone before a view reads a form."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from accounts.unseen import seen
from tests.people import log_in, person

FAMILY = "一家\U0001f468\u200d\U0001f469\u200d\U0001f467人 \u2764\ufe0f"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("退款 \u202e0001\u202c 元", "退款 0001 元"),
        ("\u2066张三\u2069", "张三"),
        ("138\u200b1234\u20605678\ufeff", "13812345678"),
        ("138\u200d12345678", "13812345678"),
        ("第一行\u2028第二行\r\n\t第三行", "第一行\n第二行\r\n\t第三行"),
        (FAMILY, FAMILY),
        ("\U000e0041\x07\x9b响铃", "响铃"),
        ("葛\U000e0100城 𠮷野家 ａｂ", "葛\U000e0100城 𠮷野家 ａｂ"),
    ],
)  # fmt: skip
def test_what_shows_is_kept(typed: str, shown: str) -> None:
    assert seen(typed) == shown


@given(st.text())
def test_once_is_enough(text: str) -> None:
    assert seen(seen(text)) == seen(text)


@pytest.mark.django_db
def test_no_view_reads_them(client: Client) -> None:
    user = person()
    log_in(client, user)
    client.post("/me/", {"display_name": "\u202e王\u200b小明"})
    user.refresh_from_db()
    assert user.display_name == "王小明"


@pytest.mark.django_db
def test_a_password_stays_as_typed(client: Client) -> None:
    user = person(email="a@example.com")
    log_in(client, user)
    secret = "三个\u200b不常见的词语 马车"
    assert client.post("/me/password/", {"new": secret}).status_code == 302
    assert User.objects.get(pk=user.pk).check_password(secret)
