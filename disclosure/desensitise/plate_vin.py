"""Number plates and vehicle identification numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.desensitise.page import Page
from disclosure.desensitise.spans import Finding, Kind

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"(?:[{_PROVINCES}][\s·.-]{{0,2}}[A-Za-z]|[使领]|WJ)[\s·.-]{{0,3}}"
    r"(?:[A-Za-z0-9](?:[\s·-]?)){4,5}[A-Za-z0-9挂学警港澳超](?![A-Za-z0-9])"
)
_LABELLED = re.compile(
    r"(?:车牌|车号|号牌|牌照|牌号)(?:号码?|是|为|:"
    r"|\s)*(?P<plate>[A-Za-z][\s·.-]{0,2}[A-Za-z0-9]{5,6}|[A-Za-z0-9]{5,8})(?![A-Za-z0-9])"
)
_VIN = re.compile(r"(?<![A-Za-z0-9])[A-HJ-NPR-Za-hj-npr-z0-9]{17}(?![A-Za-z0-9])")
_VIN_LABEL = re.compile(
    r"(?:车架号?|大架号|车辆识别代?码?号?|[Vv][Ii][Nn]码?|发动机号?)(?:码|是|为|:|\s)*"
    r"(?P<vin>[A-Za-z0-9](?:[\s-]?[A-Za-z0-9]){5,19})(?![A-Za-z0-9])"
)


def find(page: Page) -> Iterator[Finding]:
    """Plates by province sign and letter, or after “车牌”; seventeen signs of a vehicle number."""
    text = page.text
    for match in _PLATE.finditer(text):
        if any(sign.isdigit() for sign in match.group()):
            yield Finding(match.start(), match.end(), Kind.PLATE, "车牌：省份简称加字母数字")
    for match in _LABELLED.finditer(text):
        if any(sign.isdigit() for sign in match["plate"]):
            yield Finding(match.start("plate"), match.end("plate"), Kind.PLATE, "“车牌”之后的号码")
    for match in _VIN.finditer(text):
        letters = sum(sign.isalpha() for sign in match.group())
        if letters >= 3 and len(match.group()) - letters >= 4:
            yield Finding(match.start(), match.end(), Kind.VIN, "车辆识别代号：十七位字母数字")
    for match in _VIN_LABEL.finditer(text):
        if sum(sign.isdigit() for sign in match["vin"]) >= 3:
            yield Finding(match.start("vin"), match.end("vin"), Kind.VIN, "“车架号、发动机号”之后的号码")
