"""Pictures of signatures come out as ink alone, or are refused with the reason."""

from __future__ import annotations

import base64
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from documents import strokes
from documents.refused import Refused
from documents.strokes import drawing, photograph


def picture(ink: int | None = 20, *, paper: int = 235, size: tuple[int, int] = (600, 400), kind: str = "JPEG") -> bytes:
    """A stroke across a sheet; without ink an empty sheet."""
    image = Image.new("L", size, paper)
    if ink is not None:
        ImageDraw.Draw(image).line((200, 150, 400, 250), fill=ink, width=8)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def seen(uri: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(uri.removeprefix("data:image/png;base64,"))))


@pytest.mark.parametrize("paper", [250, 200, 170])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_leaves_the_ink_on_nothing_and_is_cut_to_it(paper: int, kind: str) -> None:
    ink = seen(photograph(picture(20, paper=paper, kind=kind)))
    assert ink.mode == "LA"
    assert 200 <= ink.width <= 250
    assert 100 <= ink.height <= 150
    assert ink.getchannel("A").getpixel((0, 0)) == 0
    assert ink.getchannel("A").getextrema()[1] > 150


def test_a_large_photograph_becomes_small_and_loses_its_metadata() -> None:
    image = Image.new("RGB", (4000, 3000), "white")
    ImageDraw.Draw(image).line((300, 300, 3700, 2700), fill="navy", width=40)
    exif = Image.Exif()
    exif[0x0110] = "Telefon von 张三测试"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    uri = photograph(out.getvalue())
    assert max(seen(uri).size) <= strokes.SIDE
    assert "张三".encode() not in base64.b64decode(uri.partition(",")[2])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (picture(None), "empty_signature"),
        (picture(20)[:200], "no_image"),
        (b"", "no_image"),
        (b"GIF89a" + b"0" * 50, "no_image"),
        (b"x" * (strokes.LARGEST_PICTURE + 1), "image_too_large"),
    ],
)
def test_what_is_no_picture_of_a_signature_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused, match=code):
        photograph(data)


def test_a_bomb_is_not_opened() -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with pytest.raises(Refused, match="image_too_large"):
        photograph(out.getvalue())


@given(st.binary(max_size=400))
def test_any_bytes_are_an_answer(data: bytes) -> None:
    for take in (drawing, photograph):
        with pytest.raises(Refused):
            take(data)
