"""Workbooks made to tire the machine are put aside before they are unpacked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from merchants.importing import files

ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{"&" + chr(97 + n) + ";"}{("&" + chr(97 + n) + ";") * 9}">' for n in range(12)
) + "]>"  # fmt: skip


def workbook(changed: dict[str, bytes]) -> bytes:
    """A list of one shop whose parts were changed by hand."""
    book, plain, out = Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["名称"])
    book.active.append(["清禾健身"])
    book.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(part, changed.get(part, source.read(part)))
        for part in changed.keys() - set(source.namelist()):
            target.writestr(part, changed[part])
    return out.getvalue()


def test_a_plain_one_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook({}))
    files.check(path)


def test_shared_words_that_grow_a_thousandfold(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    words = b"<sst>" + b"<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>" * 2_000_000 + b"</sst>"
    path.write_bytes(workbook({"xl/sharedStrings.xml": words}))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(files.BadFile, match="too large when unpacked"):
        files.check(path)


HEAD = "<row><c t='str'><v>名称</v></c></row>"


@pytest.mark.parametrize(
    "rows", ["<row><c t='str'><v>&m;</v></c></row>", f"{HEAD}<row><c t='str'><v>&m;</v></c></row>"]
)
def test_entities_that_grow(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "a.xlsx"
    sheet = f"<?xml version='1.0'?>{ENTITIES}<worksheet><sheetData>{rows}</sheetData></worksheet>"
    path.write_bytes(workbook({"xl/worksheets/sheet1.xml": sheet.encode()}))
    with pytest.raises(files.BadFile):
        files.check(path)
