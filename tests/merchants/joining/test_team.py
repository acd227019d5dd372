"""A merchant's team: invitations to a phone, roles, leaving; the last administrator stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import PhoneNumber, User
from merchants.joining import actions
from merchants.joining.refused import SENTENCES, JoinRefused
from merchants.models import Merchant, MerchantMembership, TeamInvitation
from tests.people import log_in, person
from tests.refusing import refused

pytestmark = pytest.mark.django_db
Role = MerchantMembership.Role


@pytest.fixture
def shop() -> Merchant:
    return Merchant.objects.create(name="清禾健身测试店")


@pytest.fixture
def owner(shop: Merchant) -> User:
    found = person(display_name="陈立")
    actions.become_owner(merchant_id=shop.pk, user_id=found.pk, now=timezone.now())
    return found


def as_(user: User, shop: Merchant, *roles: str) -> Actor:
    return Actor.merchant(user.pk, shop.pk, *(roles or ("owner",)))


def phone_of(user: User) -> str:
    return str(PhoneNumber.objects.get(user=user).phone)


def test_the_first_owner_makes_the_merchant_joined(shop: Merchant, owner: User) -> None:
    shop.refresh_from_db()
    assert shop.has_joined
    with refused("taken"):
        actions.become_owner(merchant_id=shop.pk, user_id=person().pk, now=timezone.now())


def test_an_invitation_opens_for_its_phone_once(shop: Merchant, owner: User) -> None:
    now, guest, stranger = timezone.now(), person(), person()
    row, path = actions.invite(phone=phone_of(guest), role=Role.AGENT, actor=as_(owner, shop), now=now)
    token = path.strip("/").rpartition("/")[2]
    assert token.encode() not in bytes(row.digest)
    with refused("other_phone"):
        actions.accept_invitation(token=token, actor=Actor.consumer(stranger.pk), now=now)
    member = actions.accept_invitation(token=token, actor=Actor.consumer(guest.pk), now=now)
    assert (member.role, member.merchant) == (Role.AGENT, shop)
    with refused("invitation_used"):
        actions.accept_invitation(token=token, actor=Actor.consumer(guest.pk), now=now)


@pytest.mark.parametrize("ends", ["withdrawn", "expired", "unknown"])
def test_invitations_that_open_nothing(shop: Merchant, owner: User, ends: str) -> None:
    now, guest = timezone.now(), person()
    row, path = actions.invite(phone=phone_of(guest), role=Role.AGENT, actor=as_(owner, shop), now=now)
    token = path.strip("/").rpartition("/")[2]
    if ends == "withdrawn":
        actions.withdraw_invitation(public_id=row.public_id, actor=as_(owner, shop), now=now)
    later = now + timedelta(days=15 if ends == "expired" else 0)
    with pytest.raises(JoinRefused):
        actions.accept_invitation(token="x" if ends == "unknown" else token, actor=Actor.consumer(guest.pk), now=later)
    assert not MerchantMembership.objects.filter(user=guest).exists()


def test_one_open_invitation_a_phone(shop: Merchant, owner: User) -> None:
    now, guest = timezone.now(), person()
    actions.invite(phone=phone_of(guest), role=Role.AGENT, actor=as_(owner, shop), now=now)
    with refused("open_already"):
        actions.invite(phone=phone_of(guest), role=Role.VIEWER, actor=as_(owner, shop), now=now)
    actions.invite(phone=phone_of(guest), role=Role.VIEWER, actor=as_(owner, shop), now=now + timedelta(days=15))


@pytest.mark.parametrize("role", [Role.AGENT, Role.VIEWER])
def test_agents_and_viewers_manage_nothing(shop: Merchant, owner: User, role: str) -> None:
    now, guest = timezone.now(), person()
    member = actions.become(merchant_id=shop.pk, user_id=guest.pk, role=role, now=now)
    actor = as_(guest, shop, role)
    owners = MerchantMembership.objects.get(user=owner)
    for deed in (
        lambda: actions.invite(phone="13800001234", role=Role.AGENT, actor=actor, now=now),
        lambda: actions.set_role(member_id=member.pk, role=Role.OWNER, actor=actor, now=now),
        lambda: actions.end(member_id=owners.pk, actor=actor, now=now),
    ):
        with refused("not_manager"):
            deed()
    actions.end(member_id=member.pk, actor=actor, now=now)  # leaving is everybody's right


def test_the_last_administrator_cannot_leave(shop: Merchant, owner: User) -> None:
    now, other = timezone.now(), person()
    mine = MerchantMembership.objects.get(user=owner)
    for deed in (
        lambda: actions.end(member_id=mine.pk, actor=as_(owner, shop), now=now),
        lambda: actions.set_role(member_id=mine.pk, role=Role.VIEWER, actor=as_(owner, shop), now=now),
    ):
        with refused("last_manager"):
            deed()
    theirs = actions.become(merchant_id=shop.pk, user_id=other.pk, role=Role.AGENT, now=now)
    with refused("last_manager"):
        actions.end(member_id=mine.pk, actor=as_(owner, shop), now=now)
    actions.set_role(member_id=theirs.pk, role=Role.ADMIN, actor=as_(owner, shop), now=now)
    actions.end(member_id=mine.pk, actor=as_(owner, shop), now=now)
    back = actions.become(merchant_id=shop.pk, user_id=owner.pk, role=Role.AGENT, now=now + timedelta(days=1))
    assert (back.pk, back.ended_at) == (mine.pk, None), "the same place begins anew"


def test_the_team_page(client: Client, shop: Merchant, owner: User) -> None:
    client.cookies["hejie_language"] = "zh-hans"
    log_in(client, owner)
    guest = person()
    answer = client.post("/merchant/team/", {"phone": f"+86 {phone_of(guest)}", "role": "agent"})
    page = answer.content.decode()
    assert "/merchant/team/invitation/" in page
    link = answer.context["link"]
    assert TeamInvitation.objects.get().phone_masked in client.get("/merchant/team/").content.decode()
    window = log_in(Client(), guest)
    assert window.post(link).status_code == 302
    assert window.get("/merchant/").status_code == 200
    assert "11" in client.post("/merchant/team/", {"phone": "123", "role": "agent"}).content.decode()
    mine = MerchantMembership.objects.get(user=owner)
    page = client.post(f"/merchant/team/{mine.pk}/end/", follow=True).content.decode()
    assert "最后一位管理员" in page
    assert window.post(f"/merchant/team/{mine.pk}/role/", {"role": "viewer"}, follow=True).status_code == 200
    assert MerchantMembership.objects.get(pk=mine.pk).role == "owner"


def test_every_refusal_has_a_sentence() -> None:
    assert all(str(sentence) for sentence in SENTENCES.values())


def test_a_place_is_held_once(shop: Merchant, owner: User) -> None:
    with pytest.raises(IntegrityError):
        MerchantMembership.objects.create(user=owner, merchant=shop, role="agent")
