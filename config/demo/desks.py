"""What lies on the desks of the demo's bodies: papers on their way from colleague to colleague, notices that came back."""

from __future__ import annotations

from datetime import datetime

from accounts.actors import Actor
from accounts.models import Membership, Organisation, Role
from complaints.lifecycle.states import State
from complaints.models import Case
from mediation.papers.byhand import actions
from mediation.papers.byhand.forms import content_of_sheet
from mediation.papers.byhand.prefill import FIXED
from notices.models import Channel, Delivery, DeliveryStatus, Outbox

REQUEST = "请认真听取消费者意见，依照约定和法律规定妥善处理，并将处理结果书面告知我会。"
WRONG_NUMBER = "号码为空号"
UNDER_WAY = (State.T2_ASSIGNED, State.T2_ACCEPTED, State.T2_MEDIATING)
LOST = 3  # notices of each body that reached nobody


def load(now: datetime) -> None:
    """For every body with a case under way; from hand to hand only where two officers and a leader are."""
    for house in Organisation.objects.filter(memberships__role=Role.OFFICER).distinct().order_by("pk"):
        officers, leaders = _members(house, Role.OFFICER), _members(house, Role.LEADER)
        mediating = Case.objects.filter(body=house, state__in=UNDER_WAY).order_by("-state", "pk")
        if not officers or not mediating:
            continue
        first = Actor.officer(officers[0], house.pk)
        kept = actions.begin(case=mediating[0], kind="inquiry_letter", actor=first, now=now)
        actions.keep(sheet=kept, typed={**actions.typed_on(kept), "request": "请告知该店的登记和备案情况。"}, now=now)
        _lose(house)
        if len(officers) < 2 or not leaders:
            continue
        second = Actor.officer(officers[1], house.pk)
        _send(mediating[0], second, officers[0], now)  # waits for the first officer to check it
        _send(mediating[0], first, officers[1], now)
        to_sign = _send(mediating[len(mediating) - 1], first, officers[1], now)
        actions.approve(
            paper_id=to_sign, leader_id=leaders[0], remark="格式、依据无误，请签发。", actor=second, now=now
        )


def _members(house: Organisation, role: Role) -> list[int]:
    rows = Membership.objects.filter(organisation=house, role=role, ended_at=None, accepted_at__isnull=False)
    return list(rows.order_by("pk").values_list("user_id", flat=True))


def _send(case: Case, drafter: Actor, checker_id: int, now: datetime) -> int:
    """An appeal to the merchant, drafted and sent for checking."""
    sheet = actions.begin(case=case, kind="appeal_letter", actor=drafter, now=now)
    facts = {**actions.facts_of(sheet.kind, case.pk, now), "request": REQUEST}
    typed = {name: value for name, value in facts.items() if name not in FIXED}
    content = content_of_sheet(sheet.kind, facts, typed)
    return actions.send(sheet=sheet, content=content, checker_id=checker_id, actor=drafter, now=now).pk


def _lose(house: Organisation) -> None:
    """A few text messages went to numbers that are nobody's any more."""
    ours = Case.objects.filter(body=house).values("pk")
    rows = Delivery.objects.filter(channel=Channel.SMS, outbox__case_id__in=ours, outbox__audience="consumer")
    lost = list(rows.order_by("-pk").values_list("pk", "outbox_id")[:LOST])
    Delivery.objects.filter(pk__in=[pk for pk, _notice in lost]).update(
        status=DeliveryStatus.FAILED, sent_at=None, attempts=6, failed_reason=WRONG_NUMBER
    )
    Outbox.objects.filter(pk__in=[notice for _pk, notice in lost]).update(
        failed_reason=f"{Channel.SMS.value}: {WRONG_NUMBER}"
    )
