"""What a merchant fills in: the answer, demand by demand, and the small forms of the other acts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.forms.fields import FutureDateField, MoneyField
from accounts.forms.widgets import Chips, ChoiceCards
from complaints.merchantdesk.grounds import HINTS, NotOurs
from complaints.models import DemandKind, DisputeReason, Response
from complaints.reconciliation.actions import Line

ASK = "ask"
RESPONSES = (
    (Response.AGREE.value, pgettext_lazy("answer to a demand", "Agree")),
    (Response.PROPOSE.value, pgettext_lazy("answer to a demand", "Propose otherwise")),
    (Response.DISPUTE.value, pgettext_lazy("answer to a demand", "Do not agree")),
    (ASK, pgettext_lazy("answer to a demand", "Ask for more")),
)
KEEPS = {
    Response.AGREE.value: ("line",),
    Response.PROPOSE.value: ("amount", "line", "why"),
    Response.DISPUTE.value: ("reason", "why"),
    ASK: ("why",),
}
PARTS = ("amount", "line", "reason", "why")


def demand_name(demand: Mapping[str, Any]) -> str:
    """What a demand is called: the consumer's words, else its kind."""
    return demand["title"] or str(DemandKind(demand["kind"]).label)


class AnswerForm(forms.Form):
    """For each demand a response; what goes with the response chosen is needed, the rest is left out of account.

    Asking for more of one demand asks the consumer first: the answer to the others is kept as a draft meanwhile.
    """

    use_required_attribute = False
    note = forms.CharField(
        label=gettext_lazy("To the consumer"),
        help_text=gettext_lazy("In your own words, about this matter. The consumer reads it beside your answer."),
        max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    to_body = forms.CharField(
        label=gettext_lazy("Only to the association"),
        help_text=gettext_lazy("The consumer does not see it."),
        max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, demands: Sequence[Mapping[str, Any]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"key": uuid.uuid4(), **(initial or {})})
        self.demands = demands
        for demand in demands:
            self._add(demand)
        self.order_fields([*(name for name in self.fields if "-" in name), "note", "to_body", "key"])

    def _add(self, demand: Mapping[str, Any]) -> None:
        at, name = demand["position"], demand_name(demand)
        self.fields[f"response-{at}"] = forms.ChoiceField(
            label=_("Your answer to %(demand)s") % {"demand": name}, choices=RESPONSES, widget=Chips,
            error_messages={"required": _("Answer every demand.")},
        )  # fmt: skip
        if demand["amount_fen"]:
            self.fields[f"amount-{at}"] = MoneyField(
                label=_("Demand %(n)d: amount (yuan)") % {"n": at}, least_fen=1,
                error_messages={"required": _("Fill in the amount you offer, for example 1200.00")},
            )  # fmt: skip
        self.fields[f"line-{at}"] = FutureDateField(
            label=_("Demand %(n)d: by which day") % {"n": at}, initial=demand["due_on"],
            error_messages={"required": _("Say by which day it is to be done.")},
        )  # fmt: skip
        self.fields[f"reason-{at}"] = forms.ChoiceField(
            label=_("Demand %(n)d: reason") % {"n": at}, choices=[("", _("choose one")), *DisputeReason.choices],
            error_messages={"required": _("Say why you do not agree.")},
        )  # fmt: skip
        self.fields[f"why-{at}"] = forms.CharField(
            label=_("Demand %(n)d: in words") % {"n": at}, max_length=200, required=False
        )

    def clean(self) -> dict[str, Any]:
        """Each response brings what belongs to it; what belongs to another response is no fault."""
        data: dict[str, Any] = super().clean() or {}
        for demand in self.demands:
            at, response = demand["position"], data.get(f"response-{demand['position']}", "")
            for part in PARTS:
                if part not in KEEPS.get(response, ()):
                    self.errors.pop(f"{part}-{at}", None)
            if response == ASK and not data.get(f"why-{at}") and f"why-{at}" not in self.errors:
                self.add_error(f"why-{at}", _("Write what is missing."))
        return data

    def leave_out_asking(self) -> None:
        """Where more cannot be asked, it is not offered."""
        for name, field in self.fields.items():
            if name.startswith("response-"):
                field.choices = [choice for choice in RESPONSES if choice[0] != ASK]  # type: ignore[attr-defined]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each demand with its fields, for the page."""
        found = []
        for demand in self.demands:
            fields: dict[str, BoundField] = {
                part: self[f"{part}-{demand['position']}"]
                for part in ("response", *PARTS)
                if f"{part}-{demand['position']}" in self.fields
            }
            found.append({**demand, "name": demand_name(demand), **fields})
        return found

    @property
    def asked(self) -> list[int]:
        """Positions of the demands for which more is asked."""
        data = self.cleaned_data
        return [row["position"] for row in self.demands if data.get(f"response-{row['position']}") == ASK]

    def question(self) -> str:
        """What is asked of the consumer, demand by demand."""
        rows = {row["position"]: row for row in self.demands}
        return "\n".join(
            _("%(demand)s: %(question)s")
            % {"demand": demand_name(rows[at]), "question": self.cleaned_data[f"why-{at}"]}
            for at in self.asked
        )

    def lines(self) -> list[Line]:
        """The answer as the action takes it."""
        found = []
        for demand in self.demands:
            at, data = demand["position"], self.cleaned_data
            response = data[f"response-{at}"]
            kept = {part: data.get(f"{part}-{at}") for part in KEEPS[response]}
            found.append(
                Line(
                    demand["id"], response, kept.get("amount"), kept.get("line"), kept.get("reason") or "",
                    kept.get("why") or "",
                )
            )  # fmt: skip
        return found

    def typed(self) -> dict[str, str]:
        """Everything as typed, for a draft."""
        return {name: str(self.data.get(name, "")) for name in self.fields if name != "key"}


class NotOursForm(forms.Form):
    code = forms.ChoiceField(
        label=gettext_lazy("Why is it not for you?"),
        choices=NotOurs.choices,
        widget=ChoiceCards(hints={code.value: hint for code, hint in HINTS.items()}),
        error_messages={"required": gettext_lazy("Choose the reason")},
    )
    words = forms.CharField(
        label=gettext_lazy("In words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class DuplicateForm(forms.Form):
    of = forms.CharField(
        label=gettext_lazy("Number of the other case"), max_length=40,
        help_text=gettext_lazy("The case of yours that holds the same matter. All its digits."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Fill in the number of the other case")},
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("In words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ObjectionForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why may the mediator be partial?"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Only the body reads it."),
        error_messages={"required": gettext_lazy("Say why.")},
    )  # fmt: skip


class PlainForm(forms.Form):
    """An act that asks nothing more."""


class HandOverForm(forms.Form):
    member = forms.ChoiceField(
        label=gettext_lazy("In charge"), error_messages={"required": gettext_lazy("Choose a colleague")}
    )
    note = forms.CharField(label=gettext_lazy("Note to the colleague"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, members: Sequence[Mapping[str, Any]], initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="hand_%s")  # the answer on the same page has a note too
        choices = [(row["id"], row["name"] or _("no name")) for row in members]
        self.fields["member"].choices = choices  # type: ignore[attr-defined]


class MessageForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Write a message"),
        help_text=gettext_lazy("It changes no time limit and is no answer to the demands."),
        max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write something first")},
    )  # fmt: skip
    only_body = forms.BooleanField(
        label=gettext_lazy("Only to the association; the consumer does not see it"), required=False
    )
