"""The part somebody has in a real case opens its papers."""

import pytest

from accounts.actors import Actor
from accounts.models import Organisation
from documents import printing
from documents.issuing import issue
from documents.queries import can_read, papers_of
from tests import factories
from tests.documents.samples import NOW, SAMPLES
from tests.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_parties_and_their_body_read_and_nobody_else(association: Organisation) -> None:
    case, people = factories.at_t2_assigned()
    paper = issue(
        "settlement",
        organisation_id=association.pk,
        case_id=case.pk,
        context=SAMPLES["settlement"],
        actor=Actor.system(),
        now=NOW,
    )
    printing.print_paper(paper.pk)
    paper.refresh_from_db()
    assert can_read(paper, people.as_consumer)
    assert can_read(paper, people.as_merchant)
    assert can_read(paper, people.as_officer)
    assert not can_read(paper, Actor.consumer(person().pk))
    assert not can_read(paper, Actor.public())
    assert list(papers_of(case.pk, {"merchant"})) == [paper]
    assert list(papers_of(case.pk, {"department"})) == []
