"""allauth's page that asks for the second factor at log-in, without the variables that shadow ours."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator


class FactorView(AuthenticateView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """allauth puts Django's `site` here; in our templates that is the context processor's. Passkeys are offered to
        those who have one."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.pop("site", None)
        kinds = Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True)
        context["has_passkey"] = Authenticator.Type.WEBAUTHN in kinds
        return context


authenticate = FactorView.as_view()
