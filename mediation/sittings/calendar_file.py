"""A sitting as a calendar file (RFC 5545). Pure; who disputes with whom does not belong into a calendar."""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Calendar, Event, vText


def calendar_file(
    *, uid: str, title: str, starts_at: datetime, minutes: int, where: str, url: str, sequence: int, cancelled: bool,
    now: datetime,
) -> bytes:  # fmt: skip
    """One event; a later `sequence` replaces the earlier one in the reader's calendar, a cancelled one removes it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Hejie//Sittings//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    event = Event()
    event.add("uid", f"{uid}@hejie")
    event.add("summary", title)
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + timedelta(minutes=minutes))
    event.add("dtstamp", now)
    event.add("sequence", sequence)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event["location"] = vText(where)
    event.add("url", url)
    calendar.add_component(event)
    return calendar.to_ical()
