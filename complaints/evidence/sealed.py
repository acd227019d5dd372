"""Files at rest: pieces sealed with AES-256-GCM under a key of the file's own; without the key the file is gone.

A sealed file is a row of records, `length (4) | nonce (12) | ciphertext and tag`. Each is bound to the file's public
id and to its place in the row, so a record cannot be left out, moved or carried to another file unnoticed; the end is
guarded by size and SHA-256 in the database.
"""

from __future__ import annotations

import base64
import os
import struct
import uuid
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from accounts.fields import SealBroken

KEY_BYTES = 32
NONCE = 12
_LENGTH = struct.Struct(">I")
LONGEST_RECORD = 6 * 1024 * 1024


def new_key() -> str:
    """A key for one file, in base64 as its sealed column keeps it."""
    return base64.b64encode(os.urandom(KEY_BYTES)).decode()


def place(path: str) -> Path:
    """Where a file of ours lies; ValueError for a path outside the private root."""
    root = Path(settings.MEDIA_ROOT).resolve()
    found = (root / path).resolve()
    if not found.is_relative_to(root):
        raise ValueError("a file outside the private root")
    return found


def _bound(public_id: uuid.UUID, index: int) -> bytes:
    return b"complaints_evidence:" + public_id.bytes + _LENGTH.pack(index)


def append(path: str, key: str, public_id: uuid.UUID, *, index: int, at: int, piece: bytes) -> int:
    """Write one record at byte `at`, cutting off what a broken attempt left there; returns the new length."""
    nonce = os.urandom(NONCE)
    sealed = nonce + AESGCM(base64.b64decode(key)).encrypt(nonce, piece, _bound(public_id, index))
    file = place(path)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as stream:
        stream.truncate(at)
        stream.seek(at)
        stream.write(_LENGTH.pack(len(sealed)) + sealed)
        stream.flush()
        os.fsync(stream.fileno())
        return stream.tell()


def pieces(path: str, key: str, public_id: uuid.UUID) -> Iterator[bytes]:
    """What was sealed, piece by piece; SealBroken when a record does not belong here."""
    cipher = AESGCM(base64.b64decode(key))
    with place(path).open("rb") as stream:
        index = 0
        while head := stream.read(_LENGTH.size):
            if len(head) < _LENGTH.size or (length := _LENGTH.unpack(head)[0]) > LONGEST_RECORD:
                raise SealBroken("a damaged file")
            record = stream.read(length)
            try:
                yield cipher.decrypt(record[:NONCE], record[NONCE:], _bound(public_id, index))
            except (InvalidTag, ValueError):
                raise SealBroken("a record does not fit this file or this key") from None
            index += 1


def remove(path: str) -> None:
    """Delete a file if it is there."""
    if path:
        place(path).unlink(missing_ok=True)
