"""How characters sound: syllables without tones, from `pypinyin`. Pure."""

from functools import cache, lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.pinyin_dict import pinyin_dict
from pypinyin.style import convert


@lru_cache(maxsize=30_000)
def readings(char: str) -> frozenset[str]:
    """Every toneless reading of one character; empty when it has none."""
    entry = pinyin_dict.get(ord(char)) if len(char) == 1 else None
    if not entry:
        return frozenset()
    return frozenset(_plain(reading) for reading in entry.split(","))


@lru_cache(maxsize=30_000)
def usual(char: str) -> str:
    """The usual toneless reading of one character; the character itself when it has none."""
    entry = pinyin_dict.get(ord(char))
    return _plain(entry.split(",", 1)[0]) if entry else char


def _plain(reading: str) -> str:
    return convert(reading, Style.NORMAL, strict=False).replace("ü", "v")


@cache
def syllables() -> frozenset[str]:
    """All toneless syllables written with a to z."""
    found = {_plain(r) for entry in pinyin_dict.values() for r in entry.split(",")}
    return frozenset(s for s in found if s.isascii() and s.isalpha() and (len(s) > 1 or s in "aeo"))


@cache
def _longest() -> int:
    return max(map(len, syllables()))


@lru_cache(maxsize=100_000)
def _in_context(text: str) -> tuple[str, ...]:
    return tuple(s.replace("ü", "v") for s in lazy_pinyin(text, errors=list))  # type: ignore[arg-type]  # the stub knows only str


# Characters of names whose usual reading the word around them changes (长城 chang cheng, 银行 yin hang, 厦门 xia men);
# of 33,000 names, no other character changed in more than two. Asking pypinyin costs eighty microseconds a name.
_CHANGEABLE = frozenset(
    "行重都长厦佛乐会模调朝蚌番陂六漯什畜藏牟勒弹坻枞给呢蔚泌参杉劲绿埔铅柏犍堡粘阿茄莘尾轧龟兹尉卡朴传曾单仇解洞车"
)


def sound(text: str) -> tuple[str, ...]:
    """The usual syllable of each character, in context where the word decides.

    >>> sound("长城重庆")
    ('chang', 'cheng', 'chong', 'qing')
    """
    if not _CHANGEABLE.isdisjoint(text):
        got = _in_context(text)
        if len(got) == len(text):
            return got
    return tuple(map(usual, text))


def split(latin: str, most: int = 12) -> list[tuple[str, ...]]:
    """Every way (at most `most`) to read letters without spaces as syllables, longest first syllable first.

    >>> split("xian")
    [('xian',), ('xi', 'an')]
    """
    known, longest = syllables(), _longest()
    dead: set[int] = set()
    out: list[tuple[str, ...]] = []

    def walk(at: int, path: tuple[str, ...]) -> bool:
        if at == len(latin):
            out.append(path)
            return True
        if at in dead:
            return False
        found = False
        for end in range(min(len(latin), at + longest), at, -1):
            if len(out) >= most:
                return found
            if latin[at:end] in known and walk(end, (*path, latin[at:end])):
                found = True
        if not found:
            dead.add(at)
        return found

    if len(latin) <= 40:
        walk(0, ())
    return out


def initials(text: str) -> str:
    """First letters of the syllables; other characters as they are.

    >>> initials("华东房地产")
    'hdfdc'
    """
    return "".join(s[0] for s in sound(text) if s)
