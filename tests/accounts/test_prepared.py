"""Prepared queries give what the ORM gives, on every connection, with and without the server's part."""

from __future__ import annotations

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BigIntegerField, CharField, F, OuterRef, QuerySet, TextField
from django.db.models.functions import JSONObject
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, Organisation
from accounts.prepared import AnyOf, Param, Prepared, PreparedCommand
from tests.people import member, organisation

pytestmark = pytest.mark.django_db


def _memberships() -> QuerySet[Membership]:
    colleagues = Membership.objects.filter(organisation_id=OuterRef("organisation_id")).order_by("pk")
    return (
        Membership.objects.filter(user_id=Param("user_id", BigIntegerField()), organisation__is_active=True)
        .select_related("organisation")
        .annotate(colleagues=ArraySubquery(colleagues.values(json=JSONObject(id=F("user_id")))))
        .order_by("pk")
    )


MINE = Prepared(_memberships)
NAMES = Prepared(
    lambda: Organisation.objects.filter(AnyOf("pk", "ids", BigIntegerField())).values_list("name", flat=True)
)


@pytest.fixture(params=[True, False], ids=["by the server", "by Django alone"])
def prepared_by(request: pytest.FixtureRequest, settings) -> bool:
    settings.PREPARED_STATEMENTS = request.param
    return request.param


def test_rows_are_the_orms_rows(prepared_by) -> None:
    officer = member()
    row = MINE.first(user_id=officer.pk)
    again = _memberships().filter(user_id=officer.pk).none()  # the queryset itself is still usable
    assert row is not None
    assert not again
    with CaptureQueriesContext(connection) as asked:
        assert row.organisation.name
        assert row.colleagues == [{"id": officer.pk}]
    assert not asked.captured_queries


def test_each_call_has_its_own_values(prepared_by) -> None:
    one, other = member(), member()
    assert [row.user_id for row in MINE.all(user_id=one.pk)] == [one.pk]
    assert [row.user_id for row in MINE.all(user_id=other.pk)] == [other.pk]
    assert MINE.first(user_id=0) is None


def test_a_list_of_any_length_is_one_query(prepared_by) -> None:
    bodies = [organisation(name=f"第{number}消费者委员会") for number in range(3)]
    for some in (bodies, bodies[:1], []):
        assert sorted(NAMES.all(ids=[body.pk for body in some])) == sorted(body.name for body in some)


def test_a_missing_value_is_named(prepared_by) -> None:
    with pytest.raises(KeyError, match="user_id"):
        MINE.all()


def test_a_hostile_value_stays_a_value(prepared_by) -> None:
    named = Prepared(lambda: Organisation.objects.filter(name=Param("name", CharField(max_length=100))))
    organisation(name="甲")
    assert named.all(name="x'; DROP TABLE accounts_organisation; --") == []
    assert named.all(name="100%s $1 \\' ") == []
    assert [body.name for body in named.all(name="甲")] == ["甲"]


def test_the_server_plans_it_once_a_connection(settings) -> None:
    settings.PREPARED_STATEMENTS = True
    fresh = Prepared(_memberships)
    with CaptureQueriesContext(connection) as asked:
        fresh.all(user_id=1)
        fresh.all(user_id=2)
    words = [query["sql"].split()[0] for query in asked.captured_queries]
    assert words == ["PREPARE", "EXECUTE", "EXECUTE"]


def test_a_command_is_planned_once_a_connection(settings) -> None:
    command = PreparedCommand("SELECT set_config('hejie.said', {word} || {word}, true)", word=TextField())
    for on in (True, False):
        settings.PREPARED_STATEMENTS = on
        command.run(word="a'; --")
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('hejie.said')")
            assert cursor.fetchone() == ("a'; --a'; --",)
    with pytest.raises(KeyError, match="word"):
        command.run(other="x")
