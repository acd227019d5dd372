"""What a watcher of the log should see: log-ins that fail, limits that are reached. Numbers of people, never names."""

from __future__ import annotations

import structlog

log = structlog.get_logger("hejie.security")


def login_failed(way: str, why: str, person: int | None = None) -> None:
    """`way` is code, password or factor; `person` is known only where the account is."""
    log.warning("login_failed", way=way, why=why, person=person)


def logged_in(person: int, *, for_organisation: bool) -> None:
    """A session begins."""
    log.info("logged_in", person=person, for_organisation=for_organisation)


def limit_reached(scope: str) -> None:
    """Once for each counter and window: the first that was too many."""
    log.warning("limit_reached", scope=scope)


def refused(route: str, person: int) -> None:
    """Somebody logged in asked for a page that is not for them, or sent a form without its token."""
    log.warning("refused", route=route, person=person)
