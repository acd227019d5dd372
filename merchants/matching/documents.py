"""From a merchant's record to its searchable rows. Pure."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from merchants.matching import grams
from merchants.matching.fold import fold, letters
from merchants.matching.normalise import NameForm, address_form, name_form
from merchants.matching.places import Gazetteer, short


class Document(NamedTuple):
    """What `MatchDoc` holds of one name."""

    text: str
    start: int
    places: tuple[str, ...]
    address: str
    grams: list[int]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Short names of all the places a merchant is in, from its division, the place as written, its address."""

    places: tuple[str, ...]
    address: str


@lru_cache(maxsize=10_000)
def place_word(cell: str) -> str:
    """The short form of a place as a person or a register wrote it; "" for nothing."""
    return short(letters(fold(cell))) if cell.strip() else ""


def whereabouts(
    gazetteer: Gazetteer, division_code: str = "", place: str = "", address: str = "", head: list[str] | None = None
) -> Whereabouts:
    """Everything known of where a merchant is, in short forms. `head`: places at the head of the address, if read."""
    words = list(gazetteer.words_of(division_code))
    if place:
        words.append(place_word(place))
    spelled = address_form(address)
    if head is None:
        _, head = gazetteer.head(spelled, frozenset(words))
    words.extend(word for word in head if word in gazetteer.by_word)
    return Whereabouts(tuple(dict.fromkeys(word for word in words if word)), spelled)


def document(name: str, where: Whereabouts, gazetteer: Gazetteer, uscc: str = "") -> Document | None:
    """The searchable row of one name; None for a name that holds nothing to compare."""
    form: NameForm = name_form(name, gazetteer, frozenset(where.places))
    if not form.text:
        return None
    places = tuple(dict.fromkeys((*where.places, *(p for p in form.places if p in gazetteer.by_word))))
    return Document(form.text, form.start, places, where.address, grams.of_name(form, places, uscc, where.address))
