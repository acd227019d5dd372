"""How a view says what personal data it shows."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., Any])


def saw(request: HttpRequest, kind: str, public_ids: Iterable[uuid.UUID | str | None]) -> None:
    """Note that this response shows these objects; the row is written when the response is a success."""
    noted: dict[tuple[str, str], None] = request.__dict__.setdefault("accesses", {})
    for public_id in public_ids:
        noted[kind, str(public_id or "")] = None


def records_access(kind: str, argument: str | None = None) -> Callable[[View], View]:
    """A view that shows one object named by a URL argument, or (without) a list of that kind.

    @records_access("case", "public_id")
    def case_page(request, public_id): ...
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def recording(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            saw(request, kind, [kwargs[argument] if argument else None])
            return view(request, *args, **kwargs)

        recording.records_access = kind  # type: ignore[attr-defined]
        return recording  # type: ignore[return-value]

    return decorate
