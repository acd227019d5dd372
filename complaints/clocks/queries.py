"""Rule sets and the calendar as they stand in the database, one query each; load them once for a whole batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from accounts.prepared import Prepared
from complaints.clocks.calendar import Holidays, Unit, end_of, local_day
from complaints.clocks.published import SOURCE, published_holidays
from complaints.clocks.rules import Kind, Rule, RuleName, RuleSet, Scheme
from complaints.models import Clock, HolidayOverride
from complaints.models import RuleSet as RuleSetRow

_FIELDS = ("id", "code", "name", "division_code", "scheme", "extends_id", "valid_from", "valid_to")
_RULE_FIELDS = ("name", "value", "unit", "kind", "source", "is_doubtful", "is_policy")
_KNOWN = frozenset(RuleName)  # a row of a later release is left alone


_TABLE = Prepared(
    lambda: RuleSetRow.objects.order_by("id", "rules__id").values_list(
        *_FIELDS, *(f"rules__{field}" for field in _RULE_FIELDS)
    )
)


def load_rule_sets() -> tuple[RuleSet, ...]:
    """Every rule set, past and present, each completed from the sets it extends."""
    return _built(tuple(_TABLE.all()))


@lru_cache(maxsize=4)
def _built(table: tuple[tuple[Any, ...], ...]) -> tuple[RuleSet, ...]:
    """The same rows give the same sets: read each time, built once."""
    rows: dict[int, dict[str, Any]] = {}
    own: defaultdict[int, dict[RuleName, Rule]] = defaultdict(dict)
    for row in table:
        rows[row[0]] = dict(zip(_FIELDS, row[: len(_FIELDS)], strict=True))
        rule = dict(zip(_RULE_FIELDS, row[len(_FIELDS) :], strict=True))
        if rule["name"] in _KNOWN:
            own[row[0]][RuleName(rule["name"])] = _rule(rule)
    return tuple(_rule_set(rows[key], rows, own) for key in rows)


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        name=RuleName(row["name"]),
        value=row["value"],
        unit=Unit(row["unit"]) if row["unit"] else None,
        kind=Kind(row["kind"]),
        source=row["source"],
        doubtful=row["is_doubtful"],
        policy=row["is_policy"],
    )


def _rule_set(
    row: Mapping[str, Any], rows: Mapping[int, Mapping[str, Any]], own: Mapping[int, Mapping[RuleName, Rule]]
) -> RuleSet:
    rules: dict[RuleName, Rule] = {}
    seen: set[int] = set()
    at: Mapping[str, Any] | None = row
    while at is not None and at["id"] not in seen:  # a circle, which the admin refuses, ends here too
        seen.add(at["id"])
        rules = {**own.get(at["id"], {}), **rules}
        at = rows.get(at["extends_id"])
    return RuleSet(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        division=row["division_code"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        rules=rules,
        scheme=Scheme(row["scheme"]),
    )


def missing_rules(now: datetime) -> list[str]:
    """Rules that a set in force today lacks, each as "name (set)": whatever asks for one would fail."""
    day = local_day(now)
    return [
        f"{name} ({rule_set.code})"
        for rule_set in load_rule_sets()
        if rule_set.in_force(day)
        for name in RuleName
        if name not in rule_set.rules
    ]


def load_holidays() -> Holidays:
    """The published calendars with the overrides of the database on top."""
    return _with_overrides(tuple(HolidayOverride.objects.order_by("day").values_list("day", "is_off", "notice__year")))


@lru_cache(maxsize=4)
def _with_overrides(rows: tuple[tuple[date, bool, int | None], ...]) -> Holidays:
    return published_holidays().with_overrides(
        {day: is_off for day, is_off, _year in rows}, {year for _day, _off, year in rows if year is not None}
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the calendar of a year rests on; `provisional` is a warning for the health page."""

    year: int
    provisional: bool
    sentence: str


def deadlines_of(year: int) -> int:
    """How many running deadlines end in a year: those that publishing it may move."""
    first, last = end_of(date(year - 1, 12, 31)), end_of(date(year, 12, 31))
    return Clock.objects.filter(due__gt=first, due__lte=last, fired_at=None, stopped_at=None, paused_at=None).count()


def coverage(year: int, holidays: Holidays | None = None) -> Coverage:
    """Whether a year's notice is known, in a sentence for people. Deadlines of a provisional year may still move."""
    holidays = holidays or load_holidays()
    if year in published_holidays().published:
        return Coverage(year, False, _("%(year)d: published (%(source)s)") % {"year": year, "source": SOURCE})
    if year in holidays.published:
        return Coverage(year, False, _("%(year)d: published (typed in here)") % {"year": year})
    return Coverage(
        year,
        True,
        _("%(year)d: no holiday notice yet; weekends and statutory holidays are counted, deadlines may move")
        % {"year": year},
    )


def calendar_health(now: datetime) -> list[Coverage]:
    """This year and the next, for the health page."""
    year, holidays = local_day(now).year, load_holidays()
    return [coverage(year, holidays), coverage(year + 1, holidays)]
