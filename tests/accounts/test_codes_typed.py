"""Credit codes, phone numbers and log-in codes as people type them."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from stdnum.cn import uscc

from accounts.forms.fields import CodeField, PhoneField, USCCField


def with_check_digit(first_seventeen: str) -> str:
    return first_seventeen + uscc.calc_check_digit(first_seventeen)


GOOD = with_check_digit("91420100MA4KXXXX0")


def code_of(field: forms.Field, typed: str) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return str(refused.value.error_list[0].code)


def test_credit_code_is_tidied() -> None:
    typed = f" {GOOD[:8].lower()} {GOOD[8:]} ".translate({ord("9"): "９"})
    assert USCCField().clean(typed) == GOOD
    assert USCCField.warning(GOOD) == ""


def test_credit_code_is_blocked_on_its_check_digit() -> None:
    wrong = GOOD[:-1] + ("1" if GOOD[-1] != "1" else "2")
    assert code_of(USCCField(), wrong) == "check"
    assert code_of(USCCField(), GOOD[:-1]) == "length"
    assert code_of(USCCField(), GOOD[:9] + "O" + GOOD[10:]) == "letters"
    assert code_of(USCCField(), "\U0001f600" * 10_000) == "max_length"


def test_odd_prefix_only_warns() -> None:
    odd = with_check_digit("G1420100MA4KXXXX0")
    assert USCCField().clean(odd) == odd
    assert USCCField.warning(odd)


@pytest.mark.parametrize(
    "typed",
    ["13800001234", "138 0000 1234", "138-0000-1234", "+86 13800001234", "8613800001234", "１３８００００１２３４"],
)
def test_mobile_numbers(typed: str) -> None:
    assert PhoneField().clean(typed) == "13800001234"


@pytest.mark.parametrize("typed", ["1380000123", "12800001234", "027-87654321", "abc", "138000012345"])
def test_what_is_no_mobile_number(typed: str) -> None:
    assert code_of(PhoneField(), typed) == "mobile"


@pytest.mark.parametrize("typed", ["027-87654321", "(0719)8765432", "400-800-1234", "95588", "12315", "13800001234"])
def test_a_shop_may_have_any_telephone(typed: str) -> None:
    assert PhoneField(landlines=True).clean(typed).isdigit()


def test_log_in_code() -> None:
    assert CodeField().clean(" １２３-456 ") == "123456"
    assert code_of(CodeField(), "12345") == "code"
    assert code_of(CodeField(), "²²²²²a") == "code"
    assert code_of(CodeField(), "") == "required"
