"""Amounts as people type them, as one table."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from accounts.forms.fields import MoneyField
from accounts.forms.money import NotAnAmount, parse_fen
from accounts.wording.money import yuan, yuan_words

UNDERSTOOD = [
    ("3800", 380000),
    ("3,800", 380000),
    ("3，800.50", 380050),
    ("３８００元", 380000),
    ("¥3,040.22", 304022),
    ("￥ 12", 1200),
    ("1.2万", 1200000),
    ("1.2 万元", 1200000),
    ("1万2千", 1200000),
    ("3千", 300000),
    ("12元5角", 1250),
    ("12块5毛3分", 1253),
    ("三千八", 380000),
    ("三千八百元", 380000),
    ("三千零八元", 300800),
    ("一万二", 1200000),
    ("两万五千", 2500000),
    ("十二块钱", 1200),
    ("1,234,567.89", 123456789),
    (" 0 ", 0),
    (".5", 50),
    ("RMB 99.90", 9990),
    ("100元整", 10000),
    ("一亿", 10_000_000_000),
]
REFUSED = [
    ("-5", "negative"),
    ("－５", "negative"),
    ("负五", "negative"),
    ("1.005", "too_fine"),
    ("大概三千", "unclear"),
    ("38,00", "unclear"),
    ("3800-4000", "unclear"),
    ("1e5", "unclear"),
    ("NaN", "unclear"),
    ("Infinity", "unclear"),
    ("二三", "unclear"),
    ("1万2万", "unclear"),
    ("12元元", "unclear"),
    ("\U0001f4b0" * 10_000, "unclear"),
    ("9" * 100, "unclear"),
]


@pytest.mark.parametrize(("typed", "fen"), UNDERSTOOD)
def test_understood(typed: str, fen: int) -> None:
    assert parse_fen(typed) == fen


@pytest.mark.parametrize(("typed", "code"), REFUSED)
def test_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(NotAnAmount) as refused:
        parse_fen(typed)
    assert refused.value.code == code


@given(st.integers(min_value=0, max_value=10**13))
def test_what_we_show_can_be_typed_back(fen: int) -> None:
    assert parse_fen(yuan(fen)) == fen
    with translation.override("zh-hans"):
        assert parse_fen(yuan_words(fen)) == fen


@given(st.text(max_size=60))
def test_any_text_is_an_amount_or_a_reason(typed: str) -> None:
    try:
        assert parse_fen(typed) >= 0
    except NotAnAmount as refused:
        assert refused.code in MoneyField.default_error_messages


def test_limits_are_said_in_chinese() -> None:
    field = MoneyField(most_yuan=50_000, least_fen=100)
    with translation.override("zh-hans"):
        for typed, words in [("6万", "超过50,000元"), ("0.5", "至少1.00元"), ("", "请填金额"), ("-1", "不能是负数")]:
            with pytest.raises(ValidationError, match=words):
                field.clean(typed)


def test_typed_text_survives_and_stored_fen_is_shown() -> None:
    field = MoneyField(required=False)
    assert field.prepare_value(260000) == "2,600.00"
    assert field.prepare_value("大概") == "大概"
    assert field.clean("") is None
    assert not field.has_changed(380000, "3,800.00")
    assert field.has_changed(380000, "大概")
