"""Slow statements, logged here and not by PostgreSQL: its log would quote the values, ours never sees them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

log = structlog.get_logger("hejie.database")


def timed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """An execute wrapper of Django: one warning for a statement slower than `settings.SLOW_QUERY_MS`."""
    started = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        ms = (time.perf_counter() - started) * 1000
        if ms >= settings.SLOW_QUERY_MS:
            log.warning("slow_query", ms=round(ms), sql=" ".join(str(sql).split())[:500])


def watch(sender: type, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Receiver of `connection_created`."""
    if timed not in connection.execute_wrappers:
        connection.execute_wrappers.append(timed)
