"""allauth's forms for second factors, with our words and our limits (`MFA_FORMS`)."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.limits import Limited, limit
from accounts.login.recovery import spend
from accounts.login.rules import clean_code
from accounts.security_log import login_failed


class _CodeWords(forms.Form):
    """One field `code`: its label, its keyboard, and at most ten tries in a quarter of an hour for one person."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code")
        field.help_text = self.words
        field.widget = forms.TextInput(
            attrs={"class": "short", "autocomplete": "one-time-code", "inputmode": "numeric"}
        )
        field.error_messages["required"] = _("Fill in the code")

    words = _("Six digits of your authenticator app, or one of your recovery codes.")

    def clean_code(self) -> str:
        """The code when it opens; every try is counted."""
        try:
            limit("second_factor.person", str(self.user.pk))
        except Limited:
            raise ValidationError(
                _("Too many tries. Please try again in a quarter of an hour."), code="limited"
            ) from None
        self.cleaned_data["code"] = clean_code(self.cleaned_data["code"])
        try:
            return self.check()
        except ValidationError:
            login_failed("factor", "wrong", self.user.pk)
            raise

    def check(self) -> str:
        """allauth's answer."""
        code: str = super().clean_code()  # type: ignore[misc]
        return code


class _OrRecovery(_CodeWords):
    """A code of the app, or one of those written down."""

    def check(self) -> str:
        code: str = self.cleaned_data["code"]
        row = spend(self.user, code)
        if row is None:
            return super().check()
        self.authenticator = row
        return code


class LoginFactorForm(_OrRecovery, AuthenticateForm):
    pass


class ConfirmFactorForm(_OrRecovery, ReauthenticateForm):
    pass


class ActivateForm(_CodeWords, ActivateTOTPForm):
    words = _("Six digits that the app shows now.")


class PasskeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")


class PasskeyNameForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
