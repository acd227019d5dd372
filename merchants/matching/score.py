"""From features to a score, with what the reasons need to know. Pure."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from merchants.matching import sounds, weights
from merchants.matching.align import Alignment, in_blocks
from merchants.matching.features import (
    HOPELESS,
    Features,
    Lens,
    Name,
    Place,
    compare_places,
    name_features,
    name_values,
)
from merchants.matching.normalise import Typed
from merchants.matching.parts import other_forms
from merchants.matching.places import Gazetteer


@dataclass(slots=True)
class Scored:
    """A comparison that has been weighed. `odds` is a logarithm; `how` names the way it was found."""

    odds: float
    how: str
    place: Place
    alignment: Alignment | None = None
    compared: str = ""
    whole: bool = False
    """What was typed is all of the name proper, without a slip."""
    told_place: bool = False
    share: float = 0.0
    notes: set[str] = field(default_factory=set)

    @property
    def score(self) -> float:
        """The odds as a share between 0 and 1."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.odds))))


def weigh(values: Mapping[str, float], table: Mapping[str, float]) -> float:
    """The sum of the weights of the features."""
    return sum(table[name] * value for name, value in values.items() if value)


def score_name(typed: Typed, name: Name, lens: Lens, address: str = "") -> Scored:
    """How well what was typed fits one name: as written, as people say it, by pinyin, by initials; the best of them.

    `address` is the merchant's, in one spelling: a town in it may stand at the head of the name.
    """
    found = name_features(typed, name, lens)
    best = _scored(found, "name", name)
    if not best.whole and found.values is not HOPELESS:  # other forms hold no character that this one lacks
        begun = any((found.alignment.matched or [])[name.start : name.start + 2])
        for said, is_part in other_forms(name, address, begun=begun):
            form = _scored(name_features(typed, said, lens), "name", said)
            if is_part:
                if not (form.place.agrees or form.place.explained):
                    continue
                form.odds -= weights.END_ALONE
                form.whole = False
            if form.odds > best.odds:
                best = form
    if typed.latin:
        for other in latin_features(typed, name, lens):
            scored = _scored(other, "pinyin" if other.values.get("by pinyin") else "initials", name)
            if scored.odds > best.odds:
                best = scored
    return best


def _scored(found: Features, how: str, name: Name) -> Scored:
    matched, start = found.alignment.matched or [], name.start
    # A place of the merchant's own after the first (武汉市江夏…) may be left out of a whole name.
    own = next((word for word in name.places if name.text.startswith(word, start)), "")
    whole = found.exact and how == "name" and (all(matched[start:]) or (bool(own) and all(matched[start + len(own) :])))
    return Scored(
        weigh(found.values, weights.NAME), how, found.place, found.alignment, found.compared, whole,
        told_place=bool(found.place.explained) or (start > 0 and any(matched[:start])),
    )  # fmt: skip


def latin_features(typed: Typed, name: Name, lens: Lens) -> list[Features]:
    """The letters read as syllables, or as first letters, of the name from one of its beginnings."""
    text, places = name.text, name.places
    place = compare_places(typed, places, lens.gazetteer)
    rest = re.sub(r"[a-z]", "", typed.text)
    told = tuple(word for word in (*places, *typed.places) if word in places and word in rest)
    for word in told:
        rest = rest.replace(word, "", 1)
    place = Place(place.agrees, place.near, place.contradicts, told)
    heard = sounds.sound(text)
    out: list[Features] = []
    readings = [(reading, "by pinyin") for reading in sounds.split(typed.latin)]
    first = [syllable[0] for syllable in heard]
    readings.append((tuple(typed.latin), "by initials"))
    for reading, how in readings:
        own = first if how == "by initials" else list(heard)
        if how == "by initials" and not 3 <= len(reading) <= 12:
            continue
        at = _find(own, list(reading), name.start)
        if at < 0 or (how == "by initials" and at + len(reading) < len(text)):
            continue
        matched = [at <= i < at + len(reading) for i in range(len(text))]
        alignment = Alignment(extra=len(rest), blocks=1, matched=matched, used=[True] * len(reading))
        values = name_values(alignment, name, place, typed, lens)
        values[how] = 1.0
        out.append(Features(values, alignment, place, typed.latin))
    return out


def _find(own: list[str], wanted: list[str], start: int) -> int:
    for at in (*range(start, len(own) - len(wanted) + 1), *range(start)):
        if own[at : at + len(wanted)] == wanted:
            return at
    return -1


_NUMBER = re.compile(r"\d+")


def score_address(typed: Typed, name: Name, address: str, gazetteer: Gazetteer) -> Scored | None:
    """How well an address that was typed fits the merchant's own; None when there is nothing to compare."""
    share = address_share(typed.address, address)
    if share < 0.5:
        return None
    place = compare_places(typed, name.places, gazetteer)
    numbers = _NUMBER.findall(typed.address)
    own = _NUMBER.findall(address)
    values = {
        "one": 1.0,
        "contained": float(share == 1.0),
        "share": share,
        "number differs": float(share < 1.0 and any(number not in own for number in numbers)),
        "short": float(len(typed.address) < 6 or (not numbers and len(typed.address) < 8)),
        "no number": float(not numbers),
        "trade beside": 0.0,
        "trade differs": 0.0,
        "place agrees": float(place.agrees),
        "place near": float(place.near),
        "place contradicts": float(place.contradicts),
    }
    if typed.beside:
        beside = in_blocks(typed.beside, name.text)
        fits = sum(beside.used or []) / len(typed.beside)
        values["trade beside"], values["trade differs"] = float(fits > 0.5), float(fits <= 0.5)
    return Scored(weigh(values, weights.ADDRESS), "address", place, share=share)


def address_share(wanted: str, address: str) -> float:
    """The share of an address (in one spelling) that stands in another, 0 to 1."""
    if not wanted or not address:
        return 0.0
    if wanted in address or (address in wanted and len(address) >= 0.9 * len(wanted)):
        return 1.0
    return sum(in_blocks(wanted, address).used or []) / len(wanted)
