"""Acts without end, one after the other: a complaint is filed, answered, accepted, performed. An act is written to the
ledger only after it was acknowledged, that is after its transaction committed (or its HTTP answer came).

    python -m benchmarks._chaos_driver LEDGER URL
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import signal
import sys
import time
import urllib.error
import urllib.request
import uuid
from datetime import timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
_STOP = {"asked": False}


def main() -> None:
    """Until SIGTERM."""
    import django

    django.setup()
    from django.db import DatabaseError, InterfaceError, connection

    signal.signal(signal.SIGTERM, lambda *_: _STOP.update(asked=True))
    ledger_path, url = sys.argv[1:3]
    with open(ledger_path, "a", buffering=1) as ledger:  # noqa: PTH123  # line by line, on purpose
        for number in itertools.count():
            if _STOP["asked"]:
                return
            try:
                _one_life(number, ledger)
            except (DatabaseError, InterfaceError):
                # not acknowledged: it may have happened or not, and either is right
                with contextlib.suppress(DatabaseError, InterfaceError):
                    connection.close()
                time.sleep(0.2)
            if number % 4 == 0:
                _read_a_page(url, ledger)


def _note(ledger: Any, what: str, case_id: int, seq: int, action: str) -> None:
    ledger.write(json.dumps({"what": what, "case": case_id, "seq": seq, "action": action}) + "\n")


def _one_life(number: int, ledger: Any) -> None:
    from django.utils import timezone

    from accounts.actors import Actor
    from accounts.models import User
    from complaints.intake.filing import DemandLine, Filing, Person, Respondent, Story, file_complaint
    from complaints.models import Case, Demand, Duty
    from complaints.performance.actions import claim, confirm
    from complaints.reconciliation.actions import Line, accept, answer
    from merchants.models import Merchant, MerchantMembership

    consumer = Actor.consumer(User.objects.get(email="consumer@chaos.example").pk)
    shop = Merchant.objects.get(name="混沌测试商店")
    agent = Actor.merchant(MerchantMembership.objects.get(merchant=shop).user_id, shop.pk, "owner")
    filing = Filing(
        story=Story(title="退款", text="没有退款，要求退还。", region=shop.division_code, paid_fen=10_000),
        person=Person(name="张三测试", phone="13800001234"),
        respondents=[
            Respondent(name=shop.name, merchant_id=shop.pk, division=shop.division_code,
                       demands=[DemandLine("refund", "退款", 10_000)])
        ],
        idempotency_key=uuid.uuid4(),
    )  # fmt: skip
    complaint = file_complaint(filing, actor=consumer, now=timezone.now())
    case = Case.objects.get(complaint=complaint)
    _note(ledger, "filed", case.pk, 1, "file")
    if number % 3 == 0:
        return  # left for its clock
    now = timezone.now()
    due = (now + timedelta(days=10)).date()
    lines = [Line(demand.pk, "propose", 9_000, due) for demand in Demand.objects.filter(case=case)]
    facts = answer(case_id=case.pk, actor=agent, now=now, lines=lines)
    _note(ledger, "answered", case.pk, facts.seq, "answer.propose")
    facts = accept(case_id=case.pk, actor=consumer, now=timezone.now())
    _note(ledger, "accepted", case.pk, facts.seq, "offer.accept")
    if number % 3 == 1:
        return
    for duty in Duty.objects.filter(case=case):
        facts = claim(case_id=case.pk, duty_id=duty.pk, actor=agent, now=timezone.now())
        _note(ledger, "claimed", case.pk, facts.seq, "duty.claim")
        facts = confirm(case_id=case.pk, duty_id=duty.pk, actor=consumer, now=timezone.now())
        _note(ledger, "confirmed", case.pk, facts.seq, "duty.confirm")


def _read_a_page(url: str, ledger: Any) -> None:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            if answer.status == 200:
                ledger.write('{"what": "page"}\n')
    except (urllib.error.URLError, OSError):
        return


if __name__ == "__main__":
    main()
