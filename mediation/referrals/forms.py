"""What a referral asks of the officer, and of the department."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.widgets import ChoiceCards
from accounts.models import Organisation, OrganisationKind
from complaints.lifecycle.states import RefusalCode
from mediation.deeds import DeedForm
from mediation.models.referral import ReferralKind
from mediation.screening.forms import LONG

DEPARTMENTS = (OrganisationKind.DEPARTMENT, OrganisationKind.BUREAU)


class ReferForm(DeedForm):
    department = forms.ModelChoiceField(label=_("Department"), queryset=Organisation.objects.none())
    kind = forms.ChoiceField(
        label=_("What it is"), choices=ReferralKind.choices,
        widget=ChoiceCards(hints={
            ReferralKind.INQUIRY.value: _("We ask for a fact or the department's view."),
            ReferralKind.SUGGESTION.value: _("We propose what the department could do."),
            ReferralKind.REFLECTION.value: _("We report what consumers suffer."),
            ReferralKind.REPORT.value: _("We hand over a suspected violation or a clue."),
        }),
    )  # fmt: skip
    question = forms.CharField(label=_("What is asked"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))

    def prepare(self) -> None:
        """Departments, and bureaux that may act on a violation."""
        there = Organisation.objects.filter(kind__in=DEPARTMENTS, is_active=True).exclude(pk=self.case.body_id or 0)
        self.fields["department"].queryset = there.order_by("kind", "division_code", "pk")  # type: ignore[attr-defined]


class ReturnForm(forms.Form):
    code = forms.ChoiceField(label=_("Ground"), choices=RefusalCode.choices, widget=ChoiceCards)
    words = forms.CharField(label=_("Who is competent, as far as you know"), max_length=1000, widget=LONG)


class AnswerForm(forms.Form):
    words = forms.CharField(label=_("Result"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
