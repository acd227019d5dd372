"""Who has looked for which kind of key: a row with its blind index, never with the key."""

from __future__ import annotations

import datetime as dt
import re

from django.db.models import QuerySet

from accounts.actors import Actor
from accounts.fields import blind_index
from accounts.models import LookUp
from accounts.normal import is_mobile, normal_code, normalise

_ID_NUMBER = re.compile(r"\d{17}[0-9X]")
_INDEX_OF = {  # which spelling each kind is indexed in (accounts/normal.py)
    LookUp.Kind.PHONE: "phone",
    LookUp.Kind.EMAIL: "email",
    LookUp.Kind.ID_NUMBER: "id_number",
    LookUp.Kind.NUMBER: "order_number",
    LookUp.Kind.WORDS: "name",
}


def kind_of(words: str) -> LookUp.Kind:
    """What sort of key this is. Pure."""
    if "@" in words or "＠" in words:
        return LookUp.Kind.EMAIL
    if is_mobile(words):
        return LookUp.Kind.PHONE
    code = normal_code(words)
    if _ID_NUMBER.fullmatch(code):
        return LookUp.Kind.ID_NUMBER
    return LookUp.Kind.NUMBER if sum(sign.isdigit() for sign in code) >= 4 else LookUp.Kind.WORDS


def record(words: str, *, route: str, actor: Actor, now: dt.datetime) -> None:
    """A row for somebody who is logged in; the public leaves none."""
    if actor.user_id is None:
        return
    kind = kind_of(words)
    LookUp.objects.create(
        at=now,
        user_id=actor.user_id,
        actor_kind=actor.kind,
        organisation_id=actor.organisation_id,
        merchant_id=actor.merchant_id,
        route=route[:80],
        kind=kind,
        index=_index(kind, words),
    )


def _index(kind: LookUp.Kind, words: str) -> bytes | None:
    index_kind = _INDEX_OF[kind]
    return blind_index(index_kind, words) if normalise(index_kind, words) else None


def who_looked_for(words: str) -> QuerySet[LookUp]:
    """Everybody who looked for this very key, latest first (since INDEX_KEY last changed)."""
    kind = kind_of(words)
    return LookUp.objects.filter(kind=kind, index=_index(kind, words)).order_by("-at", "-id")
