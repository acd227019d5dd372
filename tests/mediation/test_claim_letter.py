"""致经营者函: made of what the move to an un-joined merchant called for, with a code that opens the case."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from accounts.actors import Actor
from complaints.joining.codes import claim
from complaints.models import Case
from documents.models import Paper
from mediation.models import PaperRequest
from mediation.papers.making import make_papers
from merchants.models import Merchant, MerchantMembership
from tests.factories import cast, file_case
from tests.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_the_printed_code_opens_the_case() -> None:
    people, now = cast(joined=False), timezone.now()
    people.body.can_seal, people.body.serial_prefix, people.body.phone = True, "测消", "027-12315"
    people.body.save()
    MerchantMembership.objects.all().delete()
    Merchant.objects.filter(pk=people.merchant.pk).update(address="武昌区云岭路1号")
    case, _ = file_case(people, now=now)
    Case.objects.filter(pk=case.pk).update(intake_body=people.body)
    assert make_papers(actor=Actor.system(), now=now) == 1, PaperRequest.objects.get(case=case).error
    paper = Paper.objects.get(pk=PaperRequest.objects.get(case=case, kind="claim_letter").paper_id)
    parts = json.loads(paper.content.parts)
    assert parts["address"] == "武昌区云岭路1号"
    assert parts["answer_days"] == 7
    assert parts["claim_url"].endswith("/join/")
    _merchant, moved = claim(code=parts["claim_code"], uscc="", actor=Actor.consumer(person().pk), now=now)
    assert moved == 1


def test_without_an_address_it_waits_and_says_why() -> None:
    people, now = cast(joined=False), timezone.now()
    Merchant.objects.filter(pk=people.merchant.pk).update(address="")
    case, _ = file_case(people, now=now)
    Case.objects.filter(pk=case.pk).update(intake_body=people.body)
    assert make_papers(actor=Actor.system(), now=now) == 0
    request = PaperRequest.objects.get(case=case, kind="claim_letter")
    assert request.error
    assert not case.claim_codes.exists(), "no code without a letter"
