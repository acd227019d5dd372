"""Set theme, size and language without JavaScript; the header's buttons post here and come back.

The buttons stand on every page, so they carry no CSRF token: public pages would each get a cookie and could not be
cached. What a forged post could do is change somebody's colours, and browsers say so in Sec-Fetch-Site: it is refused.
"""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.preferences import choices

OWN_SITE = ("same-origin", "none")


def _way_back(request: HttpRequest) -> str:
    """The page the reader came from, never another site."""
    wish = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure()):
        return wish
    return "/"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show the three choices, or keep those posted; unknown values are ignored."""
    if request.method != "POST":
        return render(request, "preferences/preferences.html")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in OWN_SITE:
        raise PermissionDenied
    response = HttpResponseRedirect(_way_back(request))
    if request.POST.get("theme") in choices.THEMES:
        choices.remember(response, settings.THEME_COOKIE_NAME, request.POST["theme"])
    if request.POST.get("size") in choices.SIZES:
        choices.remember(response, settings.SIZE_COOKIE_NAME, request.POST["size"])
    if request.POST.get("language") in dict(settings.LANGUAGES):
        choices.remember(response, settings.LANGUAGE_COOKIE_NAME, request.POST["language"])
    return response
