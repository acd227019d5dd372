"""Which passwords are taken (OWASP ASVS 5.0, 6.2): long, hard to guess, in no breach, not made of our own words.

No rules of composition: any signs, in any mixture. All of it works without a network.
"""

from __future__ import annotations

import hashlib
import mmap
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pypinyin import lazy_pinyin
from zxcvbn import zxcvbn

from accounts.models import Membership, PhoneNumber, User

LEAST, LEAST_CHINESE = 12, 8
LEFT = 8  # signs beside words that everybody would try
GUESSES = 10**10
CHINESE_GUESSES = 50  # more, for each different Chinese sign: zxcvbn counts every unknown sign as one of ten
MOST_READ = 72  # signs; zxcvbn reads no more

#: Words that everybody tries first on this platform; operator, place and person are added (ASVS 6.1.2, 6.2.11).
OWN_WORDS = (
    "hejie", "和解", "12315", "315", "消费者", "消费者协会", "消协", "xiaoxie", "xiaofeizhe", "市场监管", "监管局",
    "scjg", "投诉", "tousu", "调解", "tiaojie", "维权", "weiquan", "法院", "fayuan", "admin", "password", "mima",
    "密码", "口令", "test",
)  # fmt: skip
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_]+")


def own_words(user: User | None) -> set[str]:
    """Words of the platform and of this person, small, Chinese ones in Pinyin too."""
    said = [settings.OPERATOR_NAME, urlsplit(settings.PUBLIC_URL).hostname or ""]
    if user is not None and user.pk:
        said += [user.display_name, user.email.partition("@")[0]]
        for house in Membership.objects.filter(user=user).select_related("organisation"):
            said += [house.organisation.name, house.organisation.short_name]
        said += [number.phone for number in PhoneNumber.objects.filter(user=user)]
    words = {word for text in said for word in _WORD.findall(plain(text)) if len(word) > 2}
    chinese = {word for word in words if _CHINESE.search(word)}
    # 湖北省消费者协会 is guessed as 湖北 too: the first two signs name the place
    words |= {word[:2] for word in chinese} | {"".join(lazy_pinyin(word)) for word in chinese}
    words |= {"".join(lazy_pinyin(word[:2])) for word in chinese}
    return words | set(OWN_WORDS)


def plain(text: str) -> str:
    """As a guesser sees it: narrow and small. Pure."""
    return unicodedata.normalize("NFKC", text).casefold()


def without(password: str, words: Iterable[str]) -> str:
    """What is left when the words are taken out, the longest first. Pure."""
    rest = plain(password)
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest


def is_long_enough(password: str) -> bool:
    """Twelve signs, or eight Chinese ones. Pure."""
    return len(password) >= LEAST or len(_CHINESE.findall(password)) >= LEAST_CHINESE


def guesses(password: str, words: Iterable[str]) -> float:
    """About how many tries a patient guesser needs who knows these words. Pure."""
    found = zxcvbn(password[:MOST_READ], user_inputs=sorted(words))
    chinese = len(set(_CHINESE.findall(without(password, words))))
    return float(found["guesses"]) * CHINESE_GUESSES**chinese


class LongEnough:
    """Long; nothing about which signs."""

    def validate(self, password: str, user: User | None = None) -> None:
        if not is_long_enough(password):
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        return _("At least twelve signs, or eight Chinese ones.")


class NotOurWords:
    """Not made of the names of platform, body, place or person."""

    def validate(self, password: str, user: User | None = None) -> None:
        if len(without(password, own_words(user))) < LEFT:
            raise ValidationError(
                _("This is made of words everybody would try here: names of the body, the place, yourself."),
                code="password_own_words",
            )

    def get_help_text(self) -> str:
        return _("Not made of the names of your organisation, its place or yourself.")


class HardToGuess:
    """Neither common, nor a row of keys, dates or repetitions."""

    def validate(self, password: str, user: User | None = None) -> None:
        if guesses(password, own_words(user)) < GUESSES:
            raise ValidationError(
                _("This is quickly guessed. Take three or four unusual words."), code="password_guessable"
            )

    def get_help_text(self) -> str:
        return _("Hard to guess: three or four unusual words.")


class NotBreached:
    """In no known breach, where the operator keeps the list (`BREACHED_PASSWORDS`)."""

    def validate(self, password: str, user: User | None = None) -> None:
        if settings.BREACHED_PASSWORDS and is_breached(password, Path(settings.BREACHED_PASSWORDS)):
            raise ValidationError(
                _("This password has been stolen somewhere and is known. Take another one."), code="password_breached"
            )

    def get_help_text(self) -> str:
        return _("Not one that has been stolen elsewhere.")


def is_breached(password: str, path: Path) -> bool:
    """Whether its SHA-1 stands in a sorted list `HASH:count`, one a line, as Pwned Passwords hands it out.

    Halved again and again in place: thirty-six looks into a file of forty gigabytes.
    """
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines:
        low, high = 0, len(lines)
        while low < high:
            start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = lines.find(b"\n", start)
            end = len(lines) if end < 0 else end
            found = lines[start : start + len(wanted)].upper()
            if found == wanted:
                return True
            if found < wanted:
                low = end + 1
            else:
                high = start
    return False
