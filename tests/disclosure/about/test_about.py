"""The statements on every page's foot."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from complaints.clocks.labels import RULES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/about/rules/", "/about/accessibility/", "/about/privacy/"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_statement_has_one_heading_and_is_linked_from_the_foot(client: Client, path: str, language: str) -> None:
    soup = BeautifulSoup(client.get(path, headers={"accept-language": language}).content, "html.parser")
    assert len(soup.select("h1")) == 1
    assert soup.select(f".foot a[href='{path}']")


def test_every_rule_is_shown_with_its_source(client: Client) -> None:
    soup = BeautifulSoup(client.get("/about/rules/").content, "html.parser")
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in soup.select("tbody tr")]
    names = {row[0] for row in rows}
    assert str(RULES["answer"]) in names
    assert all(row[1] and row[2] for row in rows)
    assert len(rows) > 30
