"""Step 2: against whom. Search works without JavaScript; a merchant that is not in the list is a full path."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.fields import USCCField
from accounts.forms.numerals import narrow
from accounts.limits import Limited, limit_request
from accounts.login.views import too_often
from accounts.look_ups.pages import looked_for, looks_up
from complaints.intake import steps
from complaints.intake.find import chosen, find
from complaints.intake.forms import HowFound
from complaints.intake.screen import Screen
from complaints.intake.views import GET_AND_POST
from complaints.models import RespondentRole

MOST_RESPONDENTS = 6
OTHER = "other"


@never_cache
@sensitive_post_parameters()
@require_http_methods(GET_AND_POST)
@looks_up(acts=True)
def whom(request: HttpRequest) -> HttpResponse:
    """Search, choose, add another, take one out."""
    screen = Screen.of(request, steps.WHOM)
    if answer := screen.elsewhere():
        return answer
    if request.method != "POST":
        return whom_page(screen, looked_for(request) if "s" in request.GET else None)
    if "remove" in request.POST:
        left = [each for at, each in enumerate(screen.content.whom) if str(at) != request.POST["remove"]]
        screen.save(left)
        return HttpResponseRedirect(steps.WHOM.path)
    form, trouble = HowFound(request.POST), ""
    picked = request.POST.get("m", "")
    if picked:
        respondent, trouble = _respondent(picked, form, request)
        if respondent:
            _add(screen, respondent)
    elif not screen.content.whom:
        trouble = _("Choose one of the list, or “not in the list”")
    if trouble or (picked == OTHER and form.errors):
        return whom_page(
            screen, request.POST.get("q"), form=form if picked == OTHER else None, trouble=trouble, picked=picked
        )
    return HttpResponseRedirect(steps.WHOM.path + "?more=1" if "more" in request.POST else steps.ASK.path)


def _respondent(picked: str, form: HowFound, request: HttpRequest) -> tuple[dict[str, object] | None, str]:
    role = (
        request.POST.get("role") if request.POST.get("role") in RespondentRole.values else RespondentRole.SELLER.value
    )
    if picked == OTHER:
        if not form.is_valid():
            return None, ""
        data = form.cleaned_data
        how = dict(HowFound.HOWS).get(data["how"], "")
        hint = "：".join(part for part in (str(how), data["hint"]) if part)[:300]
        shown = [choice.merchant_id for choice in find(request.POST.get("q", "")[:100], now=timezone.now())]
        return {
            "name": data["name"], "division": data["place"], "hint": hint, "role": data["role"] or role,
            "declined": shown,
        }, ""  # fmt: skip
    choice = chosen(picked)
    if choice is None:
        return None, _("This merchant is not in our list any more. Please search again")
    respondent = {
        "name": choice.name[:120],
        "merchant_id": choice.merchant_id,
        "store_id": choice.store_id,
        "division": choice.division,
        "role": role,
        "where": choice.where,
        "joined": choice.joined,
        "typed": request.POST.get("q", "")[:100],
    }
    return respondent, ""


def _add(screen: Screen, respondent: dict[str, object]) -> None:
    """The same one twice is one; six are the most."""
    same = [
        each for each in screen.content.whom
        if not (each.get("merchant_id") == respondent.get("merchant_id") and each["name"] == respondent["name"])
    ]  # fmt: skip
    screen.save([*same, respondent][:MOST_RESPONDENTS])


def whom_page(
    screen: Screen, q: str | None, *, form: HowFound | None = None, trouble: str = "", picked: str = ""
) -> HttpResponse:
    """The screen with what the search finds; without a search, what was read from the story."""
    guessed = str(screen.content.what.get("ticked", {}).get("merchant", ""))
    adds = bool(screen.content.whom) and q is None and "more" not in screen.request.GET and not trouble and form is None
    typed = (q if q is not None else "" if screen.content.whom else guessed)[:100]
    wrong = "" if trouble else code_trouble(typed)
    return screen.page(
        "complaints/file_whom.html",
        q=typed,
        choices=[] if wrong else find(typed, now=screen.now),
        wrong=wrong,
        form=form or HowFound(),
        trouble=trouble,
        picked=picked,
        closed=adds,
        roles=RespondentRole.choices,
        respondents=screen.content.whom,
    )


def code_trouble(typed: str) -> str:
    """What is wrong with a credit code that was typed as a search; "" for anything else."""
    text = narrow(typed).replace(" ", "").upper()
    if len(text) != 18 or not text.isalnum() or not text.isascii():
        return ""
    try:
        USCCField().clean(text)
    except ValidationError as problem:
        return " ".join(problem.messages)
    return ""


@never_cache
@sensitive_post_parameters()
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """The list alone, as one types."""
    try:
        limit_request("look_up", request)
    except Limited as refused:
        return HttpResponse(too_often(refused), status=429)
    screen = Screen.of(request, steps.WHOM)
    typed = request.POST.get("q", "")[:100]
    wrong = code_trouble(typed)
    return screen.page(
        "complaints/file_whom.html#found",
        q=typed,
        choices=[] if wrong else find(typed, now=screen.now),
        wrong=wrong,
        picked="",
        form=HowFound(),
        trouble="",
    )
