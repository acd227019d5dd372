"""Filters that say money and time, and the icon tag."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django import template
from django.template.base import Parser, Token
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
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


class _Fixed(template.Node):
    """A text of the interface, translated once a language: a page has thirty, and each look-up is ten calls."""

    child_nodelists = ()

    def __init__(self, node: TranslateNode) -> None:
        self._node = node
        self._drawn: dict[tuple[str | None, bool], str] = {}

    def render(self, context: template.Context) -> str:
        key = get_language(), context.autoescape
        if key not in self._drawn:
            self._drawn[key] = self._node.render(context)
        return self._drawn[key]


@register.tag
def translate(parser: Parser, token: Token) -> template.Node:
    """Django's, with nothing looked up twice where a literal is simply put out."""
    node: TranslateNode = do_translate(parser, token)
    text, within = node.filter_expression, node.message_context
    literal = isinstance(text.var, template.Variable) and text.var.literal is not None and not text.filters
    literal_context = within is None or (isinstance(within.var, str) and not within.filters)
    return _Fixed(node) if literal and literal_context and node.asvar is None else node


@register.filter
def grouped(number: int) -> str:
    """8,412."""
    return f"{number:,}"
