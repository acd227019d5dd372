"""Learning names from confirmed matches."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from merchants.matching.documents import document, whereabouts
from merchants.matching.gazetteer import gazetteer
from merchants.matching.indexing import search_row
from merchants.matching.normalise import name_form, typed
from merchants.models import Alias, MatchDoc, Merchant

LONGEST = 40


def learn_alias(*, merchant_id: int, text: str, actor: Any, now: datetime) -> Alias | None:
    """Remember that a person who typed `text` confirmed this merchant.

    Filler and branch are taken off first. Returns the alias, or None when there is nothing to learn: the text is an
    identifier or an address, holds fewer than two characters, or is the registered name itself. How many
    confirmations make a name findable, and how many make it certain, the rules in force say (`Thresholds`).
    Raises Merchant.DoesNotExist.
    """
    merchant = Merchant.objects.get(pk=merchant_id)
    places = gazetteer()
    asked = typed(text, places)
    name = asked.text
    own = name_form(merchant.name, places)
    if not 2 <= len(name) <= LONGEST or asked.address or asked.codes or asked.phones or name in (own.text, own.proper):
        return None
    where = whereabouts(places, merchant.division_code, merchant.place, merchant.address)
    made = document(name, where, places)
    if made is None:
        return None
    with transaction.atomic():
        alias, _ = Alias.objects.select_for_update().get_or_create(
            merchant=merchant, text=name, kind=Alias.Kind.LEARNED, defaults={"source": _source(actor)}
        )
        Alias.objects.filter(pk=alias.pk).update(confirmed_count=F("confirmed_count") + 1, last_confirmed_at=now)
        alias.refresh_from_db()
        changed = MatchDoc.objects.filter(merchant=merchant, kind=MatchDoc.Kind.LEARNED, text=made.text)
        if not changed.update(weight=alias.confirmed_count):
            search_row(merchant.pk, MatchDoc.Kind.LEARNED, made, weight=alias.confirmed_count).save()
    return alias


def _source(actor: Any) -> str:
    """Who confirmed it first, by kind only: names of people do not belong in the directory."""
    return type(actor).__name__.lower()[:60] if actor is not None else "system"
