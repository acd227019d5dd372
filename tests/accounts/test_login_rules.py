"""What a code may do, and what counts as a phone or an e-mail."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.login.rules import (
    LASTS,
    MOST_TRIES,
    CodeFacts,
    Target,
    clean_code,
    digest_of,
    new_code,
    target_of,
    verdict,
)

NOW = dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC)
GOOD, BAD = b"g" * 32, b"b" * 32


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("13800001234", Target("phone", "13800001234")),
        (" +86 138-0000-1234 ", Target("phone", "13800001234")),
        ("１３８００００１２３４", Target("phone", "13800001234")),
        ("Zhang@Example.COM ", Target("email", "zhang@example.com")),
        ("zhang＠example.com", Target("email", "zhang@example.com")),
        ("12345", None),
        ("027-87654321", None),
        ("zhang@", None),
        ("zhang@example", None),
        ("a b@example.com", None),
        ("", None),
        ("😀" * 200, None),
    ],
)
def test_what_was_typed(typed: str, target: Target | None) -> None:
    assert target_of(typed) == target


@pytest.mark.parametrize(
    ("tries", "used", "after", "given", "answer"),
    [
        (0, False, dt.timedelta(), GOOD, ""),
        (4, False, dt.timedelta(), GOOD, ""),
        (0, False, LASTS - dt.timedelta(seconds=1), GOOD, ""),
        (0, False, LASTS, GOOD, "expired"),
        (MOST_TRIES, False, dt.timedelta(), GOOD, "spent"),
        (0, True, dt.timedelta(), GOOD, "used"),
        (0, False, dt.timedelta(), BAD, "wrong"),
        (MOST_TRIES, False, dt.timedelta(), BAD, "spent"),
    ],
)
def test_verdict(tries: int, used: bool, after: dt.timedelta, given: bytes, answer: str) -> None:
    assert verdict(CodeFacts(GOOD, NOW + LASTS, tries, used), given, NOW + after) == answer


@given(st.uuids(), st.uuids(), st.from_regex(r"[0-9]{6}", fullmatch=True))
def test_a_hash_belongs_to_its_row_and_its_key(one: uuid.UUID, other: uuid.UUID, code: str) -> None:
    assert digest_of(b"k" * 32, one, code) != digest_of(b"l" * 32, one, code)
    assert (digest_of(b"k" * 32, one, code) == digest_of(b"k" * 32, other, code)) == (one == other)


def test_codes_are_six_digits() -> None:
    assert all(len(code) == 6 and code.isdigit() for code in (new_code() for _ in range(1000)))
    assert clean_code(" １２３-456 ") == "123456"
