"""What the component sheet shows: invented, fixed, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.forms.fields import CodeField, MoneyField, PastDateField, PhoneField, USCCField
from accounts.forms.widgets import Chips, ChoiceCards
from accounts.lists.keyset import KeysetPage
from accounts.lists.listing import Listing, Order

Words = str | Promise


@dataclass(frozen=True)
class Line:
    """A row of the offer table."""

    name: Words
    asked: Words
    given: Words
    gap: Words
    turn: str = ""
    word: Words = ""
    why: Words = ""


OFFER_LINES = [
    Line(
        _("Refund of the yearly card"),
        "¥3,040.22",
        "¥2,600.00",
        "¥440.22",
        "you",
        _("Another offer"),
        _("Back the way it was paid by 20 June. Reason: handling fee kept"),
    ),
    Line(
        _("Refund of six lessons"),
        "¥1,200.00",
        "¥1,200.00",
        "¥0.00",
        "done",
        _("Agreed"),
        _("Back the way it was paid by 20 June"),
    ),
    Line(
        _("Written apology"),
        pgettext_lazy("apology", "wanted"),
        pgettext_lazy("apology", "not given"),
        _("to be talked over"),
        "late",
        _("Refused"),
        _("Reason: announced in time"),
    ),
]


TURN = {
    "turn": "late",
    "title": _("Your turn: answer line by line,"),
    "left": _("6 hours left"),
    "who": _("You"),
    "until": _("today 24:00"),
    "until_machine": "",
    "then": _("Without an answer the case moves to mediation by itself"),
    "share": "4",
    "upper": _("6 hours"),
    "lower": "",
}


class Gym:
    """The invented merchant of the mock-ups."""

    name = _("Qinghe Gym (Yunling Road)")
    street = _("118 Yunling Road, Yunxi")


class ExampleForm(forms.Form):
    """One field of each kind."""

    merchant = forms.CharField(
        label=_("Merchant"), help_text=_("The payee on the receipt is the surest"), max_length=80
    )
    paid = MoneyField(label=_("Amount (yuan)"), help_text=_("For example 1200.00 or 1.2万"))
    paid_on = PastDateField(label=_("Paid on"), help_text=_("For example 2026-03-02, or 3月2日"))
    uscc = USCCField(label=_("Unified social credit code"), required=False)
    phone = PhoneField(label=_("Mobile number"))
    code = CodeField(label=_("Log-in code"))
    story = forms.CharField(label=_("In your own words"), widget=forms.Textarea(attrs={"rows": 4}))
    receipt = forms.FileField(label=_("Receipt"), required=False)
    place = forms.ChoiceField(
        label=_("District"), choices=[("", _("All")), ("1", _("Yunxi")), ("2", _("Nanpu"))], required=False
    )
    decision = forms.ChoiceField(
        label=_("What do you decide"),
        choices=[("accept", _("Accept, refund me 3,800 yuan")), ("counter", _("Make a counter-offer"))],
        widget=ChoiceCards(
            hints={
                "accept": _("Makes a settlement agreement. The merchant pays by 20 June; if not, the case reopens."),
                "counter": _("Change the amount, the date or a condition; then it is the merchant's turn."),
            }
        ),
    )
    answer = forms.ChoiceField(
        label=_("Answer"), choices=[("agree", _("Agree")), ("other", _("Another offer"))], widget=Chips
    )
    consent = forms.BooleanField(label=_("I have read what is said about personal data"), required=False)


def example_form() -> ExampleForm:
    """Half filled in, with mistakes to show."""
    return ExampleForm(
        {
            "merchant": str(Gym.name),
            "paid": "大概三千",
            "paid_on": "2099-01-01",
            "uscc": "91420100MA4KXXXX0X",
            "phone": "123",
        }
    )


class ExampleFilter(forms.Form):
    """Filters above a list."""

    find = forms.CharField(label=_("Find"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    store = forms.ChoiceField(label=_("Store"), required=False, choices=[("", _("All")), ("1", _("Yunling Road"))])


ORDERS = (Order("left", _("by time left"), ("due_at", "id")), Order("asked", _("by amount"), ("asked", "id")))


def example_listing() -> Listing:
    """A page in the middle of a list."""
    return Listing(KeysetPage([1, 2], "next", "previous"), ORDERS[0], ORDERS, QueryDict(), ExampleFilter())
