"""Pages of papers made by hand: what waits for me, a sheet, and a paper on its way from colleague to colleague."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import records_access
from accounts.actors import Actor, ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.permissions import is_second_person, leads
from documents import hands
from documents.models import Paper, Status
from documents.refused import Refused
from documents.views import as_pdf
from mediation.desk.queries import case_for_desk
from mediation.models import PaperSheet
from mediation.papers.byhand import actions
from mediation.papers.byhand.forms import ApproveForm, EndForm, KindForm, RemarkForm, SheetForm, content_of_sheet

officers = enter(ActorKind.OFFICER)
MOST = 100  # papers in hand at one body; more are a backlog no list mends


@never_cache
@require_safe
@officers
def papers(request: HttpRequest) -> HttpResponse:
    """What waits for me, what I am writing, and what colleagues have in hand."""
    actor = actor_of(request)
    waiting, others = list(hands.waiting_for(actor)[:MOST]), list(hands.in_hand(actor)[:MOST])
    titles = actions.matters_of([paper.case_id for paper in (*waiting, *others) if paper.case_id])
    context = {
        "waiting": [(paper, titles.get(paper.case_id or 0, "")) for paper in waiting],
        "sheets": [(sheet, actions.title_of(sheet.kind)) for sheet in actions.sheets_of(actor)[:MOST]],
        "others": [(paper, titles.get(paper.case_id or 0, "")) for paper in others],
    }
    return render(request, "byhand/papers.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officers
@records_access("case", "public_id")
def new(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Which paper; a sheet with the facts of the case filled in."""
    actor = actor_of(request)
    case = get_object_or_404(case_for_desk(actor), public_id=public_id)
    form = KindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sheet = actions.begin(case=case, kind=form.cleaned_data["kind"], actor=actor, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused.why))
        else:
            return HttpResponseRedirect(reverse("mediation:sheet", args=[sheet.public_id]))
    return render(request, "byhand/new.html", {"case": case, "form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officers
@records_access("paper", "public_id")
def sheet(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The form of a paper: kept as typed whenever it is sent, handed on when it is whole."""
    actor, now = actor_of(request), timezone.now()
    row = get_object_or_404(actions.sheets_of(actor), public_id=public_id)
    paper = _paper_of(row)
    form = _form(row, paper, actor, request)
    if request.method == "POST":
        if "drop" in request.POST:
            row.delete()
            messages.success(request, _("The sheet is gone."))
            return HttpResponseRedirect(reverse("mediation:papers"))
        actions.keep(sheet=row, typed=_typed(form, request), now=now)
        if "send" not in request.POST:
            messages.success(request, _("Kept. Nobody else sees it yet."))
            return HttpResponseRedirect(reverse("mediation:sheet", args=[public_id]))
        if form.is_valid():
            try:
                sent = actions.send(
                    sheet=row, content=_content(row, form, now), checker_id=form.checker_id, actor=actor, now=now
                )
            except Refused as refused:
                _say(form, refused)
            else:
                messages.success(request, _("Sent for checking."))
                return HttpResponseRedirect(reverse("mediation:hand_paper", args=[sent.public_id]))
    context = {
        "sheet": row, "form": form, "case": row.case, "title": actions.title_of(row.kind), "paper": paper,
        "fixed": actions.facts_of(row.kind, row.case_id, now),
        "remark": paper.steps.filter(kind="returned").last() if paper else None,
    }  # fmt: skip
    return render(request, "byhand/sheet.html", context)


@never_cache
@require_safe
@officers
@records_access("paper", "public_id")
def look(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The paper as it stands on the sheet, as PDF; back to the sheet when a part is missing."""
    actor, now = actor_of(request), timezone.now()
    row = get_object_or_404(actions.sheets_of(actor), public_id=public_id)
    form = SheetForm(actions.typed_on(row), kind=row.kind, checkers=None)
    try:
        if form.is_valid():
            paper, pdf = actions.look(sheet=row, content=_content(row, form, now), actor=actor, now=now)
            return as_pdf(HttpResponse(pdf, content_type="application/pdf"), paper)
    except Refused as refused:
        _say(form, refused)
    context = {"sheet": row, "form": form, "case": row.case, "title": actions.title_of(row.kind),
               "fixed": actions.facts_of(row.kind, row.case_id, now)}  # fmt: skip
    return render(request, "byhand/sheet.html", context)


@never_cache
@require_safe
@officers
@records_access("paper", "public_id")
def hand_paper(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A paper on its way: its steps so far, and what may be done with it next."""
    return _show(request, _visible(request, public_id))


@never_cache
@require_POST
@officers
def act(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The next step of a paper, by the name of the button."""
    paper, actor, now = _visible(request, public_id), actor_of(request), timezone.now()
    forms_ = _forms(paper, request)
    name = next((name for name in _ACTS if name in request.POST), "")
    form = forms_.get(name)
    if not name or (form is not None and not form.is_valid()):
        return _show(request, paper, forms_, {name})
    try:
        if name == "mend":
            row = actions.take_up(paper=paper, actor=actor, now=now)
            return HttpResponseRedirect(reverse("mediation:sheet", args=[row.public_id]))
        _ACTS[name](paper.pk, form, actor, now)
    except Refused as refused:
        if form is not None and refused.field in form.fields:
            form.add_error(refused.field, str(refused.why))
            return _show(request, paper, forms_, {name})
        messages.error(request, str(refused.why))
    else:
        messages.success(request, _DONE[name]())
    return HttpResponseRedirect(reverse("mediation:hand_paper", args=[public_id]))


_ACTS: dict[str, Callable[[int, Any, Actor, Any], object]] = {
    "approve": lambda pk, form, actor, now: actions.approve(
        paper_id=pk, leader_id=form.cleaned_data["leader"].pk, remark=form.cleaned_data["remark"], actor=actor, now=now
    ),
    "back": lambda pk, form, actor, now: actions.send_back(
        paper_id=pk, remark=form.cleaned_data["remark"], actor=actor, now=now
    ),
    "sign": lambda pk, _form, actor, now: actions.sign(paper_id=pk, actor=actor, now=now),
    "seal": lambda pk, _form, actor, now: actions.seal_and_deliver(paper_id=pk, actor=actor, now=now),
    "end": lambda pk, form, actor, now: hands.end(
        paper_id=pk, reason=form.cleaned_data["reason"], actor=actor, now=now
    ),
    "mend": lambda *_: None,
}
_DONE: dict[str, Callable[[], str]] = {
    "approve": lambda: _("Checked. The leader has it now."),
    "back": lambda: _("Sent back with your remark."),
    "sign": lambda: _("Signed off. It can be numbered and sealed."),
    "seal": lambda: _("Numbered. It is being printed, and whoever it is for is told."),
    "end": lambda: _("It no longer counts; the verification page says so."),
}


def _visible(request: HttpRequest, public_id: uuid.UUID) -> Paper:
    house = actor_of(request).organisation_id
    rows = Paper.objects.filter(Q(handled_by_id=house) | Q(organisation_id=house), by_hand=True)
    return get_object_or_404(
        rows.select_related("organisation", "handled_by", "drafted_by", "checked_by", "signed_by", "waits_for"),
        public_id=public_id,
    )


def _forms(paper: Paper, request: HttpRequest) -> dict[str, forms.Form]:
    def data(name: str) -> Any:
        return request.POST if request.method == "POST" and name in request.POST else None

    return {
        "approve": ApproveForm(data("approve"), leaders=hands.leaders(paper), prefix="approve"),
        "back": RemarkForm(data("back"), prefix="back"),
        "end": EndForm(data("end"), prefix="end"),
    }


def _show(
    request: HttpRequest, paper: Paper, bound: dict[str, forms.Form] | None = None, wrong: set[str] | None = None
) -> HttpResponse:
    """The page, with the form that was not accepted."""
    actor = actor_of(request)
    second = is_second_person(actor, paper.drafted_by_id)
    bound = bound or _forms(paper, request)
    context = {
        "paper": paper,
        "case": case_for_desk(actor).filter(pk=paper.case_id).first() if paper.case_id else None,
        "steps": actions.trail(paper),
        "checks": paper.status == Status.DRAFTED and second,
        "signs": paper.status == Status.CHECKED and leads(actor) and (second or not paper.four_eyes),
        "returns": paper.status == Status.CHECKED and leads(actor),
        "seals": paper.status == Status.SIGNED,
        "mends": paper.status in (Status.DRAFTED, Status.CHECKED) and paper.case_id is not None,
        "ends": paper.status != Status.VOID,
        "mine": paper.waits_for_id == actor.user_id,
        "errors": [bound[name] for name in wrong or () if name in bound],
        **{f"{name}_form": form for name, form in bound.items()},
    }
    return render(request, "byhand/paper.html", context)


def _paper_of(row: PaperSheet) -> Paper | None:
    return Paper.objects.filter(pk=row.paper_id).first() if row.paper_id else None


def _form(row: PaperSheet, paper: Paper | None, actor: Actor, request: HttpRequest) -> SheetForm:
    choices = hands.checkers(paper, actor)
    if request.method == "POST":
        return SheetForm(request.POST, kind=row.kind, checkers=choices)
    return SheetForm(initial=actions.typed_on(row), kind=row.kind, checkers=choices)


def _typed(form: SheetForm, request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in form.fields}


def _content(row: PaperSheet, form: SheetForm, now: Any) -> Any:
    return content_of_sheet(row.kind, actions.facts_of(row.kind, row.case_id, now), form.parts())


def _say(form: SheetForm, refused: Refused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, str(refused.why))
