"""docs/decisions: numbers without a gap, a name that is the title, the same parts in each, and a complete index."""

import re
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "docs" / "decisions"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
PARTS = ["Context", "Choice", "What we gave up", "How we would know we were wrong"]
STATUS = re.compile(r"Status: (accepted|superseded by \[(\d{4})\]\((\d{4}-[a-z0-9-]+\.md)\)), \d{4}-\d\d-\d\d")


def title_of(page: Path) -> str:
    """The first line without its number."""
    first = page.read_text(encoding="utf-8").splitlines()[0]
    found = re.fullmatch(r"# (\d{4})\. (.+)", first)
    assert found, f"{page.name} begins with {first!r}"
    assert found[1] == page.name[:4]
    return found[2]


def status_of(page: Path) -> str:
    """`accepted`, or what supersedes it."""
    found = STATUS.fullmatch(page.read_text(encoding="utf-8").splitlines()[2])
    assert found, f"{page.name} has no status in its third line"
    if found[3]:
        assert (FOLDER / found[3]).exists()
        assert found[3].startswith(found[2])
    return "accepted" if found[1] == "accepted" else f"superseded by [{found[2]}]({found[3]})"


def test_numbers_run_without_a_gap() -> None:
    assert [page.name[:4] for page in PAGES] == [f"{number:04}" for number in range(1, len(PAGES) + 1)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_page_has_its_parts_and_its_title_for_a_name(page: Path) -> None:
    assert page.stem[5:] == re.sub(r"[^a-z0-9]+", "-", title_of(page).lower()).strip("-")
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == PARTS
    assert status_of(page)


def test_the_index_names_each_with_title_and_status() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \| (.+) \|$", index, re.MULTILINE)
    assert rows == [(page.name[:4], page.name, title_of(page), status_of(page)) for page in PAGES]
