"""`python -m config.embedded`: serve | run | up | down | status | reset. `./dev` calls it."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys

from config.embedded import servers, supervise
from config.embedded.place import Place


def run(place: Place, command: list[str]) -> int:
    """Run a command beside the servers of a place: the running ones, or own ones ended afterwards."""
    if "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ:
        return subprocess.call(command)
    if supervise.is_running(place):
        return subprocess.call(command, env=place.environment())
    servers.prepare(place)
    children = [servers.start(place, name) for name in ("postgres", "valkey")]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        servers.wait_ready(place)
        if place.instance == "main":
            supervise.prepare_database(place, quiet=True)
        return subprocess.call(command, env=place.environment())
    except KeyboardInterrupt:
        return 130
    finally:
        for child in reversed(children):
            with contextlib.suppress(ProcessLookupError):
                child.send_signal(signal.SIGINT)
        for child in children:
            try:
                child.wait(20)
            except subprocess.TimeoutExpired:
                child.kill()


def main() -> int:
    """Parse the command line and do it."""
    parser = argparse.ArgumentParser(prog="python -m config.embedded", description=__doc__)
    parser.add_argument("what", choices=["serve", "run", "up", "down", "status", "reset"])
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    rest = arguments.rest
    instance = "main"
    if "--instance" in rest[:3]:
        at = rest.index("--instance")
        instance = rest[at + 1]
        rest = rest[:at] + rest[at + 2 :]
    place = Place(instance)
    try:
        if arguments.what == "serve":
            servers.serve(place, rest[0])
        if arguments.what == "run":
            return run(place, rest[1:] if rest[:1] == ["--"] else rest)
        return getattr(supervise, arguments.what)(place)
    except servers.CannotStart as problem:
        sys.stderr.write(f"hejie: {problem}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
