"""Invited, accepted, ended: the people of an organisation."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Invitation, Membership, Organisation, OrganisationKind, Role, User
from accounts.team import actions
from accounts.team.rules import ROLES_OF_KIND, InvitationFacts, why_not
from tests.people import log_in, member, organisation, person

pytestmark = pytest.mark.django_db
NOW = timezone.now()
ADDRESS = "new.officer@example.org"


@pytest.fixture
def house() -> Organisation:
    return organisation(name="樟树市消费者协会", short_name="樟树消协")


@pytest.fixture
def leader(house: Organisation) -> User:
    return member(Role.LEADER, house)


def acting(user: User, house: Organisation, role: Role = Role.LEADER) -> Actor:
    return Actor.officer(user.pk, house.pk, role.value)


def invited(leader: User, house: Organisation, role: str = Role.OFFICER, email: str = ADDRESS, now=NOW) -> str:
    """The token of a new invitation."""
    _row, path = actions.invite(
        organisation_id=house.pk, role=role, title="投诉专员", email=email, actor=acting(leader, house), now=now
    )
    return path.split("/")[2]


def code_of(call) -> str:
    with pytest.raises(actions.TeamRefused) as refused:
        call()
    assert str(refused.value)
    return refused.value.code


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, ""),
        ({"accepted": True}, "used"),
        ({"withdrawn": True}, "withdrawn"),
        ({"organisation_active": False}, "closed"),
        ({"expires_at": NOW}, "expired"),
        ({"expires_at": NOW + dt.timedelta(seconds=1)}, ""),
    ],
)
def test_when_an_invitation_is_good(facts: dict, answer: str) -> None:
    assert why_not(InvitationFacts(**{"expires_at": NOW + dt.timedelta(days=1), **facts}), NOW) == answer


def test_every_kind_of_organisation_has_roles() -> None:
    assert set(ROLES_OF_KIND) == set(OrganisationKind)


def test_from_the_leaders_page_to_a_desk(client: Client, leader: User, house: Organisation) -> None:
    log_in(client, leader)
    with transaction.atomic():
        page = client.post("/team/", {"email": f" {ADDRESS.upper()} ", "role": "officer", "title": "投诉专员"})
    link = page.context["link"]
    assert link in page.content.decode()
    guest = Client()
    assert guest.get(link)["Location"].startswith("/login/?next=")
    log_in(guest, User.objects.create_user(email=ADDRESS), second_factor=False)
    assert house.name in guest.get(link).content.decode()
    assert not Membership.objects.filter(role=Role.OFFICER).exists()  # looking accepts nothing
    assert guest.post(link)["Location"] == "/me/password/"
    membership = Membership.objects.get(role=Role.OFFICER)
    assert (membership.organisation, membership.user.email, membership.title) == (house, ADDRESS, "投诉专员")
    assert guest.post(link).status_code == 410


def test_the_link_goes_out_once_the_row_stands(
    leader: User, house: Organisation, mailoutbox, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        token = invited(leader, house)
    (sent,) = mailoutbox
    assert sent.to == [ADDRESS]
    assert re.search(rf"https?://\S+/invitation/{token}/", sent.body)


def test_neither_address_nor_token_lies_open(leader: User, house: Organisation) -> None:
    token = invited(leader, house)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(i)::text FROM accounts_invitation i")
        row = cursor.fetchone()[0]
    assert token not in row
    assert ADDRESS not in row
    assert Invitation.objects.get().email == ADDRESS


def test_the_link_alone_opens_nothing(client: Client, leader: User, house: Organisation) -> None:
    token = invited(leader, house)
    log_in(client, person())
    assert client.get(f"/invitation/{token}/").status_code == 403
    assert client.post(f"/invitation/{token}/").status_code == 403
    assert not Membership.objects.filter(role=Role.OFFICER).exists()


def test_one_open_invitation_for_an_address_and_role(leader: User, house: Organisation) -> None:
    invited(leader, house)
    assert code_of(lambda: invited(leader, house)) == "open_already"
    invited(leader, house, role=Role.MEDIATOR)
    invited(leader, house, now=NOW + dt.timedelta(days=14))  # the first has expired
    assert Invitation.objects.filter(role=Role.OFFICER, withdrawn_at=None).count() == 1


def test_withdrawn_is_withdrawn(client: Client, leader: User, house: Organisation) -> None:
    token = invited(leader, house)
    log_in(client, leader)
    row = Invitation.objects.get()
    assert client.post(f"/team/invitations/{row.public_id}/withdraw/")["Location"] == "/team/"
    assert client.post(f"/team/invitations/{row.public_id}/withdraw/").status_code == 404
    user = User.objects.create_user(email=ADDRESS)
    assert code_of(lambda: actions.accept(token=token, actor=Actor.consumer(user.pk), now=NOW)) == "withdrawn"


def test_who_holds_the_role_already(leader: User, house: Organisation) -> None:
    user = member(Role.OFFICER, house, email=ADDRESS)
    token = invited(leader, house)
    assert code_of(lambda: actions.accept(token=token, actor=Actor.consumer(user.pk), now=NOW)) == "member_already"
    assert Invitation.objects.get().accepted_at is None


def test_only_roles_the_house_has(leader: User, house: Organisation) -> None:
    assert code_of(lambda: invited(leader, house, role=Role.JUDGE)) == "no_such_role"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MEDIATOR])
def test_only_those_who_lead(client: Client, house: Organisation, role: Role) -> None:
    user = member(role, house)
    log_in(client, user)
    assert client.get("/team/").status_code == 403
    actor = Actor.officer(user.pk, house.pk)
    answer = code_of(
        lambda: actions.invite(organisation_id=house.pk, role="officer", title="", email=ADDRESS, actor=actor, now=NOW)
    )
    assert answer == "not_manager"


def test_a_membership_ends(client: Client, leader: User, house: Organisation) -> None:
    officer = member(Role.OFFICER, house)
    log_in(client, leader)
    membership = officer.memberships.get()
    assert client.post(f"/team/{membership.pk}/end/")["Location"] == "/team/"
    membership.refresh_from_db()
    assert membership.ended_at is not None
    own = leader.memberships.get()
    client.post(f"/team/{own.pk}/end/")
    own.refresh_from_db()
    assert own.ended_at is None


def test_a_foreign_team_is_not_there(client: Client, leader: User) -> None:
    foreign = member(Role.OFFICER).memberships.get()
    log_in(client, leader)
    assert client.post(f"/team/{foreign.pk}/end/").status_code == 404
    elsewhere = organisation()
    other = member(Role.LEADER, elsewhere)
    invited(other, elsewhere)
    assert client.post(f"/team/invitations/{Invitation.objects.get().public_id}/withdraw/").status_code == 404


def test_an_invitation_is_not_both_accepted_and_withdrawn(leader: User, house: Organisation) -> None:
    invited(leader, house)
    with pytest.raises(IntegrityError, match="invitation_accepted_or_withdrawn"), transaction.atomic():
        Invitation.objects.update(accepted_at=NOW, accepted_by=leader, withdrawn_at=NOW)


def test_the_page_costs_the_same_for_many(client: Client, leader: User, house: Organisation) -> None:
    log_in(client, leader)
    client.get("/team/")
    for number in range(20):
        member(Role.OFFICER, house)
        invited(leader, house, email=f"{number}@example.org")
    page = client.get("/team/")
    assert page.status_code == 200
    assert len(page.context["members"]) == 21
