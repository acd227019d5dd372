"""Where one set of embedded servers lives: data, sockets, logs, and the addresses the settings use."""

from __future__ import annotations

import hashlib
import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

CHECKOUT = Path(__file__).resolve().parents[2]
STATE_OF_ROOT = Path("/var/lib/hejie")
SERVER_USER = "hejie"
LONGEST_SOCKET = 100  # bytes; the kernel takes 107 for a Unix socket's path


@dataclass(frozen=True)
class Place:
    """One instance of the servers. `main` belongs to `./dev up`, `test` to `./dev test`."""

    instance: str

    @property
    def as_root(self) -> bool:
        return os.geteuid() == 0

    @property
    def home(self) -> Path:
        if self.as_root:
            digest = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:10]
            return STATE_OF_ROOT / digest / self.instance
        return CHECKOUT / ".local" / self.instance

    @property
    def binaries(self) -> Path:
        """Root's copy of the server binaries, readable by the server user even when the checkout is not."""
        return STATE_OF_ROOT / "bin" if self.as_root else CHECKOUT / ".local" / "bin"

    @property
    def run(self) -> Path:
        """Folder of the sockets. A checkout deep in the tree would make their path too long for the kernel."""
        plain = self.home / "run"
        if len(str(plain / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
            return plain
        digest = hashlib.sha256(str(plain).encode()).hexdigest()[:10]
        return Path(f"/tmp/hejie-{os.geteuid()}-{digest}")

    @property
    def pgdata(self) -> Path:
        return self.home / "postgres"

    @property
    def valkey_data(self) -> Path:
        return self.home / "valkey"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def files(self) -> Path:
        """Uploads and issued papers of this instance."""
        return self.home / "files"

    @property
    def valkey_socket(self) -> Path:
        return self.run / "valkey.sock"

    @property
    def supervisor_socket(self) -> Path:
        return self.run / "supervisor.sock"

    @property
    def database_url(self) -> str:
        return f"postgres://hejie@{quote(str(self.run), safe='')}/hejie"

    @property
    def redis_url(self) -> str:
        return f"unix://{self.valkey_socket}?db=0"

    def owner(self) -> tuple[int, int] | None:
        """(uid, gid) the servers run as when we are root, else None."""
        if not self.as_root:
            return None
        entry = pwd.getpwnam(SERVER_USER)
        return entry.pw_uid, entry.pw_gid

    def environment(self) -> dict[str, str]:
        """What a process of this instance must have in its environment; a value already set wins."""
        defaults = {
            "HEJIE_INSTANCE": self.instance,
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "FILES_ROOT": str(self.files),
        }
        return {**defaults, **{k: v for k, v in os.environ.items() if v or k not in defaults}}
