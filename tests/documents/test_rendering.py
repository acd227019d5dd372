"""The page is that of GB/T 9704, the bytes are the same twice, the fonts are ours, nothing is fetched."""

import io

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from documents.glyphs import FANG, check_printable, fallback_font, missing, printable
from documents.refused import Refused
from documents.rendering import write_pdf

MM = 72 / 25.4
FULL_PAGE = "永" * (28 * 22)


def page(body: str) -> str:
    return f'<!doctype html><html lang="zh-Hans"><head><title>t</title></head><body>{body}</body></html>'


def lines(pdf: bytes, number: int) -> dict[float, list[float]]:
    """Baseline -> x of each 永 on this page, in points from the lower left."""
    found: dict[float, list[float]] = {}

    def visit(text: str, _cm: list[float], tm: list[float], _font: object, _size: object) -> None:
        if "永" in text:
            found.setdefault(round(_cm[5] + _cm[3] * tm[5], 1), []).extend([tm[4]] * text.count("永"))

    PdfReader(io.BytesIO(pdf)).pages[number].extract_text(visitor_text=visit)
    return found


def test_a_page_holds_22_lines_of_28_characters() -> None:
    pdf = write_pdf(page(f'<p class="flush">{FULL_PAGE}永</p>'), identifier="geometry")
    first = lines(pdf, 0)
    assert [len(xs) for xs in first.values()] == [28] * 22
    assert sum(len(xs) for xs in lines(pdf, 1).values()) == 1


def test_the_type_area_is_156_by_225_mm_with_37_above_and_28_left() -> None:
    pdf = write_pdf(page(f'<p class="flush">{FULL_PAGE}</p>'), identifier="geometry")
    reader = PdfReader(io.BytesIO(pdf))
    box = reader.pages[0].mediabox
    assert (round(box.width / MM), round(box.height / MM)) == (210, 297)
    baselines = sorted(lines(pdf, 0), reverse=True)
    assert len(reader.pages) == 1
    assert round(baselines[0] - baselines[-1], 0) == round(21 * 28.98, 0)
    assert 28 * 15.79 <= 156 * MM < 29 * 15.79
    assert 22 * 28.98 <= 225 * MM < 23 * 28.98


def test_same_input_same_bytes_and_the_identifier_is_in_the_file() -> None:
    one = write_pdf(page("<p>同一份文书</p>"), identifier="4f1c")
    assert one == write_pdf(page("<p>同一份文书</p>"), identifier="4f1c")
    assert one != write_pdf(page("<p>同一份文书</p>"), identifier="4f1d")
    assert PdfReader(io.BytesIO(one)).trailer["/ID"][0] == "4f1c"


def test_fonts_are_fangsong_and_its_fallback_embedded_as_subsets() -> None:
    pdf = write_pdf(page("<p>经查，建筑面积㎡，姓名䶮</p>"), identifier="fonts")
    fonts = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
    names = {fonts[key]["/BaseFont"].split("+")[-1] for key in fonts}
    assert any("Fang" in name for name in names)
    assert any("Noto-Serif-CJK-SC" in name for name in names)
    assert not any("/Type3" in fonts[key]["/Subtype"] for key in fonts)
    assert len(pdf) < 200_000


def test_the_fast_subsetter_is_installed() -> None:
    """Without libharfbuzz-subset0 WeasyPrint takes 7.7 s a letter instead of 0.15 s (docs/performance.md)."""
    from weasyprint.text import ffi

    assert ffi.harfbuzz_subset, "apt-get install libharfbuzz-subset0"


@pytest.mark.parametrize("name", ["㛃", "䶮", "𬭎", "喆", "堃", "镕", "祎", "头翀頔", "𫖯䅟", "℃①㈠〇￥□№〔〕"])
def test_rare_names_are_printed_by_the_second_font(name: str) -> None:
    assert missing(name) == []


def test_the_glyphs_fontconfig_tells_are_those_in_the_fonts() -> None:
    file, index = fallback_font()
    with TTFont(FANG) as fang, TTFont(file, fontNumber=index) as fallback:
        in_files = set(fang.getBestCmap()) | set(fallback.getBestCmap())
    assert {code for code in in_files if code >= 32 and code != 127} == set(printable())


def test_a_name_outside_both_fonts_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        check_printable("张\U000323af😀")
    assert refused.value.code == "unprintable"
    assert "U+323AF" in str(refused.value)


def test_the_font_comes_with_its_licence() -> None:
    assert "GNU GENERAL PUBLIC LICENSE" in FANG.with_name("COPYING").read_text("utf-8")
    assert "GPL font exception" in FANG.with_name("README-fandol.txt").read_text("utf-8")


@pytest.mark.parametrize("source", ["file:///etc/hostname", "http://127.0.0.1:9/x.png"])
def test_nothing_is_fetched(source: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        write_pdf(page(f'<img src="{source}">'), identifier="x")
