"""Who sees which cases: the look-up of one and the own body's share agree with the list (STYLE 15)."""

from __future__ import annotations

import pytest

from accounts.actors import Actor
from complaints.models import Case
from complaints.queries import handled_by, one_visible_to, visible_to
from tests.factories import body, cast, file_case
from tests.people import organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def ids(rows) -> set[int]:  # type: ignore[no-untyped-def]  # a queryset
    return set(rows.values_list("pk", flat=True))


def test_one_by_its_key_is_seen_by_whom_the_list_shows_it() -> None:
    above = organisation(division_code="420100")
    lower = body(parent=above)
    case, people = file_case(cast(house=lower))
    stranger, _others = file_case(cast(house=body("420102")))
    Case.objects.filter(pk=stranger.pk).update(intake_body=organisation())
    actors = [
        people.as_consumer, people.as_merchant, people.as_officer, people.as_mediator, Actor.public(), Actor.system(),
        Actor.officer(people.officer.pk, above.pk), Actor.department(people.officer.pk, lower.pk),
        Actor.court(people.officer.pk, lower.pk),
    ]  # fmt: skip
    for actor in actors:
        assert ids(one_visible_to(actor)) == ids(visible_to(actor)), actor.kind
        assert ids(handled_by(actor)) <= ids(visible_to(actor)), actor.kind
    superior = Actor.officer(people.officer.pk, above.pk)
    assert ids(visible_to(superior)) == {case.pk}
    assert ids(handled_by(superior)) == set()
    assert ids(handled_by(people.as_officer)) == {case.pk}
