"""Fen in words: ¥3,040.22 in tables, 3,800元 in sentences (docs: design, Words)."""

from __future__ import annotations

from django.utils.translation import gettext as _

FEN = 100


def yuan(fen: int | None) -> str:
    """¥3,040.22 from 304022 fen; always two decimals; an unknown amount is an empty string."""
    if fen is None:
        return ""
    sign = "−" if fen < 0 else ""
    whole, rest = divmod(abs(fen), FEN)
    return f"{sign}¥{whole:,}.{rest:02d}"


def yuan_words(fen: int | None) -> str:
    """3,800元 or 3,040.22元 inside a sentence."""
    if fen is None:
        return ""
    whole, rest = divmod(abs(fen), FEN)
    figure = f"{whole:,}" if rest == 0 else f"{whole:,}.{rest:02d}"
    return _("%(figure)s yuan") % {"figure": ("−" if fen < 0 else "") + figure}
