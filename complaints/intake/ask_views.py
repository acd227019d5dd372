"""Step 3: what is asked, line by line. Lines are added and taken out by plain buttons."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from complaints.intake import steps
from complaints.intake.computed import check_computed
from complaints.intake.drafts import kept
from complaints.intake.forms import DemandForm
from complaints.intake.others import others
from complaints.intake.screen import Screen
from complaints.intake.views import GET_AND_POST
from complaints.models import DemandKind

KEYS = ("kind", "title", "amount", "due", "computed", "of")
MOST_LINES = 12


@never_cache
@sensitive_post_parameters()
@require_http_methods(GET_AND_POST)
def ask(request: HttpRequest) -> HttpResponse:
    """Demand lines; each names one thing, so that the merchant can answer it."""
    screen = Screen.of(request, steps.ASK)
    if answer := screen.elsewhere():
        return answer
    if request.method != "POST":
        return ask_page(screen, bound=False)
    lines = typed_lines(request)
    added, removed = request.POST.get("add"), request.POST.get("remove")
    if removed is not None:
        lines = [line for at, line in enumerate(lines) if str(at) != removed]
    if added in DemandKind.values and len(lines) < MOST_LINES:
        lines.append({"kind": added})
    screen.save(lines)
    if added or removed is not None:
        return HttpResponseRedirect(f"{steps.ASK.path}#line-{len(lines) - 1 if added else 0}")
    forms = steps.demand_forms(screen.content)
    valid = not any(form.errors for form in forms)
    trouble = _("Say at least one thing you ask for") if not lines else uncovered(screen, forms) if valid else ""
    if valid and not trouble:
        return HttpResponseRedirect(steps.YOU.path)
    return ask_page(screen, bound=True, trouble=trouble)


def typed_lines(request: HttpRequest) -> list[dict[str, object]]:
    """The lines as they stand in the form, by number, those without a kind left out."""
    found = []
    for at in range(MOST_LINES):
        if request.POST.get(f"{at}-kind") in DemandKind.values:
            found.append(kept({key: request.POST[f"{at}-{key}"] for key in KEYS if f"{at}-{key}" in request.POST}))
    return found


def uncovered(screen: Screen, forms: list[DemandForm]) -> str:
    """Every respondent is asked for something."""
    meant = {form.cleaned_data.get("of") or "" for form in forms}
    if "" in meant:
        return ""
    missing = [each["name"] for at, each in enumerate(screen.content.whom) if str(at) not in meant]
    return _("Say what you ask of %(name)s") % {"name": missing[0]} if missing else ""


def ask_page(screen: Screen, *, bound: bool, trouble: str = "") -> HttpResponse:
    """The lines, their sum, and what can be added."""
    forms = steps.demand_forms(screen.content)
    total = 0
    for form in forms:
        form.is_valid()
        total += form.cleaned_data.get("amount") or 0
        form.checked = check_computed(form.cleaned_data.get("computed") or "", form.cleaned_data.get("amount"))  # type: ignore[attr-defined]
    if not bound:
        names = [respondent["name"] for respondent in screen.content.whom]
        checked = [form.checked for form in forms]  # type: ignore[attr-defined]
        forms = [DemandForm(prefix=str(at), initial=line, names=names) for at, line in enumerate(screen.content.ask)]
        for form, words in zip(forms, checked, strict=True):
            form.checked = words  # type: ignore[attr-defined]
    return screen.page(
        "complaints/file_ask.html",
        forms=forms,
        total=total,
        kinds=DemandKind.choices,
        trouble=trouble,
        full=len(forms) >= MOST_LINES,
        others=others(str(screen.content.facts.get("category") or ""), total or None, now=screen.now),
    )
