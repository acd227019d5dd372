"""Putting records into the directory, thousands at a time: COPY for new ones, array SQL for changed ones."""

import io
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from merchants.importing.rows import Record
from merchants.matching.documents import Document
from merchants.matching.identifiers import subscriber
from merchants.matching.indexing import DOC_KINDS, search_row
from merchants.models import Alias, MatchDoc, Merchant, Phone, Site, Store

GRAM_INDEX = "matchdoc_grams"
_COLUMNS = (
    "name",
    "uscc",
    "uscc_text",
    "industry",
    "division_code",
    "place",
    "address",
    "kind",
    "is_prepaid",
    "status",
)
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


@dataclass(slots=True)
class Loaded:
    """What a batch did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


def load(records: Sequence[Record], *, now: datetime) -> Loaded:
    """Store a batch of records, each identity at most once. Call inside a transaction."""
    known = _existing(records)
    new = [record for record in records if record.identity not in known]
    out = Loaded(added=len(new))
    if new:
        _insert(new, now)
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


def _insert(records: Sequence[Record], now: datetime) -> None:
    ids = _next_ids(Merchant, len(records))
    stamp = now.isoformat()
    _copy(
        Merchant,
        ("id", "public_id", *_COLUMNS, "created_at", "updated_at"),
        ((i, uuid.uuid4(), *_values(r), stamp, stamp) for i, r in zip(ids, records, strict=True)),
    )
    pairs = list(zip(ids, records, strict=True))
    _copy(
        MatchDoc,
        ("merchant_id", "store_id", "kind", "text", "start", "places", "address", "weight", "grams"),
        (_doc(i, MatchDoc.Kind.NAME, r.document) for i, r in pairs),
    )
    _insert_phones((i, r) for i, r in pairs if r.phones)
    _insert_others((i, r) for i, r in pairs if r.others or r.sites)


def _insert_phones(pairs: Iterable[tuple[int, Record]]) -> None:
    _copy(
        Phone,
        ("merchant_id", "number", "subscriber", "source"),
        ((i, number, subscriber(number), "import") for i, record in pairs for number in record.phones),
    )


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
    for column, value in zip(_COLUMNS, _values(record), strict=True):
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


def _values(record: Record) -> tuple[object, ...]:
    return tuple(getattr(record, column) for column in _COLUMNS)


def _doc(merchant_id: int, kind: MatchDoc.Kind, made: Document) -> tuple[object, ...]:
    places = "{" + ",".join(f'"{p}"' for p in made.places) + "}"
    grams = "{" + str(made.grams)[1:-1] + "}"
    return merchant_id, None, kind.value, made.text, made.start, places, made.address, 0, grams


def _next_ids(model: type[Merchant], count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def _copy(model: type, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    lines = "\n".join("\t".join(map(_field, row)) for row in rows)
    if not lines:
        return
    table = model._meta.db_table  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({','.join(columns)}) FROM STDIN", io.StringIO(lines + "\n"))


def _field(value: object) -> str:
    if type(value) is str:
        return value.translate(_ESCAPES) if "\\" in value or "\n" in value or "\t" in value or "\r" in value else value
    if value is None:
        return r"\N"
    if value is True or value is False:
        return "t" if value else "f"
    return str(value)
