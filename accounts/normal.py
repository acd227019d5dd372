"""One spelling for each identifier, so that what a person types finds what was stored. Pure."""

import re
import unicodedata
from collections.abc import Callable

_NOT_DIGIT = re.compile(r"\D+")
_NOT_ALNUM = re.compile(r"[^0-9A-Z]+")
_SPACE = re.compile(r"\s+")
_DOTS = re.compile(r"[·•・‧∙⋅.]")
_MAINLAND_MOBILE = re.compile(r"1[3-9]\d{9}")


def normal_phone(value: str) -> str:
    """Digits only, without the prefix of mainland China: `+86 138-1234 5678` and full-width digits alike."""
    digits = _NOT_DIGIT.sub("", unicodedata.normalize("NFKC", value))
    for prefix in ("0086", "86"):
        if digits.startswith(prefix) and _MAINLAND_MOBILE.fullmatch(digits[len(prefix) :]):
            return digits[len(prefix) :]
    return digits


def is_mobile(value: str) -> bool:
    """A mobile number of mainland China (11 digits, 13 to 19)."""
    return _MAINLAND_MOBILE.fullmatch(normal_phone(value)) is not None


def normal_email(value: str) -> str:
    """Lower case, no spaces around, full-width signs made narrow."""
    return unicodedata.normalize("NFKC", value).strip().lower()


def normal_code(value: str) -> str:
    """ID, order and tracking numbers: upper-case letters and digits only."""
    return _NOT_ALNUM.sub("", unicodedata.normalize("NFKC", value).upper())


def normal_name(value: str) -> str:
    """A person's name without spaces, with one kind of middle dot."""
    return _DOTS.sub("·", _SPACE.sub("", unicodedata.normalize("NFKC", value))).casefold()


_KINDS: dict[str, Callable[[str], str]] = {
    "phone": normal_phone,
    "email": normal_email,
    "id_number": normal_code,
    "order_number": normal_code,
    "name": normal_name,
}
KINDS = frozenset(_KINDS)


def normalise(kind: str, value: str) -> str:
    """The one spelling of a value of this kind; KeyError for a kind nobody defined."""
    return _KINDS[kind](value)
