"""Each paper that an event calls for: made from the case, read by whom it is for, never with what was said apart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.actors import Actor
from complaints.lifecycle.facts import CaseFacts
from complaints.models import Case, Complainant
from documents.models import Paper, PaperContent
from mediation.acceptance.actions import refuse
from mediation.judicial.actions import prepare_confirmation, prepare_kit
from mediation.models import PaperRequest
from mediation.papers.making import make_papers
from mediation.sittings.actions import Came, plan_sitting, record_sitting, terminate
from mediation.sittings.notes import write_note
from tests.mediation.cases import NOW, Town, assigned, town
from tests.mediation.test_climb import DAY, agreed, failed, mediating, practice

pytestmark = pytest.mark.django_db
SECRET = "底线两千元"


def place_that_seals() -> Town:
    """A town whose association seals, with parties known as a court wants them."""
    place = town()
    place.district.can_seal, place.district.serial_prefix = True, "武昌消调"
    place.district.phone, place.district.address = "027-87654321", "武昌区中南路12号"
    place.district.save()
    place.merchant.uscc, place.merchant.address = "91420106MA4K0000XX", "武昌区云岭路118号"
    place.merchant.save()
    return place


def identified(case: CaseFacts) -> None:
    """The consumer's card was seen at the counter."""
    person = Complainant.objects.get(complaint_id=case.complaint_id)
    person.id_number, person.address = "11010519491231002X", "武昌区民主路57号"
    person.save()


def make(now=NOW + 5 * DAY) -> int:
    return make_papers(actor=Actor.system(), now=now)


def kinds(case: CaseFacts) -> list[tuple[str, str]]:
    return sorted(Paper.objects.filter(case_id=case.id).values_list("kind", "readers"))


def test_each_side_gets_its_own_notice_of_acceptance_and_the_merchant_no_full_name() -> None:
    place = place_that_seals()
    case = mediating(place)
    assert make() == 1
    assert kinds(case) == [("acceptance_notice", "consumer"), ("acceptance_notice", "merchant")]
    theirs = PaperContent.objects.get(paper__case_id=case.id, paper__readers="merchant").parts
    assert "张某" in theirs
    assert "张三测试" not in theirs
    assert make() == 0  # run twice, nothing more


def test_a_refusal_names_ground_ways_and_review() -> None:
    place = place_that_seals()
    case = assigned(place)
    refuse(case_id=case.id, actor=place.acts("officer"), now=NOW + DAY, code="too_old", reason="超过三年。")
    assert make() == 1
    parts = PaperContent.objects.get(paper__case_id=case.id).parts
    assert "超过三年。" in parts
    assert "提起诉讼" in parts


def test_the_agreement_is_made_once_the_parties_are_identified_and_says_what_is_missing_before() -> None:
    place = place_that_seals()
    case = agreed(place)
    make()
    request = PaperRequest.objects.get(case_id=case.id, kind="agreement")
    assert request.issued_at is None
    assert request.error
    identified(case)
    assert make(NOW + 6 * DAY) == 1
    paper = Paper.objects.get(case_id=case.id, kind="mediation_agreement")
    assert paper.serial.startswith("武昌消调")
    assert paper.readers == "parties"


def test_the_end_of_a_mediation_is_told_to_both_and_the_kit_to_the_consumer_alone() -> None:
    place = place_that_seals()
    case = failed(place)
    identified(case)
    prepare_kit(case_id=case.id, actor=place.acts("consumer"), now=NOW + 4 * DAY)
    assert make() == 3
    assert ("small_claim", "consumer") in kinds(case)
    assert [kind for kind, _ in kinds(case)].count("termination_notice") == 2


def test_the_joint_application_names_the_agreement() -> None:
    place = place_that_seals()
    practice(place)
    case = agreed(place)
    identified(case)
    make(NOW + 2 * DAY)
    prepare_confirmation(case_id=case.id, actor=place.acts("consumer"), now=NOW + 3 * DAY)
    assert make(NOW + 3 * DAY) == 1
    serial = Paper.objects.get(case_id=case.id, kind="mediation_agreement").serial
    assert serial in PaperContent.objects.get(paper__kind="confirmation_application").parts


def test_what_one_side_said_alone_is_in_no_paper() -> None:
    place = place_that_seals()
    practice(place)
    case = mediating(place)
    for compartment in ("consumer", "merchant", "staff"):
        write_note(case_id=case.id, actor=place.acts("mediator"), now=NOW + DAY, compartment=compartment, text=SECRET)
    identified(case)
    terminate(
        case_id=case.id, actor=place.acts("mediator"), now=NOW + 3 * DAY, code="unwilling", reason="商家拒绝到场。"
    )
    prepare_kit(case_id=case.id, actor=place.acts("consumer"), now=NOW + 4 * DAY)
    make()
    parts = [content.parts for content in PaperContent.objects.filter(paper__case_id=case.id)]
    assert len(parts) >= 4
    assert not any(SECRET in part for part in parts)


def test_a_body_without_a_seal_is_told_so_and_nothing_is_lost() -> None:
    place = town()
    case = mediating(place)
    assert make() == 0
    request = PaperRequest.objects.get(case_id=case.id)
    assert request.attempts == 1
    assert request.retry_at == NOW + 5 * DAY + timedelta(hours=1)
    assert Case.objects.get(pk=case.id).state == "t2_mediating"


def test_a_sitting_is_announced_to_each_side_and_its_joint_record_is_for_both() -> None:
    place = place_that_seals()
    case = mediating(place)
    planned = plan_sitting(
        case_id=case.id, actor=place.acts("mediator"), now=NOW + DAY, kind="round_table", mode="on_site",
        starts_at=NOW + 8 * DAY, place="三楼会议室",
    )  # fmt: skip
    assert make(NOW + DAY) == 2
    assert ("mediation_notice", "merchant") in kinds(case)
    record_sitting(
        sitting_id=planned.pk, actor=place.acts("mediator"), now=NOW + 8 * DAY + timedelta(hours=1),
        attendance=(Came("consumer", True), Came("merchant", True, "店长")), minutes="双方同意继续协商。",
        rights_told=True,
    )  # fmt: skip
    assert make(NOW + 9 * DAY) == 1
    assert ("mediation_record", "parties") in kinds(case)
