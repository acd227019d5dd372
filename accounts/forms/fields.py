"""Form fields that understand what people type, and say clearly what to do when they cannot."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc

from accounts.forms.dates import NotADate, parse_date
from accounts.forms.money import NotAnAmount, parse_fen
from accounts.forms.numerals import narrow
from accounts.forms.widgets import DateTextInput, MoneyInput

FEN = 100
MOST_YUAN = 100_000_000
EARLIEST_YEAR = 1990
LONGEST_TYPED = 200


class MoneyField(forms.Field):
    """An amount in yuan as people write it → fen (int)."""

    widget = MoneyInput
    default_error_messages = {
        "required": _("Fill in the amount, for example 1200.00"),
        "unclear": _("This amount was not understood. Write it like 1200.00 or 1.2万"),
        "negative": _("An amount cannot be negative"),
        "too_fine": _("An amount has at most two decimals, for example 1200.50"),
        "too_much": _("An amount above %(most)s yuan cannot be entered here. Please check the figure"),
        "too_little": _("The amount must be at least %(least)s yuan"),
    }

    def __init__(self, *, most_yuan: int = MOST_YUAN, least_fen: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most_yuan = most_yuan
        self.least_fen = least_fen

    def to_python(self, value: object) -> int | None:
        """Fen from text; None when left empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        try:
            return parse_fen(str(value))
        except NotAnAmount as problem:
            raise ValidationError(self.error_messages[problem.code], code=problem.code) from problem

    def validate(self, value: int | None) -> None:
        """Required, not below the least, not above the most."""
        super().validate(value)
        if value is None:
            return
        if value > self.most_yuan * FEN:
            raise ValidationError(
                self.error_messages["too_much"], code="too_much", params={"most": f"{self.most_yuan:,}"}
            )
        if value < self.least_fen:
            raise ValidationError(
                self.error_messages["too_little"], code="too_little", params={"least": f"{self.least_fen / FEN:,.2f}"}
            )

    def prepare_value(self, value: object) -> object:
        """Stored fen as 2,600.00; what was typed stays as typed."""
        return f"{value // FEN:,}.{value % FEN:02d}" if isinstance(value, int) else value

    def has_changed(self, initial: object, data: object) -> bool:
        """Compared as amounts, so 3800 and 3,800.00 are the same."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class _TypedDateField(forms.Field):
    widget = DateTextInput
    ahead = False
    default_error_messages = {
        "required": _("Fill in the date, for example 2026-06-20"),
        "unclear": _("This date was not understood. Write it like 2026-06-20 or 6月20日"),
        "too_early": _("This date is before %(year)s. Please check the year"),
    }

    def to_python(self, value: object) -> date | None:
        """A date from text; None when left empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            return parse_date(str(value)[:LONGEST_TYPED], today=timezone.localdate(), ahead=self.ahead)
        except NotADate as problem:
            raise ValidationError(self.error_messages["unclear"], code="unclear") from problem

    def validate(self, value: date | None) -> None:
        """Required, and in a year that can be meant."""
        super().validate(value)
        if value is not None and value.year < EARLIEST_YEAR:
            raise ValidationError(self.error_messages["too_early"], code="too_early", params={"year": EARLIEST_YEAR})

    def prepare_value(self, value: object) -> object:
        """A stored date as 2026-06-20; what was typed stays as typed."""
        return value.isoformat() if isinstance(value, date) else value

    def has_changed(self, initial: object, data: object) -> bool:
        """Compared as dates."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class PastDateField(_TypedDateField):
    """A day that has been: paid on, happened on. Without a year the last such day is meant; the future is refused."""

    default_error_messages = {"future": _("This date is in the future. It must be today or earlier")}

    def validate(self, value: date | None) -> None:
        """Not in the future."""
        super().validate(value)
        if value is not None and value > timezone.localdate():
            raise ValidationError(self.error_messages["future"], code="future")


class FutureDateField(_TypedDateField):
    """A day to come: pay by. Without a year the next such day is meant; the past is refused."""

    ahead = True
    default_error_messages = {
        "past": _("This date has passed. It must be today or later"),
        "too_late": _("This date is too far away. Please check the year"),
    }

    def __init__(self, *, most_days: int = 3 * 366, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most_days = most_days

    def validate(self, value: date | None) -> None:
        """Today or later, and not absurdly late."""
        super().validate(value)
        if value is None:
            return
        if value < timezone.localdate():
            raise ValidationError(self.error_messages["past"], code="past")
        if (value - timezone.localdate()).days > self.most_days:
            raise ValidationError(self.error_messages["too_late"], code="too_late")


class _TypedCode(forms.CharField):
    """Text without blanks and full-width forms; too long is said, not cut."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_TYPED)
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str:
        """Plain characters."""
        text = super().to_python(value) or ""
        if len(text) > LONGEST_TYPED:
            self.run_validators(text)
        return re.sub(r"\s+", "", narrow(text))


class USCCField(_TypedCode):
    """Unified social credit code (GB 32100-2015): blocked on the check digit, only warned of an odd prefix."""

    default_error_messages = {
        "required": _("Fill in the 18 characters of the unified social credit code"),
        "length": _("A unified social credit code has 18 characters; this one has %(count)d"),
        "letters": _("A unified social credit code has no letter I, O, S, V or Z. Is it a 1, 0, 5, U or 2?"),
        "check": _("The check digit of this code is wrong. One of the characters was mistyped"),
    }

    def to_python(self, value: object) -> str:
        """Upper case, no blanks or dashes."""
        return super().to_python(value).upper().replace("-", "")

    def validate(self, value: str) -> None:
        """Length, alphabet and check digit."""
        super().validate(value)
        if not value:
            return
        if len(value) != 18:
            raise ValidationError(self.error_messages["length"], code="length", params={"count": len(value)})
        if any(char not in uscc._alphabet for char in value):
            raise ValidationError(self.error_messages["letters"], code="letters")
        if uscc.calc_check_digit(value) != value[-1]:
            raise ValidationError(self.error_messages["check"], code="check")

    @staticmethod
    def warning(value: str) -> str:
        """What is odd about a code that passes, or "": the registration prefix is not one the standard lists."""
        if re.match(r"^(1[129]|2[19]|3[1-59]|4[19]|5[1239]|6[129]|7[129]|8[19]|9[123]|A[19]|N[1239]|Y1)\d{6}", value):
            return ""
        return str(_("The beginning of this code is unusual. Please compare it with the licence"))


class PhoneField(_TypedCode):
    """A mainland mobile number, with or without +86, blanks and dashes → 11 digits. `landlines` lets others in too."""

    default_error_messages = {
        "required": _("Fill in the phone number, for example 13800001234"),
        "mobile": _("A mobile number has 11 digits and begins with 1, for example 13800001234"),
        "phone": _("This phone number was not understood. Write it like 13800001234, 027-87654321 or 400-800-1234"),
    }

    def __init__(self, *, landlines: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"class": "short", "inputmode": "tel", "autocomplete": "tel-national"})
        )
        super().__init__(**kwargs)
        self.landlines = landlines

    def to_python(self, value: object) -> str:
        """Digits only."""
        text = re.sub(r"[-‐‑–—－.()（）]", "", super().to_python(value))
        return re.sub(r"^(\+86|0086|86(?=1\d{10}$))", "", text)

    def validate(self, value: str) -> None:
        """A mobile number, or with `landlines` also 0xx, 400, 95xxx and 12315-like numbers."""
        super().validate(value)
        if not value or re.fullmatch(r"1[3-9]\d{9}", value):
            return
        if not self.landlines:
            raise ValidationError(self.error_messages["mobile"], code="mobile")
        if not re.fullmatch(r"0\d{9,11}|[48]00\d{7}|9[56]\d{3,4}|1\d{4}|[2-8]\d{6,7}", value):
            raise ValidationError(self.error_messages["phone"], code="phone")


class CodeField(_TypedCode):
    """The six digits of a log-in code."""

    default_error_messages = {
        "required": _("Fill in the code that was sent to you"),
        "code": _("The code has %(digits)d digits"),
    }

    def __init__(self, *, digits: int = 6, **kwargs: Any) -> None:
        attrs = {"class": "short", "inputmode": "numeric", "autocomplete": "one-time-code"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)
        self.digits = digits

    def to_python(self, value: object) -> str:
        """Digits; a dash between them does not matter."""
        return super().to_python(value).replace("-", "")

    def validate(self, value: str) -> None:
        """Exactly so many digits."""
        super().validate(value)
        if value and not re.fullmatch(rf"[0-9]{{{self.digits}}}", value):
            raise ValidationError(self.error_messages["code"], code="code", params={"digits": self.digits})
