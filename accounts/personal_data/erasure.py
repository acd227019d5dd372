"""Erasure (个保法 47): what names or tells of a person is emptied, the figures and the chain of events stay.

The chain holds commitments only (ARCHITECTURE 3), so it still verifies. A person stays as a number that nobody can
log in to. Refused while somebody still needs the person: an open case, a role in an organisation.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Q

from accounts.actors import Actor
from accounts.fields import SealedTextField
from accounts.models import Membership, User
from accounts.personal_data.classes import classes_of
from accounts.personal_data.tables import own_tables
from accounts.switchboard import effects, fact


class ErasureRefused(Exception):
    """`reasons`: member (a role in an organisation), or what other floors say: open_case."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


def hindrances(*, user_id: int, now: dt.datetime) -> list[str]:
    """Why a person cannot be erased now; empty when they can."""
    in_force = Q(ended_at__isnull=True) | Q(ended_at__gt=now)
    found = ["member"] if Membership.objects.filter(in_force, user_id=user_id).exists() else []
    return found + list(fact("accounts.erasure_hindrances")([user_id], now).get(user_id, ()))


def erase_person(*, user_id: int, actor: Actor, now: dt.datetime) -> None:
    """Empty everything that is a person's own, in one transaction; only for oneself. Raises ErasureRefused."""
    if actor.user_id != user_id:
        raise PermissionError("a person is erased at their own wish only")
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).get(pk=user_id)
        reasons = hindrances(user_id=user_id, now=now)
        if reasons:
            raise ErasureRefused(reasons)
        effects("accounts.before_erasure")(user_id, actor, now)
        keys = list(UserSession.objects.filter(user_id=user_id).values_list("session_key", flat=True))
        for own in own_tables():
            rows = own.of(user_id)
            if own.ending == "delete":
                rows.delete()
            elif own.ending == "blank":
                blank(rows, now)
        user = User.objects.get(pk=user_id)
        user.set_unusable_password()
        user.is_active = False
        user.save(update_fields=["password", "is_active"])
        Session.objects.filter(session_key__in=keys).delete()


def blank(rows: models.QuerySet[models.Model], now: dt.datetime) -> int:
    """Empty the personal and privileged columns of these rows; how many rows.

    Text becomes empty or NULL, files are deleted when the transaction is through; amounts, days and choices stay for
    the figures, and links to people stay: at their other end is a number. A row that has `erased_at` gets it.
    """
    model = rows.model
    guarded = [field for field in model._meta.concrete_fields if field.name in classes_of(model).guarded]
    at_once: dict[str, object] = {}
    one_by_one: list[SealedTextField] = []
    for field in guarded:
        if isinstance(field, models.FileField):
            for row in rows:
                _delete_later(getattr(row, field.attname))
            at_once[field.attname] = ""
        elif field.name == "password" or not _is_text(field):
            continue
        elif field.null:
            at_once[field.attname] = None
        elif isinstance(field, SealedTextField):
            one_by_one.append(field)
        elif isinstance(field, models.CharField | models.TextField):
            at_once[field.attname] = ""
        else:
            raise TypeError(f"{field} cannot be emptied: its table must end with delete or keep")
    if any(field.name == "erased_at" for field in model._meta.concrete_fields):
        rows = rows.filter(erased_at__isnull=True)  # type: ignore[misc]
        at_once["erased_at"] = now
    for row in rows if one_by_one else ():
        for field in one_by_one:
            setattr(row, field.attname, "")
        row.save(update_fields=[field.attname for field in one_by_one])
    pks = list(rows.values_list("pk", flat=True))
    return model._default_manager.filter(pk__in=pks).update(**at_once) if at_once else len(pks)


def _is_text(field: models.Field[Any, Any]) -> bool:
    """Words or bytes about somebody, not a choice among a few."""
    kinds = models.CharField | models.TextField | models.BinaryField | models.JSONField | models.GenericIPAddressField
    return isinstance(field, kinds) and not field.choices


def _delete_later(stored: models.fields.files.FieldFile) -> None:
    if stored:
        storage, name = stored.storage, stored.name
        transaction.on_commit(lambda: storage.delete(str(name)))
