"""How a code reaches somebody. Known and unknown people get one alike, so the page cannot tell them apart."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.login.rules import Target


class CannotSend(Exception):
    """The provider did not take the message, or none is configured. Providers raise this or its kind."""


def send_code_text(target: Target, code: str) -> None:
    """The code to its target, by SMS or e-mail; raises CannotSend."""
    text = _(
        "%(code)s is your code for logging in to Hejie. It is good for 10 minutes. We never ask for it: tell nobody."
    ) % {"code": code}
    if target.kind == "phone":
        if not settings.SMS_PROVIDER:
            raise CannotSend("no SMS provider")
        import_string(settings.SMS_PROVIDER)().send(target.value, text, template="code", parameters={"code": code})
        return
    try:
        send_mail(_("Your code for logging in"), text, None, [target.value])
    except (SMTPException, OSError) as error:
        raise CannotSend(type(error).__name__) from None
