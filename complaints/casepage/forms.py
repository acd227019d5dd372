"""What each act asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import FutureDateField, MoneyField
from accounts.forms.widgets import ChoiceCards
from accounts.wording.money import yuan_words
from complaints.casepage.offer import demand_name
from complaints.evidence.kinds import ACCEPT
from complaints.intake.forms import ManyFiles
from complaints.lifecycle.states import Evaluation, Withdrawal
from complaints.models import Response


class PlainForm(forms.Form):
    """An act that asks nothing more."""


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("What is new"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what is new")},
    )  # fmt: skip


class PressureForm(forms.Form):
    words = forms.CharField(
        label=_("What was said, by whom, when"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class InfoForm(forms.Form):
    """The answer to a question, in words, files or both."""

    words = forms.CharField(
        label=_("Your answer"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    proofs = forms.FileField(label=_("Evidence"), required=False, widget=ManyFiles(attrs={"accept": ACCEPT}))

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        self.handed = bool(files and files.getlist("proofs"))

    def clean(self) -> dict[str, Any]:
        """Something must be said."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("words") and not self.handed:
            self.add_error("words", gettext("Write an answer or hand in a file"))
        return data


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Write a message"),
        help_text=_("To the merchant; a mediator can read it later. A message changes no time limit."),
        max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write something first")},
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """The money question comes first; a promise pauses, it does not end (DOMAIN 2)."""

    withdrawal = forms.ChoiceField(
        label=_("Has the money arrived?"),
        choices=[
            (Withdrawal.PROMISED, _("Not yet, pause first")),
            (Withdrawal.PAID, _("It has arrived, withdraw")),
            (Withdrawal.UNPAID, _("No money was to come, or I let it go: withdraw")),
        ],
        widget=ChoiceCards(
            hints={
                Withdrawal.PROMISED.value: _(
                    "The case waits until the day promised. If the money is not there by then, it goes on by itself."
                ),
                Withdrawal.PAID.value: _("The case ends as withdrawn with the money received."),
                Withdrawal.UNPAID.value: _(
                    "The case ends as withdrawn without money. You can reopen it once within 14 days."
                ),
            }
        ),
        error_messages={"required": _("Say whether the money has arrived")},
    )
    received = MoneyField(label=_("How much has arrived (yuan)"), required=False)
    until = FutureDateField(label=_("By which day was it promised"), required=False, most_days=90)

    def clean(self) -> dict[str, Any]:
        """A promise has a day, money received a sum."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("withdrawal") == Withdrawal.PROMISED and "until" not in self.errors and not data.get("until"):
            self.add_error("until", gettext("Fill in the day it was promised for"))
        if data.get("withdrawal") == Withdrawal.PAID and "received" not in self.errors and not data.get("received"):
            self.add_error("received", gettext("Fill in how much has arrived, for example 1200.00"))
        return data


class ReceivedForm(forms.Form):
    received = MoneyField(label=_("How much has arrived (yuan)"), required=False)


class EvaluateForm(forms.Form):
    evaluation = forms.ChoiceField(
        label=_("Is it solved?"),
        choices=[
            (Evaluation.SOLVED, _("Yes, it is solved")), (Evaluation.PARTLY, _("Partly")),
            (Evaluation.UNSOLVED, _("No")),
        ],
        widget=ChoiceCards(
            hints={
                Evaluation.PARTLY.value: _("Counted as not solved; the money that came is counted."),
                Evaluation.UNSOLVED.value: _("Counted as not solved. You can reopen the case once within 14 days."),
            }
        ),
        error_messages={"required": _("Choose an answer")},
    )  # fmt: skip
    received = MoneyField(label=_("How much has arrived in all (yuan)"), required=False)
    words = forms.CharField(
        label=_("Were you treated fairly, by the merchant and by us?"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class CounterForm(forms.Form):
    """A counter-offer: for each demand the sum and the day."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        demands: Sequence[Mapping[str, Any]] = (),
        offer: Sequence[Mapping[str, Any]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.demands = demands
        answers = {line["demand_id"]: line for line in offer}
        for demand in demands:
            at, line = demand["position"], answers.get(demand["id"], {})
            if demand["amount_fen"]:
                offered = gettext("The merchant offers %(sum)s") % {"sum": yuan_words(line.get("amount_fen") or 0)}
                self.fields[f"amount-{at}"] = MoneyField(
                    label=gettext("%(name)s: amount (yuan)") % {"name": demand_name(demand)},
                    least_fen=1,
                    initial=demand["amount_fen"],
                    help_text=offered if line else "",
                )
            self.fields[f"line-{at}"] = FutureDateField(
                label=gettext("%(name)s: by which day") % {"name": demand_name(demand)},
                initial=line.get("due_on") or demand["due_on"],
            )
        self.fields["note"] = forms.CharField(
            label=gettext("A word to the merchant"),
            max_length=1000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def lines(self) -> list[tuple[int, str, int | None, Any]]:
        """(demand id, response, fen, day) for each demand."""
        found = []
        for demand in self.demands:
            amount = self.cleaned_data.get(f"amount-{demand['position']}")
            response = Response.AGREE if amount == demand["amount_fen"] else Response.PROPOSE
            found.append((demand["id"], response.value, amount, self.cleaned_data[f"line-{demand['position']}"]))
        return found


class RepickForm(forms.Form):
    m = forms.CharField(required=False, widget=forms.HiddenInput)
