"""The page on which somebody signs: by finger or pen, by a picture, or by the typed name alone."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import records_access
from accounts.actors import Actor, ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from complaints.lifecycle.facts import Refused
from documents.strokes import LARGEST_PICTURE
from mediation.models.signature import Side, Signed
from mediation.sittings.agreement import sign_agreement, sign_record
from mediation.sittings.queries import agreements_of, signatures_on, sittings_of
from mediation.sittings.signing import Mark

signers = enter(ActorKind.CONSUMER, ActorKind.MERCHANT, ActorKind.MEDIATOR)
PEOPLE = (ActorKind.CONSUMER, ActorKind.MERCHANT)
PREFIX = "data:image/png;base64,"
LONGEST = 600_000  # characters of a drawing; a full canvas has a tenth of it


class SignForm(forms.Form):
    """The name and the tick are the signature; a drawing or a picture is what it looks like."""

    drawing = forms.CharField(
        label=gettext_lazy("Your signature"), required=False, max_length=LONGEST, widget=forms.HiddenInput
    )
    picture = forms.FileField(
        label=gettext_lazy("Picture of your signature"), required=False,
        help_text=gettext_lazy("JPG or PNG: sign on white paper and take a photograph. Your name alone does too."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=40, help_text=gettext_lazy("As it stands in what you sign."),
        error_messages={"required": gettext_lazy("Type your name as it stands in what you sign")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    agrees = forms.BooleanField(
        label=gettext_lazy("I have read every line, nobody presses me, and I agree."),
        error_messages={"required": gettext_lazy("Tick it if you agree; without it nothing is signed")},
    )

    def clean_drawing(self) -> bytes:
        """The bytes of the canvas."""
        text = self.cleaned_data["drawing"]
        if not text:
            return b""
        try:
            return base64.b64decode(text.removeprefix(PREFIX), validate=True)
        except ValueError:  # binascii's is one, and so is the one for signs that are no ASCII
            raise ValidationError(_("The drawing was not understood. Draw it again, or only type your name.")) from None

    def clean_picture(self) -> bytes:
        """The bytes of the file."""
        file = self.cleaned_data["picture"]
        if not file:
            return b""
        if (file.size or 0) > LARGEST_PICTURE:
            raise ValidationError(_("The picture is larger than 8 MB."))
        return bytes(file.read())

    def mark(self) -> Mark:
        """As the action takes it."""
        data = self.cleaned_data
        return Mark(name=data["name"], drawing=data["drawing"], picture=data["picture"])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signers
@records_access("agreement", "public_id")
def signing(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Sign the draft of an agreement."""
    row = get_object_or_404(agreements_of(actor_of(request)), public_id=public_id)
    back = reverse("mediation:agreement", args=[public_id])
    if row.effective_at is not None:
        messages.info(request, _("The agreement is in force already."))
        return HttpResponseRedirect(back)
    lines = row.lines.all()

    def sign(**given: Any) -> None:
        sign_agreement(agreement_id=row.pk, **given)

    return _page(request, Signed.AGREEMENT, row.pk, sign, back, {"agreement": row, "lines": lines, "case": row.case})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signers
@records_access("sitting", "public_id")
def signing_minutes(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Sign the joint record of a round-table."""
    row = get_object_or_404(sittings_of(actor_of(request)), public_id=public_id)
    if not row.minutes:
        raise Http404
    back = reverse("mediation:sitting", args=[public_id])

    def sign(**given: Any) -> None:
        sign_record(sitting_id=row.pk, **given)

    return _page(request, Signed.MINUTES, row.pk, sign, back, {"sitting": row, "case": row.case})


def _page(
    request: HttpRequest, signed: Signed, subject_id: int, sign: Callable[..., None], back: str, context: dict[str, Any]
) -> HttpResponse:
    actor = actor_of(request)
    if _has_signed(actor, signed, subject_id):
        messages.info(request, _("You have signed already."))
        return HttpResponseRedirect(back)
    form = SignForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            sign(actor=actor, now=timezone.now(), mark=form.mark())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("Signed."))
            return HttpResponseRedirect(back)
    base = "base.html" if actor.kind in PEOPLE else "desk/frame.html"
    return render(request, "sittings/signing.html", {**context, "form": form, "back": back, "base": base})


def _has_signed(actor: Actor, signed: Signed, subject_id: int) -> bool:
    mine = {ActorKind.CONSUMER: Side.CONSUMER, ActorKind.MERCHANT: Side.MERCHANT, ActorKind.MEDIATOR: Side.MEDIATOR}
    return any(side is mine[actor.kind] and signature for side, signature in signatures_on(signed, subject_id))
