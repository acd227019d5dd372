"""The inbox of whoever is logged in, whatever their hat; and in the demo, what would have been sent."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actors import ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.lists.listing import Order, listing_of
from notices.forms import ChannelsForm
from notices.models import RecordedMessage
from notices.queries import inbox_of, unread_count, wanted_channels
from notices.reading import choose_channels, mark_read, person_of

anybody = enter(*(set(ActorKind) - {ActorKind.PUBLIC, ActorKind.SYSTEM}))


@require_safe
@anybody
def inbox(request: HttpRequest) -> HttpResponse:
    """A person's messages, newest first."""
    reader = person_of(actor_of(request))
    orders = [Order("-sent", _("newest first"), ("-sent_at", "-id"))]
    listing = listing_of(request.GET, inbox_of(reader), orders=orders)
    context = {"listing": listing, "unread_now": unread_count(reader)}
    return render(request, "inbox/inbox.html", context)


@require_POST
@anybody
def read(request: HttpRequest, public_id: uuid.UUID | None = None) -> HttpResponse:
    """Mark one message as read, or all."""
    if public_id is not None:
        get_object_or_404(inbox_of(person_of(actor_of(request))), public_id=public_id)
    count = mark_read(actor=actor_of(request), now=timezone.now(), public_id=public_id)
    if count and public_id is None:
        text = ngettext("%(count)d message marked as read", "%(count)d messages marked as read", count)
        messages.success(request, text % {"count": count})
    return HttpResponseRedirect(reverse("notices:inbox"))


@require_http_methods(["GET", "HEAD", "POST"])
@anybody
def channels(request: HttpRequest) -> HttpResponse:
    """Choose by which channels reminders come."""
    form = ChannelsForm(request.POST or None, initial={"channels": wanted_channels(person_of(actor_of(request)))})
    if request.method == "POST" and form.is_valid():
        choose_channels(actor=actor_of(request), wanted=form.cleaned_data["channels"], now=timezone.now())
        messages.success(request, _("Your choice is kept."))
        return HttpResponseRedirect(reverse("notices:inbox"))
    return render(request, "inbox/channels.html", {"form": form})


@require_safe
def recorded(request: HttpRequest) -> HttpResponse:
    """The demo's recorded console: log-in codes, text messages, e-mail. Does not exist outside the demo."""
    if not settings.MODE_IS_DEMO:
        raise Http404
    return render(request, "inbox/recorded.html", {"rows": RecordedMessage.objects.order_by("-id")[:50]})
