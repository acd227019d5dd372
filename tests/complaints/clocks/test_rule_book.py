"""docs/rules.md says what a new installation is loaded with."""

from __future__ import annotations

from pathlib import Path

from complaints.clocks.rule_book import rule_book


def test_the_page_is_fresh() -> None:
    page = Path(__file__).parents[3] / "docs" / "rules.md"
    assert page.read_text(encoding="utf-8") == rule_book(), "run: ./dev manage rule_book > docs/rules.md"
