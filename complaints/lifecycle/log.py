"""The log as a whole: a daily Merkle root over blinded leaves, and verification from rows or published files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from complaints.clocks.calendar import end_of, local_day
from complaints.lifecycle.chain import blinded_leaf, commitment, event_hash, merkle_root
from complaints.models import Case, Event, EventDetail, LogKey, LogRoot

FETCH = 2000


def leaf_key() -> bytes:
    """Blinds the leaves; 32 bytes."""
    return bytes.fromhex(LogKey.objects.get().key)


def publish_root(day: date, now: datetime) -> LogRoot | None:
    """Write the root of one day's events (Shanghai) and its file of leaves; a day that has one is left alone.

    None while the day is not over. The roots are chained: each names the one before.
    """
    if end_of(day) > now:
        return None
    with transaction.atomic():
        there = LogRoot.objects.filter(day=day).first()
        if there is not None:
            return there
        before = LogRoot.objects.order_by("-day").first()
        after_id = before.last_event_id if before else 0
        events = list(
            Event.objects.filter(pk__gt=after_id, at__lt=end_of(day)).order_by("pk").values_list("pk", "hash")
        )
        key = leaf_key()
        leaves = [blinded_leaf(key, bytes(digest)) for _pk, digest in events]
        previous = bytes(before.root) if before else b""
        root = LogRoot(
            day=day,
            root=merkle_root([previous, *leaves]),
            previous=previous,
            count=len(leaves),
            last_event_id=events[-1][0] if events else after_id,
            made_at=now,
        )
        root.save(force_insert=True)
        _write_file(root, leaves)
        return root


def publish_missing_roots(now: datetime) -> list[LogRoot]:
    """A root for every day that is over and has none, oldest first: downtime leaves no gap."""
    last = LogRoot.objects.order_by("-day").values_list("day", flat=True).first()
    first = Event.objects.order_by("at").values_list("at", flat=True).first()
    if first is None:
        return []
    day = last + timedelta(days=1) if last else local_day(first)
    made = []
    while (root := publish_root(day, now)) is not None:
        made.append(root)
        day += timedelta(days=1)
    return made


def file_of(day: date) -> Path:
    """Where the day's leaves are published."""
    return Path(settings.FILES_ROOT) / "public" / "log" / f"{day.isoformat()}.json.gz"


def _write_file(root: LogRoot, leaves: list[bytes]) -> None:
    path = file_of(root.day)
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "day": root.day.isoformat(),
        "root": bytes(root.root).hex(),
        "previous": bytes(root.previous).hex(),
        "count": root.count,
        "leaves": [leaf.hex() for leaf in leaves],
    }
    fresh = path.with_suffix(".part")
    with gzip.open(fresh, "wt", compresslevel=1) as file:
        json.dump(content, file)
    fresh.replace(path)


@dataclass(slots=True)
class Verified:
    """What was looked at, and every fault found, each as a sentence."""

    cases: int = 0
    events: int = 0
    roots: int = 0
    faults: list[str] = field(default_factory=list)


def verify_file(path: Path) -> Verified:
    """Re-compute a published day from its file alone. Raises ValueError when it is no such file."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt") as file:
            content = json.load(file)
        leaves = [bytes.fromhex(leaf) for leaf in content["leaves"]]
        root = merkle_root([bytes.fromhex(content["previous"]), *leaves])
        told, count = content["root"], content["count"]
    except (OSError, KeyError, TypeError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path} is not a published log file: {error}") from error
    found = Verified(events=len(leaves), roots=1)
    if root.hex() != told:
        found.faults.append(f"{path.name}: the leaves give root {root.hex()}, the file says {told}")
    if count != len(leaves):
        found.faults.append(f"{path.name}: {len(leaves)} leaves, the file says {count}")
    return found


def verify_database() -> Verified:
    """Re-compute every chain, every commitment and every root from the rows. Reads them once, in order."""
    found = Verified()
    rows = Case.objects.values_list("pk", "head", "state", "seq")
    _verify_chains(found, {pk: (bytes(head), state, seq) for pk, head, state, seq in rows})
    _verify_details(found)
    _verify_roots(found)
    return found


Head = tuple[bytes, str, int]  # hash, state and number of the last event, as the case says them


def _verify_chains(found: Verified, heads: dict[int, Head]) -> None:
    rows = Event.objects.order_by("case_id", "seq").values_list(
        "case_id", "seq", "data", "previous", "hash", "action", "to_state"
    )
    case, previous, expected, state = None, b"", 1, ""
    for case_id, seq, data, told, digest, action, to_state in rows.iterator(chunk_size=FETCH):
        if case_id != case:
            if case is not None and heads.pop(case, None) != (previous, state, expected - 1):
                found.faults.append(f"case {case}: it does not stand where its last event left it")
            case, previous, expected = case_id, b"", 1
            found.cases += 1
        found.events += 1
        if seq != expected or bytes(told) != previous:
            found.faults.append(f"case {case_id}: event {seq} does not follow the one before")
        if event_hash(bytes(told), data) != bytes(digest):
            found.faults.append(f"case {case_id}: event {seq} was changed")
        if (data["action"], data["to"], data["seq"]) != (action, to_state, seq):
            found.faults.append(f"case {case_id}: event {seq} has columns that its content does not say")
        previous, expected, state = bytes(digest), seq + 1, to_state
    if case is not None and heads.pop(case, None) != (previous, state, expected - 1):
        found.faults.append(f"case {case}: it does not stand where its last event left it")
    found.faults += [f"case {case_id} has no event" for case_id in heads]


def _verify_details(found: Verified) -> None:
    for detail in EventDetail.objects.filter(erased_at=None).select_related("event").iterator(chunk_size=FETCH):
        salt, text = bytes(detail.salt or b""), detail.text or "null"  # the database refuses either alone
        if detail.event.data.get("personal") != commitment(salt, json.loads(text)):
            found.faults.append(f"case {detail.event.case_id}: the detail of event {detail.event.seq} was changed")


def _verify_roots(found: Verified) -> None:
    key, after, previous = leaf_key(), 0, b""
    for root in LogRoot.objects.order_by("day"):
        digests = Event.objects.filter(pk__gt=after, pk__lte=root.last_event_id, at__lt=end_of(root.day)).order_by("pk")
        leaves = [blinded_leaf(key, bytes(digest)) for digest in _hashes(digests)]
        if bytes(root.previous) != previous or merkle_root([previous, *leaves]) != bytes(root.root):
            found.faults.append(f"the root of {root.day} does not come out of its events")
        after, previous = root.last_event_id, bytes(root.root)
        found.roots += 1


def _hashes(events) -> Iterator[bytes]:  # type: ignore[no-untyped-def]  # a queryset of Event
    return events.values_list("hash", flat=True).iterator(chunk_size=FETCH)
