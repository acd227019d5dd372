"""A refusal is known by its code, never by its text (STYLE 6)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from complaints.lifecycle.facts import Refused
from merchants.joining.refused import JoinRefused


@contextmanager
def refused(code: str) -> Iterator[None]:
    """What stands inside is refused with this code."""
    with pytest.raises((Refused, JoinRefused)) as caught:
        yield
    assert caught.value.code == code
