"""What is compared between a typed text and a name: a dozen plain numbers. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from merchants.matching.align import Alignment, align
from merchants.matching.grams import near_pairs
from merchants.matching.normalise import Typed
from merchants.matching.places import Gazetteer
from merchants.matching.words import CONSUMER_TRADE

Bits = Callable[[int], float]
"""How telling a pair of characters is, 0 to 1."""

_PART = re.compile(
    r"(?:公司|集团|厂|社|行|店)[\u4e00-\u9fff0-9]{2,}(?:分|部|店|所|站|厅|处|支行|柜|门市|车间|队|库)$|(?:公司|集团有限)[\u4e00-\u9fff0-9]{2,}$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A searchable name: its text, where the name proper begins, and the places the merchant is in."""

    text: str
    start: int
    places: tuple[str, ...]
    registered: str = ""
    """The whole of it, where `text` is only what people say of it."""


@dataclass(frozen=True, slots=True)
class Lens:
    """What is known beside the two texts: how telling each pair of characters is, and the list of divisions."""

    bits: Bits
    gazetteer: Gazetteer


_RANKS = ("", "市", "区", "县", "省", "州")


@dataclass(frozen=True, slots=True)
class Place:
    """What the places say of a merchant."""

    agrees: bool
    """It is in the place the consumer named beside the text."""
    near: bool
    """It is in the same city, but in another district than the one named."""
    contradicts: bool
    """It is somewhere else."""
    explained: tuple[str, ...]
    """Places in the text itself that it is in."""


@dataclass(slots=True)
class Features:
    """The numbers, and the alignment they come from (for the reasons)."""

    values: dict[str, float]
    alignment: Alignment
    place: Place
    compared: str = ""
    exact: bool = field(default=False)


_LEVELS = {"province": 1, "city": 2, "county": 3}


def compare_places(typed: Typed, places: tuple[str, ...], gazetteer: Gazetteer) -> Place:
    """The narrowest place named decides. A merchant known only by a wider place that holds it agrees."""
    own = set(places)
    explained = tuple(word for word in typed.places if word in own)
    if not typed.hints or not own:
        return Place(False, False, False, explained)
    hint = typed.hints[-1]
    if hint in own:
        return Place(True, False, False, explained)
    if any(word in own and gazetteer.level(word) != "province" for word in gazetteer.above(hint)):
        known = max(_LEVELS.get(gazetteer.level(word), 0) for word in own)
        wider = known < _LEVELS.get(gazetteer.level(hint), 3)
        return Place(wider, not wider, False, explained)
    inside = any(hint in gazetteer.above(word) for word in own)
    return Place(inside, False, not inside, explained)


HOPELESS = {"one": 1.0, "extra": 4.0}
"""Instead of the numbers, where less than two fifths of what was typed are in the name."""


def name_features(typed: Typed, name: Name, lens: Lens) -> Features:
    """Compare what was typed with one name."""
    text = name.text
    place = compare_places(typed, name.places, lens.gazetteer)
    best, compared = align(typed.text, text), typed.text
    if best.cost:
        # Places the merchant is in may stand anywhere in what was typed, and say nothing more of its name.
        bare, told = _without(typed.text, name.places)
        if told:
            other = align(bare, text)
            if other.cost < best.cost - 1e-9:
                best, compared = other, bare
                place = replace(place, explained=tuple(dict.fromkeys((*place.explained, *told))))
    if best.cost > 1 and sum(best.used or ()) * 5 < 2 * len(compared):
        return Features(HOPELESS, best, place, compared)
    values = name_values(best, name, place, typed, lens)
    return Features(values, best, place, compared, exact=best.cost == 0)


def _without(text: str, words: tuple[str, ...]) -> tuple[str, list[str]]:
    """The text without those of the places that stand in it, and which these were."""
    told: list[str] = []
    for word in words:
        for rank in reversed(_RANKS):
            form = word + rank
            if form in text and len(text) - len(form) >= 2:
                text = text.replace(form, "", 1)
                told.append(word)
                break
    return text, told


def name_values(found: Alignment, name: Name, place: Place, typed: Typed, lens: Lens) -> dict[str, float]:
    """The numbers of one alignment; `weights.NAME` has a weight for each."""
    text, start = name.text, name.start
    matched = found.matched or []
    weights = [lens.bits(pair) for pair in near_pairs(text)]
    first = next((i for i in range(start, len(text)) if matched[i]), len(text))
    second = lens.gazetteer.second_start(text, start)
    if first >= second:
        start = second
    info = sum(w for i, w in enumerate(weights) if i >= start and matched[i] and matched[i + 1])
    total = sum(weights[start:]) or 1.0
    count = sum(matched[start:])
    last = next((i for i in range(len(text) - 1, -1, -1) if matched[i]), -1)
    follow = weights[last + 1] if 0 <= last < len(weights) - 1 else 0.0
    slips = found.homophones + found.alikes + found.swaps + found.lost + found.others
    return {
        "one": 1.0,
        "homophone": float(found.homophones),
        "alike": float(found.alikes),
        "swapped": float(found.swaps),
        "doubled": float(found.doubled),
        "other": float(found.others),
        "extra": float(min(4, found.extra)),
        "short slip": (slips + found.extra) / max(1.0, count),
        "runs on": follow,
        "pieces": float(max(0, found.blocks - 1)),
        "late": float(min(3, first - start)),
        "second word": float(start != name.start),
        "covered": info / total,
        "told": min(4.0, info),
        "slip in the core": sum(max(weights[max(0, j - 1) : j + 1], default=1.0) for j in found.slips),
        "two slips by ear": float(found.homophones > 1),
        "consumer trade": float(bool(CONSUMER_TRADE.search(text, start))),
        "part of a firm": float(bool(_PART.search(name.registered or text)) and not matched[-1]),
        "brand alone": float(count <= 3 and total - info > 0.5),
        "place agrees": float(place.agrees),
        "place near": float(place.near),
        "place contradicts": float(place.contradicts),
        "place in text": float(bool(place.explained)),
        "place unexplained": float(any(w not in place.explained and w not in text for w in typed.places)),
    }
