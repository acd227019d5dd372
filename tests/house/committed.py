"""Tests whose rows are really committed: other threads, processes and on_commit see them.

The database cannot be flushed (events are kept for good), so such a test gets a copy of its own and throws it away.
"""

import uuid
from collections.abc import Iterator

import pytest
from django.db import connection


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker) -> Iterator[str]:
    """The name of a fresh copy of the test database, to which this test's connections go."""
    with django_db_blocker.unblock():
        template = connection.settings_dict["NAME"]
        copy = f"{template}_{uuid.uuid4().hex[:8]}"
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{template}"')
        connection.settings_dict["NAME"] = copy
        try:
            yield copy
        finally:
            connection.close()
            connection.settings_dict["NAME"] = template
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')
