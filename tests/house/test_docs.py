"""What the pages in docs/ and README name exists: links, commands, benchmarks, files, tests."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"(?<!\\)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"[A-Za-z_][\w./-]*\.(?:py|txt|md|html|css|js|toml|yml|sh)|(?:[\w.-]+/)+")
DEV = re.compile(r"\./dev ([a-z]+)(?: ([a-z_][a-z0-9_]*))?")
MANAGE = re.compile(r"manage\.py ([a-z][a-z_]+)")


def anchors(page: Path) -> set[str]:
    """The headings of a page as GitHub names them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower().replace("`", "")).replace(" ", "-") for head in heads}


@cache
def words_of_dev() -> frozenset[str]:
    """What `./dev` understands."""
    text = (ROOT / "dev").read_text(encoding="utf-8")
    branches = re.findall(r"^  ([a-z|]+)\)", text, re.MULTILINE)
    return frozenset(word for branch in branches for word in branch.split("|"))


@cache
def all_tests() -> str:
    """The source of every test."""
    return "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))


def broken_links(page: Path, text: str) -> Iterator[str]:
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name) if name else page
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            yield target


def unknown_commands(text: str) -> Iterator[str]:
    known = get_commands()
    for word, argument in DEV.findall(text):
        if word not in words_of_dev():
            yield f"./dev {word}"
        if word == "manage" and argument and argument not in known:
            yield f"./dev manage {argument}"
        if word == "bench" and argument and not (ROOT / "benchmarks" / f"{argument}.py").exists():
            yield f"./dev bench {argument}"
    for command in MANAGE.findall(text):
        if command not in known:
            yield f"manage.py {command}"


def is_ours(name: str) -> bool:
    """A path from the root, or a file beside another one named on the page."""
    if (ROOT / name).exists() or "/" not in name:
        return True
    return not (ROOT / name.split("/", maxsplit=1)[0]).exists()  # a path of something else, or part of an address


def missing_files(text: str) -> Iterator[str]:
    for code in CODE.findall(text):
        if FILE.fullmatch(code) and not is_ours(code):
            yield code
        if re.fullmatch(r"test_\w+", code) and f"def {code}(" not in all_tests():
            yield code
        if re.fullmatch(r"test_\w+\.py", code) and not any((ROOT / "tests").rglob(code)):
            yield code


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_names_only_what_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [*broken_links(page, text), *unknown_commands(text), *missing_files(text)] == []


def test_the_index_in_the_readme_is_whole() -> None:
    linked = set(LINK.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    assert [page.name for page in sorted((ROOT / "docs").glob("*.md")) if f"docs/{page.name}" not in linked] == []
    decisions = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    pages = sorted(page.name for page in (ROOT / "docs" / "decisions").glob("0*.md"))
    assert [name for name in pages if f"]({name})" not in decisions] == []
