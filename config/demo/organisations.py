"""Who works where in the demo: bodies (config/demo/bodies.py) and the people in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import cycle

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.divisions import Divisions
from accounts.masking import mask_phone
from accounts.models import Membership, Organisation, PhoneNumber, Role, User
from config.demo.bodies import BUREAU_OF, WUHAN, Bodies, found_bodies
from config.demo.names import people

SEED = 20260315
# Of everybody with a desk in the demo; a consumer or merchant logs in with a code.
PASSWORD = "hejie-demo-2026"
DOMAIN = "demo.example"
MEDIATORS = 40
PROFESSIONS = ("律师", "媒体人", "退休法官", "行业专家", "退休干部", "志愿者", "会计师", "高校教师")
# Bodies with two officers and a leader, so that a second person can always be found.
STAFFED_CITIES = ("420100", "420300", "420500", "420600", "429005")
STAFFED_COUNTIES = ("420106", "420111", "420502")


@dataclass
class DemoOrganisations:
    """Bodies and people of the demo. People by organisation id; the first of each role is the one who logs in."""

    bodies: Bodies
    admin: User
    officers: dict[int, list[User]] = field(default_factory=dict)
    leaders: dict[int, User] = field(default_factory=dict)
    mediators: list[Membership] = field(default_factory=list)
    handlers: dict[int, User] = field(default_factory=dict)
    judges: dict[int, User] = field(default_factory=dict)
    clerks: dict[int, User] = field(default_factory=dict)


class Recruiting:
    """Makes people with a log-in and gives them a role. Phones are of a block that no carrier has given out."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.names: Iterator[str] = people(SEED)
        self.number = 0
        self.password = make_password(PASSWORD)  # once: it takes as long as it should

    def person(self, handle: str, **fields: object) -> User:
        """Somebody with this e-mail address at the demo's domain; their name and phone follow from the order."""
        self.number += 1
        user, made = User.objects.get_or_create(
            email=f"{handle}@{DOMAIN}",
            defaults={"display_name": next(self.names), "password": self.password, **fields},
        )
        if made:
            phone = f"1380000{self.number:04d}"
            PhoneNumber.objects.create(user=user, phone=phone, phone_masked=mask_phone(phone), verified_at=self.now)
        return user

    def hire(self, handle: str, organisation: Organisation, role: Role, title: str) -> Membership:
        """A person with a role in an organisation."""
        user = self.person(handle)
        membership, _made = Membership.objects.get_or_create(
            user=user, organisation=organisation, role=role, ended_at=None,
            defaults={"title": title, "accepted_at": self.now},
        )  # fmt: skip
        return membership


@transaction.atomic
def load(now: datetime) -> DemoOrganisations:
    """The demo's organisations and people; a second run finds what the first one made. Needs the divisions loaded."""
    bodies = found_bodies(Divisions.load())
    staff = Recruiting(now)
    demo = DemoOrganisations(bodies, admin=staff.person("admin", is_staff=True, is_superuser=True))
    staffed = [
        ("hubei", bodies.province),
        *((f"city{code}", bodies.cities[code]) for code in STAFFED_CITIES),
        *((f"county{code}", bodies.counties[code]) for code in STAFFED_COUNTIES),
        ("zone", bodies.zone),
        ("bureau", bodies.bureau),
        ("people", bodies.people_committee),
    ]
    for handle, organisation in staffed:
        demo.officers[organisation.pk] = [
            staff.hire(f"{handle}.officer{number}", organisation, Role.OFFICER, "投诉专员").user for number in (1, 2)
        ]
        demo.leaders[organisation.pk] = staff.hire(f"{handle}.leader", organisation, Role.LEADER, "负责人").user
    for number, office in enumerate(bodies.offices, start=1):
        demo.officers[office.pk] = [staff.hire(f"office{number}.officer1", office, Role.OFFICER, "执法人员").user]
    for number, department in enumerate(bodies.departments, start=1):
        demo.handlers[department.pk] = staff.hire(
            f"department{number}.handler", department, Role.HANDLER, "消费维权联络员"
        ).user
    for number, court in enumerate(bodies.courts, start=1):
        demo.judges[court.pk] = staff.hire(f"court{number}.judge", court, Role.JUDGE, "审判员").user
        demo.clerks[court.pk] = staff.hire(f"court{number}.clerk", court, Role.CLERK, "书记员").user
    staff.hire("justice.officer1", bodies.justice_office, Role.OFFICER, "司法助理员")
    seats = cycle([
        bodies.province, bodies.cities[WUHAN], bodies.counties[BUREAU_OF], bodies.people_committee,
        bodies.zone, *bodies.cities.values(),
    ])  # fmt: skip
    professions = cycle(PROFESSIONS)
    for number, seat in zip(range(1, MEDIATORS + 1), seats, strict=False):
        demo.mediators.append(staff.hire(f"mediator{number:02d}", seat, Role.MEDIATOR, next(professions)))
    return demo


def log_ins() -> tuple[tuple[str, str], ...]:
    """(role, e-mail) of one person for each kind of desk; all have the demo's password."""
    handles = (
        (_("administrator"), "admin"),
        (_("officer"), "county420106.officer1"),
        (_("second officer"), "county420106.officer2"),
        (_("leader"), "county420106.leader"),
        (_("officer of the provincial association"), "hubei.officer1"),
        (_("officer of a market-supervision office"), "office1.officer1"),
        (_("mediator"), "mediator03"),
        (_("department handler"), "department1.handler"),
        (_("judge"), "court1.judge"),
    )
    return tuple((role, f"{handle}@{DOMAIN}") for role, handle in handles)
