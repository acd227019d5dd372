"""Putting records into the directory, thousands at a time: COPY for new ones, array SQL for changed ones."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Model

from merchants.importing import lines
from merchants.importing.lines import Ready
from merchants.importing.rows import Record
from merchants.matching.identifiers import subscriber
from merchants.matching.indexing import DOC_KINDS, search_row
from merchants.models import Alias, MatchDoc, Merchant, Phone, Site, Store


@dataclass(slots=True)
class Loaded:
    """What a batch did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


def load(records: Sequence[Record], *, now: datetime) -> Loaded:
    """Store a batch of records, each identity at most once. Call inside a transaction."""
    if not records:
        return Loaded()
    known = _existing(records)
    new = [record for record in records if record.identity not in known]
    out = Loaded(added=len(new))
    if new:
        ids = insert([lines.ready(record) for record in new], now)
        _insert_others((i, r) for i, r in zip(ids, new, strict=True) if r.others or r.sites)
    extras = _extras([merchant.pk for merchant in known.values()])
    for record in records:
        held = known.get(record.identity)
        if held is None:
            continue
        if _update(held, record, extras, now):
            out.changed += 1
        else:
            out.unchanged += 1
    return out


def _existing(records: Sequence[Record]) -> dict[tuple[str, ...], Merchant]:
    out: dict[tuple[str, ...], Merchant] = {}
    codes = [record.uscc for record in records if record.uscc]
    for merchant in Merchant.objects.filter(uscc__in=codes):
        out[(merchant.uscc or "",)] = merchant
    names = [record.name for record in records if not record.uscc]
    if names:
        for merchant in Merchant.objects.filter(uscc__isnull=True, name__in=names):
            out.setdefault((merchant.name, merchant.address, merchant.place), merchant)
    return out


def insert(rows: Sequence[Ready], now: datetime) -> list[int]:
    """New merchants by COPY; their ids, in order."""
    ids = _next_ids(Merchant, len(rows))
    stamps = f"{now.isoformat()}\t{now.isoformat()}"
    pairs = list(zip(ids, rows, strict=True))
    _copy(
        Merchant,
        ("id", *lines.MERCHANT, "created_at", "updated_at"),
        [f"{i}\t{r.merchant}\t{stamps}" for i, r in pairs],
    )
    _copy(MatchDoc, ("merchant_id", *lines.DOCUMENT), [f"{i}\t{r.document}" for i, r in pairs])
    _copy(Phone, ("merchant_id", *lines.PHONE), [f"{i}\t{phone}" for i, r in pairs for phone in r.phones])
    return ids


def _insert_others(pairs: Iterable[tuple[int, Record]]) -> None:
    aliases: list[Alias] = []
    sites: list[Site] = []
    docs: list[MatchDoc] = []
    for merchant_id, record in pairs:
        sites += [Site(merchant_id=merchant_id, url=url, key=key) for url, key in record.sites]
        for other in record.others:
            store = None
            if other.kind == "store":
                store, _ = Store.objects.get_or_create(
                    merchant_id=merchant_id, name=other.text, defaults={"division_code": record.division_code}
                )
            else:
                aliases.append(Alias(merchant_id=merchant_id, text=other.text, kind=other.kind, source="import"))
            docs.append(search_row(merchant_id, DOC_KINDS[other.kind], other.document, store=store))
    Site.objects.bulk_create(sites, ignore_conflicts=True)
    Alias.objects.bulk_create(aliases, ignore_conflicts=True)
    MatchDoc.objects.bulk_create(docs)


@dataclass(slots=True)
class _Extras:
    """What the known merchants of a batch have beside their own row, as pairs with the merchant's id."""

    phones: set[tuple[int, str]]
    names: set[tuple[int, str, str]]
    sites: set[tuple[int, str]]


def _extras(ids: list[int]) -> _Extras:
    names = set(Alias.objects.filter(merchant__in=ids).values_list("merchant_id", "kind", "text"))
    stores = Store.objects.filter(merchant__in=ids).values_list("merchant_id", "name")
    return _Extras(
        phones=set(Phone.objects.filter(merchant__in=ids).values_list("merchant_id", "number")),
        names=names | {(merchant_id, "store", name) for merchant_id, name in stores},
        sites=set(Site.objects.filter(merchant__in=ids).values_list("merchant_id", "key")),
    )


def _update(held: Merchant, record: Record, extras: _Extras, now: datetime) -> bool:
    """Bring one known merchant up to date; what the file leaves empty stays as it is."""
    changed = False
    for column, value in zip(lines.COLUMNS, lines.values(record), strict=True):
        if value not in ("", None) and getattr(held, column) != value:
            setattr(held, column, value)
            changed = True
    numbers = [number for number in record.phones if (held.pk, number) not in extras.phones]
    texts = {(o.kind, o.text) for o in record.others if (held.pk, o.kind, o.text) not in extras.names}
    keys = [key for _, key in record.sites if (held.pk, key) not in extras.sites]
    if not (changed or numbers or texts or keys):
        return False
    if changed:
        held.updated_at = now
        held.save()
        MatchDoc.objects.filter(merchant=held, kind=MatchDoc.Kind.NAME).delete()
        search_row(held.pk, MatchDoc.Kind.NAME, record.document).save()
    if numbers:
        Phone.objects.bulk_create(
            [Phone(merchant=held, number=n, subscriber=subscriber(n), source="import") for n in numbers]
        )
    if texts or keys:
        left = tuple(other for other in record.others if (other.kind, other.text) in texts)
        _insert_others([(held.pk, record._replace(others=left))])
    return True


def _next_ids(model: type[Merchant], count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def _copy(model: type[Model], columns: Sequence[str], rows: Sequence[str]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        text = io.StringIO("\n".join(rows) + "\n")
        cursor.copy_expert(f"COPY {model._meta.db_table} ({','.join(columns)}) FROM STDIN", text, size=1 << 18)
