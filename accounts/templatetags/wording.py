"""Filters that say money and time, and the icon tag."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import _render_icon

from accounts.wording import money, times

register = template.Library()


@register.filter
def yuan(fen: int | None) -> str:
    """¥3,040.22."""
    return money.yuan(fen)


@register.filter
def yuan_words(fen: int | None) -> str:
    """3,800元."""
    return money.yuan_words(fen)


@register.filter
def day(value: date | datetime | None) -> str:
    """6月15日."""
    if value is None:
        return ""
    now = timezone.now()
    if isinstance(value, datetime):
        value = value.astimezone(times.SHANGHAI).date()
    return times.day_words(value, now=now)


@register.filter
def moment(at: datetime | None) -> str:
    """6月15日24:00, today 15:20."""
    return "" if at is None else times.moment_words(at, now=timezone.now())


@register.filter
def deadline(at: datetime | None) -> str:
    """6月15日（周一）24:00."""
    return "" if at is None else times.deadline_words(at, now=timezone.now())


@register.filter
def percent(part: int, whole: int) -> str:
    """58.0%; of nothing, a dash."""
    return f"{100 * part / whole:.1f}%" if whole else "–"


@lru_cache(maxsize=512)
def _icon(name: str, css: str) -> SafeString:
    return mark_safe(_render_icon(name, None, **{"class": css, "aria-hidden": "true", "stroke-width": "1.8"}))


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """A lucide icon beside words: hidden from screen readers, 1.2 em, never alone. Drawn once a process."""
    return _icon(str(name), f"ic {extra}".strip())


@register.filter
def grouped(number: int) -> str:
    """8,412."""
    return f"{number:,}"
