"""What else lies on the desks of people who log in to the demo: sittings to come, clues, holds, licences to check."""

from __future__ import annotations

import io
import uuid
from datetime import datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from accounts.actors import Actor, ActorKind
from accounts.models import Organisation, User
from complaints.clocks.calendar import SHANGHAI, local_day
from complaints.joining import requests
from complaints.lifecycle.states import State
from complaints.models import Case, Complainant, HoldReason
from complaints.retention.actions import place_hold
from config.demo.organisations import DOMAIN
from mediation.acceptance import actions as acceptance
from mediation.clues.actions import note_clue
from mediation.models import PanelMember
from mediation.panel.actions import appoint
from mediation.screening.actions import verify_identity
from mediation.sittings.actions import plan_sitting
from merchants.importing import jobs
from merchants.models import Merchant

CLUE = "近期有多名消费者反映该商家同类问题，合同条款、收费公示是否合规，建议核查。"
WHY_HERE = "经营者注册地与实际经营地不一致，按实际经营地办理。"
# Handle of the officer who logs in -> how many cases come over from the body that has most.
GUESTS = {"hubei.officer1": 2, "office1.officer1": 2}
HOST = "county420106.officer1"
SHOPS_THAT_ASK = 2


def load(now: datetime) -> None:
    """After the cases are there and before anything is lost or drafted."""
    host, guests = _officer(HOST), {handle: _officer(handle) for handle in GUESTS}
    stay = {each.organisation_id or 0 for each in (host, *guests.values())}
    for handle, officer in guests.items():
        _bring(officer, GUESTS[handle], stay, now)
    for officer in (host, *guests.values()):
        _fill(officer, now)
    _ask_to_join("420106", now)
    _import_a_list(User.objects.get(email=f"admin@{DOMAIN}"), now)


def _officer(handle: str) -> Actor:
    member = User.objects.get(email=f"{handle}@{DOMAIN}").memberships.get()
    return Actor.officer(member.user_id, member.organisation_id)


def _bring(officer: Actor, wanted: int, stay: set[int], now: datetime) -> None:
    """Cases that another body assigned to this one, with its reason; those of the bodies that `stay` are left."""
    house = Organisation.objects.get(pk=officer.organisation_id or 0)
    waiting = Case.objects.filter(state=State.T2_ASSIGNED, body__memberships__role="officer").exclude(body__in=stay)
    for case in waiting.distinct().order_by("-pk")[:wanted]:
        colleague = case.body.memberships.filter(role="officer").order_by("pk").first() if case.body else None
        assert colleague is not None
        actor = Actor.officer(colleague.user_id, colleague.organisation_id)
        acceptance.reassign(case_id=case.pk, actor=actor, now=now, body=house, reason=WHY_HERE)


def _fill(officer: Actor, now: datetime) -> None:
    """One case under mediation with a sitting ahead, a clue, and a closed case that is kept."""
    ours = Case.objects.filter(body=officer.organisation_id).order_by("pk")
    case = ours.filter(state=State.T2_MEDIATING).first()
    assigned = ours.filter(state=State.T2_ASSIGNED).first()
    if assigned is not None:
        case = _take_up(assigned, officer, now)
    if case is not None and case.mediator_id is not None:
        day = local_day(now) + timedelta(days=3)
        plan_sitting(
            case_id=case.pk, actor=Actor.mediator(case.mediator_id, officer.organisation_id or 0), now=now,
            kind="round_table", mode="on_site", starts_at=datetime.combine(day, time(14, 30), SHANGHAI),
            place="调解室（二楼）",
        )  # fmt: skip
        note_clue(case=case, actor=officer, now=now, text=CLUE)
    closed = ours.filter(state=State.CLOSED).first()
    if closed is not None:
        place_hold(case_id=closed.pk, reason=HoldReason.values[0], actor=officer, now=now)


def _take_up(case: Case, officer: Actor, now: datetime) -> Case:
    person = Complainant.objects.get(complaint_id=case.complaint_id)
    verify_identity(
        case_id=case.pk, actor=officer, now=now, name=person.name or "", id_number="110101190001010011",
        address="武汉市武昌区中南路街道民主路57号",
    )  # fmt: skip
    acceptance.accept(case_id=case.pk, actor=officer, now=now)
    panel = PanelMember.objects.filter(organisations=officer.organisation_id, is_active=True)
    colleagues = panel.filter(user__memberships__organisation=officer.organisation_id)
    member = colleagues.order_by("pk").first() or panel.order_by("pk").first()
    if member is not None:
        appoint(case_id=case.pk, actor=officer, now=now, member_id=member.pk)
    case.refresh_from_db()
    return case


def _ask_to_join(division: str, now: datetime) -> None:
    """Shops that hand in their licence, to be looked at by the body of the place."""
    shops = Merchant.objects.filter(division_code=division, joined_at=None).order_by("pk")[:SHOPS_THAT_ASK]
    people = User.objects.filter(email__startswith="consumer").order_by("-pk")
    for shop, user in zip(shops, people, strict=False):
        requests.ask(
            actor=Actor.consumer(user.pk), now=now - timedelta(hours=5), uscc=shop.uscc or "", name=shop.name,
            position="店长", file=SimpleUploadedFile("licence.png", _licence(), "image/png"),
        )  # fmt: skip


def _import_a_list(administrator: User, now: datetime) -> None:
    """A short list of shops that are known already, with a row that cannot be taken."""
    known = Merchant.objects.exclude(uscc=None).order_by("pk")[:3]
    rows = ["名称,统一社会信用代码", *(f"{shop.name},{shop.uscc}" for shop in known), ",91420106MAD0009990"]
    path = jobs.keep_upload(SimpleUploadedFile("list.csv", "\n".join(rows).encode()))
    job = jobs.begin(
        token=uuid.uuid4(),
        path=path,
        name="武昌区商户名单.csv",
        actor=Actor(ActorKind.ADMIN, administrator.pk),
        now=now,
    )
    jobs.take_in(job, clock=lambda: now)


def _licence() -> bytes:
    """A sheet that says what it is; nothing of a real licence is imitated."""
    sheet, out = Image.new("RGB", (840, 594), "white"), io.BytesIO()
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((20, 20, 820, 574), outline="black", width=3)
    draw.text((60, 60), "DEMO ONLY - business licence of an invented company", fill="black")
    sheet.save(out, "PNG")
    return out.getvalue()
