"""What is filled in on the way to a merchant's desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PastDateField, USCCField
from accounts.forms.widgets import ChoiceCards
from complaints.models import ReturnReason
from merchants.models import JoinRequest


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code in the letter"), max_length=40, help_text=_("Sixteen signs, for example K7QE-99A4-MM2T-8XHB."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Fill in the code that stands in the letter")},
    )  # fmt: skip


class ClaimForm(forms.Form):
    uscc = USCCField(
        label=_("Unified social credit code of your company"),
        help_text=_("18 signs, as on the licence. It must be the company the letter went to."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, needs_code: bool) -> None:
        super().__init__(data)
        if not needs_code:  # the directory knows none to compare with
            del self.fields["uscc"]


class LicenceForm(forms.Form):
    uscc = USCCField(label=_("Unified social credit code"), help_text=_("18 signs, as on the licence."))
    name = forms.CharField(
        label=_("Name on the licence"),
        max_length=200,
        error_messages={"required": _("Fill in the name on the licence")},
    )
    position = forms.CharField(
        label=_("Your position in the company"), max_length=30, help_text=_("For example 法定代表人, 店长, 客服主管."),
        error_messages={"required": _("Fill in your position")},
    )  # fmt: skip
    file = forms.FileField(
        label=_("Picture of the licence"), help_text=_("JPG, PNG or PDF, at most 25 MB. Every sign must be readable."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
        error_messages={"required": _("Choose the picture of the licence")},
    )  # fmt: skip


class RefuseForm(forms.Form):
    refusal = forms.ChoiceField(
        label=_("Why not?"), choices=JoinRequest.Refusal.choices, widget=ChoiceCards,
        error_messages={"required": _("Choose the reason")},
    )  # fmt: skip


class PostForm(forms.Form):
    address = forms.CharField(
        label=_("Sent to"), max_length=300, error_messages={"required": _("Fill in the address on the letter")}
    )
    number = forms.CharField(label=_("Number of the registered letter"), max_length=40, required=False)
    posted_on = PastDateField(label=_("Posted on"))


class DeliverForm(forms.Form):
    delivered_on = PastDateField(label=_("Delivered on"))
    signed_by = forms.CharField(
        label=_("Who took it"), max_length=60, help_text=_("As on the receipt: the name, or 前台, 家属, 物业."),
        error_messages={"required": _("Fill in who took it: without it nothing is proven")},
    )  # fmt: skip


class ReturnForm(forms.Form):
    returned_on = PastDateField(label=_("Came back on"))
    return_reason = forms.ChoiceField(
        label=_("Why it came back"), choices=ReturnReason.choices, widget=ChoiceCards,
        error_messages={"required": _("Choose the reason")},
    )  # fmt: skip
