"""A null byte is nobody's text: 400 wherever it stands, never a fault of ours."""

import pytest
from django.test import Client

from tests.people import log_in, member


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize(
    "address",
    [
        "/published/%00/",
        "/published/?q=%00",
        "/merchants/?%00=x",
        "/verify/%00/",
        "/publications/?stage=%00",
        "/file/whom/?q=a%00",
    ],
)
def test_in_an_address(client: Client, address: str) -> None:
    assert log_in(client, member()).get(address).status_code == 400


@pytest.mark.django_db
def test_in_a_form(client: Client) -> None:
    assert client.post("/login/", {"target": "138\x00"}).status_code == 400
    assert client.post("/merchants/", {"q": "\x00", "look": "1"}).status_code == 400
    assert client.post("/policy-reports/", b"\x00", content_type="application/csp-report").status_code == 204
