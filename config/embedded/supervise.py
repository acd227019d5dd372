"""`./dev up` and its companions: every process of the platform under one supervisor."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from config.embedded import servers
from config.embedded.place import CHECKOUT, Place
from config.embedded.servers import CannotStart

PORT = int(os.environ.get("HEJIE_PORT", "8000"))
HOST = os.environ.get("HEJIE_HOST", "127.0.0.1")
APPLICATION = ("web", "worker", "beat")

# Stopped from the last priority to the first: web, beat, worker, then what they stand on.
PROGRAMS = {
    "postgres": (10, "{python} -m config.embedded serve postgres --instance {instance}", "INT"),
    "valkey": (20, "{python} -m config.embedded serve valkey --instance {instance}", "TERM"),
    "worker": (30, "{bin}/celery -A config.celery worker --concurrency 2 --loglevel INFO", "TERM"),
    "beat": (40, "{bin}/celery -A config.celery beat --loglevel INFO --schedule {home}/beat", "TERM"),
    "web": (50, "{bin}/gunicorn config.wsgi --config config/gunicorn.py --bind {host}:{port}", "TERM"),
}


def configuration(place: Place) -> str:
    """supervisord's own file: five programs, each restarted when it dies."""
    values = {
        "python": sys.executable,
        "bin": Path(sys.executable).parent,
        "instance": place.instance,
        "home": place.home,
        "host": HOST,
        "port": PORT,
    }
    parts = [
        f"[unix_http_server]\nfile={place.supervisor_socket}\nchmod=0700\n",
        f"[supervisord]\nnodaemon=true\nlogfile={place.log}/supervisor.log\npidfile={place.run}/supervisor.pid\n"
        + ("user=root\n" if place.as_root else ""),
        f"[supervisorctl]\nserverurl=unix://{place.supervisor_socket}\n",
        "[rpcinterface:supervisor]\nsupervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface\n",
    ]
    for name, (priority, command, stop) in PROGRAMS.items():
        parts.append(
            f"[program:{name}]\ncommand={command.format(**values)}\ndirectory={CHECKOUT}\npriority={priority}\n"
            f"autostart={'false' if name in APPLICATION else 'true'}\nautorestart=true\nstartretries=100\n"
            f"startsecs=1\nstopsignal={stop}\nstopwaitsecs=20\nstopasgroup=false\nkillasgroup=true\n"
            f"redirect_stderr=true\nstdout_logfile={place.log}/{name}.log\nstdout_logfile_maxbytes=10MB\n"
            "stdout_logfile_backups=3\n"
        )
    return "\n".join(parts)


def control(place: Place, *words: str) -> subprocess.CompletedProcess:
    """supervisorctl, captured."""
    return subprocess.run(
        [Path(sys.executable).parent / "supervisorctl", "-c", str(place.home / "supervisor.conf"), *words],
        capture_output=True,
        text=True,
        check=False,
    )


def is_running(place: Place) -> bool:
    """Whether this place's supervisor answers on its socket."""
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as probe:
        return probe.connect_ex(str(place.supervisor_socket)) == 0


def manage(place: Place, *words: str, quiet: bool = False) -> None:
    """Run a management command in this place; a failure stops the start with its last line."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=CHECKOUT,
        env=place.environment(),
        text=True,
        check=False,
        stdout=subprocess.DEVNULL if quiet else sys.stderr,
        stderr=subprocess.PIPE,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no message"]
        raise CannotStart(f"manage.py {' '.join(words)} failed: {lines[-1]}")


def prepare_database(place: Place, quiet: bool = False) -> None:
    """Schema and reference data; a second run changes nothing."""
    manage(place, "prepare", quiet=quiet)


def _port_is_free() -> bool:
    with contextlib.closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, PORT))
        except OSError:
            return False
    return True


def up(place: Place) -> int:
    """Start everything, print the address and the demo log-ins, stay until Ctrl-C."""
    if is_running(place):
        raise CannotStart("it is already running here: ./dev status shows it, ./dev down stops it")
    if not _port_is_free():
        raise CannotStart(f"port {PORT} is taken by another program: stop it, or HEJIE_PORT={PORT + 1} ./dev up")
    servers.prepare(place)
    (place.home / "supervisor.conf").write_text(configuration(place))
    supervisor = subprocess.Popen(
        [Path(sys.executable).parent / "supervisord", "-c", str(place.home / "supervisor.conf")],
        env=place.environment(),
        cwd=CHECKOUT,
        start_new_session=True,  # Ctrl-C reaches us first, and we stop it in order
        stdout=subprocess.DEVNULL,
    )
    stop = {"asked": False}

    def ask_stop(*_: object) -> None:
        stop["asked"] = True
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, ask_stop)
    try:
        servers.wait_ready(place)
        with_demo = os.environ.get("HEJIE_DEMO", "1") != "0"
        sys.stderr.write("hejie: preparing the database; the first time the demo is walked too, about a minute\n")
        manage(place, "prepare", "--static", *(["--demo"] if with_demo else []))
        for name in ("worker", "beat", "web"):
            control(place, "start", name)
        _wait_for_web(place)
        if with_demo:
            manage(place, "demo_logins", "--address", f"http://{HOST}:{PORT}")
        sys.stdout.flush()
        supervisor.wait()
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if supervisor.poll() is None:
            sys.stderr.write("\nhejie: stopping\n")
            supervisor.terminate()
            supervisor.wait()
    return 0 if stop["asked"] or supervisor.returncode in (0, None) else 1


def _wait_for_web(place: Place) -> None:
    until = time.monotonic() + 60
    while True:
        with contextlib.closing(socket.socket()) as probe:
            if probe.connect_ex((HOST, PORT)) == 0:
                return
        if time.monotonic() > until:
            raise CannotStart(f"the web process did not start; see {place.log}/web.log")
        time.sleep(0.2)


def down(place: Place) -> int:
    """Stop a running platform from another terminal."""
    if not is_running(place):
        sys.stderr.write("hejie: it is not running\n")
        return 0
    control(place, "shutdown")
    until = time.monotonic() + 60
    while is_running(place):
        if time.monotonic() > until:
            raise CannotStart(f"it does not stop; see {place.log}/supervisor.log")
        time.sleep(0.2)
    return 0


def status(place: Place) -> int:
    """What runs, and where its logs are."""
    if not is_running(place):
        sys.stdout.write("not running; ./dev up starts it\n")
        return 3
    sys.stdout.write(control(place, "status").stdout)
    sys.stdout.write(f"address  http://{HOST}:{PORT}\nlogs     {place.log}\n")
    return 0


def reset(place: Place) -> int:
    """Throw the data of this place away: database, queue, uploads."""
    if is_running(place):
        raise CannotStart("stop it first: ./dev down")
    servers.end_orphans(place)
    shutil.rmtree(place.home, ignore_errors=True)
    sys.stderr.write("hejie: data removed; ./dev up starts afresh\n")
    return 0
