"""Step 4: who you are; log-in on the way; and sending, once."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.limits import Limited, limit, limit_request
from accounts.login.views import too_often
from accounts.models import User
from complaints.intake import steps
from complaints.intake.build import Incomplete, already_filed, filing_of
from complaints.intake.drafts import SESSION_KEY, kept
from complaints.intake.filing import file_complaint
from complaints.intake.forms import YouForm
from complaints.intake.screen import Screen
from complaints.intake.views import GET_AND_POST
from complaints.lifecycle.facts import Refused
from complaints.models import Draft
from merchants.matching import learn_alias


@never_cache
@sensitive_post_parameters()
@require_http_methods(GET_AND_POST)
def you(request: HttpRequest) -> HttpResponse:
    """Name, what the merchant may see, who else has it, consents."""
    screen = Screen.of(request, steps.YOU)
    if answer := screen.elsewhere():
        return answer
    if request.method != "POST":
        return you_page(screen, YouForm(initial=screen.content.you))
    screen.save(
        kept({key: value for key, value in request.POST.items() if key not in ("csrfmiddlewaretoken", "token")})
    )
    form = YouForm(screen.content.you)
    if not form.is_valid():
        return you_page(screen, form)
    if not isinstance(request.user, User):
        return HttpResponseRedirect(f"{reverse('login')}?{urlencode({'next': steps.SEND.path})}")
    return deliver(screen, request.user, form)


def you_page(screen: Screen, form: YouForm, **context: object) -> HttpResponse:
    """The screen; `cases` are those it may be the same as."""
    merchants = [str(each["name"]) for each in screen.content.whom]
    return screen.page("complaints/file_you.html", form=form, merchants=merchants, **context)


@never_cache
@require_http_methods(GET_AND_POST)
def send(request: HttpRequest) -> HttpResponse:
    """After log-in: everything once more at a glance, and one button."""
    screen = Screen.of(request, steps.SEND)
    if answer := screen.elsewhere():
        return answer
    if not isinstance(request.user, User):
        return HttpResponseRedirect(f"{reverse('login')}?{urlencode({'next': steps.SEND.path})}")
    if request.method == "POST":
        return deliver(screen, request.user, YouForm(screen.content.you))
    demands = steps.demand_forms(screen.content)
    total = sum(form.cleaned_data.get("amount") or 0 for form in demands if form.is_valid())
    return screen.page(
        "complaints/file_send.html",
        content=screen.content,
        demands=demands,
        total=total,
        files=screen.files(),
        user=request.user,
    )


def after_filing(screen: Screen) -> None:
    """The draft is done with, also one that a second press at the same moment wrote anew; names are learnt."""
    screen.request.session.pop(SESSION_KEY, None)
    Draft.objects.filter(token=screen.token).delete()
    for respondent in screen.content.whom:
        if respondent.get("merchant_id") and respondent.get("typed"):
            learn_alias(
                merchant_id=respondent["merchant_id"], text=respondent["typed"], actor=screen.actor, now=screen.now
            )


def deliver(screen: Screen, user: User, form: YouForm) -> HttpResponse:
    """File it. What is missing leads back to its step; what was filed before is shown first."""
    form.is_valid()
    assert screen.draft is not None
    try:
        limit_request("filing", screen.request)
        limit("filing.person", str(user.pk))
        filing = filing_of(screen.draft, user)
        cases = already_filed(filing, user, screen.now)
        if cases and not form.cleaned_data["again"]:
            return you_page(screen, form, cases=cases)
        complaint = file_complaint(filing, actor=screen.actor, now=screen.now)
    except Limited as refused:
        form.add_error(None, too_often(refused))
        return you_page(screen, form)
    except Incomplete:
        return HttpResponseRedirect(reverse("complaints:file"))
    except Refused as refused:
        form.add_error(None, str(refused))
        return you_page(screen, form)
    after_filing(screen)
    messages.success(screen.request, _("Your complaint has been sent. Here you see whose turn it is, until when."))
    first = complaint.cases.order_by("id").first()
    assert first is not None
    return HttpResponseRedirect(reverse("complaints:case", args=[first.public_id]))
