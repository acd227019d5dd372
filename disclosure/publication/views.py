"""Pages of a publication: the reviewer's, the consumer's preview, the merchant's objection."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import records_access
from accounts.actors import ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.lists.listing import Order, listing_of
from complaints.lifecycle.facts import Refused
from complaints.queries import visible_to
from disclosure.models import Publication, Stage
from disclosure.publication import actions, review
from disclosure.publication.forms import DecisionForm, DraftForm, LiftForm, MaskForm, ObjectionForm, WithdrawalForm
from disclosure.publication.queries import candidates, counts_by_stage, marks_of, publications_of, side_by_side
from disclosure.publication.rules import NO_ANSWER, UNVERIFIED

officers = enter(ActorKind.OFFICER)
concerned = enter(ActorKind.OFFICER, ActorKind.CONSUMER, ActorKind.MERCHANT)
TEMPLATES = {
    ActorKind.OFFICER: "disclosure/review.html",
    ActorKind.CONSUMER: "disclosure/consent.html",
    ActorKind.MERCHANT: "disclosure/objection.html",
}


@require_safe
@officers
def reviews(request: HttpRequest) -> HttpResponse:
    """What is on its way to the public, and what could be."""
    actor = actor_of(request)
    stage = request.GET.get("stage") or Stage.REVIEW
    rows = publications_of(actor).filter(stage=stage)
    listing = listing_of(request.GET, rows, orders=[Order("-drafted", _("newest first"), ("-drafted_at", "-id"))])
    counts = counts_by_stage(actor)
    stages = [(value, label, counts.get(value, 0)) for value, label in Stage.choices]
    context = {"listing": listing, "stages": stages, "stage": stage, "candidates": candidates(actor)[:8]}
    return render(request, "disclosure/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
@records_access("case", "public_id")
def draft(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Begin a publication of a case."""
    actor = actor_of(request)
    case = get_object_or_404(visible_to(actor).select_related("complaint", "merchant"), public_id=public_id)
    form = DraftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = review.draft(case_id=case.pk, actor=actor, now=timezone.now(), **form.cleaned_data)
            return redirect("disclosure:publication", made.public_id)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return render(request, "disclosure/draft.html", {"form": form, "case": case})


@require_safe
@concerned
@records_access("publication", "public_id")
def publication(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The same publication, as each reader needs it."""
    actor = actor_of(request)
    row = get_object_or_404(publications_of(actor), public_id=public_id)
    return _page(request, row, actor.kind)


def _page(request: HttpRequest, row: Publication, kind: ActorKind, **bound: forms.Form) -> HttpResponse:
    context: dict[str, Any] = {
        "publication": row, "case": row.case, "unverified": UNVERIFIED, "no_answer": NO_ANSWER,
        "digest": actions.preview_digest(row), "objection_form": ObjectionForm(), "decision_form": DecisionForm(),
        "mask_form": MaskForm(), "withdrawal_form": WithdrawalForm(), "log": row.log.select_related("by"),
    }  # fmt: skip
    if kind is ActorKind.OFFICER:
        context |= {"paragraphs": side_by_side(row) if row.text else [], "marks": marks_of(row)}
        context["mine"] = row.first_id == request.user.pk
    return render(request, TEMPLATES[kind], context | bound)


Act = Callable[..., object]


def _act(
    request: HttpRequest,
    public_id: uuid.UUID,
    act: Act,
    done: str,
    form_class: type[forms.Form] | None = None,
    key: str = "",
) -> HttpResponse:
    """Do one thing and show the page again; a refusal is said there, and what was typed stays."""
    actor = actor_of(request)
    row = get_object_or_404(publications_of(actor), public_id=public_id)
    form = form_class(request.POST) if form_class else None
    given = {}
    if form is not None:
        if not form.is_valid():
            return _page(request, row, actor.kind, **{key: form})
        given = form.cleaned_data
    try:
        act(publication_id=row.pk, actor=actor, now=timezone.now(), **given)
    except Refused as refusal:
        if form is None:
            messages.error(request, str(refusal))
            return redirect("disclosure:publication", row.public_id)
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _page(request, row, actor.kind, **{key: form})
    messages.success(request, done)
    return HttpResponseRedirect(row_url(row))


def row_url(row: Publication) -> str:
    """The page of a publication."""
    return reverse("disclosure:publication", args=[row.public_id])


@require_POST
@officers
def mask(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hide more of the text."""
    return _act(request, public_id, review.mask_more, _("Hidden everywhere in the text."), MaskForm, "mask_form")


@require_POST
@officers
def lift(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what the machine hid, with a reason."""

    def act(*, mark: int, **given: Any) -> None:
        review.lift(mark_id=mark, **given)

    return _act(request, public_id, act, _("Shown; the second person sees your reason."), LiftForm, "lift_form")


@require_POST
@officers
def settle(request: HttpRequest, public_id: uuid.UUID, mark_id: int) -> HttpResponse:
    """A doubt of the machine: it stays hidden."""

    def act(**given: Any) -> None:
        review.settle_doubt(mark_id=mark_id, **given)

    return _act(request, public_id, act, _("It stays hidden."))


@require_POST
@officers
def finish(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The reviewer is done; the next step depends on whether somebody must agree."""
    return _act(request, public_id, review.finish_review, _("The text goes on its way."))


@require_POST
@enter(ActorKind.CONSUMER)
def consent(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The consumer agrees to the very text on the page."""
    seen = request.POST.get("text_seen", "")

    def act(**given: Any) -> None:
        actions.consent(text_seen=seen, **given)

    return _act(request, public_id, act, _("You agreed to this text. You can revoke it at any time."))


@require_POST
@enter(ActorKind.CONSUMER)
def decline(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The consumer wants nothing published."""
    return _act(request, public_id, actions.decline, _("Nothing is published. Your case goes on as before."))


@require_POST
@enter(ActorKind.CONSUMER)
def revoke(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take the consent back: the page goes at once."""
    actor = actor_of(request)
    row = get_object_or_404(publications_of(actor), public_id=public_id)
    actions.revoke_consent(case_id=row.case_id, actor=actor, now=timezone.now())
    messages.success(request, _("Your consent is revoked; the page is gone."))
    return HttpResponseRedirect(row_url(row))


@require_POST
@enter(ActorKind.MERCHANT)
def objection(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The merchant objects, with a ground."""
    return _act(
        request, public_id, actions.object_to, _("Your objection is on record."), ObjectionForm, "objection_form"
    )


@require_POST
@officers
def publish(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The second person lets it out."""
    return _act(request, public_id, actions.publish, _("It is published."), DecisionForm, "decision_form")


@require_POST
@officers
def refuse(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The second person does not."""
    return _act(request, public_id, actions.refuse, _("It is not published."), DecisionForm, "decision_form")


@require_POST
@officers
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    return _act(request, public_id, actions.withdraw, _("The page is taken down."), WithdrawalForm, "withdrawal_form")


@require_POST
@officers
def show_again(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    return _act(request, public_id, actions.show_again, _("The page is shown again."))
