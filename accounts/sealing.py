"""Sealing of personal identifiers: AES-256-GCM or SM4-GCM under keys of their own, and keyed blind indices for look-up.

A token is `version (1) | key id (1) | nonce (12) | ciphertext and tag`. The place it belongs to (table, column and the
row's public id) is authenticated with it, so a token copied into another row or column does not open. The algorithm
belongs to the key: a new one is a new key in front of FIELD_KEYS, and `rotate_keys`.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from accounts.normal import normalise

VERSION = 1
NONCE = 12
HEAD = 2 + NONCE
INDEX_BYTES = 16
TAG = 16


class SealBroken(Exception):
    """A sealed value does not open: wrong key, wrong row, wrong column, or damaged bytes."""


class Sealer(Protocol):
    """Authenticated encryption under one key."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...


class SM4GCM:
    """SM4 (GB/T 32907) in GCM, as `AESGCM` is used: for houses that are assessed by GB/T 39786."""

    def __init__(self, key: bytes) -> None:
        self._key = algorithms.SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        """Ciphertext and tag."""
        encryptor = Cipher(self._key, modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(associated_data or b"")
        return encryptor.update(data) + encryptor.finalize() + encryptor.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        """What was encrypted; InvalidTag."""
        if len(data) < TAG:
            raise InvalidTag
        decryptor = Cipher(self._key, modes.GCM(nonce, data[-TAG:])).decryptor()
        decryptor.authenticate_additional_data(associated_data or b"")
        return decryptor.update(data[:-TAG]) + decryptor.finalize()


ALGORITHMS: Mapping[str, tuple[Callable[[bytes], Sealer], int]] = {"aes": (AESGCM, 32), "sm4": (SM4GCM, 16)}


@dataclass(frozen=True)
class Keyring:
    """Keys by id; `current` seals, every key opens."""

    keys: Mapping[int, Sealer]
    current: int

    @classmethod
    def parse(cls, text: str) -> Keyring:
        """`"3:sm4:base64,2:base64"`: the first seals, AES unless it says so; ValueError never names a key."""
        keys: dict[int, Sealer] = {}
        for entry in text.split(","):
            name, colon, encoded = entry.strip().partition(":")
            if not colon or not name.isdigit() or not 1 <= int(name) <= 255:
                raise ValueError("FIELD_KEYS: each entry is ID:BASE64 or ID:sm4:BASE64 with an id from 1 to 255")
            if int(name) in keys:
                raise ValueError(f"FIELD_KEYS: key {name} is named twice")
            algorithm, colon, rest = encoded.partition(":")
            if colon and algorithm not in ALGORITHMS:
                raise ValueError(f"FIELD_KEYS: key {name} is for an algorithm nobody knows: aes or sm4")
            sealer, size = ALGORITHMS[algorithm if colon else "aes"]
            keys[int(name)] = sealer(decode_key(rest if colon else encoded, f"FIELD_KEYS: key {name}", size))
        return cls(keys, next(iter(keys)))

    def seal(self, text: str, place: bytes) -> bytes:
        """A token that opens only at `place`."""
        nonce = os.urandom(NONCE)
        return bytes((VERSION, self.current)) + nonce + self.keys[self.current].encrypt(nonce, text.encode(), place)

    def open(self, token: bytes, place: bytes) -> str:
        """The text; SealBroken when anything about it is not as it was sealed."""
        if len(token) < HEAD or token[0] != VERSION:
            raise SealBroken("not a sealed value")
        key = self.keys.get(token[1])
        if key is None:
            raise SealBroken(f"key {token[1]} is not in FIELD_KEYS")
        try:
            return key.decrypt(token[2:HEAD], token[HEAD:], place).decode()
        except InvalidTag:
            raise SealBroken("the seal does not fit this row, this column or this key") from None

    def is_current(self, token: bytes) -> bool:
        """Sealed with the key that seals now."""
        return len(token) >= HEAD and token[0] == VERSION and token[1] == self.current


def decode_key(encoded: str, name: str, size: int = 32) -> bytes:
    """`size` bytes from base64; ValueError names the setting."""
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise ValueError(f"{name} is not base64") from None
    if len(key) != size:
        raise ValueError(f"{name} has {len(key)} bytes; it needs {size}")
    return key


@lru_cache(maxsize=8)
def keyring_of(text: str) -> Keyring:
    """The parsed keyring of a setting, kept for the process."""
    return Keyring.parse(text)


@lru_cache(maxsize=8)
def index_key_of(text: str) -> bytes:
    """The decoded index key of a setting, kept for the process."""
    return decode_key(text, "INDEX_KEY")


def index_of(key: bytes, kind: str, value: str) -> bytes:
    """16 bytes of HMAC-SHA256 over the normalised value, apart per kind; ValueError for an empty value."""
    plain = normalise(kind, value)
    if not plain:
        raise ValueError(f"an empty {kind} has no index")
    return hmac.digest(key, f"{kind}:{plain}".encode(), "sha256")[:INDEX_BYTES]
