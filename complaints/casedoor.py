"""/c/<id>/, the link in every notice: to the right page of the case for whoever opens it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.doors import to_log_in
from accounts.hats import SESSION_KEY, actor_of, hats_of, wearable
from accounts.login.second_factor import has_second_factor
from accounts.models import User
from complaints.queries import visible_to


@never_cache
@require_safe
def door(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseRedirect:
    """To the case's page in the hat worn, else in the first hat that sees it; a stranger's case does not exist.

    Where each hat reads a case stands in `settings.CASE_PAGES`. Staff without a second factor are asked for it first.
    """
    if not request.user.is_authenticated:
        return to_log_in(request)
    worn = actor_of(request)
    for hat in sorted(wearable(request), key=lambda hat: hat.actor != worn):
        page = settings.CASE_PAGES.get(hat.actor.kind.value)
        if page and visible_to(hat.actor).filter(public_id=public_id).exists():
            request.session[SESSION_KEY] = hat.key
            name, takes_case = page
            return HttpResponseRedirect(reverse(name, args=[public_id] if takes_case else []))
    if not has_second_factor(request) and _acts_for_a_house(request):
        return to_log_in(request, staff=True)
    raise Http404


def _acts_for_a_house(request: HttpRequest) -> bool:
    """Somebody who could wear an organisation's hat, were the second factor there."""
    user = request.user
    return isinstance(user, User) and any(hat.actor.is_staff for hat in hats_of(user, timezone.now()))
