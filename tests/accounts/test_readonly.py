"""A GET view cannot write, whatever it tries; a POST can."""

import pytest
from django.db import InternalError, connection
from django.test import Client

from accounts.models import User
from accounts.readonly import read_only
from tests.people import log_in, person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.routes")]


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_read_that_writes_fails(client: Client, method: str) -> None:
    with pytest.raises(InternalError, match="read-only"):
        getattr(client, method)("/writes/")
    assert not User.objects.exists()


def test_a_post_writes(client: Client) -> None:
    assert client.post("/writes/").content == b"written"
    assert User.objects.count() == 1


def test_pages_of_other_packages_are_exempt_by_name(client: Client) -> None:
    assert client.get("/admin/writes/").content == b"written"


def test_after_a_read_the_connection_writes_again(client: Client) -> None:
    client.get("/cases/")
    User.objects.create_user()
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        assert cursor.fetchone() == ("off",)


def test_a_view_that_fails_leaves_a_usable_connection() -> None:
    client = Client(raise_request_exception=False)
    assert client.get("/fails/").status_code == 500
    User.objects.create_user()


def test_an_outdated_session_is_put_away_outside(client: Client) -> None:
    user = person(password="一个很长的口令 1")
    log_in(client, user)
    user.set_password("另一个很长的口令 2")
    user.save()
    assert client.get("/cases/").status_code == 200


def test_the_context_manager_alone() -> None:
    with pytest.raises(InternalError), read_only():
        User.objects.create_user()
    User.objects.create_user()
    assert User.objects.count() == 1
