"""The hash chain of a case's events: one function writes, the same verifies."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any

SALT_BYTES = 16


def canonical(data: Mapping[str, Any]) -> bytes:
    """One JSON for one content: sorted keys, no spaces, UTF-8. PostgreSQL's `jsonb::text` differs: never hash that."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def event_hash(previous: bytes, data: Mapping[str, Any]) -> bytes:
    """sha256(previous ‖ canonical JSON), 32 bytes."""
    return hashlib.sha256(previous + canonical(data)).digest()


def new_salt() -> bytes:
    """A random salt, stored beside the personal detail and erased with it."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(salt: bytes, personal: Mapping[str, Any]) -> str:
    """HMAC of a personal detail: without the salt it cannot be guessed, as a bare hash of a phone number could."""
    return hmac.new(salt, canonical(personal), hashlib.sha256).hexdigest()


def blinded_leaf(key: bytes, event: bytes) -> bytes:
    """What is published of an event: nobody can tell from it which event it is, its owner can."""
    return hmac.new(key, event, hashlib.sha256).digest()


def merkle_root(leaves: list[bytes]) -> bytes:
    """Root of a Merkle tree after RFC 6962 (leaf and node hashes are told apart by a prefix byte)."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        paired = [hashlib.sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        if len(level) % 2:
            paired.append(level[-1])  # the odd one rises unchanged, as in RFC 6962
        level = paired
    return level[0]
