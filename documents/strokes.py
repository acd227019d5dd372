"""Pictures of signatures, drawn again by us: no metadata, no surprises, ink on nothing; as a data URI."""

from __future__ import annotations

import base64
import io

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from documents.refused import Refused

LARGEST_DRAWING = 300 * 1024
LARGEST_PICTURE = 8 * 1024 * 1024
LARGEST_SIDE = 1600
MOST_PIXELS = 50_000_000  # a telephone's camera; more is no photograph of a signature
DARK = 200  # of 255: lighter is paper
MARGIN = 12
SIDE = 900  # what is kept of a photograph


def drawing(data: bytes) -> str:
    """What was drawn on a canvas: a PNG. Raises Refused for anything else, and for an empty one."""
    if len(data) > LARGEST_DRAWING:
        raise Refused("image_too_large", _("The picture of the signature is larger than 300 KB."), "image")
    picture = _opened(data, ("PNG",), _("This is not a PNG picture."))
    if max(picture.size) > LARGEST_SIDE:
        raise Refused("image_too_large", _("The picture of the signature is too large."), "image")
    try:
        drawn = picture.convert("LA")
    except (OSError, ValueError, SyntaxError) as problem:
        raise Refused("no_image", _("This is not a PNG picture."), "image") from problem
    paper = Image.new("L", drawn.size, 255)
    paper.paste(drawn.getchannel("L"), mask=drawn.getchannel("A"))
    return _uri(_cut(drawn, _check_ink(paper)))


def photograph(data: bytes) -> str:
    """A photograph or scan of a signature on white paper: the ink alone, cut to its edges. Raises Refused."""
    if len(data) > LARGEST_PICTURE:
        raise Refused("image_too_large", _("The picture is larger than 8 MB."), "picture")
    why = _("This is no JPG or PNG picture.")
    picture = _opened(data, ("PNG", "JPEG"), why, "picture")
    try:
        picture.draft("L", (SIDE * 2, SIDE * 2))  # a telephone's JPEG is decoded small, in a fraction of the memory
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((SIDE * 2, SIDE * 2))
        grey = Image.new("L", upright.size, 255)
        visible = upright.convert("LA")
        grey.paste(visible.getchannel("L"), mask=visible.getchannel("A"))
    except (OSError, ValueError, SyntaxError) as problem:
        raise Refused("no_image", why, "picture") from problem
    grey = ImageOps.autocontrast(grey, cutoff=(0, 40))  # grey paper in the shade becomes white
    grey = _cut(grey, _check_ink(grey, "picture"))
    grey.thumbnail((SIDE, SIDE))
    ink = Image.new("LA", grey.size, (0, 0))
    ink.putalpha(grey.point(lambda light: 0 if light >= DARK else 255 - light))
    return _uri(ink)


def _opened(data: bytes, formats: tuple[str, ...], why: str, field: str = "image") -> Image.Image:
    try:
        with Image.open(io.BytesIO(data), formats=formats) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("image_too_large", _("The picture of the signature is too large."), field)
            picture.verify()  # WeasyPrint lets Pillow load torn files, for the whole process
        return Image.open(io.BytesIO(data), formats=formats)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as problem:
        raise Refused("no_image", why, field) from problem


def _check_ink(paper: Image.Image, field: str = "image") -> tuple[int, int, int, int]:
    """Where the ink is. Raises Refused for a sheet without any."""
    box = paper.point(lambda light: 255 if light < DARK else 0).getbbox()
    if box is None:
        raise Refused("empty_signature", _("Nothing was drawn."), field)
    return box


def _cut(picture: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """The picture up to a margin around its ink, so that a small signature in a large box is not a dot on paper."""
    left, top, right, bottom = box
    wide, high = picture.size
    return picture.crop(
        (max(left - MARGIN, 0), max(top - MARGIN, 0), min(right + MARGIN, wide), min(bottom + MARGIN, high))
    )


def _uri(picture: Image.Image) -> str:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
