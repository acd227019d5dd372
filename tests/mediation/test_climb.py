"""A case's whole way after reconciliation failed, by the actions a person takes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.actors import Actor
from complaints.clocks.calendar import last_day
from complaints.clocks.correcting import correct_deadlines
from complaints.clocks.sweep import sweep
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.states import State
from complaints.models import Case, Clock, Duty, HolidayOverride
from mediation.acceptance.actions import accept, extend, return_to_right_body
from mediation.judicial import actions as court
from mediation.models import (
    Appointment,
    Assignment,
    ConfirmationPack,
    CourtKit,
    CourtPractice,
    PaperRequest,
    Referral,
    Sitting,
)
from mediation.models.confirmation import PackPaperKind, Step
from mediation.panel.actions import appoint, challenge
from mediation.referrals import actions as departments
from mediation.sittings import actions as sittings
from mediation.sittings.actions import Came
from mediation.sittings.agreement import Matter, Term, agree, draft_agreement, sign_agreement
from notices.models import Outbox
from tests.mediation.cases import DUE_DAY, NOW, Town, assigned, refused, town

pytestmark = pytest.mark.django_db
DISPUTE = Matter("争议。")

DAY = timedelta(days=1)


def mediating(place: Town) -> CaseFacts:
    """Accepted, and 孙柏 mediates."""
    case = assigned(place)
    accept(case_id=case.id, actor=place.acts("officer"), now=NOW + DAY)
    return appoint(case_id=case.id, actor=place.acts("officer"), now=NOW + DAY, member_id=place.panel_member.pk)


def agreed(place: Town) -> CaseFacts:
    """Drafted, signed by all three, in force."""
    case = mediating(place)
    agreement = draft_agreement(
        case_id=case.id,
        actor=place.acts("mediator"),
        now=NOW + 2 * DAY,
        matter=Matter("双方对年卡余额有争议。", "余额", "三楼", "李祎"),
        terms=[Term("refund", "退年卡余额", DUE_DAY, 285_000, "原路退回"), Term("apology", "书面道歉", DUE_DAY)],
    )
    with refused("unsigned"):
        agree(case_id=case.id, actor=place.acts("mediator"), now=NOW + 2 * DAY)
    for who in ("consumer", "merchant", "mediator"):
        sign_agreement(agreement_id=agreement.pk, actor=place.acts(who), now=NOW + 2 * DAY)
    return agree(case_id=case.id, actor=place.acts("mediator"), now=NOW + 2 * DAY)


def test_accepted_mediated_agreed_and_its_lines_are_duties() -> None:
    place = town()
    case = agreed(place)
    assert case.state is State.T2_PERFORMING
    assert case.agreed_fen == 285_000
    assert list(Duty.objects.filter(case_id=case.id).values_list("kind", "amount_fen", "due_on")) == [
        ("refund", 285_000, DUE_DAY),
        ("apology", None, DUE_DAY),
    ]
    assert set(PaperRequest.objects.filter(case_id=case.id).values_list("kind", flat=True)) == {
        "acceptance",
        "agreement",
    }


def test_a_new_draft_makes_old_signatures_count_no_more() -> None:
    place = town()
    case = mediating(place)
    terms = [Term("refund", "退年卡余额", DUE_DAY, 285_000)]
    first = draft_agreement(
        case_id=case.id, actor=place.acts("mediator"), now=NOW + DAY, matter=Matter("争议。"), terms=terms
    )
    sign_agreement(agreement_id=first.pk, actor=place.acts("consumer"), now=NOW + DAY)
    draft_agreement(case_id=case.id, actor=place.acts("mediator"), now=NOW + DAY, matter=DISPUTE, terms=terms)
    with refused("no_draft"):
        sign_agreement(agreement_id=first.pk, actor=place.acts("merchant"), now=NOW + DAY)


def test_nobody_signs_for_somebody_else() -> None:
    place = town()
    case = mediating(place)
    draft = draft_agreement(
        case_id=case.id, actor=place.acts("mediator"), now=NOW + DAY, matter=Matter("争议。"),
        terms=[Term("refund", "退年卡余额", DUE_DAY, 285_000)],
    )  # fmt: skip
    with refused("not_your_signature"):
        sign_agreement(agreement_id=draft.pk, actor=place.acts("merchant"), now=NOW + DAY, side="consumer")
    with refused("not_your_signature"):
        sign_agreement(agreement_id=draft.pk, actor=place.acts("mediator"), now=NOW + DAY, side="consumer")
    signed = sign_agreement(
        agreement_id=draft.pk, actor=place.acts("mediator"), now=NOW + DAY, side="consumer", how="paper"
    )
    assert signed.side == "consumer"


def test_a_sitting_is_planned_held_and_recorded_and_contact_opens() -> None:
    place = town()
    case = mediating(place)
    sitting = sittings.plan_sitting(
        case_id=case.id, actor=place.acts("mediator"), now=NOW + DAY, kind="round_table", mode="on_site",
        starts_at=NOW + 3 * DAY, place="武昌区消费者协会三楼",
    )  # fmt: skip
    sittings.record_sitting(
        sitting_id=sitting.pk, actor=place.acts("mediator"), now=NOW + 3 * DAY,
        attendance=(Came("consumer", True), Came("merchant", True, "店长，持委托书")), minutes="双方均到场。",
    )  # fmt: skip
    sitting.refresh_from_db()
    assert sitting.held_at == NOW + 3 * DAY
    assert Case.objects.get(pk=case.id).complaint.complainant.contact_scope == "share"
    with refused("not_planned"):
        sittings.cancel_sitting(sitting_id=sitting.pk, actor=place.acts("mediator"), now=NOW + 4 * DAY)


def test_what_one_side_says_alone_has_no_joint_record() -> None:
    place = town()
    case = mediating(place)
    sitting = sittings.plan_sitting(
        case_id=case.id, actor=place.acts("mediator"), now=NOW + DAY, kind="back_to_back", mode="online",
        starts_at=NOW + 3 * DAY, link="https://meeting.example/1",
    )  # fmt: skip
    with refused("no_joint_record"):
        sittings.record_sitting(
            sitting_id=sitting.pk, actor=place.acts("mediator"), now=NOW + 3 * DAY,
            attendance=(Came("consumer", True),), minutes="消费者底线是2000元。",
        )  # fmt: skip
    assert Sitting.objects.get().minutes == ""


def test_a_party_objects_and_the_same_mediator_cannot_come_back() -> None:
    place = town()
    case = mediating(place)
    case = challenge(case_id=case.id, actor=place.acts("merchant"), now=NOW + 2 * DAY, reason="他是投诉人的邻居。")
    assert case.state is State.T2_ACCEPTED
    assert Appointment.objects.get(case_id=case.id).why == "challenged"
    with refused("conflict"):
        appoint(case_id=case.id, actor=place.acts("officer"), now=NOW + 2 * DAY, member_id=place.panel_member.pk)


def test_extension_up_to_the_rules_maximum() -> None:
    place = town()
    case = mediating(place)
    with refused("date_too_far"):
        extend(
            case_id=case.id, actor=place.acts("officer"), now=NOW + DAY, until=date(2027, 6, 1),
            latest=date(2026, 9, 1), reason="等待鉴定",
        )  # fmt: skip
    extend(
        case_id=case.id, actor=place.acts("officer"), now=NOW + DAY, until=date(2026, 8, 20), latest=date(2026, 9, 1),
        reason="等待鉴定",
    )  # fmt: skip
    assert PaperRequest.objects.filter(case_id=case.id, kind="extension").exists()


def test_a_return_names_the_right_body_and_the_second_goes_to_the_superior() -> None:
    place = town()
    case = assigned(place)
    officer = place.acts("officer")
    with refused("no_reason"):
        return_to_right_body(case_id=case.id, actor=officer, now=NOW + DAY, body=place.committee, reason="")
    case = return_to_right_body(
        case_id=case.id, actor=officer, now=NOW + DAY, body=place.committee, reason="调委会管辖"
    )
    assert case.body_id == place.committee.pk
    back = Actor.officer(place.officer.pk, place.committee.pk)
    case = return_to_right_body(
        case_id=case.id, actor=back, now=NOW + 2 * DAY, body=place.district, reason="不归我们管"
    )
    assert case.returns == 2
    assert Assignment.objects.filter(case_id=case.id).count() == 3


def failed(place: Town) -> CaseFacts:
    """Ended without agreement."""
    case = mediating(place)
    return sittings.terminate(
        case_id=case.id, actor=place.acts("mediator"), now=NOW + 3 * DAY, code="unwilling", reason="商家拒绝到场。"
    )


def test_failed_referred_acknowledged_and_answered() -> None:
    place = town()
    case = failed(place)
    departments.refer(
        case_id=case.id, actor=place.acts("officer"), now=NOW + 4 * DAY, department=place.department,
        kind="suggestion", question="建议对预付卡发卡企业开展检查。",
    )  # fmt: skip
    referral = Referral.objects.get()
    assert referral.question.startswith("建议")
    assert Referral.by_token(referral.token) == referral
    assert Referral.by_token(referral.token[:-1] + "x") is None
    departments.acknowledge(referral_id=referral.pk, actor=place.acts("department"), now=NOW + 5 * DAY)
    case = departments.answer(
        referral_id=referral.pk, actor=place.acts("department"), now=NOW + 9 * DAY, words="已约谈，企业已退款。"
    )
    assert case.state is State.EVALUATING
    with refused("referral_ended"):
        departments.acknowledge(referral_id=referral.pk, actor=place.acts("department"), now=NOW + 10 * DAY)


def test_a_department_that_is_silent_is_overdue_and_told() -> None:
    place = town()
    case = failed(place)
    departments.refer(
        case_id=case.id, actor=place.acts("officer"), now=NOW + 4 * DAY, department=place.department, kind="inquiry",
        question="请告知许可情况。",
    )  # fmt: skip
    sweep(NOW + 30 * DAY)
    assert Case.objects.get(pk=case.id).state in (State.T3_OVERDUE.value, State.EVALUATING.value)


def test_failed_and_to_court_alone() -> None:
    place = town()
    case = failed(place)
    case = court.prepare_kit(case_id=case.id, actor=place.acts("consumer"), now=NOW + 4 * DAY)
    assert case.state is State.T4_KIT
    assert CourtKit.objects.get(case_id=case.id).reason == "failed"


def practice(place: Town) -> None:
    """The court here confirms agreements of associations, and has said so."""
    CourtPractice.objects.create(
        court=place.court, body_kind="association", eligible=True, ground="recorded", source="会议纪要〔2026〕3号",
        valid_from=date(2026, 1, 1),
    )  # fmt: skip


def test_an_association_whose_court_does_not_confirm_is_told_so() -> None:
    place = town()
    case = agreed(place)
    with refused("not_eligible"):
        court.prepare_confirmation(case_id=case.id, actor=place.acts("consumer"), now=NOW + 3 * DAY)


def test_confirmed_by_the_court_when_every_paper_is_there_and_signed_well_enough() -> None:
    place = town()
    practice(place)
    case = agreed(place)
    court.prepare_confirmation(case_id=case.id, actor=place.acts("consumer"), now=NOW + 3 * DAY)
    pack = ConfirmationPack.objects.get(case_id=case.id)
    assert pack.court_id == place.court.pk
    assert pack.agreement is not None
    mediator = place.acts("mediator")
    for step in list(Step)[:-1]:
        court.finish_step(pack_id=pack.pk, step=step.value, actor=mediator, now=NOW + 4 * DAY)
    for kind in PackPaperKind.values:
        court.tick_paper(pack_id=pack.pk, kind=kind, actor=mediator, now=NOW + 4 * DAY)
    court.sign_paper(pack_id=pack.pk, kind="application", actor=place.acts("consumer"), now=NOW + 4 * DAY)
    with refused("pack_incomplete"):  # a tick on a screen is no reliable electronic signature
        court.file_application(case_id=case.id, actor=mediator, now=NOW + 4 * DAY)
    for kind in ("application", "agreement", "evidence_list"):
        for side in ("consumer", "merchant"):
            court.sign_paper(pack_id=pack.pk, kind=kind, actor=mediator, now=NOW + 4 * DAY, how="paper", side=side)
    court.sign_paper(pack_id=pack.pk, kind="agreement", actor=mediator, now=NOW + 4 * DAY, how="paper", side="mediator")
    court.file_application(case_id=case.id, actor=mediator, now=NOW + 5 * DAY)
    case = court.grant(
        case_id=case.id, actor=place.acts("court"), now=NOW + 6 * DAY, number="（2026）鄂0106诉前调确12号"
    )
    assert case.state is State.T4_PERFORMING
    pack.refresh_from_db()
    assert pack.state == "granted"


def test_thirty_days_and_not_one_more() -> None:
    place = town()
    practice(place)
    case = agreed(place)
    sweep(NOW + 40 * DAY)  # the 30 days are over; the duty too, which is another story
    with pytest.raises(Refused):
        court.prepare_confirmation(case_id=case.id, actor=place.acts("consumer"), now=NOW + 41 * DAY)


def test_a_published_calendar_moves_the_departments_day_on_its_referral_too() -> None:
    place = town()
    case = assigned(place)
    departments.refer(
        case_id=case.id, actor=place.acts("officer"), now=NOW + DAY, department=place.department, kind="inquiry",
        question="请告知许可情况。",
    )  # fmt: skip
    referral = Referral.objects.get()
    clock = Clock.objects.get(case_id=case.id, kind="referral_receipt", fired_at=None, stopped_at=None)
    assert referral.receipt_due == clock.due
    HolidayOverride.objects.create(day=last_day(clock.due), is_off=True, name="抗洪", source="市政府通告")
    assert correct_deadlines(NOW + 2 * DAY).cases >= 1
    referral.refresh_from_db()
    clock.refresh_from_db()
    assert referral.receipt_due == clock.due > NOW
    told = Outbox.objects.filter(template="deadline_corrected", case_id=case.id).values_list("audience", flat=True)
    assert set(told) == {"consumer", "department"}
