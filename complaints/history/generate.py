"""generate: thousands of whole lives, a batch at a time; every step of a batch is one commit."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.masking import mask_name, mask_phone
from accounts.models import Membership, Role, User
from accounts.switchboard import fact
from complaints.clocks.calendar import end_of, local_day
from complaints.history.plots import Step, draw
from complaints.lifecycle import gather
from complaints.lifecycle.commit import NewCase, commit
from complaints.lifecycle.decide import Law, decide, firing_row
from complaints.lifecycle.facts import CaseFacts, Command, Decision
from complaints.lifecycle.numbers import take_numbers
from complaints.lifecycle.perform import take_case_ids
from complaints.lifecycle.states import Who
from complaints.models import Category, Complainant, Complaint, Demand, Narrative, Offer, OfferLine, RuleSet
from merchants.models import Merchant

BATCH = 500
KEPT_EFFECTS = frozenset({"duties", "assignment", "appointment"})  # letters of the past are not written again
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英文华玉兰建国晨雨桐子涵思远浩然欣怡梓轩"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the lives are played: who may answer, handle and mediate."""

    merchants: Mapping[bool, Sequence[tuple[int, str, str]]]
    people: Sequence[int]
    mediators: Mapping[int, Sequence[int]]
    categories: Sequence[str]
    law: Law
    rule_set_id: int


class NothingToPlayWith(RuntimeError):
    """Merchants, consumers, bodies or mediators are missing: load the demo data first."""


def set_stage() -> Stage:
    """What the database holds to tell stories about."""
    shops: dict[bool, list[tuple[int, str, str]]] = {True: [], False: []}
    for pk, name, division, joined in Merchant.objects.exclude(division_code="").values_list(
        "pk", "name", "division_code", "joined_at"
    )[:20_000]:
        shops[joined is not None].append((pk, name, division))
    mediators: dict[int, list[int]] = {}
    for organisation, user in Membership.objects.filter(role=Role.MEDIATOR, ended_at=None).values_list(
        "organisation_id", "user_id"
    ):
        mediators.setdefault(organisation, []).append(user)
    people = list(User.objects.filter(is_staff=False, memberships=None).values_list("pk", flat=True)[:2000])
    if not (shops[True] and shops[False] and mediators and people):
        raise NothingToPlayWith("merchants, consumers and mediators are needed: ./dev demo")
    rule_set = RuleSet.objects.filter(division_code="420000").order_by("-valid_from").first()
    rule_set = rule_set or RuleSet.objects.order_by("-valid_from").first()
    if rule_set is None:
        raise NothingToPlayWith("rule sets are needed: manage.py load_reference")
    categories = list(Category.objects.filter(kind="object").values_list("code", flat=True)) or [""]
    return Stage(shops, people, mediators, categories, gather.law(), rule_set.pk)


@dataclass(slots=True)
class Life:
    """One case on its way: what is still to come, and when it last moved."""

    id: int
    steps: tuple[Step, ...]
    at: datetime
    offer_id: int = 0
    mediator_id: int | None = None


def generate(count: int, *, now: datetime, months: int, seed: int, stage: Stage) -> int:
    """Play `count` lives begun within the last `months`; returns how many events were written."""
    dice = random.Random(seed)
    written = 0
    for begin in range(0, count, BATCH):
        with transaction.atomic():
            written += _play(min(BATCH, count - begin), dice, now, months, stage)
    return written


def _play(count: int, dice: random.Random, now: datetime, months: int, stage: Stage) -> int:
    lives = _file(count, dice, now, months, stage)
    written = count
    while waiting := [life for life in lives if life.steps]:
        decisions = _next(waiting, now, stage, dice)
        commit(decisions)
        written += len(decisions)
    return written


def _file(count: int, dice: random.Random, now: datetime, months: int, stage: Stage) -> list[Life]:
    """Complaints, people and the first event of each case, in bulk."""
    drawn = [draw(dice) for _ in range(count)]
    filed = sorted(now - timedelta(days=dice.uniform(0.5, 30.4 * months)) for _ in range(count))
    shops = [dice.choice(stage.merchants[joined]) for joined, _ in drawn]
    sums = [dice.randrange(5_000, 900_000, 50) for _ in range(count)]
    complaints = Complaint.objects.bulk_create(
        Complaint(
            user_id=dice.choice(stage.people),
            title=f"{shops[i][1][:20]}不退款",
            category_code=dice.choice(stage.categories),
            region=shops[i][2],
            received_at=filed[i],
            paid_fen=sums[i],
        )
        for i in range(count)
    )
    Narrative.objects.bulk_create(
        Narrative(complaint=c, text=f"在{shops[i][1]}付了{sums[i] / 100:.2f}元，要求退款，对方不同意。")
        for i, c in enumerate(complaints)
    )
    Complainant.objects.bulk_create(_person(c, dice) for c in complaints)
    ids = take_case_ids(count)
    bodies = fact("intake.body")(list({(s[2], s[2], "", "") for s in shops}), now)
    numbers = _numbers([(shop[2], at) for shop, at in zip(shops, filed, strict=True)])
    new, decisions = {}, []
    for i, complaint in enumerate(complaints):
        merchant_id, name, division = shops[i]
        body = bodies.get((division, division, "", ""))
        new[ids[i]] = NewCase(
            id=ids[i], public_id=uuid.uuid4(), number=numbers[i], complaint_id=complaint.pk, respondent_name=name[:120],
            respondent_role="seller", respondent_division=division, respondent_hint="", store_id=None,
            procedure="association", rule_set_id=stage.rule_set_id, filed_at=filed[i],
            intake_body_id=body["id"] if body else None, claimed_fen=sums[i],
        )  # fmt: skip
        facts = CaseFacts(
            state=None, id=ids[i], complaint_id=complaint.pk, user_id=complaint.user_id, number=numbers[i],
            public_id=str(new[ids[i]].public_id), rule_set_id=stage.rule_set_id, filed_at=filed[i],
            claimed_fen=sums[i], merchant_id=merchant_id, joined=drawn[i][0],
        )  # fmt: skip
        command = Command("file", frozenset({Who.CONSUMER}), {"number": numbers[i]}, {}, "consumer", complaint.user_id)
        decisions.append(_silent(decide(facts, command, stage.law, filed[i])))
    commit(decisions, new=new)
    Demand.objects.bulk_create(
        Demand(case_id=id_, position=1, kind="refund", title="退款", amount_fen=amount)
        for id_, amount in zip(ids, sums, strict=True)
    )
    offers = Offer.objects.bulk_create(
        Offer(case_id=id_, by="merchant", at=at + timedelta(days=2), total_fen=amount)
        for id_, at, amount in zip(ids, filed, sums, strict=True)
    )
    OfferLine.objects.bulk_create(
        OfferLine(
            offer=offer, position=1, kind="refund", title="退款", response="agree", amount_fen=offer.total_fen,
            due_on=local_day(offer.at + timedelta(days=10)),
        )
        for offer in offers
    )  # fmt: skip
    return [Life(ids[i], drawn[i][1], filed[i], offers[i].pk) for i in range(count)]


def _person(complaint: Complaint, dice: random.Random) -> Complainant:
    name = dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=dice.choice((1, 2, 2))))
    phone = f"199{dice.randrange(10**4):04d}0000"
    return Complainant(
        complaint=complaint,
        name=name,
        name_masked=mask_name(name),
        phone=phone,
        phone_masked=mask_phone(phone),
        identity_verified_at=complaint.received_at,
    )


def _numbers(places: Sequence[tuple[str, datetime]]) -> list[str]:
    """Numbers for many regions and days, one counter each."""
    groups: dict[tuple[str, Any], list[int]] = {}
    for at, (region, moment) in enumerate(places):
        groups.setdefault((region, local_day(moment)), []).append(at)
    numbers = [""] * len(places)
    for (region, _day), members in groups.items():
        for at, number in zip(members, take_numbers(region, places[members[0]][1], len(members)), strict=True):
            numbers[at] = number
    return numbers


def _next(lives: Sequence[Life], now: datetime, stage: Stage, dice: random.Random) -> list[Decision]:
    """Each life's next step, decided; a step that would lie in the future ends the life where it is."""
    cases = gather.read([life.id for life in lives])
    wanted: dict[int, tuple[Life, Command, datetime]] = {}
    for life in lives:
        planned = _command(life, cases[life.id], stage, dice)
        if planned is None or planned[1] > now:
            life.steps = ()
            continue
        life.steps, life.at = life.steps[1:], planned[1]
        wanted[life.id] = (life, *planned)
    asks = {id_: gather.asked_by(command.action, cases[id_].state) for id_, (_, command, _) in wanted.items()}
    cases = gather.with_answers({id_: cases[id_] for id_ in wanted}, asks, now)
    return [_silent(decide(cases[id_], command, stage.law, at)) for id_, (_, command, at) in wanted.items()]


def _command(life: Life, case: CaseFacts, stage: Stage, dice: random.Random) -> tuple[Command, datetime] | None:
    step = life.steps[0]
    due = [clock for clock in case.clocks if clock.running]
    first = min(due, key=lambda clock: (clock.due, clock.id)) if due else None
    if step.clock:
        row = firing_row(first.kind, case.state) if first else None
        if first is None or row is None:
            return None
        return Command(row.action, frozenset({Who.SYSTEM}), clock=first), first.due + timedelta(
            seconds=dice.randrange(60)
        )
    at = life.at + timedelta(days=step.days * dice.uniform(0.5, 1.4))
    if first is not None and at >= first.due:  # the clock would have been quicker
        at = first.due - timedelta(minutes=5) if first.due - timedelta(minutes=5) > life.at else life.at
    if step.action == "mediator.appoint":
        life.mediator_id = dice.choice(stage.mediators.get(case.body_id or 0) or next(iter(stage.mediators.values())))
    details = {**step.details, **_details(step.action, life, case, at)}
    return Command(step.action, frozenset({step.who}), details, {}, step.who.value, None), at


def _details(action: str, life: Life, case: CaseFacts, at: datetime) -> dict[str, Any]:
    due_on = local_day(at + timedelta(days=10))
    match action:
        case "answer.propose" | "answer.dispute":
            return {"offer_id": life.offer_id}
        case "answer.agree" | "offer.accept":
            return {"offer_id": life.offer_id, "agreed_fen": case.claimed_fen, "due": end_of(due_on).isoformat()}
        case "mediation.agree":
            term = {"kind": "refund", "title": "退款", "amount_fen": case.claimed_fen, "due_on": due_on.isoformat()}
            return {"terms": [term], "agreed_fen": case.claimed_fen, "due": end_of(due_on).isoformat()}
        case "duty.confirm" | "withdraw":
            return {"received_fen": case.claimed_fen}
        case "mediator.appoint":
            return {"mediator_id": life.mediator_id}
    return {}


def _silent(decision: Decision) -> Decision:
    """Nobody is told of the past again, and no letter is written twice."""
    return replace(decision, notices=(), effects=tuple(e for e in decision.effects if e in KEPT_EFFECTS))
