"""What screening asks of an officer."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case as Case_
from django.db.models import IntegerField, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from stdnum.cn import ric

from accounts.forms.widgets import ChoiceCards
from complaints.lifecycle.numbers import is_valid
from complaints.lifecycle.states import RefusalCode
from complaints.models import Case
from complaints.queries import visible_to
from mediation.deeds import DeedForm
from mediation.screening.queries import suggested_merchants
from merchants.matching import Decision, Match
from merchants.models import Merchant

LONG = forms.Textarea(attrs={"rows": 4})


class QuestionForm(DeedForm):
    question = forms.CharField(
        label=_("What is missing"),
        help_text=_("Ask for everything at once, in plain words."),
        max_length=1000,
        widget=LONG,
    )


class ReasonForm(DeedForm):
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=LONG)


class RefusalForm(ReasonForm):
    """The order of fields is the order of thought: the ground first, then the words."""

    code = forms.ChoiceField(label=_("Ground"), choices=RefusalCode.choices, widget=ChoiceCards)
    field_order = ("code", "reason")


class MergeForm(DeedForm):
    into = forms.CharField(label=_("Number of the case it belongs to"), max_length=32)

    def clean_into(self) -> Case:
        """A case the officer sees, other than this one."""
        number = self.cleaned_data["into"].replace(" ", "")
        if not is_valid(number):
            raise ValidationError(_("This number was mistyped: its check digit is wrong."))
        found = visible_to(self.actor).filter(number=number).exclude(pk=self.case.pk).first()
        if found is None:
            raise ValidationError(_("No other case of yours has this number."))
        return found


def why(match: Match) -> str:
    """Where a candidate is, and what speaks for it and against it, in one line."""
    said = [match.address or match.place, *match.reasons]
    if match.joined:
        said.append(gettext("has joined"))
    return gettext("; ").join(part for part in said if part)


class BindForm(DeedForm):
    merchant = forms.ModelChoiceField(
        label=_("Merchant"),
        queryset=Merchant.objects.none(),
        to_field_name="public_id",
        widget=ChoiceCards,
        empty_label=None,
    )

    nearest_only = False
    """The directory seems not to hold it: those listed are the nearest names, no suggestions."""

    def prepare(self) -> None:
        """What the matching engine finds for the consumer's words, or for a search: best first, with its reasons."""
        outcome = suggested_merchants(self.case, self.search, self.now)
        self.nearest_only = outcome.decision is Decision.NONE
        found = [each.merchant_id for each in outcome.candidates]
        order = Case_(*(When(pk=pk, then=at) for at, pk in enumerate(found)), output_field=IntegerField())
        field = self.fields["merchant"]
        field.queryset = Merchant.objects.filter(pk__in=found).order_by(order) if found else Merchant.objects.none()  # type: ignore[attr-defined]
        field.widget.hints = {str(each.public_id): why(each) for each in outcome.candidates}  # type: ignore[attr-defined]


class ProofForm(DeedForm):
    proof = forms.CharField(
        label=_("Proof of delivery"), help_text=_("For example the number of the registered letter, and who took it."),
        max_length=200,
    )  # fmt: skip


class IdentityForm(DeedForm):
    name = forms.CharField(label=_("Name on the document"), max_length=60)
    id_number = forms.CharField(label=_("Identity number"), max_length=24)
    address = forms.CharField(
        label=_("Address on the document"), max_length=200, required=False,
        help_text=_("Agreements and papers for a court name it."),
    )  # fmt: skip

    def clean_id_number(self) -> str:
        """GB 11643-1999, with its check digit."""
        number = self.cleaned_data["id_number"].upper().replace(" ", "").replace("-", "")
        if not ric.is_valid(number):
            raise ValidationError(_("This is no valid identity number. Please compare it with the card."))
        return number


class PressureForm(DeedForm):
    found = forms.CharField(label=_("What was found"), max_length=1000, widget=LONG)
