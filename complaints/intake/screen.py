"""What every screen of filing shares: the draft it is about, its token, and the bar of steps."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor, ActorKind
from accounts.hats import actor_of
from complaints.evidence.actions import Home, receive
from complaints.evidence.kinds import WrongFile
from complaints.intake.drafts import Content, filed_from, find_draft, new_token, remember, save_step, token_of
from complaints.intake.steps import Step, bar, missing_before
from complaints.models import Draft, Evidence


@dataclass
class Screen:
    """A request to one step of one draft."""

    request: HttpRequest
    step: Step
    draft: Draft | None
    token: uuid.UUID
    content: Content
    now: datetime

    @classmethod
    def of(cls, request: HttpRequest, step: Step) -> Screen:
        """Find the draft; a form sent without one starts it under the form's own token."""
        draft = find_draft(request)
        token = draft.token if draft else token_of(request.POST.get("token", "")) or new_token()
        return cls(request, step, draft, token, Content.read(draft), timezone.now())

    @property
    def actor(self) -> Actor:
        """The person as a consumer, whatever other hats they have; nobody yet when not logged in."""
        return actor_of(self.request, ActorKind.CONSUMER)

    def elsewhere(self) -> HttpResponse | None:
        """Where to go instead: to the complaint this draft has become, or to an earlier step that is not done."""
        filed = filed_from(token_of(self.request.POST.get("token", "")), self.actor.user_id)
        if filed is not None:
            messages.info(self.request, _("This complaint has been sent already. Here it is."))
            first = filed.cases.order_by("id").first()
            assert first is not None
            return HttpResponseRedirect(reverse("complaints:case", args=[first.public_id]))
        earlier = missing_before(self.step, self.content)
        if earlier is not None:
            return HttpResponseRedirect(earlier.path)
        return None

    def save(self, values: object, step: str = "") -> None:
        """Keep what was typed, at once and whatever it is worth."""
        self.draft = save_step(
            token=self.token, step=step or self.step.key, values=values, actor=self.actor, now=self.now
        )
        self.content = Content.read(self.draft)
        remember(self.request, self.draft)

    def take_files(self) -> list[str]:
        """Files of a plain form; the good ones are kept, of the others it is said why not."""
        troubles = []
        for file in self.request.FILES.getlist("proofs"):
            assert self.draft is not None
            try:
                receive(home=Home(draft=self.draft), file=file, actor=self.actor, now=self.now)  # type: ignore[arg-type]
            except WrongFile as problem:
                troubles.append(_("%(name)s: %(problem)s") % {"name": (file.name or "")[:60], "problem": problem})
        return troubles

    def files(self) -> list[Evidence]:
        """What was handed in with this draft."""
        if self.draft is None:
            return []
        return list(Evidence.objects.filter(draft=self.draft).order_by("id"))

    def page(self, template: str, **context: object) -> HttpResponse:
        """The screen, with a 422 when something is to be mended (htmx and plain browsers show it alike)."""
        context |= {"steps": bar(self.step, self.content), "token": self.token, "draft": self.draft, "now": self.now}
        return render(self.request, template, context)
