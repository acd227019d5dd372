"""What people type at the door."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.login.rules import DIGITS, Target, clean_code, target_of


class TargetForm(forms.Form):
    target = forms.CharField(
        label=_("Phone or e-mail"),
        help_text=_("A mobile number of mainland China, or an e-mail address."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "off", "spellcheck": "false"}),
        error_messages={"required": _("Fill in your phone or e-mail")},
    )

    def clean_target(self) -> Target:
        """A Target, or what is wrong with it."""
        target = target_of(self.cleaned_data["target"])
        if target is None:
            raise ValidationError(
                _("This is neither an 11-digit mobile number nor an e-mail address. For example 13800001234"),
                code="unclear",
            )
        return target


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Six-digit code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"class": "short", "inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}
        ),
        error_messages={"required": _("Fill in the six digits")},
    )

    def clean_code(self) -> str:
        """Six digits, narrow."""
        code = clean_code(self.cleaned_data["code"])
        if len(code) != DIGITS or not code.isdigit():
            raise ValidationError(_("The code has six digits"), code="unclear")
        return code


class StaffForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"required": _("Fill in your e-mail")},
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Fill in your password")},
    )
