"""Connections that really come and go."""

from __future__ import annotations

from django.core.signals import request_started
from django.db import connection
from django.db.models import BigIntegerField

from accounts.models import Membership
from accounts.prepared import Param, Prepared
from tests.people import member

MINE = Prepared(lambda: Membership.objects.filter(user_id=Param("user_id", BigIntegerField())))


def test_a_new_connection_learns_the_statements_anew(committed: str) -> None:
    """As after a restart of the server: the next request finds its connection dead and opens another."""
    officer = member()
    assert MINE.first(user_id=officer.pk)
    assert connection.connection is not None
    connection.connection.close()
    request_started.send(sender=None)  # a new request asks whether the connection is still good
    assert [row.user_id for row in MINE.all(user_id=officer.pk)] == [officer.pk]
