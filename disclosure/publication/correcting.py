"""The merchant's days to object, where a calendar that was published or changed ends them at another moment.

`complaints.clocks.correcting` asks for them and has them corrected together with the clocks of cases, by the same rule:
both ways, and never to less than the next working day.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from complaints.clocks.calendar import Holidays, Unit
from complaints.clocks.correcting import Misplaced
from complaints.clocks.correction import Counted, corrected
from complaints.clocks.queries import load_holidays
from disclosure.models import Publication, PublicationEvent, Stage
from disclosure.publication.steps import tell

log = logging.getLogger(__name__)

KIND = "publication_objection"


def misplaced(_keys: Iterable[int], now: datetime) -> dict[int, Misplaced]:
    """Case → its running time for objections, if today's calendar ends it elsewhere (a case has one at a time)."""
    holidays = load_holidays()
    found = {}
    for row in _running(now).select_related("case"):
        end = _end(row, holidays, now)
        if end is not None and row.objection_until is not None:
            found[row.case_id] = Misplaced(row.case_id, row.case.number, KIND, row.objection_until, end)
    return found


def correct(case_ids: Iterable[int], now: datetime) -> int:
    """Move them, each with its event and the notice in one transaction; how many. Twice changes nothing."""
    holidays, done = load_holidays(), 0
    for case_id in sorted(case_ids):
        try:
            done += _correct(case_id, holidays, now)
        except DatabaseError as error:  # one bad row holds up no other; the next night tries it again
            log.error("time for objections of case %s could not be corrected: %s", case_id, type(error).__name__)
    return done


def _correct(case_id: int, holidays: Holidays, now: datetime) -> bool:
    with transaction.atomic():
        rows = _running(now).filter(case_id=case_id).select_related("case")
        row = rows.select_for_update(of=("self",)).first()
        end = _end(row, holidays, now) if row else None
        if row is None or end is None:
            return False  # it was objected to, or corrected, meanwhile
        was, row.objection_until = row.objection_until, end
        row.save(update_fields=["objection_until"])
        PublicationEvent.objects.create(publication=row, at=now, what="corrected", moved_from=was, moved_to=end)
        tell(row, "publication_objection_corrected", "merchant", now, was)
        return True


def _running(now: datetime) -> QuerySet[Publication]:
    return Publication.objects.filter(stage=Stage.OBJECTION, objection_until__gt=now, objection_days__isnull=False)


def _end(row: Publication, holidays: Holidays, now: datetime) -> datetime | None:
    assert row.objection_until is not None
    assert row.objection_days is not None
    assert row.notified_at is not None
    counted = Counted(row.notified_at, row.objection_days, Unit(row.objection_unit))
    return corrected(row.objection_until, counted, holidays, now)
