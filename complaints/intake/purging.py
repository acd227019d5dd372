"""Drafts nobody finished are deleted, with their files, after the days the rules keep them."""

from __future__ import annotations

from datetime import datetime, timedelta

from complaints.clocks.calendar import local_day
from complaints.clocks.queries import load_rule_sets
from complaints.clocks.rules import RuleName, choose
from complaints.intake.drafts import remove_files
from complaints.models import Draft

MOST_AT_ONCE = 500


def days_kept(now: datetime) -> int:
    """How many days a draft lies untouched, by the rules of the day."""
    return choose(load_rule_sets(), (), local_day(now))[RuleName.DRAFT_PURGE].value


def purge_drafts(*, now: datetime) -> int:
    """Delete what was not touched for so long; how many."""
    old = list(Draft.objects.filter(touched_at__lt=now - timedelta(days=days_kept(now))).order_by("id")[:MOST_AT_ONCE])
    for draft in old:
        remove_files(draft)
        draft.delete()
    return len(old)
