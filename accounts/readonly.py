"""A GET view cannot write (STYLE 24): its transaction is read-only in PostgreSQL, so an INSERT anywhere below fails.

Access rows and the session are written by middleware outside. Third parties' pages that write on GET are exempt by
the list of path prefixes in `settings.WRITES_ON_GET`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponseBase

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@contextmanager
def read_only() -> Iterator[None]:
    """Everything inside reads; the first write raises `django.db.InternalError` (read-only transaction)."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield
        transaction.set_rollback(True)  # nothing was written; a view that failed leaves an aborted transaction


class ReadOnlyMiddleware:
    """The innermost middleware: view and template of a safe request run in a read-only transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in SAFE_METHODS or request.path_info.startswith(tuple(settings.WRITES_ON_GET)):
            return self.get_response(request)
        _ = request.user.is_authenticated  # an outdated session is deleted here, outside
        with read_only():
            return self.get_response(request)
