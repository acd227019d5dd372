"""HTML to PDF by WeasyPrint: A4 by GB/T 9704-2012, our two fonts, nothing fetched from outside.

The same template, context and identifier give the same bytes: a crash between number and file costs nothing.
"""

from __future__ import annotations

import atexit
import base64
import html
import io
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import segno
from django.template.loader import render_to_string
from django.utils import translation

from documents.glyphs import FANG, check_printable, fallback_font

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

_STYLES = Path(__file__).resolve().parent / "styles"
_FONT_FACE = f"@font-face {{ font-family: Fang; src: url('{FANG.as_uri()}') }}"
_NOT_TEXT = re.compile(r"<style.*?</style>|<!--.*?-->|<[^>]*>", re.DOTALL)
# Pango's font map is shared by the process and WeasyPrint does not promise to be safe in threads.
_ONE_AT_A_TIME = Lock()


@cache
def _engine() -> tuple[FontConfiguration, CSS]:
    """Fonts and style sheet, read once for the life of the process: 0.15 s a letter instead of 0.23 s."""
    from weasyprint import CSS  # 1 s to import: only for processes that print
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fallback_font()  # a machine without the font must not print papers in whatever font it has
    fonts = FontConfiguration()
    style = _FONT_FACE + (_STYLES / "paper.css").read_text("utf-8")
    atexit.register(_engine.cache_clear)  # fonts want to go before the modules they clean up with
    return fonts, CSS(string=style, font_config=fonts, url_fetcher=URLFetcher(allowed_protocols=["file"]))


def qr_image(text: str) -> str:
    """A QR code as a data URI (SVG)."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode()


def text_of(markup: str) -> str:
    """What a reader sees of a page of HTML, for the glyph check."""
    return html.unescape(_NOT_TEXT.sub("", markup))


def markup_of(template: str, context: Mapping[str, Any]) -> str:
    """The template filled in, in Chinese. Raises Refused("unprintable") when a character is in neither font."""
    with translation.override("zh-hans"):
        markup = render_to_string(template, dict(context))
    check_printable(text_of(markup))
    return markup


def render(template: str, context: Mapping[str, Any], *, identifier: str) -> bytes:
    """The PDF of this template; `identifier` becomes the file's ID. Raises Refused like `markup_of`."""
    return write_pdf(markup_of(template, context), identifier=identifier)


def write_pdf(markup: str, *, identifier: str) -> bytes:
    """The PDF of this HTML in our style. It may use data: images, and nothing else from anywhere."""
    return write_pages(markup, identifier=identifier)[0]


def write_pages(markup: str, *, identifier: str) -> tuple[bytes, int]:
    """The same, with the number of pages."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    with _ONE_AT_A_TIME:
        fonts, style = _engine()
        page = HTML(string=markup, url_fetcher=URLFetcher(allowed_protocols=["data"], fail_on_errors=True))
        options = {"pdf_identifier": identifier.encode(), "pdf_tags": True}
        document = page.render(font_config=fonts, stylesheets=[style], **options)
        return document.write_pdf(**options), len(document.pages)
