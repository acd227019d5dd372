"""Organisations, areas, memberships, divisions and people in the admin: with history, never deleted."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.administration.divisions import DivisionForm
from accounts.administration.kept import check_in_force
from accounts.administration.organisations import AreaForm, OrganisationForm
from accounts.divisions import fixture
from accounts.models import Area, Division, Invitation, Membership, Organisation, OrganisationKind, Role, User
from tests.people import log_in, organisation, person

pytestmark = pytest.mark.django_db
MODELS = (Organisation, Area, Membership, Division, User)


def test_only_our_own_tables_are_administered() -> None:
    """Second factors and addresses are nobody's to type in: losing one goes by a procedure of two administrators."""
    assert {model._meta.app_label for model in admin.site._registry} <= {
        "accounts", "notices", "documents", "merchants", "complaints", "mediation", "disclosure",
    }  # fmt: skip


def rows() -> None:
    """One of each."""
    Division.objects.create(code="990000", name="某省", level="province")
    Division.objects.create(code="990100", name="旧市", level="city", parent_code="990000", valid_to=date(2001, 1, 1))
    body = organisation(division_code="990000")
    Area.objects.create(organisation=body, division_code="990000")
    Membership.objects.create(user=person(display_name="王某"), organisation=body, role=Role.OFFICER,
                              accepted_at=timezone.now())  # fmt: skip


@pytest.fixture
def administrator(client: Client) -> Client:
    return log_in(client, User.objects.create_superuser(email="admin@example.org"))


@pytest.mark.parametrize("model", MODELS)
def test_list_form_and_history_open(administrator: Client, model: type) -> None:
    rows()
    name = f"admin:accounts_{model._meta.model_name}"
    pk = model.objects.order_by("pk").first().pk
    pages = [reverse(f"{name}_changelist") + "?q=990000", reverse(f"{name}_add"), reverse(f"{name}_change", args=[pk])]
    pages.append(reverse(f"{name}_history", args=[pk]))
    for page in pages:
        assert administrator.get(page).status_code == 200, page
    assert administrator.get(reverse(f"{name}_delete", args=[pk])).status_code == 403


@pytest.mark.parametrize("model", MODELS)
def test_a_list_costs_the_same_for_one_row_and_for_many(
    administrator: Client, model: type, django_assert_max_num_queries
) -> None:
    page = reverse(f"admin:accounts_{model._meta.model_name}_changelist")
    rows()
    administrator.get(page)
    with CaptureQueriesContext(connection) as few:
        administrator.get(page)
    cost = len(few)
    for number in range(20):
        body = organisation(division_code="990000")
        Area.objects.create(organisation=body, division_code="990000")
        Membership.objects.create(user=person(), organisation=body, role=Role.OFFICER)
        Division.objects.create(code=f"9902{number:02d}", name="某区", level="county", parent_code="990000")
    administrator.get(page)
    with django_assert_max_num_queries(cost):
        administrator.get(page)


def test_a_change_is_kept_with_who_made_it(administrator: Client) -> None:
    rows()
    body = Organisation.objects.get()
    form = OrganisationForm(instance=body)
    data = {name: form.initial[name] or "" for name in form.fields if name not in ("can_seal", "competences")}
    data |= {"competences": "", "opening_hours": "9:00–17:00", "areas-TOTAL_FORMS": 0, "areas-INITIAL_FORMS": 0}
    answer = administrator.post(reverse("admin:accounts_organisation_change", args=[body.pk]), data)
    assert answer.status_code == 302
    latest = body.history.first()
    assert (latest.opening_hours, latest.history_user.email) == ("9:00–17:00", "admin@example.org")


@pytest.mark.parametrize(
    ("code", "says"),
    [("420321", "湖北省十堰市郧阳区"), ("429999", "429999")],
)
def test_only_divisions_in_force(code: str, says: str) -> None:
    fixture.load()
    form = AreaForm({"organisation": organisation().pk, "division_code": code, "purpose": "cases"})
    assert says in form.errors["division_code"][0]
    assert check_in_force(" 429005 ") == "429005"


def test_the_same_area_twice_is_an_error_at_the_form() -> None:
    fixture.load()
    body = organisation()
    Area.objects.create(organisation=body, division_code="429005")
    form = AreaForm({"organisation": body.pk, "division_code": "429005", "purpose": "cases", "include": "on"})
    assert not form.is_valid()


def test_a_division_with_a_successor_has_ended() -> None:
    rows()
    data = {"code": "990200", "name": "某市", "level": "city", "parent_code": "999999", "successor_code": "990100"}
    assert set(DivisionForm(data).errors) == {"parent_code", "valid_to"}


def test_only_a_superuser_makes_administrators() -> None:
    request = RequestFactory().get("/")
    request.user = User(is_staff=True)
    assert "is_superuser" in admin.site.get_model_admin(User).get_readonly_fields(request)


def test_an_administrator_invites_a_judge(administrator: Client) -> None:
    court = organisation(OrganisationKind.COURT)
    page = reverse("admin:accounts_invitation_add")
    wrong = administrator.post(page, {"organisation": court.pk, "role": "officer", "title": "", "email": "a@b.example"})
    assert "role" in wrong.context["adminform"].errors
    answer = administrator.post(
        page, {"organisation": court.pk, "role": "judge", "title": "审判员", "email": "a@b.example"}, follow=True
    )
    assert any("/invitation/" in str(message) for message in answer.context["messages"])
    (invitation,) = Invitation.objects.all()
    assert (invitation.email, invitation.role, invitation.organisation) == ("a@b.example", "judge", court)
    twice = administrator.post(page, {"organisation": court.pk, "role": "judge", "title": "", "email": "A@b.example"})
    assert "email" in twice.context["adminform"].errors
    listed = reverse("admin:accounts_invitation_changelist")
    administrator.post(listed, {"action": "withdraw", "_selected_action": [invitation.pk]})
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None


def test_without_a_second_factor_nobody_enters(client: Client) -> None:
    log_in(client, User.objects.create_superuser(email="admin@example.org"), second_factor=False)
    assert client.get(reverse("admin:accounts_organisation_changelist")).status_code == 302
