"""Numbers and links in what people type: telephone, unified social credit code, shop link. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_CHINESE_DIGITS = str.maketrans("零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两", "000123456789123456789" + "12")
# The code never uses these letters, so each can only be a misread digit (GB 32100-2015, 4).
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {char: value for value, char in enumerate(_ALPHABET)}
_FACTORS = tuple(pow(3, place, 31) for place in range(17))
_MISREAD = str.maketrans("OIZSV", "01257")
_CODE = re.compile(r"(?<![0-9a-z])[0-9a-z](?:[ \-._]?[0-9a-z]){14,19}(?![0-9a-z])")
_NUMBER = re.compile(r"(?<![0-9a-z])\(?\+?(?:[(\d][\d()\-. /·~]{5,28})\d(?![0-9a-z])")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s，。、；）)]+|(?<![\w@.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|shop|top|vip)(?:/[^\s，。、；）)]*)?"
)
_LONG_CODES = frozenset({"10", "20", "21", "22", "23", "24", "25", "27", "28", "29"})


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What was found, and what remains of the text without it."""

    codes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    rest: str = ""


def clean_uscc(text: str) -> str | None:
    """The code in upper case without marks when its check digit is right, else None."""
    code = re.sub(r"[^0-9A-Za-z]", "", text).upper()
    if len(code) != 18:
        return None
    for candidate in (code, code.translate(_MISREAD)):
        if _check_digit_holds(candidate):
            return candidate
    return None


def _check_digit_holds(code: str) -> bool:
    """GB 32100-2015, 4.4. Only the check digit blocks (DOMAIN 5); `python-stdnum` also refuses some real prefixes.

    Written out because an import checks a hundred thousand; a test holds it equal to `python-stdnum`'s.
    """
    total = 0
    for char, factor in zip(code, _FACTORS, strict=False):
        value = _VALUES.get(char)
        if value is None:
            return False
        total += value * factor
    return _ALPHABET[-total % 31] == code[17]


def repair_code(text: str) -> str:
    """A code or registration number as best read: misread letters become digits, nothing else changes."""
    return re.sub(r"[^0-9A-Za-z]", "", text).upper().translate(_MISREAD)


def clean_phone(text: str) -> str | None:
    """Digits of a Chinese telephone number with its area code ("13900013171", "02760708334"), else None.

    Seven or eight digits (no area code), 400/800 numbers and 95xxx/12xxx service numbers pass as they are.
    """
    digits = re.sub(r"\D", "", text.translate(_CHINESE_DIGITS))
    for lead in ("0086", "86"):
        if digits.startswith(lead) and len(digits) - len(lead) >= 10:
            digits = digits[len(lead) :]
            break
    if len(digits) == 12 and digits.startswith("01") and digits[2] in "3456789":  # 0139…: long-distance prefix
        digits = digits[1:]
    if re.fullmatch(r"1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7}|[48]00\d{7}|95\d{3,6}|96\d{3,6}|1[02]\d{3}", digits):
        return digits
    if re.fullmatch(r"[1-9]\d{1,2}[2-9]\d{6,7}", digits) and len(digits) in (9, 10, 11):
        return "0" + digits  # +86 27 … lost its trunk zero
    return None


def subscriber(number: str) -> str:
    """The part of a cleaned number without its area code; mobiles and service numbers whole."""
    if not number.startswith("0"):
        return number
    return number[3:] if number[1:3] in _LONG_CODES else number[4:]


def link_key(url: str) -> str:
    """Host and path of a link in one spelling, or with the shop's own id where the link carries one."""
    url = url.strip()
    try:
        parts = urlsplit(url if "//" in url else "//" + url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""
    if "." not in host:
        return ""
    path = re.sub(r"/(index\.\w+)?$", "", parts.path)
    ids = re.findall(r"(?:^|&)((?:shop|store|mall|seller|user|item)_?id=[\w-]+|id=[\w-]+)", parts.query, re.I)
    return (host + path + ("?" + "&".join(sorted(ids)) if ids else ""))[:200].lower()


def find(text: str) -> Identifiers:
    """Identifiers in a folded text. A number is read once, as the longest thing it can be."""
    links = tuple(key for key in map(link_key, _LINK.findall(text)) if key)
    text = _LINK.sub(" ", text)
    codes: list[str] = []
    phones: list[str] = []

    def take_code(found: re.Match[str]) -> str:
        raw = re.sub(r"[ \-._]", "", found[0])
        digits = sum(c.isdigit() for c in raw.upper().translate(_MISREAD))
        if len(raw) in (15, 17, 18, 19) and digits >= len(raw) - 5 and clean_phone(found[0]) is None:
            codes.append(repair_code(raw))
            return " "
        return found[0]

    def take_phone(found: re.Match[str]) -> str:
        number = clean_phone(found[0])
        if number is None:
            return found[0]
        phones.append(number)
        return " "

    text = _CODE.sub(take_code, text)
    spoken = re.sub(
        r"[零〇○一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖][零〇○一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖 \-]{5,16}",
        take_phone,
        text,
    )
    text = _NUMBER.sub(take_phone, spoken)
    if phones or codes:
        text = re.sub(
            r"(统一社会信用代码|信用代码|税号|注册号|电话号码|手机号码?|电话|座机|手机|联系方式|号码|tel|phone)\s*(是|为)?\s*[:：]?",
            " ",
            text,
        )
    return Identifiers(tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(phones)), links, " ".join(text.split()))
