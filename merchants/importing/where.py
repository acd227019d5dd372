"""Which division a merchant's record points to. Pure."""

from collections.abc import Iterable

from merchants.matching.places import Gazetteer


def division_of(gazetteer: Gazetteer, *, given: str, uscc: str, written: Iterable[str], head: Iterable[str]) -> str:
    """The code of the narrowest division the record is sure of, or "".

    In this order: the code `given`; the places `written` (province, city, district, in short forms) and those at the
    `head` of the address, read together; the registering authority in the credit code, where it does not contradict
    them.
    """
    code = _division_of(gazetteer, given, uscc[2:8], written, head)
    return gazetteer.current.get(code, code)


def _division_of(gazetteer: Gazetteer, given: str, registered: str, written: Iterable[str], head: Iterable[str]) -> str:
    if given in gazetteer.divisions:
        return given
    wanted = tuple(dict.fromkeys([*written, *(word for word in head if word in gazetteer.by_word)]))
    found = gazetteer.narrowest(wanted)
    if registered in gazetteer.divisions:
        wider = bool(found) and gazetteer.divisions[found].level != "county"
        if not wanted or (wider and any(division.code == found for division in gazetteer.chain(registered))):
            return registered
        if not found and any(word in gazetteer.words_of(registered) for word in wanted):
            return registered
    return found
