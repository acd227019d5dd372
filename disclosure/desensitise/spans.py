"""What goes into the engine and what comes out: the kinds of personal detail, the facts already known, the spans."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of personal detail that DOMAIN section 6 wants gone from a published text."""

    PERSON = "person"
    PERSON_TITLE = "person_title"
    MOBILE = "mobile"
    LANDLINE = "landline"
    WECHAT = "wechat"
    QQ = "qq"
    ACCOUNT = "payment_account"
    EMAIL = "email"
    URL = "url"
    ID_CARD = "id_card"
    PASSPORT = "passport"
    BANK_CARD = "bank_card"
    PLATE = "plate"
    VIN = "vin"
    ORDER = "order_no"
    TRACKING = "tracking_no"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    MINOR = "minor_age"
    SCHOOL = "school"
    HEALTH = "health"


@dataclass(frozen=True, slots=True)
class Known:
    """Facts of the case, from its own sealed fields: masked wherever they turn up, in any spelling.

    ``complainant`` are the names of the person who complains (always shown as 投诉人); ``merchants`` and ``places`` are
    names that must stay readable.
    """

    complainant: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    id_numbers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    merchants: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """One masked stretch of the text as given: offsets count characters, ``end`` is exclusive.

    ``doubt`` asks the reviewer to look first: the engine masked it to be safe, not because it was sure.
    """

    start: int
    end: int
    type: Kind
    reason: str
    replacement: str
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The masked text and, in order and without overlap, what was masked and why."""

    text: str
    spans: tuple[Span, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Finding:
    """A recogniser's claim on a stretch of the normalised text, before conflicts are settled.

    ``mark`` overrides the usual replacement (a birth date's year, a person's mark); ``name`` is the person's full name
    or surname as recognised, for giving one person one mark.
    """

    start: int
    end: int
    kind: Kind
    reason: str
    doubt: bool = False
    mark: str = ""
    name: str = ""
