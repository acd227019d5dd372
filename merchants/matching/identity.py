"""Merchants found by an identifier: credit code, telephone, shop link. Each a B-tree look-up."""

from collections import Counter
from collections.abc import Iterable

from merchants.matching.candidates import Found
from merchants.matching.identifiers import repair_code
from merchants.models import Merchant, Phone, PlatformShop, Site


def by_phone(numbers: Iterable[str]) -> dict[int, str]:
    """Merchant → "phone", or "phone shared" when the number leads to several."""
    numbers = list(numbers)
    if not numbers:
        return {}
    whole = [n for n in numbers if len(n) > 8 or n[0] in "01"]
    local = [n for n in numbers if n not in whole]
    found = list(Phone.objects.filter(number__in=numbers).values_list("merchant_id", "number").distinct()[:50])
    if local:
        found += list(
            Phone.objects.filter(subscriber__in=local).values_list("merchant_id", "subscriber").distinct()[:50]
        )
    users = Counter(number for _, number in set(found))
    return {merchant: "phone" if users[number] == 1 else "phone shared" for merchant, number in found}


def by_link(links: Iterable[str]) -> dict[int, str]:
    """Merchant → "link"."""
    links = list(links)
    if not links:
        return {}
    shops = PlatformShop.objects.filter(key__in=links).values_list("merchant_id", flat=True)[:20]
    sites = Site.objects.filter(key__in=links).values_list("merchant_id", flat=True)[:20]
    return dict.fromkeys([*shops, *sites], "link")


def by_code(codes: Iterable[str], found: Iterable[Found]) -> dict[int, str]:
    """Merchant → "code", "registration" or "code nearly". `found` are names the index brought for these codes."""
    codes = [repair_code(code) for code in codes]
    if not codes:
        return {}
    out = dict.fromkeys(Merchant.objects.filter(uscc__in=codes).values_list("pk", flat=True), "code")
    ids = {name.merchant_id for name in found} - out.keys()
    for pk, own in Merchant.objects.filter(pk__in=ids, uscc__isnull=False).values_list("pk", "uscc"):
        uscc = own or ""
        for code in codes:
            if len(code) == 15 and uscc[2:17] == code:
                out[pk] = "registration"
            elif len(code) in (17, 18, 19) and _one_slip(code, uscc):
                out.setdefault(pk, "code nearly")
    return out


def _one_slip(typed: str, own: str) -> bool:
    """One sign wrong, missing, too many, or two neighbours swapped."""
    if len(typed) == len(own):
        wrong = [i for i, (a, b) in enumerate(zip(typed, own, strict=True)) if a != b]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return typed[wrong[0]] == own[wrong[1]] and typed[wrong[1]] == own[wrong[0]]
        return len(wrong) == 1
    longer, shorter = (typed, own) if len(typed) > len(own) else (own, typed)
    return len(longer) - len(shorter) == 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
