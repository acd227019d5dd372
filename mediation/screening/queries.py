"""Merchants an unmatched respondent could be."""

from __future__ import annotations

from django.db.models import Q

from merchants.models import Merchant

MOST = 8


def suggested_merchants(words: str) -> list[Merchant]:
    """By credit code, telephone, name or another name; the shortest name first."""
    words = words.strip()
    if not words:
        return []
    digits = "".join(char for char in words if char.isdigit())
    wanted = Q(name__icontains=words) | Q(aliases__text__icontains=words) | Q(uscc=words.upper())
    wanted |= Q(brands__name=words) | Q(platform_shops__name__icontains=words) | Q(stores__name__icontains=words)
    if len(digits) >= 7:
        wanted |= Q(phones__number=digits) | Q(phones__subscriber=digits)
    found = Merchant.objects.filter(wanted).distinct().order_by("pk")[: 4 * MOST]
    return sorted(found, key=lambda each: (len(each.name), each.pk))[:MOST]
