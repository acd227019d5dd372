"""Who acts in a request: memberships in force, the hat chosen, and no staff without a second factor."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actors import ActorKind
from accounts.hats import SESSION_KEY, hats_of
from accounts.models import Membership, Organisation, Role
from accounts.permissions import leads, manages_organisation
from merchants.models import Merchant, MerchantMembership
from tests.people import log_in, member, person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.routes")]


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.OFFICER, ActorKind.OFFICER),
        (Role.LEADER, ActorKind.OFFICER),
        (Role.ADMIN, ActorKind.OFFICER),
        (Role.MEDIATOR, ActorKind.MEDIATOR),
        (Role.HANDLER, ActorKind.DEPARTMENT),
        (Role.CLERK, ActorKind.COURT),
        (Role.JUDGE, ActorKind.COURT),
    ],
)
def test_a_role_makes_a_kind(role: str, kind: ActorKind) -> None:
    actors = [hat.actor for hat in hats_of(member(role), timezone.now())]
    assert [actor.kind for actor in actors] == [kind, ActorKind.CONSUMER]
    assert actors[0].roles == {role}
    assert leads(actors[0]) == (role == Role.LEADER)
    assert manages_organisation(actors[0], actors[0].organisation_id) == (role in (Role.LEADER, Role.ADMIN))


def test_only_memberships_in_force_count() -> None:
    user, now = member(), timezone.now()
    membership = Membership.objects.get(user=user)
    assert len(hats_of(user, now - dt.timedelta(days=1))) == 1
    membership.ended_at = now
    membership.save()
    assert len(hats_of(user, now)) == 1
    membership.ended_at, membership.accepted_at = None, None
    membership.save()
    assert len(hats_of(user, now)) == 1


def test_a_closed_house_gives_no_hat() -> None:
    user = member()
    Organisation.objects.update(is_active=False)
    assert [hat.actor.kind for hat in hats_of(user, timezone.now())] == [ActorKind.CONSUMER]


def test_all_hats_in_their_order() -> None:
    user = member(is_staff=True)
    membership = Membership.objects.get(user=user)
    Membership.objects.create(
        user=user, organisation=membership.organisation, role=Role.LEADER, accepted_at=timezone.now()
    )
    merchant = Merchant.objects.create(name="测试商家")
    MerchantMembership.objects.create(user=user, merchant=merchant, role="owner", accepted_at=timezone.now())
    hats = hats_of(user, timezone.now())
    assert [hat.actor.kind for hat in hats] == [
        ActorKind.OFFICER,
        ActorKind.ADMIN,
        ActorKind.MERCHANT,
        ActorKind.CONSUMER,
    ]
    assert hats[0].actor.roles == {Role.OFFICER, Role.LEADER}
    assert hats[2].house == "测试商家"
    assert len({hat.key for hat in hats}) == 4


def test_doors(client: Client) -> None:
    assert client.get("/desk/?a=1")["Location"] == "/staff/login/?next=%2Fdesk%2F%3Fa%3D1"
    assert client.get("/mine/")["Location"] == "/login/?next=%2Fmine%2F"
    log_in(client, person())
    assert client.get("/mine/").content == b"consumer"
    assert client.get("/desk/").status_code == 403
    log_in(client, member(Role.MEDIATOR))
    assert client.get("/desk/").content == b"mediator"
    assert client.get("/mine/").content == b"consumer"


def test_staff_without_a_second_factor_are_sent_to_it(client: Client, settings) -> None:
    log_in(client, member(), second_factor=False)
    assert client.get("/desk/")["Location"].startswith("/staff/second-factor/?next=")
    assert client.get("/mine/").content == b"consumer"
    settings.DEMO_WITHOUT_SECOND_FACTOR = True
    assert client.get("/desk/").content == b"officer"


def test_the_hat_in_the_session_is_worn_while_it_fits(client: Client) -> None:
    user = member()
    other = member(Role.MEDIATOR)
    house = Membership.objects.get(user=other).organisation
    Membership.objects.create(user=user, organisation=house, role=Role.MEDIATOR, accepted_at=timezone.now())
    log_in(client, user)
    session = client.session
    session[SESSION_KEY] = f"mediator:{house.pk}"
    session.save()
    assert client.get("/desk/").content == b"mediator"
    Membership.objects.filter(organisation=house, user=user).update(ended_at=timezone.now())
    assert client.get("/desk/").content == b"officer"
