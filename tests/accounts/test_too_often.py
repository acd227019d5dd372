"""A limit that a view leaves to the house."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_a_look_up_too_many_is_429_and_says_when(client: Client, settings) -> None:
    settings.LIMITS = {**settings.LIMITS, "look_up.address": "1/3600"}
    assert client.get("/merchants/", {"q": "面馆"}).status_code == 200
    response = client.get("/merchants/", {"q": "面馆"})
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
