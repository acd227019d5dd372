"""Rules every template keeps: no inline style or script, no raw template marks, pictures and static files exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from lucide import _load_icon

ROOT = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*.html"))
SHEETS = sorted((Path(settings.BASE_DIR) / "static").rglob("*.css"))
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]")


def source(name: Path) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TEMPLATES, ids=str)
def test_template_compiles(name: Path) -> None:
    get_template(str(name))


@pytest.mark.parametrize("name", TEMPLATES, ids=str)
def test_no_inline_style_or_script(name: Path) -> None:
    text = source(name)
    assert not re.search(r"<style|\sstyle\s*=", text), "styles live in static/css"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "handlers live in static/js"
    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text)
    assert all('type="application/json"' in script for script in scripts), "scripts live in static/js; data may stay"
    assert not re.search(r"javascript:|hx-on", text)
    assert not EMOJI.search(text)


@pytest.mark.parametrize("name", TEMPLATES, ids=str)
def test_a_remark_ends_on_its_line(name: Path) -> None:
    """One that runs on is no remark to Django: readers would see it."""
    assert [line for line in source(name).splitlines() if line.count("{#") != line.count("#}")] == []


@pytest.mark.parametrize("name", TEMPLATES, ids=str)
def test_static_files_and_icons_exist(name: Path) -> None:
    text = source(name)
    for path in re.findall(r"{% static ['\"]([^'\"]+)['\"] %}", text):
        assert finders.find(path), f"{path} is not there"
    named = re.findall(r"{% icon ['\"]([a-z0-9-]+)['\"]", text)
    named += re.findall(r"<c-icon[^>]*\bname=\"([a-z0-9-]+)\"", text)
    named += re.findall(r"<c-[a-z.-]+[^>]*\bicon=\"([a-z0-9-]+)\"", text)
    for icon in named:
        if icon != "turn":
            _load_icon(icon)


@pytest.mark.parametrize("name", TEMPLATES, ids=str)
def test_every_component_used_exists(name: Path) -> None:
    for used in re.findall(r"<c-([a-z][a-z0-9.-]*)", source(name)):
        if used not in ("vars", "slot"):
            path = ROOT / settings.COTTON_DIR / (used.replace("-", "_").replace(".", "/") + ".html")
            assert path.exists(), f"<c-{used}> has no template"


def test_every_component_is_on_the_sheet_or_the_frame() -> None:
    pages = "".join(source(name) for name in TEMPLATES)
    for component in (ROOT / settings.COTTON_DIR).glob("*.html"):
        assert f"<c-{component.stem.replace('_', '-')}" in pages, f"{component.name} is never used"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_style_sheets_load_nothing_from_elsewhere(sheet: Path) -> None:
    assert not re.search(r"@import|url\(|gradient\(", sheet.read_text(encoding="utf-8"))


def test_the_dark_palette_stands_twice_alike() -> None:
    tokens = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text(encoding="utf-8")
    system = re.search(r":root:not\(\[data-theme=\"light\"\]\) {(.*?)}", tokens, re.DOTALL)
    chosen = re.search(r":root\[data-theme=\"dark\"\] {(.*?)}", tokens, re.DOTALL)
    assert system
    assert chosen
    assert system[1].split() == chosen[1].split()
