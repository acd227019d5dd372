"""The virus scan: ClamAV's INSTREAM when `CLAMAV_URL` names a daemon, else the file says it was not checked."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings

from complaints.models import ScanState

SECONDS = 60
PIECE = 256 * 1024


class ScannerAway(OSError):
    """The daemon does not answer, or answers what it should not; the file stays pending and is tried again."""


def first_state() -> str:
    """What a file that has just come in is: pending where there is a scanner, else unscanned."""
    return ScanState.PENDING if settings.CLAMAV_URL else ScanState.UNSCANNED


def scan(pieces: Iterable[bytes]) -> str:
    """CLEAN or BLOCKED; raises ScannerAway. `CLAMAV_URL` is tcp://host:3310 or unix:///path."""
    try:
        with _connected() as daemon:
            daemon.sendall(b"zINSTREAM\0")
            for piece in pieces:
                for at in range(0, len(piece), PIECE):
                    part = piece[at : at + PIECE]
                    daemon.sendall(struct.pack(">I", len(part)) + part)
            daemon.sendall(struct.pack(">I", 0))
            answer = _read(daemon)
    except OSError as problem:
        raise ScannerAway(str(problem)) from problem
    if answer.endswith("FOUND"):
        return ScanState.BLOCKED
    if answer.endswith("OK"):
        return ScanState.CLEAN
    raise ScannerAway("the scanner did not say OK or FOUND")


def _connected() -> socket.socket:
    url = urlsplit(settings.CLAMAV_URL)
    if url.scheme == "unix":
        daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        daemon.settimeout(SECONDS)
        daemon.connect(url.path)
        return daemon
    return socket.create_connection((url.hostname or "localhost", url.port or 3310), timeout=SECONDS)


def _read(daemon: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 4096:
        part = daemon.recv(4096)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0\n").decode(errors="replace")
