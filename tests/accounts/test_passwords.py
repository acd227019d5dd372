"""Passwords: long, hard to guess, in no breach, not made of our own words; nothing about which signs."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.login.passwords import is_breached, is_long_enough, plain, without
from accounts.models import Role, User
from tests.people import member, organisation


@pytest.fixture
def wang(db: None) -> User:
    house = organisation(name="武汉市江岸区消费者协会", short_name="江岸消协")
    return member(Role.OFFICER, house, email="wang.xiaoming@example.com", display_name="王小明")


def refused(password: str, user: User) -> set[str]:
    try:
        validate_password(password, user)
    except ValidationError as problem:
        return {each.code for each in problem.error_list}
    return set()


@pytest.mark.parametrize(
    "password",
    ["correct horse battery", "青石巷口 卖糖的老人", "drei ungewohnte Worte", "830174620958113", "x7!Kp$wq92Zr",
     "🦊" * 3 + " läuft über Eis"],
)  # fmt: skip
def test_taken(password: str, wang: User) -> None:
    assert refused(password, wang) == set()


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("kurz und gut", ""),
        ("x7!Kp$wq92Z", "password_too_short"),
        ("青石巷口卖糖人", "password_too_short"),
        ("password1234", "password_guessable"),
        ("qwertyuiop12", "password_guessable"),
        ("111111111111", "password_guessable"),
        ("2026010120260101", "password_guessable"),
        ("1qaz2wsx3edc", "password_guessable"),
    ],
)
def test_quickly_guessed(password: str, why: str, wang: User) -> None:
    assert why in refused(password, wang) or (not why and not refused(password, wang))


@pytest.mark.parametrize(
    "password",
    [
        "hejie12315hejie",
        "ＨＥＪＩＥ－12315！",
        "江岸消协江岸消协江岸消协",
        "wuhan wuhan 12315",
        "Wangxiaoming1990",
        "wang.xiaoming2026",
        "消费者协会和解投诉调解",
        "jianganxiaoxie88",
    ],
)
def test_made_of_our_own_words(password: str, wang: User) -> None:
    assert "password_own_words" in refused(password, wang)


def test_ones_own_telephone(wang: User) -> None:
    assert "password_own_words" in refused(f"{wang.phone_number.phone}abc", wang)


def test_nobody_yet(db: None) -> None:
    validate_password("correct horse battery", None)  # createsuperuser asks before there is a person
    validate_password("correct horse battery", User(email="x@example.com"))


def listed(path: Path, passwords: list[str], end: str = "\r\n") -> Path:
    hashes = sorted(hashlib.sha1(each.encode()).hexdigest().upper() for each in passwords)
    path.write_text(end.join(f"{each}:{at + 1}" for at, each in enumerate(hashes)))
    return path


def test_a_stolen_password(wang: User, tmp_path: Path, settings) -> None:
    settings.BREACHED_PASSWORDS = str(listed(tmp_path / "list.txt", ["correct horse battery", "another one"]))
    assert refused("correct horse battery", wang) == {"password_breached"}
    assert refused("correct horse batteries", wang) == set()


@given(st.sets(st.integers(0, 10_000), max_size=40), st.integers(0, 10_000), st.sampled_from(["\n", "\r\n"]))
def test_the_list_is_searched_rightly(tmp_path_factory, known: set[int], asked: int, end: str) -> None:
    path = listed(tmp_path_factory.mktemp("lists") / "list.txt", [str(each) for each in known | {10_001}], end)
    assert is_breached(str(asked), path) is (asked in known)
    assert all(is_breached(str(each), path) for each in known)


@given(st.text(max_size=40))
def test_what_is_left_is_never_longer(password: str) -> None:
    assert len(without(password, {"hejie", "315"})) <= len(plain(password))
    assert is_long_enough(password * 12) or not password
