"""Recovery codes: shown once, from then on kept as password hashes only. Whoever has the keys reads none of them."""

from __future__ import annotations

from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from accounts.models import User

HASHED = "hashed"  # in the row's data


def forget_shown(row: Authenticator) -> None:
    """What was shown is hashed (Argon2, a salt each); the seed it came from is gone."""
    codes = row.wrap().get_unused_codes()
    hashed = [make_password(code) for code in codes]
    # allauth reads the codes of a row with `migrated_codes` from there, and finds none
    row.data = {"migrated_codes": [], HASHED: hashed, "viewed_at": row.data.get("viewed_at")}
    row.save(update_fields=["data"])


def spend(user: User, code: str) -> Authenticator | None:
    """The row of recovery codes when this is one of them; it opens nothing a second time."""
    if len(code) != app_settings.RECOVERY_CODE_DIGITS:  # no hash is tried for what comes from an app
        return None
    rows = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES)
    with transaction.atomic():
        row = rows.select_for_update(of=("self",)).first()
        hashed: list[str] = row.data.get(HASHED, []) if row else []
        found = next((each for each in hashed if check_password(code, each)), None)
        if row is None or found is None:
            return None
        hashed.remove(found)
        row.save(update_fields=["data"])
    row.user = user
    return row


class RecoveryCodesView(ViewRecoveryCodesView):
    """allauth's page, after which the codes are known to nobody but whoever wrote them down."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Shown, then hashed."""
        response: TemplateResponse = super().get(request, *args, **kwargs)
        response.render()
        row = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).first()
        if row is not None and HASHED not in row.data:
            forget_shown(row)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Of hashed ones only how many are left."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        row = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.RECOVERY_CODES)
        if HASHED in row.data:
            context["unused_codes"] = ["****"] * len(row.data[HASHED])
        return context


recovery_codes = RecoveryCodesView.as_view()
