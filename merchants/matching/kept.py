"""What a process reads from the database once and keeps for ten minutes."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
KEPT_SECONDS = 600.0


class Kept(Generic[T]):
    """Call it for what `read` found; a thread that finds it too old reads it anew."""

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._lock = threading.Lock()
        self._until = -math.inf
        self._found: T | None = None

    def __call__(self) -> T:
        found = self._found
        if found is not None and time.monotonic() < self._until:
            return found
        with self._lock:
            self._found = found = self._read()
            self._until = time.monotonic() + KEPT_SECONDS
        return found

    def forget(self) -> None:
        """Read it anew next time: the list has changed, or another test has begun."""
        self._until = -math.inf
