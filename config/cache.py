"""Django's cache on Valkey, which may be away: then nothing is remembered, and nothing fails."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis import RedisError


class PatientCache(RedisCache):
    """Reads miss and writes are lost while Valkey is down. Only limits on codes insist on it (accounts/limits.py)."""

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """True when nobody can tell that it was there before."""
        try:
            return bool(super().add(*args, **kwargs))
        except RedisError:
            return True

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The default while Valkey is away."""
        try:
            return super().get(key, default, version)
        except RedisError:
            return default

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Lost while Valkey is away."""
        try:
            super().set(*args, **kwargs)
        except RedisError:
            return

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """False while Valkey is away."""
        try:
            return bool(super().delete(*args, **kwargs))
        except RedisError:
            return False

    def get_many(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        """Nothing while Valkey is away."""
        try:
            return dict(super().get_many(*args, **kwargs))
        except RedisError:
            return {}

    def set_many(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Lost while Valkey is away."""
        try:
            return list(super().set_many(*args, **kwargs))
        except RedisError:
            return []
