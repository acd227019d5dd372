"""The frame of every page, the component sheet, and what a reader may set."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


def page(client: Client, path: str, **headers: str) -> BeautifulSoup:
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_sheet_shows_every_component(client: Client, language: str) -> None:
    soup = page(client, "/ui/", accept_language=language)
    assert soup.html["lang"] == {"zh-hans": "zh-Hans", "en": "en"}[language]
    assert {tag["data-turn"] for tag in soup.select(".tag")} == {"you", "them", "late", "done", "none"}
    assert soup.select(".errors a[href='#id_paid']")
    assert soup.select("#id_paid[aria-invalid=true][aria-describedby]")
    assert soup.select("[aria-disabled=true][aria-describedby=refused-draft]")


def test_theme_size_and_language_are_kept_and_shown(client: Client) -> None:
    assert "data-theme" not in page(client, "/ui/").html.attrs
    chosen = {"theme": "dark", "size": "large", "language": "en", "next": "/ui/?a=1"}
    assert client.post("/preferences/", chosen)["Location"] == "/ui/?a=1"
    html = page(client, "/ui/").html
    assert (html["data-theme"], html["data-size"], html["lang"]) == ("dark", "large", "en")
    client.post("/preferences/", {"theme": "system", "size": "standard", "language": "zh-hans"})
    html = page(client, "/preferences/").html
    assert html["lang"] == "zh-Hans"
    assert not {"data-theme", "data-size"} & set(html.attrs)


@pytest.mark.parametrize("wish", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_way_back_never_leaves_the_site(client: Client, wish: str) -> None:
    assert client.post("/preferences/", {"theme": "dark", "next": wish})["Location"] == "/"


def test_unknown_choices_are_ignored(client: Client) -> None:
    client.post("/preferences/", {"theme": "<script>", "size": "9", "language": "xx"})
    assert "data-theme" not in page(client, "/ui/").html.attrs


def test_another_site_cannot_change_the_looks(client: Client) -> None:
    answer = client.post("/preferences/", {"theme": "dark"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert not answer.cookies


def test_a_public_page_sets_no_cookie(client: Client) -> None:
    assert not client.get("/ui/", headers={"accept-language": "en"}).cookies.keys() - {settings.CSRF_COOKIE_NAME}
    assert not client.get("/preferences/").cookies
