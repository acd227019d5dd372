"""/c/<id>/ leads everybody to their own page of the case, and strangers nowhere."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from complaints.models import Case, Complaint
from tests.factories import file_case, merchant
from tests.people import log_in, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_each_to_the_page_of_their_hat() -> None:
    case, people = file_case(now=timezone.now())
    Case.objects.filter(pk=case.pk).update(body=people.body, mediator=people.mediator)
    for user, page in (
        (people.consumer, f"/case/{case.public_id}/"),
        (people.agent, f"/merchant/cases/{case.public_id}/"),
        (people.officer, f"/mediation/cases/{case.public_id}/"),
        (people.mediator, f"/mediation/cases/{case.public_id}/"),
    ):
        window = log_in(Client(), user)
        answer = window.get(f"/c/{case.public_id}/")
        assert (answer.status_code, answer["Location"]) == (302, page)
        assert window.get(page).status_code == 200


def test_the_hat_that_sees_it_is_put_on() -> None:
    """An agent who complains about another shop is its consumer, whatever hat was worn."""
    case, people = file_case(now=timezone.now())
    Complaint.objects.filter(pk=case.complaint_id).update(user=people.agent)
    Case.objects.filter(pk=case.pk).update(merchant=merchant())
    answer = log_in(Client(), people.agent).get(f"/c/{case.public_id}/")
    assert answer["Location"] == f"/case/{case.public_id}/"


def test_first_the_log_in_then_back(client: Client) -> None:
    case, _ = file_case(now=timezone.now())
    assert client.get(f"/c/{case.public_id}/")["Location"] == f"/login/?next=%2Fc%2F{case.public_id}%2F"


def test_staff_without_second_factor_are_asked_for_it() -> None:
    case, people = file_case(now=timezone.now())
    Case.objects.filter(pk=case.pk).update(body=people.body)
    answer = log_in(Client(), people.officer, second_factor=False).get(f"/c/{case.public_id}/")
    assert answer["Location"].startswith("/staff/login/?next=")


def test_strangers_find_nothing() -> None:
    case, _ = file_case(now=timezone.now())
    window = log_in(Client(), person())
    assert window.get(f"/c/{case.public_id}/").status_code == 404
    assert window.get(f"/c/{uuid.uuid4()}/").status_code == 404
