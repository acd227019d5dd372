"""One row of a file becomes one merchant's record, or reasons why it cannot. Pure."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext_noop

from merchants.importing.where import division_of
from merchants.matching import identifiers
from merchants.matching.documents import Document, Whereabouts, document, place_word, whereabouts
from merchants.matching.normalise import address_form
from merchants.matching.places import Gazetteer

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_SEVERAL = re.compile(r"[;；|、\n]+")
_LIMITS = {"name": 200, "address": 300, "place": 60, "industry": 5}
_OTHER_COLUMNS = {"aliases": "short", "former": "former", "brand": "brand", "shop": "shop", "store": "store"}
_PREPAID = frozenset({"1", "true", "yes", "y", "是", "有"})


class Problem(NamedTuple):
    """What is wrong with a cell: our field name and an English message id."""

    field: str
    message: str


NO_NAME = gettext_noop("the name is missing")
LONG_NAME = gettext_noop("the name is longer than 200 characters")
EMPTY_NAME = gettext_noop("the name holds no letter, digit or Chinese character")
LONG_ADDRESS = gettext_noop("the address is longer than 300 characters")
BAD_PHONE = gettext_noop("not a telephone number; left out")
BAD_CODE = gettext_noop("the credit code fails its check digit; kept as text")
BAD_DIVISION = gettext_noop("no such division; left out")
TWICE = gettext_noop("the same merchant stands twice in this file; the first row counts")
COLUMNS = gettext_noop("the row has more cells than the header")
UNREADABLE = gettext_noop("the line cannot be read")


class Other(NamedTuple):
    """Another name of the merchant: kind as in `Alias.Kind`, or "store"."""

    kind: str
    text: str
    document: Document


class Record(NamedTuple):
    """A merchant as it will be stored, with its searchable rows."""

    name: str
    uscc: str | None
    uscc_text: str
    industry: str
    division_code: str
    place: str
    address: str
    kind: str
    status: str
    is_prepaid: bool
    phones: tuple[str, ...]
    sites: tuple[tuple[str, str], ...]
    document: Document
    others: tuple[Other, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two rows the same merchant: the code, else name and address."""
        return (self.uscc,) if self.uscc else (self.name, self.address, self.place)


def parse(row: Mapping[str, object], gazetteer: Gazetteer) -> Record | list[Problem]:
    """A record, or every reason why the row is rejected. `row` maps our field names to cells."""
    cells = {name: _clean(value) for name, value in row.items()}
    name = cells.get("name", "")
    problems: list[Problem] = []
    if not name:
        problems.append(Problem("name", NO_NAME))
    elif len(name) > _LIMITS["name"]:
        problems.append(Problem("name", LONG_NAME))
    if len(cells.get("address", "")) > _LIMITS["address"]:
        problems.append(Problem("address", LONG_ADDRESS))
    if problems:
        return problems
    warnings: list[Problem] = []
    written = cells.get("uscc", "")
    uscc = identifiers.clean_uscc(written) if written else None
    if written and uscc is None:
        warnings.append(Problem("uscc", BAD_CODE))
    phones = _phones(cells.get("phone", ""), warnings)
    address, place = cells.get("address", ""), (cells.get("district") or cells.get("city", ""))[: _LIMITS["place"]]
    given = cells.get("division", "")
    if given and given not in gazetteer.divisions:
        warnings.append(Problem("division", BAD_DIVISION))
    written_places = [place_word(cells[name]) for name in ("province", "city", "district") if cells.get(name)]
    _, head = gazetteer.head(address_form(address), frozenset(written_places))
    code = division_of(gazetteer, given=given, uscc=uscc or "", written=written_places, head=head)
    where = whereabouts(gazetteer, code, cells.get("city", ""), address, head)
    main = document(name, where, gazetteer, uscc or "")
    if main is None:
        return [Problem("name", EMPTY_NAME)]
    return Record(
        name=name, uscc=uscc, uscc_text="" if uscc else written[:64], industry=cells.get("industry", "")[:5],
        division_code=code, place=place, address=address, kind=_kind(cells.get("kind", ""), name, uscc),
        status=_status(cells.get("status", "")), is_prepaid=cells.get("prepaid", "").lower() in _PREPAID,
        phones=phones, sites=_sites(cells.get("site", "")), document=main,
        others=_others(cells, gazetteer, where), warnings=tuple(warnings),
    )  # fmt: skip


def _clean(value: object) -> str:
    if type(value) is str and value.isprintable():
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _CONTROL.sub(" ", str(value)).strip()


def _phones(cell: str, warnings: list[Problem]) -> tuple[str, ...]:
    if not cell:
        return ()
    out: dict[str, None] = {}
    for part in re.split(r"[;；|、,，/\n]+", cell):
        if not part.strip():
            continue
        number = identifiers.clean_phone(part)
        if number is None:
            warnings.append(Problem("phone", BAD_PHONE))
        else:
            out[number] = None
    return tuple(out)


def _sites(cell: str) -> tuple[tuple[str, str], ...]:
    if not cell:
        return ()
    found = {identifiers.link_key(url): url.strip()[:500] for url in re.split(r"[;；|\s]+", cell) if url.strip()}
    return tuple((url, key) for key, url in found.items() if key)


def _others(cells: Mapping[str, str], gazetteer: Gazetteer, where: Whereabouts) -> tuple[Other, ...]:
    out: list[Other] = []
    if _OTHER_COLUMNS.keys().isdisjoint(cells):
        return ()
    for column, kind in _OTHER_COLUMNS.items():
        for part in dict.fromkeys(_SEVERAL.split(cells.get(column, ""))):
            text = part.strip()[:200]
            made = document(text, where, gazetteer) if text else None
            if made is not None:
                out.append(Other(kind, text, made))
    return tuple(out)


def _kind(cell: str, name: str, uscc: str | None) -> str:
    text = cell + name
    if "个体" in cell or (uscc or "").startswith("92"):
        return "individual_business"
    if "合作社" in text and "信用" not in text:
        return "cooperative"
    if cell in ("company", "individual_business", "cooperative", "institution", "natural_person", "platform_shop"):
        return cell
    if (uscc or "9")[0] in "135":
        return "institution"
    return "company"


def _status(cell: str) -> str:
    for word, status in (("注销", "cancelled"), ("吊销", "revoked"), ("迁出", "moved")):
        if word in cell:
            return status
    return cell if cell in ("active", "moved", "revoked", "cancelled", "unknown") else "active"
