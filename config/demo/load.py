"""The whole demo: organisations, shops, people, cases. Deterministic but for the moment it begins at."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.db.models import OuterRef, Subquery

from accounts.masking import mask_phone
from accounts.models import Organisation, OrganisationKind, PhoneNumber, User
from complaints.models import Category
from config.demo import benches, cases, desks, organisations, shops
from config.demo.names import people
from config.demo.walk import Setting
from mediation.models import CourtPractice, PanelMember
from mediation.models.court import PracticeGround
from mediation.models.panel import PanelKind
from notices.addressing import address_waiting
from notices.models import Delivery, DeliveryStatus, Outbox

CONSUMERS = 36


@transaction.atomic  # all of it or nothing
def load(now: datetime) -> str:
    """Fill an empty platform; returns a sentence of what is there. Takes about half a minute."""
    demo = organisations.load(now)
    _panel(demo)
    _practice(demo, now)
    dice = Random(organisations.SEED)
    directory = shops.load(now, organisations.SEED)
    setting = Setting(dice, now, _consumers(now))
    staffed = set(organisations.STAFFED_COUNTIES)
    departments = list(Organisation.objects.filter(kind=OrganisationKind.DEPARTMENT).order_by("pk"))
    made = cases.load(cases.Streets(setting, directory, staffed), departments)
    _told_in_the_past(now)
    benches.load(now)
    desks.load(now)
    return f"{len(directory.joined) + len(directory.not_joined)} shops, {CONSUMERS} consumers, {made} cases"


def _told_in_the_past(now: datetime) -> None:
    """What the walks told was told when it happened: a visitor's log-in code is not lost among old messages."""
    while address_waiting(now=now):
        pass
    when = Outbox.objects.filter(pk=OuterRef("outbox_id")).values("created_at")[:1]
    Delivery.objects.update(sent_at=Subquery(when), status=DeliveryStatus.SENT)


def _panel(demo: organisations.DemoOrganisations) -> None:
    """Every mediator is on the panel of the body they work for, and of the bodies beside it."""
    kinds = list(PanelKind)
    objects = list(Category.objects.filter(kind="object").values_list("code", flat=True))
    staffed = [*demo.officers]
    for number, membership in enumerate(demo.mediators):
        member, _made = PanelMember.objects.get_or_create(
            user=membership.user,
            defaults={
                "kind": kinds[number % len(kinds)],
                "expertise": objects[number % 5 :: 5],
                "employer": membership.title,
            },
        )
        member.organisations.add(membership.organisation, *staffed[number % 3 :: 3])


def _practice(demo: organisations.DemoOrganisations, now: datetime) -> None:
    """The demo's courts are recorded to confirm agreements of the associations in their areas."""
    for court in demo.bodies.courts:
        CourtPractice.objects.get_or_create(
            court=court,
            body_kind=OrganisationKind.ASSOCIATION,
            defaults={
                "eligible": True,
                "ground": PracticeGround.RECORDED,
                "source": "演示数据：与法院签订的诉调对接工作纪要",
                "valid_from": (now - timedelta(days=700)).date(),
            },
        )


def _consumers(now: datetime) -> list[User]:
    """People with a verified phone; they log in by a code to it."""
    names = people(organisations.SEED + 2)
    found = []
    for number in range(CONSUMERS):
        user = User.objects.create_user(email=f"consumer{number:02d}@demo.example", display_name=next(names))
        phone = f"1370000{number:04d}"
        PhoneNumber.objects.create(user=user, phone=phone, phone_masked=mask_phone(phone), verified_at=now)
        found.append(user)
    return found
