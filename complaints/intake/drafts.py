"""A complaint being written: kept sealed from the first word, found again by session or by account.

The token is made when the empty form is drawn and travels in it, so an expired session loses nothing: whoever holds
the token holds the draft, until it is claimed by an account; then only that account reads it.
"""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from accounts.actors import Actor
from complaints.evidence import sealed
from complaints.models import Complaint, Draft

SESSION_KEY = "draft_token"
Values = dict[str, Any]


@dataclass
class Content:
    """What was typed, step by step, as it was typed; each step is validated again before filing."""

    what: Values = field(default_factory=dict)
    facts: Values = field(default_factory=dict)
    whom: list[Values] = field(default_factory=list)
    ask: list[Values] = field(default_factory=list)
    you: Values = field(default_factory=dict)

    @classmethod
    def read(cls, draft: Draft | None) -> Content:
        """The content of a draft; empty when there is none yet."""
        if draft is None:
            return cls()
        stored = json.loads(draft.content)
        return cls(**{name: stored[name] for name in cls.__dataclass_fields__ if name in stored})

    def dumps(self) -> str:
        return json.dumps(self.__dict__, ensure_ascii=False, separators=(",", ":"))


def new_token() -> uuid.UUID:
    """128 random bits (a UUID of version 4 has six less): whoever holds the token of a stranger's draft reads it."""
    return uuid.UUID(bytes=secrets.token_bytes(16))


def token_of(text: object) -> uuid.UUID | None:
    """A token as it came from a form or a session; None when it is none."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def find_draft(request: HttpRequest) -> Draft | None:
    """The draft this request is about: by the form's token, the session's, else the person's latest.

    Another account's draft is never found, whoever has its token; nobody's is, as long as it is unclaimed.
    """
    user_id = request.user.pk if request.user.is_authenticated else None
    for text in (request.POST.get("token"), request.session.get(SESSION_KEY)):
        token = token_of(text) if text else None
        draft = Draft.objects.filter(token=token).first() if token else None
        if draft is not None and draft.user_id in (None, user_id):
            return draft
    if user_id is not None:
        return Draft.objects.filter(user_id=user_id).order_by("-touched_at").first()
    return None


def filed_from(token: uuid.UUID | None, user_id: int | None) -> Complaint | None:
    """The complaint a draft became, for its own person: the second tab, the second press."""
    if token is None or user_id is None:
        return None
    return Complaint.objects.filter(idempotency_key=token, user_id=user_id).first()


def save_step(*, token: uuid.UUID, step: str, values: object, actor: Actor, now: datetime) -> Draft:
    """Keep what was typed in a step; makes the draft when it is the first word. Claims it for whoever is logged in."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update(of=("self",)).filter(token=token).first()
        if draft is None:
            draft = Draft(token=token, created_at=now)
        elif draft.user_id not in (None, actor.user_id):
            raise Draft.DoesNotExist("the draft is somebody else's")
        content = Content.read(draft if draft.pk else None)
        if not hasattr(content, step):
            raise ValueError(f"there is no step {step!r}")
        setattr(content, step, values)
        draft.content = content.dumps()
        draft.touched_at = now
        if draft.user_id is None:
            draft.user_id = actor.user_id
        draft.save()
        return draft


def claim(*, token: uuid.UUID, user_id: int, now: datetime) -> bool:
    """After log-in the draft belongs to the account, and is found on its other devices."""
    return bool(Draft.objects.filter(token=token, user=None).update(user_id=user_id, touched_at=now))


def throw_away(*, draft: Draft, actor: Actor) -> None:
    """Delete a draft with its files."""
    remove_files(draft)
    draft.delete()


def remove_files(draft: Draft) -> None:
    """Delete the files of a draft from the disk; the rows go with it."""
    for original, served in draft.evidence.values_list("original", "served"):
        sealed.remove(original)
        sealed.remove(served)
    for path in draft.uploads.values_list("path", flat=True):
        sealed.remove(path)


def remember(request: HttpRequest, draft: Draft) -> None:
    """Let the session know the draft, so that the next page finds it."""
    if request.session.get(SESSION_KEY) != str(draft.token):
        request.session[SESSION_KEY] = str(draft.token)


def kept(values: Mapping[str, object]) -> Values:
    """A form's data as it is kept: text as typed, cut only where it could fill the disk."""
    return {key: value[:20_000] if isinstance(value, str) else value for key, value in values.items()}


def start_draft(*, token: uuid.UUID, actor: Actor, now: datetime) -> Draft:
    """An empty draft for a file that comes before the first word; the one that is there when there is one."""
    draft, _made = Draft.objects.get_or_create(
        token=token,
        defaults={"content": Content().dumps(), "created_at": now, "touched_at": now, "user_id": actor.user_id},
    )
    if draft.user_id not in (None, actor.user_id):
        raise Draft.DoesNotExist("the draft is somebody else's")
    return draft
