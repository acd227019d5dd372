"""Each non-public read leaves a row that says who, as what, and which object."""

import uuid

import pytest
from django.db import InternalError, transaction
from django.test import Client
from django.utils import timezone

from accounts.access.queries import first_read_by_merchant
from accounts.actors import ActorKind
from accounts.models import AccessLog, Membership, Role
from merchants.models import Merchant, MerchantMembership
from tests.people import log_in, member, person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.routes")]


def test_one_object(client: Client) -> None:
    officer, case = member(), uuid.uuid4()
    assert log_in(client, officer).get(f"/cases/{case}/").status_code == 200
    row = AccessLog.objects.get()
    assert (row.user, row.actor_kind, row.route, row.object_kind, row.object_id) == (
        officer,
        ActorKind.OFFICER,
        "case",
        "case",
        case,
    )
    assert row.organisation_id == Membership.objects.get(user=officer).organisation_id


def test_a_list_and_what_it_names(client: Client) -> None:
    log_in(client, person()).get("/cases/")
    assert set(AccessLog.objects.values_list("object_kind", "object_id")) == {
        ("case", None),
        ("person", uuid.UUID("6f1d3b1e-0a44-4c0c-8a51-0d1f1f3f1f3f")),
    }


def test_what_was_not_shown_is_not_recorded(client: Client) -> None:
    assert log_in(client, person()).get(f"/cases/{uuid.uuid4()}/?foreign=1").status_code == 404
    assert not AccessLog.objects.exists()


def test_the_merchant_has_read_it(client: Client) -> None:
    agent, merchant, case = person(), Merchant.objects.create(name="测试商家"), uuid.uuid4()
    MerchantMembership.objects.create(
        user=agent, merchant=merchant, role=MerchantMembership.Role.AGENT, accepted_at=timezone.now()
    )
    assert first_read_by_merchant("case", [case], merchant_id=merchant.pk) == {}
    log_in(client, agent).get(f"/cases/{case}/")
    first = first_read_by_merchant("case", [case], merchant_id=merchant.pk)
    client.get(f"/cases/{case}/")
    assert first_read_by_merchant("case", [case], merchant_id=merchant.pk) == first
    assert list(first) == [case]
    assert first_read_by_merchant("case", [case], merchant_id=merchant.pk + 1) == {}


def test_a_row_is_never_changed() -> None:
    AccessLog.objects.create(at=timezone.now(), actor_kind=ActorKind.SYSTEM, route="", object_kind="case")
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        AccessLog.objects.update(route="elsewhere")


def test_the_hat_counts(client: Client) -> None:
    log_in(client, member(Role.MEDIATOR), second_factor=False).get("/cases/")
    assert set(AccessLog.objects.values_list("actor_kind", flat=True)) == {ActorKind.CONSUMER}
