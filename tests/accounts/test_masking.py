"""Masks show four signs at most."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.masking import mask_email, mask_name, mask_phone


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13812345678", "138****5678"),
        ("+86 138 1234 5678", "138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("027-87654321", "027-****4321"),
        ("07131234567", "0713-****4567"),
        ("4008123123", "****3123"),
        ("12315", "****"),
        ("", "****"),
    ],
)
def test_phone(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张某"),
        ("欧阳娜娜", "欧阳某"),
        ("欧阳", "欧某"),
        ("阿依古丽·买买提", "阿某"),
        ("john Smith", "J***"),
        (" ", ""),
    ],
)
def test_name(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("email", "masked"), [("Zhang.San@Example.com", "z***@example.com"), ("a@b.cn", "a***@b.cn"), ("nobody", "***")]
)
def test_email(email: str, masked: str) -> None:
    assert mask_email(email) == masked


@given(st.from_regex(re.compile(r"1[3-9][0-9]{9}", re.ASCII), fullmatch=True))
def test_a_masked_phone_hides_four_digits(phone: str) -> None:
    assert len(re.sub(r"\D", "", mask_phone(phone))) == 7
