"""What chaos needs: an instance of its own under supervisor, a driver of acts that notes what was acknowledged, the
ending of a random process, and the reckoning at the end."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path

from config.embedded.place import CHECKOUT, Place

PROGRAMS = ("web", "worker", "beat", "postgres", "valkey")
SETTLE_SECONDS = 240


def supervised(place: Place, *words: str) -> str:
    """What supervisorctl says."""
    program = Path(sys.executable).parent / "supervisorctl"
    done = subprocess.run(
        [program, "-c", str(place.home / "supervisor.conf"), *words], capture_output=True, text=True, check=False
    )
    return done.stdout


def pids(place: Place) -> dict[str, int]:
    """Program -> process id, of those that run now."""
    found = {}
    for line in supervised(place, "status").splitlines():
        words = line.split()
        if len(words) > 3 and words[1] == "RUNNING":
            found[words[0]] = int(words[3].rstrip(","))
    return found


def children(pid: int) -> list[int]:
    """Child processes of a process."""
    with contextlib.suppress(OSError):
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def kill_one(place: Place, dice: random.Random) -> str | None:
    """kill -9 of a program's main process or one of its children; what was killed, None when nothing ran."""
    running = pids(place)
    if not running:
        return None
    name = dice.choice(sorted(running))
    pid = running[name]
    below = children(pid)
    if name in ("web", "worker", "postgres") and below and dice.random() < 0.4:
        pid, name = dice.choice(below), f"{name} (child)"
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return name
    return None


class Driver:
    """A process that files, answers and accepts without end (benchmarks/_chaos_driver.py); ended at the end."""

    def __init__(self, place: Place, ledger: Path, url: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks._chaos_driver", str(ledger), url],
            env={**place.environment(), "HEJIE_MODE": "demo"},
            cwd=CHECKOUT,
        )

    def stop(self) -> None:
        """Politely: the act under way is finished, and noted if it is acknowledged. It must not have died before."""
        if self.process.poll() is not None:
            raise RuntimeError(
                f"an act failed in a way that no act may: the driver ended with {self.process.returncode}"
            )
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(60)
        self.process.kill()


def answers(url: str) -> bool:
    """Whether web and database are both there."""
    try:
        with urllib.request.urlopen(f"{url}/health/ready", timeout=5) as answer:
            return bool(json.load(answer)["broker"])
    except (urllib.error.URLError, OSError, ValueError, KeyError):
        return False


def wait_until_up(place: Place, url: str, seconds: float = 90) -> None:
    """Until all five programs run and the site answers."""
    until = time.monotonic() + seconds
    while not (len(pids(place)) == len(PROGRAMS) and answers(url)):
        if time.monotonic() > until:
            raise RuntimeError(f"it does not come up again:\n{supervised(place, 'status')}")
        time.sleep(0.5)


def wait_until_settled() -> float:
    """Until no clock is due and no notice waits; returns the seconds it took."""
    from django.utils import timezone

    from complaints.models import Clock
    from notices.models import Delivery, DeliveryStatus, Outbox

    begun = time.monotonic()
    while time.monotonic() < begun + SETTLE_SECONDS:
        now = timezone.now()
        open_ = Clock.objects.filter(fired_at=None, stopped_at=None, paused_at=None, due__lte=now)
        notices = Outbox.objects.filter(addressed_at=None, failed_reason="", not_before__lte=now)
        # one that was claimed by a killed worker waits for its lease: it is not lost, only late
        unsent = Delivery.objects.filter(status=DeliveryStatus.WAITING, attempts=0)
        if not (open_.exists() or notices.exists() or unsent.exists()):
            return time.monotonic() - begun
        time.sleep(1)
    raise RuntimeError("it does not settle: clocks or notices are still waiting")


def reckoning(ledger: Path, due_cases: list[int]) -> tuple[Counter, list[str]]:
    """What was done, and every fault: lost, missed, doubled, broken."""
    from django.db.models import Count, F

    from complaints.lifecycle.log import verify_database
    from complaints.models import Case, Clock, Event
    from notices.models import Delivery, Outbox, RecordedMessage

    faults: list[str] = []
    counts: Counter = Counter()
    for line in ledger.read_text().splitlines():
        act = json.loads(line)
        counts[f"acknowledged: {act['what']}"] += 1
        if act["what"] == "page":
            continue
        if not Event.objects.filter(case_id=act["case"], seq=act["seq"], action=act["action"]).exists():
            faults.append(f"lost: {act}")
    # every case that was due moved by its clock once, and no clock fired twice
    moved = Counter(
        Event.objects.filter(case_id__in=due_cases, action="merchant.silent").values_list("case_id", flat=True)
    )
    faults += [f"case {pk} did not move" for pk in due_cases if pk not in moved]
    faults += [f"case {pk} moved {count} times" for pk, count in moved.items() if count > 1]
    counts["moved by their clock"] = len(moved)
    fired = Clock.objects.exclude(fired_at=None).count()
    by_clock = Event.objects.filter(data__clock__isnull=False).exclude(data__clock=None).count()
    counts["clocks fired"] = fired
    if fired != by_clock:
        faults.append(f"{fired} clocks are marked as fired, {by_clock} events were made by clocks")
    stuck = Clock.objects.exclude(error="").filter(fired_at=None, stopped_at=None).count()
    if stuck:
        faults.append(f"{stuck} clocks could not act")
    gaps = Case.objects.annotate(n=Count("events")).exclude(n=F("seq"))
    faults += [f"case {pk} has {n} events and stands at {seq}" for pk, n, seq in gaps.values_list("pk", "n", "seq")]
    # notices: each event's told once to each audience, each delivered once to each person and channel
    doubled = Delivery.objects.values("outbox_id", "channel", "user_id").annotate(n=Count("id")).filter(n__gt=1)
    faults += [f"notice {row['outbox_id']} stands twice in the ledger" for row in doubled]
    same = Outbox.objects.values("case_id", "event_seq", "template", "audience").annotate(n=Count("id"))
    faults += [f"told twice: {row}" for row in same.filter(n__gt=1, event_seq__isnull=False)]
    told = set(Outbox.objects.filter(template="escalated", audience="consumer").values_list("case_id", flat=True))
    faults += [f"the consumer of case {pk} was not told" for pk in moved if pk not in told]
    counts["notices"] = Outbox.objects.count()
    counts["deliveries"] = Delivery.objects.count()
    counts["recorded messages"] = RecordedMessage.objects.count()
    verified = verify_database()
    counts["events verified"] = verified.events
    return counts, faults + verified.faults
