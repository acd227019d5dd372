"""The role for reports reads what class Data calls public or internal, and nothing that names or tells of people."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from accounts.personal_data.classes import all_models, classes_of
from accounts.personal_data.reporting import readable, statements
from tests.factories import file_case

ROLE = "hejie_report_test"


@pytest.fixture
def role(db: None) -> str:
    """Made in the test's own transaction, and gone with it."""
    call_command("grant_reporting", ROLE, create=True, stdout=StringIO())
    return ROLE


def as_role(role: str, query: str) -> list[tuple[object, ...]]:
    """What the role gets; the transaction goes on after a refusal."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute(query)
        rows = cursor.fetchall()
        cursor.execute("RESET ROLE")
    return rows


@pytest.mark.usefixtures("reference")
def test_figures_are_read_and_people_are_not(role: str) -> None:
    file_case()
    assert as_role(role, "SELECT state, tier, claimed_fen FROM complaints_case")
    assert as_role(role, "SELECT count(*) FROM complaints_complaint WHERE paid_fen > 0") == [(1,)]
    for query in (
        "SELECT name FROM complaints_complainant",
        "SELECT phone_masked FROM complaints_complainant",
        "SELECT text FROM complaints_narrative",
        "SELECT title FROM complaints_complaint",
        "SELECT user_id FROM complaints_complaint",
        "SELECT * FROM complaints_case",
        "SELECT text FROM mediation_note",
        "SELECT total_fen FROM complaints_offer",
        "SELECT password FROM accounts_user",
        "SELECT session_data FROM django_session",
        "SELECT key FROM complaints_logkey",
        "DELETE FROM complaints_case RETURNING id",
        "UPDATE complaints_case SET tier = 1 RETURNING id",
    ):
        with pytest.raises(DatabaseError, match="permission denied"):
            as_role(role, query)


def test_each_guarded_column_of_each_table_is_closed(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.column_privileges WHERE grantee = %s", [role]
        )
        open_ = set(cursor.fetchall())
    for model in all_models():
        table = model._meta.db_table
        if model._meta.auto_created:
            continue
        guarded = {f.column for f in model._meta.local_concrete_fields if f.name in classes_of(model).guarded}
        assert not {(table, column) for column in guarded} & open_
        assert {(table, column) for column in readable(model)} <= open_


def test_again_it_takes_back_what_somebody_gave(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT SELECT ON complaints_narrative TO {role}")
    call_command("grant_reporting", role, stdout=StringIO())
    with pytest.raises(DatabaseError, match="permission denied"):
        as_role(role, "SELECT text FROM complaints_narrative")


@pytest.mark.django_db
def test_wrong_names_and_unknown_roles() -> None:
    with pytest.raises(CommandError, match="no name for a role"):
        call_command("grant_reporting", 'x"; DROP TABLE accounts_user; --')
    with pytest.raises(CommandError, match="does not exist"):
        call_command("grant_reporting", "nobody_of_that_name")
    out = StringIO()
    call_command("grant_reporting", "reader", create=True, sql=True, stdout=out)
    assert out.getvalue().startswith('CREATE ROLE "reader" NOLOGIN;\nREVOKE ALL')
    assert len(out.getvalue().splitlines()) == len(list(statements("reader"))) + 1
