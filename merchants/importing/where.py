"""Which division a merchant's record points to. Pure."""

from merchants.matching.fold import fold, letters
from merchants.matching.normalise import address_form
from merchants.matching.places import Gazetteer, short


def division_of(
    gazetteer: Gazetteer, *, given: str = "", uscc: str = "", province: str = "", city: str = "", district: str = "",
    address: str = "",
) -> str:  # fmt: skip
    """The code of the narrowest division the record is sure of,or "".

    In this order: the code given; the places written (province, city, district, head of the address), read
    together; the registering authority in the credit code, where it does not contradict them.
    """
    code = _division_of(gazetteer, given, uscc[2:8], [province, city, district], address)
    return gazetteer.current.get(code, code)


def _division_of(gazetteer: Gazetteer, given: str, registered: str, cells: list[str], address: str) -> str:
    if given in gazetteer.divisions:
        return given
    written = [short(letters(fold(cell))) for cell in cells if cell.strip()]
    spelled = address_form(address)
    _, head = gazetteer.head(spelled, frozenset(written))
    wanted = list(dict.fromkeys([*written, *(word for word in head if word in gazetteer.by_word)]))
    found = _narrowest(gazetteer, wanted)
    if registered in gazetteer.divisions:
        above = gazetteer.words_of(registered)
        if not wanted or (
            found and gazetteer.divisions[found].level != "county" and _contains(gazetteer, found, registered)
        ):
            return registered
        if not found and any(word in above for word in wanted):
            return registered
    return found


def _contains(gazetteer: Gazetteer, outer: str, inner: str) -> bool:
    return any(division.code == outer for division in gazetteer.chain(inner))


def _narrowest(gazetteer: Gazetteer, words: list[str]) -> str:
    """The division that accounts for most of the words; among equals the highest, so as not to guess."""
    best, best_rank = "", (0, 0)
    for word in words:
        for code in gazetteer.by_word.get(word, ()):
            chain = gazetteer.words_of(code)
            rank = (sum(other in chain for other in set(words)), -len(chain))
            if rank > best_rank:
                best, best_rank = code, rank
    return best
