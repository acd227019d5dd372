"""Finding the merchant a consumer means, through the matching engine, drawn as cards to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.divisions import Divisions
from merchants.matching import Match, suggest
from merchants.models import Merchant, Store

MOST = 8
LEAST_SIGNS = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One merchant or store to choose. `value` is what the radio sends; `why` says what agrees and what does not."""

    value: str
    merchant_id: int
    store_id: int | None
    name: str
    company: str
    where: str
    division: str
    joined: bool
    why: tuple[str, ...] = ()


def find(typed: str, region: str | None = None, *, now: datetime) -> list[Choice]:
    """Merchants that fit what was typed: name, other name, telephone, code, link or address; the best first."""
    if len(typed.strip()) < LEAST_SIGNS:
        return []
    matches = suggest(typed, region, MOST, now=now)
    stores = Store.objects.select_related("merchant").in_bulk([m.store_id for m in matches if m.store_id])
    bare = Merchant.objects.in_bulk([m.merchant_id for m in matches if m.store_id not in stores])
    divisions = Divisions.load()
    return [choice for match in matches if (choice := _of(match, stores, bare, divisions))]


def _of(match: Match, stores: dict[int, Store], merchants: dict[int, Merchant], divisions: Divisions) -> Choice | None:
    if match.store_id in stores:
        return of_store(stores[match.store_id], divisions, match.reasons)
    merchant = merchants.get(match.merchant_id)
    return of_merchant(merchant, divisions, match.reasons, match.matched_name) if merchant else None


def chosen(value: str) -> Choice | None:
    """The merchant behind a radio's value; None when it is none of ours."""
    kind, _colon, number = value.partition(":")
    if not (number.isascii() and number.isdigit()) or len(number) > 15:
        return None
    if kind == "m":
        merchant = Merchant.objects.filter(pk=int(number)).first()
        return of_merchant(merchant, Divisions.load()) if merchant else None
    store = Store.objects.select_related("merchant").filter(pk=int(number)).first() if kind == "s" else None
    return of_store(store, Divisions.load()) if store else None


def of_merchant(merchant: Merchant, divisions: Divisions, why: Iterable[str] = (), known_as: str = "") -> Choice:
    """The merchant itself, under the name the consumer knows where it has one."""
    company = merchant.name if known_as and known_as != merchant.name else ""
    return Choice(
        f"m:{merchant.pk}", merchant.pk, None, known_as or merchant.name, company,
        _where(merchant.division_code, merchant.address or merchant.place, divisions), merchant.division_code,
        merchant.has_joined, tuple(why),
    )  # fmt: skip


def of_store(store: Store, divisions: Divisions, why: Iterable[str] = ()) -> Choice:
    """One shop of a merchant; the merchant answers."""
    merchant = store.merchant
    division = store.division_code or merchant.division_code
    return Choice(
        f"s:{store.pk}", merchant.pk, store.pk, store.name, merchant.name, _where(division, store.address, divisions),
        division, merchant.has_joined, tuple(why),
    )  # fmt: skip


def _where(code: str, address: str, divisions: Divisions) -> str:
    if code not in divisions:
        return address
    place = "".join(divisions.name(each) for each in reversed(divisions.ancestors(code)[:2]))
    return address if divisions.name(code) in address else f"{place}{address}"
