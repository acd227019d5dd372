"""Copies for other people's eyes: no place, no device, no author. What cannot be cleaned is not copied at all."""

from __future__ import annotations

import io
from pathlib import Path

import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from complaints.evidence import disarming, kinds
from complaints.evidence.kinds import FileKind, WrongFile

pillow_heif.register_heif_opener()

MOST_PIXELS = 80_000_000
LONGEST_SIDE = 4096
JPEG_QUALITY = 88
# boxes of MP4 and M4A that say where, when and with what it was taken
_TELLING = frozenset({b"udta", b"meta", b"uuid", b"XMP_"})
_HOLDING = frozenset({b"moov", b"trak", b"mdia", b"moof", b"traf"})
MOST_BOXES = 100_000  # a film has some thousands; each is read and looked at


def served_extension(kind: FileKind) -> str:
    """HEIC is shown as JPEG, for few browsers know it."""
    return "jpg" if kind is kinds.HEIC else kind.extension


def strip(kind: FileKind, file: Path) -> None:
    """Clean a plain copy in place; WrongFile when it is damaged and cannot be cleaned."""
    if kind.look == "image":
        file.write_bytes(_image(kind, file))
    elif kind is kinds.PDF:
        file.write_bytes(disarming.pdf(file))
    elif kind is kinds.DOCX:
        file.write_bytes(disarming.docx(file))
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


def _quieten(file: Path) -> None:
    """Turn the telling boxes of a recording into free space, in place: sound and picture stay as they are."""
    with file.open("r+b") as stream:
        _walk(stream, 0, file.stat().st_size, depth=0, left=MOST_BOXES)


def _walk(stream: io.BufferedRandom, start: int, end: int, depth: int, left: int) -> int:
    """Go through the boxes between two places; how many more may be looked at."""
    while start + 8 <= end:
        left -= 1
        stream.seek(start)
        head = stream.read(16)
        size, name, body = int.from_bytes(head[:4], "big"), head[4:8], 8
        if size == 1:
            size, body = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:
            size = end - start
        if size < body or start + size > end or left < 0:
            raise WrongFile(_("This recording is damaged and cannot be opened. Please hand it in again."))
        if name in _TELLING:
            stream.seek(start + 4)
            stream.write(b"free")
            stream.seek(start + body)
            _zero(stream, size - body)
        elif name in _HOLDING and depth < 8:
            left = _walk(stream, start + body, start + size, depth + 1, left)
        start += size
    return left


def _zero(stream: io.BufferedRandom, count: int) -> None:
    block = bytes(65536)
    while count > 0:
        stream.write(block[: min(count, len(block))])
        count -= len(block)
