"""Pending files are handed to the virus scanner; one that is away is asked again a minute later."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from complaints.evidence import sealed
from complaints.evidence.scanning import ScannerAway, first_state, scan
from complaints.models import Evidence, ScanState

MOST_AT_ONCE = 50


def check_pending(*, now: datetime) -> int:
    """Scan what waits; how many got their answer. The original is scanned, as it was handed in."""
    checked = 0
    for public_id in (
        Evidence.objects.filter(scan=ScanState.PENDING)
        .order_by("id")
        .values_list("public_id", flat=True)[:MOST_AT_ONCE]
    ):
        with transaction.atomic():
            file = (
                Evidence.objects.select_for_update(of=("self",), skip_locked=True)
                .filter(public_id=public_id, scan=ScanState.PENDING)
                .first()
            )
            if file is None or file.key is None:
                continue
            try:
                state = first_state()
                if state == ScanState.PENDING:
                    state = scan(sealed.pieces(file.original.name or "", file.key, file.public_id))
            except ScannerAway:
                return checked
            file.scan = state
            file.save(update_fields=["scan"])
            checked += 1
    return checked
