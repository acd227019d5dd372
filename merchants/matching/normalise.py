"""From a registered name, an address or what somebody typed to the forms that are compared. Pure."""
# ruff: noqa: E501  (word lists; a Chinese character counts double)

import re
from dataclasses import dataclass, field
from functools import lru_cache

from merchants.matching import identifiers, words
from merchants.matching.fold import fold, letters
from merchants.matching.places import Gazetteer

_BRACKETED = re.compile(r"[(\[【〔（「『《<]([^()\[\]【】〔〕（）「」『』《》<>]*)[)\]】〕）」』》>]")
_LATIN = re.compile(r"[a-z]+(?:[ '’·-]+[a-z]+)*")
_NAME_LIMIT = 60


@dataclass(frozen=True, slots=True)
class NameForm:
    """A registered name as it is compared: without marks and legal form, places at its head known."""

    text: str
    starts: tuple[int, ...]
    """Every position where the name proper may begin: after each place at the head, after a place-like word."""
    start: int
    """Where it most likely begins: after the last place that is surely one."""
    places: tuple[str, ...]

    @property
    def proper(self) -> str:
        return self.text[self.start :]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, taken apart."""

    text: str = ""
    """The name as best read: folded, without marks, filler, branch and legal form."""
    whole: str = ""
    """The same before filler was taken away, for the case that it was no filler."""
    branch: str = ""
    latin: str = ""
    places: tuple[str, ...] = ()
    """Places named inside the text."""
    hints: tuple[str, ...] = ()
    """Places the consumer gave beside the text."""
    address: str = ""
    beside: str = ""
    """What else was said of a shop that is given by its address (“… 72 号那家食品”)."""
    codes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    formal: bool = field(default=False)
    """Did the name carry a legal form (so that it was probably copied from a paper)?"""


def without_form(text: str) -> str:
    """A name without its legal form; a name that is nothing else stays.

    >>> without_form("武汉精卡装饰材料有限公司")
    '武汉精卡装饰材料'
    """
    while True:
        shorter = words.FORM.sub("", text)
        if shorter == text or len(shorter) < 2:
            return text
        text = shorter


_MIDDLE = re.compile(
    r"(?:集团股份有限公司|集团有限责任公司|股份有限公司|有限责任公司|集团有限公司|集团公司|股份公司|有限公司|总公司)(?=.{3})"
)


def without_middle(text: str) -> str:
    """A name without the legal form in its middle: 中国银行股份有限公司云霄支行 is called 中国银行云霄支行."""
    return _MIDDLE.sub("", text) if "公司" in text else text


def _without_tail(text: str) -> str:
    """People say “…集团” and “…股份” for “…集团有限公司” and “…股份有限公司”."""
    shorter = re.sub(r"(?:集团|股份|控股)$", "", text)
    return shorter if len(shorter) >= 2 else text


def name_form(name: str, gazetteer: Gazetteer, known: frozenset[str] = frozenset()) -> NameForm:
    """The form in which a merchant's name is compared. `known`: short names of the places it is known to be in."""
    folded = fold(name)
    inside: list[str] = []

    def bracket(found: re.Match[str]) -> str:
        content = letters(found[1])
        spot = gazetteer.at(content, 0)
        if spot is not None and spot.end == len(content):
            inside.append(spot.word)
            return ""
        return content

    text = without_form(letters(_BRACKETED.sub(bracket, folded)))[:_NAME_LIMIT]
    ends, found = gazetteer.head(text, known)
    start, at = 0, 0
    for end, word in zip(ends, found, strict=True):
        ranked = end - at > len(word) or word[-1] in "市县区旗镇乡道办处"
        if ranked or gazetteer.level(word) in ("province", "city"):
            start = end
        at = end
    starts = dict.fromkeys((0, *ends))
    after = gazetteer.second_start(text, start)
    if after != start:
        starts[after] = None
    return NameForm(text, tuple(sorted(starts)), start, tuple(dict.fromkeys((*found, *inside))))


@lru_cache(maxsize=1_000)
def address_form(address: str) -> str:
    """An address in one spelling."""
    return letters(fold(address))[:200]


def typed(text: str, gazetteer: Gazetteer, region: str | None = None) -> Typed:
    """Take apart what somebody typed. Total: any text gives an answer, perhaps an empty one."""
    found = identifiers.find(fold(text))
    hints = tuple(dict.fromkeys(spot.word for spot in gazetteer.spots(letters(fold(region or "")))))
    if region and not hints:
        hints = (letters(fold(region))[:20],)
    body, branch = _split_branch(words.LABEL.sub("", found.rest))
    address, beside = _address(body)
    parts = [_strip_filler(letters(part)) if letters(part) else "" for part in _segments(body)]
    name = "".join(parts)
    bare = _without_tail(without_form(name))
    whole = letters(body)
    latin = "".join(_LATIN.findall(body)) if re.search(r"[a-z]{2,}", body) else ""
    places = tuple(dict.fromkeys((*named_places(bare, gazetteer), *(s.word for s in gazetteer.spots(branch)))))
    return Typed(
        text=bare[:_NAME_LIMIT], whole=_without_tail(without_form(whole))[:_NAME_LIMIT], branch=branch, latin=re.sub(r"[^a-z]", "", latin),
        places=places, hints=hints, address=address, beside=beside, codes=found.codes, phones=found.phones,
        links=found.links, formal=bare != name,
    )  # fmt: skip


def named_places(text: str, gazetteer: Gazetteer) -> list[str]:
    """Places a name mentions. Inside a name a bare county is more often part of a word (鑫顺昌) than a place."""
    out: list[str] = []
    before = 0
    for spot in gazetteer.spots(text):
        ranked = spot.end - spot.start > len(spot.word) or spot.word[-1] in "市县区旗"
        at_edge = spot.start == before or spot.end == len(text)
        if ranked or at_edge or gazetteer.level(spot.word) in ("province", "city"):
            out.append(spot.word)
        if at_edge:
            before = spot.end
    return out


def _split_branch(text: str) -> tuple[str, str]:
    """Take a branch in brackets, or set apart by a space, away from the end of the text."""
    branch = ""

    def bracket(found: re.Match[str]) -> str:
        nonlocal branch
        content = letters(found[1])
        if _is_branch(content):
            branch = branch or content
            return " "
        if _strip_filler(content) != content:
            return " "
        return found[0]

    text = _BRACKETED.sub(bracket, text).strip()
    head, space, tail = text.rpartition(" ")
    if space and letters(head) and _is_branch(letters(tail)):
        return head, branch or letters(tail)
    return text, branch


def _is_branch(text: str) -> bool:
    return bool(words.BRANCH.match(text)) and not words.NO_BRANCH.search(text)


def _segments(body: str) -> list[str]:
    """Parts between commas; the first is the name, later ones count only when the first is mere filler."""
    parts = [p for p in re.split(r"[,，。;；!！?？\n]", body) if letters(p)]
    for index, part in enumerate(parts):
        if _strip_filler(letters(part)):
            return parts[index : index + 1]
    return parts[:1]


def _strip_filler(text: str) -> str:
    """Text without turns of speech before and after; filler that would leave nothing is kept as it is."""
    for _ in range(4):
        shorter = words.BEFORE.sub("", text)
        if shorter == text or len(shorter) < 2:
            break
        text = shorter
    for _ in range(4):
        shorter = words.AFTER.sub("", text)
        if shorter == text:
            break
        if len(shorter) < 2:
            return shorter
        text = shorter
    return text


def _address(body: str) -> tuple[str, str]:
    """The address in the text, if it looks like one, and what stands beside it."""
    text = letters(body)
    head, _, beside = text.partition("那家")
    if len(head) < 4:
        head, beside = text, ""
    signs = len(words.ADDRESS.findall(head)) + len(re.findall(r"\d+", head))
    return (head, without_form(beside)) if signs >= 1 and len(head) >= 5 else ("", "")
