"""Case numbers: {region}{yyyymmdd}{sequence}{check} (DOMAIN 5). Public look-up uses the unguessable id instead."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from stdnum.iso7064 import mod_11_10

from complaints.clocks.calendar import local_day

SEQUENCE_DIGITS = 5


def take_numbers(region: str, now: datetime, count: int = 1) -> list[str]:
    """The next `count` numbers of a region and day (Shanghai). The counter's row stays locked until the end."""
    day = local_day(now)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO complaints_casecounter (region, day, last) VALUES (%s, %s, %s)"
            " ON CONFLICT (region, day) DO UPDATE SET last = complaints_casecounter.last + excluded.last RETURNING last",
            [region, day, count],
        )
        last: int = cursor.fetchone()[0]
    return [number(region, f"{day:%Y%m%d}", sequence) for sequence in range(last - count + 1, last + 1)]


def number(region: str, day: str, sequence: int) -> str:
    """Compose one number; the last digit is a check digit (ISO 7064 mod 11,10)."""
    body = f"{region[:6].ljust(6, '0')}{day}{sequence:0{SEQUENCE_DIGITS}d}"
    return body + mod_11_10.calc_check_digit(body)


def is_valid(text: str) -> bool:
    """Whether a number was typed without a slip."""
    return mod_11_10.is_valid(text.replace(" ", ""))
