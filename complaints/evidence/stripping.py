"""Copies for other people's eyes: no place, no device, no author. What cannot be cleaned is not copied at all."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from complaints.evidence import kinds
from complaints.evidence.kinds import FileKind, WrongFile

pillow_heif.register_heif_opener()

MOST_PIXELS = 80_000_000
LONGEST_SIDE = 4096
JPEG_QUALITY = 88
# boxes of MP4 and M4A that say where, when and with what it was taken
_TELLING = frozenset({b"udta", b"meta", b"uuid", b"XMP_"})
_HOLDING = frozenset({b"moov", b"trak", b"mdia", b"moof", b"traf"})
_AUTHORS = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
_NO_PROPERTIES = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY = {
    "docProps/core.xml": _NO_PROPERTIES
    + b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": _NO_PROPERTIES
    + b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": _NO_PROPERTIES
    + b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}


def served_extension(kind: FileKind) -> str:
    """HEIC is shown as JPEG, for few browsers know it."""
    return "jpg" if kind is kinds.HEIC else kind.extension


def strip(kind: FileKind, file: Path) -> None:
    """Clean a plain copy in place; WrongFile when it is damaged and cannot be cleaned."""
    if kind.look == "image":
        file.write_bytes(_image(kind, file))
    elif kind is kinds.PDF:
        file.write_bytes(_pdf(file))
    elif kind is kinds.DOCX:
        file.write_bytes(_docx(file))
    else:
        _quieten(file)


def _image(kind: FileKind, file: Path) -> bytes:
    """Pixels only, drawn upright: EXIF with place and device, XMP, comments and thumbnails stay behind."""
    try:
        with Image.open(file) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise WrongFile(_("This picture is too large to be shown. Please hand in a smaller one."))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            out = io.BytesIO()
            if kind is kinds.PNG:
                plain = upright.convert(
                    "RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB"
                )
                plain.info = {}
                plain.save(out, "PNG", optimize=True)
            else:
                plain = upright.convert("RGB")
                plain.info = {}
                plain.save(out, "JPEG", quality=JPEG_QUALITY)
            return out.getvalue()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as problem:
        if isinstance(problem, WrongFile):
            raise
        raise WrongFile(_("This picture is damaged and cannot be opened. Please hand it in again.")) from problem


def _pdf(file: Path) -> bytes:
    """Pages without author, producer, XMP, scripts and attached files."""
    try:
        reader = PdfReader(file)
        if reader.is_encrypted:
            raise WrongFile(_("This PDF is locked with a password. Please hand in one without."))
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        writer.metadata = None
        for name in ("/OpenAction", "/AA", "/Names", "/AcroForm", "/Metadata"):
            writer.root_object.pop(name, None)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()
    except (PyPdfError, OSError, KeyError, TypeError, RecursionError, AttributeError) as problem:
        raise WrongFile(_("This PDF is damaged and cannot be opened. Please hand it in again.")) from problem


def _docx(file: Path) -> bytes:
    """The same archive with its author and editing times emptied and its macros left out."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(file) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            if sum(item.file_size for item in source.infolist()) > 10 * kinds.DOCX.most_bytes:
                raise WrongFile(_("This document is too large once it is opened. Please hand in a PDF."))
            for item in source.infolist():
                if item.filename.endswith("vbaProject.bin"):
                    continue
                content = _EMPTY[item.filename] if item.filename in _AUTHORS else source.read(item)
                target.writestr(item.filename, content)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as problem:
        raise WrongFile(_("This document is damaged and cannot be opened. Please hand it in again.")) from problem
    return out.getvalue()


def _quieten(file: Path) -> None:
    """Turn the telling boxes of a recording into free space, in place: sound and picture stay as they are."""
    with file.open("r+b") as stream:
        _walk(stream, 0, file.stat().st_size, depth=0)


def _walk(stream: io.BufferedRandom, start: int, end: int, depth: int) -> None:
    while start + 8 <= end:
        stream.seek(start)
        head = stream.read(16)
        size, name, body = int.from_bytes(head[:4], "big"), head[4:8], 8
        if size == 1:
            size, body = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:
            size = end - start
        if size < body or start + size > end:
            raise WrongFile(_("This recording is damaged and cannot be opened. Please hand it in again."))
        if name in _TELLING:
            stream.seek(start + 4)
            stream.write(b"free")
            stream.seek(start + body)
            _zero(stream, size - body)
        elif name in _HOLDING and depth < 8:
            _walk(stream, start + body, start + size, depth + 1)
        start += size


def _zero(stream: io.BufferedRandom, count: int) -> None:
    block = bytes(65536)
    while count > 0:
        stream.write(block[: min(count, len(block))])
        count -= len(block)
