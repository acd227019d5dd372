"""Public holidays known before the State Council's notice. Pure.

全国年节及纪念日放假办法 (2024 revision, in force 2025-01-01) art. 2 fixes thirteen days; the yearly notice only adds
the swaps with weekends. So a year without a notice still has its holidays, and is called provisional.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

# First day of the first month, fifth of the fifth, fifteenth of the eighth, by the agricultural calendar.
_LUNAR = {
    2027: ("02-06", "06-09", "09-15"),
    2028: ("01-26", "05-28", "10-03"),
    2029: ("02-13", "06-16", "09-22"),
    2030: ("02-03", "06-05", "09-12"),
    2031: ("01-23", "06-24", "10-01"),
    2032: ("02-11", "06-12", "09-19"),
    2033: ("01-31", "06-01", "09-08"),
    2034: ("02-19", "06-20", "09-27"),
    2035: ("02-08", "06-10", "09-16"),
    2036: ("01-28", "05-30", "10-04"),
    2037: ("02-15", "06-18", "09-24"),
    2038: ("02-04", "06-07", "09-13"),
    2039: ("01-24", "05-27", "10-02"),
    2040: ("02-12", "06-14", "09-20"),
}
_FIXED = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))


def statutory_holidays(year: int) -> Iterator[date]:
    """The days off of a year by art. 2; from 2041 on, only those of the solar calendar."""
    for month, day in _FIXED:
        yield date(year, month, day)
    yield _tomb_sweeping(year)
    if year in _LUNAR:
        spring, dragon_boat, mid_autumn = (date.fromisoformat(f"{year}-{day}") for day in _LUNAR[year])
        for n in range(-1, 3):  # the eve and the first three days
            yield spring + timedelta(days=n)
        yield dragon_boat
        yield mid_autumn


def _tomb_sweeping(year: int) -> date:
    """清明, the solar term at 15°: the usual approximation, right for 2000–2099."""
    n = year % 100
    return date(year, 4, int(n * 0.2422 + 4.81) - n // 4)
