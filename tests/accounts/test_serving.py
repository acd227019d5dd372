"""The role for the web process does what pages do, and changes neither tables nor the past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

from accounts.models import AccessLog, User
from accounts.personal_data.serving import rights_on
from complaints.clocks.sweep import sweep
from complaints.models import Case, Event
from tests.factories import START, file_case
from tests.people import log_in, member, person

ROLE = "hejie_web_test"


@pytest.fixture
def as_web(db: None, reference: None) -> Iterator[None]:
    """Everything in this test is done by the role, which is gone with the test's transaction."""
    call_command("grant_serving", ROLE, create=True, stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


@pytest.mark.usefixtures("as_web")
def test_a_case_lives_under_it() -> None:
    case, people = file_case(now=START)
    sweep(START + timedelta(days=30))
    assert Case.objects.get(pk=case.pk).tier == 2
    client = Client()
    client.post("/login/", {"target": people.consumer.phone_number.phone})
    log_in(client, people.consumer)
    for page in ("/case/", f"/case/{case.public_id}/", "/me/sessions/", "/inbox/", "/published/", "/health/ready"):
        assert client.get(page).status_code == 200, page
    assert AccessLog.objects.exists()
    officer = log_in(Client(), member())
    assert officer.get("/mediation/").status_code == 200
    admin = log_in(Client(), person(is_staff=True, is_superuser=True))
    for page in ("/admin/", "/admin/accounts/organisation/", "/people/", "/health/"):
        assert admin.get(page).status_code == 200, page
    client.post("/logout/")


@pytest.mark.usefixtures("as_web")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE complaints_event SET at = now()",
        "DELETE FROM complaints_event",
        "TRUNCATE complaints_event",
        "ALTER TABLE complaints_event DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE complaints_event",
        "CREATE TABLE mine (id int)",
        "UPDATE accounts_accesslog SET user_id = 1",
        "DELETE FROM complaints_logroot",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
        "CREATE ROLE other",
        "COPY complaints_event TO PROGRAM 'cat'",
    ],
)
def test_the_house_stands(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_rights_follow_the_guards() -> None:
    assert rights_on(Event) == ["SELECT", "INSERT"]
    assert rights_on(AccessLog) == ["SELECT", "INSERT", "DELETE"]
    assert rights_on(User) == ["SELECT", "INSERT", "UPDATE", "DELETE"]
