"""Masked copies stored beside sealed identifiers, for lists (MEASURED 6). Pure; DOMAIN 6: last four signs at most."""

import re
import unicodedata

_TWO_SIGNS = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶"
    "太叔申屠公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良"
    "漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生梁丘左丘东门西门第五"
    "歐陽司馬東方諸葛尉遲赫連鍾離長孫鮮于"
)
COMPOUND_SURNAMES = frozenset(_TWO_SIGNS[at : at + 2] for at in range(0, len(_TWO_SIGNS), 2))
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")


def mask_phone(phone: str) -> str:
    """`138****1234`; a landline keeps its area code: `027-****4321`."""
    text = unicodedata.normalize("NFKC", phone).strip()
    digits = re.sub(r"\D", "", text)
    mobile = re.fullmatch(r"(?:0086|86)?(1[3-9]\d{9})", digits)
    if mobile:
        return f"{mobile[1][:3]}****{mobile[1][-4:]}"
    area = re.match(r"\(?(0\d{2,3})\)?[-\s]?\d{7,8}", text)
    if area:
        return f"{area[1]}-****{digits[-4:]}"
    return "****" + (digits[-4:] if len(digits) >= 8 else "")


def mask_name(name: str) -> str:
    """`张某`, `欧阳某`; a name in letters keeps its first one."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", name)).strip()
    if not text:
        return ""
    if not _HAN.match(text):
        return f"{text[0].upper()}***"
    return (text[:2] if text[:2] in COMPOUND_SURNAMES and len(text) > 2 else text[0]) + "某"


def mask_email(email: str) -> str:
    """`z***@example.com`."""
    local, at, host = unicodedata.normalize("NFKC", email).strip().lower().rpartition("@")
    return f"{local[:1]}***@{host}" if at and local else "***"
