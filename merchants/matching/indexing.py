"""Keeping the searchable rows in step with the directory. Whoever changes a merchant's names calls this."""

from collections.abc import Iterable

from django.db import transaction

from merchants.matching.documents import Document, document, whereabouts
from merchants.matching.gazetteer import gazetteer
from merchants.models import Alias, MatchDoc, Merchant, Store

DOC_KINDS = {
    Alias.Kind.FORMER.value: MatchDoc.Kind.FORMER,
    Alias.Kind.SHORT.value: MatchDoc.Kind.SHORT,
    Alias.Kind.BRAND.value: MatchDoc.Kind.BRAND,
    Alias.Kind.SHOP.value: MatchDoc.Kind.SHOP,
    Alias.Kind.LEARNED.value: MatchDoc.Kind.LEARNED,
    "store": MatchDoc.Kind.STORE,
}


def search_row(merchant_id: int, kind: int, made: Document, store: Store | None = None, weight: int = 0) -> MatchDoc:
    """An unsaved searchable row."""
    return MatchDoc(
        merchant_id=merchant_id, store=store, kind=kind, text=made.text, start=made.start, places=list(made.places),
        address=made.address, weight=weight, grams=made.grams,
    )  # fmt: skip


def index_merchants(ids: Iterable[int]) -> int:
    """Make the searchable rows of these merchants anew, from their names, aliases, stores and shops.

    Returns how many rows there are now. Safe to run twice.
    """
    places = gazetteer()
    out: list[MatchDoc] = []
    merchants = Merchant.objects.filter(pk__in=list(ids)).prefetch_related(
        "aliases", "stores", "platform_shops", "brands"
    )
    for merchant in merchants:
        where = whereabouts(places, merchant.division_code, merchant.place, merchant.address)
        names: list[tuple[int, str, Store | None, int]] = [(MatchDoc.Kind.NAME, merchant.name, None, 0)]
        names += [(DOC_KINDS[a.kind], a.text, None, a.confirmed_count) for a in merchant.aliases.all()]
        names += [(MatchDoc.Kind.SHOP, shop.name, None, 0) for shop in merchant.platform_shops.all()]
        names += [(MatchDoc.Kind.BRAND, brand.name, None, 0) for brand in merchant.brands.all()]
        for kind, text, store, weight in names:
            made = document(text, where, places, (merchant.uscc or "") if kind == MatchDoc.Kind.NAME else "")
            if made is not None:
                out.append(search_row(merchant.pk, kind, made, store, weight))
        for store in merchant.stores.all():
            own = whereabouts(places, store.division_code or merchant.division_code, "", store.address)
            made = document(store.name, own, places)
            if made is not None:
                out.append(search_row(merchant.pk, MatchDoc.Kind.STORE, made, store))
    with transaction.atomic():
        MatchDoc.objects.filter(merchant__in=[m.pk for m in merchants]).delete()
        MatchDoc.objects.bulk_create(out, batch_size=1000)
    return len(out)
