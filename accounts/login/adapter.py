"""What allauth asks of us: which stages a log-in has, how secrets are kept, what its pages say."""

from __future__ import annotations

import base64
import io
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.doors import FOR_ORGANISATION
from accounts.fields import keyring
from accounts.login.devices import meet
from accounts.login.recent import ask_again, is_recent
from accounts.login.session_life import begin
from accounts.login.ways import home_of
from accounts.models import User
from accounts.network import client_address
from accounts.security_log import logged_in

SECRET_PLACE = b"mfa_authenticator.data"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("Too many failed attempts. Please try again in a quarter of an hour."),
        "incorrect_password": _("This is not your password."),
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Everybody lands on the desk of the capacity they act in."""
        return home_of(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People sign up through our own door only."""
        return False

    def get_login_stages(self) -> list[str]:
        """The second factor; codes and verification are ours and done before."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def login(self, request: HttpRequest, user: User) -> None:
        """The session begins to age, and a device nobody knows is told to its owner."""
        super().login(request, user)
        now = timezone.now()
        begin(request, user, int(now.timestamp()))
        meet(request, user, now=now)
        logged_in(user.pk, for_organisation=request.session[FOR_ORGANISATION])

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened; allauth's flashes carry e-mail addresses."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Before a second factor is added, shown or removed. Asked here, for allauth would ask nobody who has no
        password and no factor yet: people who log in by code."""
        if not is_recent(self.request):
            ask_again(self.request)
        return False

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Our page first: it knows codes too and sends on to the second factor."""
        if not user.is_authenticated:
            return []
        own = {"id": "reauthenticate", "description": _("Use a code or your password")}
        others = [way for way in super().get_reauthentication_methods(user) if way["id"] != own["id"]]
        return [{**own, "url": reverse("account_reauthenticate")}, *others]

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Security notices go through the outbox, not from a view."""


class MfaAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is wrong or has been used. Wait for the next one."),
        "cannot_delete_authenticator": _("Staff cannot go without a second factor. Add another one first."),
    }

    def encrypt(self, text: str) -> str:
        """TOTP secrets and recovery seeds are sealed like personal data."""
        return base64.b64encode(keyring().seal(text, SECRET_PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keyring().open(base64.b64decode(encrypted_text), SECRET_PLACE)

    def get_totp_issuer(self) -> str:
        return f"{gettext('Hejie')} {settings.OPERATOR_NAME}"

    def build_totp_svg(self, url: str) -> str:
        """Black on white in either theme: an app cannot read it the other way round."""
        drawing = io.BytesIO()
        segno.make(url, error="m").save(
            drawing, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=False
        )
        return drawing.getvalue().decode()

    def _get_user_identifier(self, user: User) -> str:
        return user.email or user.display_name or str(user.public_id)[:8]

    def _get_site_name(self) -> str:
        return gettext("Hejie")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor of somebody who acts for an organisation stays."""
        from accounts.hats import hats_of

        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(
            pk__in=[authenticator.pk],
        )
        if others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
            return True
        return not any(hat.actor.is_staff for hat in hats_of(authenticator.user, timezone.now()))
