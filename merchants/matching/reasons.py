"""Why a merchant is offered, in words a consumer understands."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from merchants.matching.normalise import Typed
from merchants.matching.query import Query
from merchants.matching.score import Scored


def of_name(scored: Scored, typed: Typed, matched_name: str) -> list[str]:
    """What the comparison of names says."""
    out: list[str] = []
    found = scored.alignment
    if scored.how == "pinyin":
        out.append(_("the name is read “%(letters)s”") % {"letters": typed.latin})
    elif scored.how == "initials":
        out.append(_("the first letters of the name are “%(letters)s”") % {"letters": typed.latin.upper()})
    elif scored.whole:
        out.append(_("the same name"))
    elif found is not None and found.cost == 0:
        out.append(_("the name contains what you typed"))
    else:
        out.append(_("the name is alike (%(score).2f)") % {"score": scored.score})
    if found is not None and scored.how == "name":
        if found.homophones:
            out.append(_("sounds the same, written otherwise"))
        if found.alikes:
            out.append(_("a character that looks alike"))
        if found.swaps or found.blocks > 1:
            out.append(_("the words stand in another order"))
        if found.lost or found.doubled:
            out.append(_("a character missing or doubled"))
        if found.others or found.extra:
            out.append(_("part of what you typed is not in the name"))
    if matched_name:
        out.append(_("also known as “%(name)s”") % {"name": matched_name})
    return out


def of_address() -> str:
    return _("the same address")


def of_identity(kind: str) -> str:
    """What an identifier says."""
    return {
        "code": _("the same credit code"),
        "registration": _("the same registration number"),
        "code nearly": _("a credit code that differs in one sign"),
        "phone": _("the same telephone number"),
        "phone shared": _("the same telephone number, which several merchants use"),
        "link": _("the same shop link"),
        "name differs": _("but the name is another"),
    }[kind]


def of_place(scored: Scored, typed: Typed, query: Query, places: tuple[str, ...], own_place: str) -> list[str]:
    """What the places say. A merchant outside the place that was named is never offered without this."""
    named = typed.hints[-1] if typed.hints else (query.region or "")
    where = own_place or "".join(reversed(places[:2]))
    if scored.place.contradicts:
        return [_("but it is in %(place)s, not in %(named)s") % {"place": where, "named": named}]
    if scored.place.near:
        return [_("but it is in another district: %(place)s") % {"place": "".join(reversed(places[:2])) or where}]
    if scored.place.agrees:
        return [_("in %(named)s, as you said") % {"named": named}]
    if scored.place.explained:
        return [_("in %(named)s, as you said") % {"named": scored.place.explained[0]}]
    return []


def of_confirmations(count: int) -> str:
    return ngettext("%(count)s person confirmed this name", "%(count)s people confirmed this name", count) % {
        "count": count
    }
