"""Papers made by hand: from colleague to colleague, never twice the same hand where two are demanded."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.actors import Actor
from accounts.models import Organisation, Role
from documents import hands
from documents.models import Paper, PaperStep, Status, StepKind
from documents.printing import print_paper
from documents.refused import Refused
from documents.steps import check_draft
from tests.documents.samples import NOW, SAMPLES
from tests.people import member

pytestmark = pytest.mark.django_db
LETTER = SAMPLES["inquiry_letter"]


@pytest.fixture
def colleague(association: Organisation) -> Actor:
    return Actor.officer(member(Role.OFFICER, association, display_name="周知").pk, association.pk)


@pytest.fixture
def sent(association: Organisation, officer: Actor, colleague: Actor) -> Paper:
    return hands.send_for_checking(
        kind="inquiry_letter", organisation_id=association.pk, case_id=1, content=LETTER,
        checker_id=colleague.user_id, actor=officer, now=NOW,
    )  # fmt: skip


def test_from_hand_to_hand_to_its_number(sent: Paper, officer: Actor, colleague: Actor, leader: Actor) -> None:
    assert list(hands.waiting_for(colleague)) == [sent]
    assert list(hands.in_hand(officer)) == [sent]
    hands.approve(paper_id=sent.pk, leader_id=leader.user_id, remark="", actor=colleague, now=NOW)
    assert list(hands.waiting_for(leader)) == [sent]
    hands.sign(paper_id=sent.pk, actor=leader, now=NOW)
    assert list(hands.waiting_for(officer)) == [sent]  # to be sealed by who drafted it
    paper = hands.seal(paper_id=sent.pk, actor=officer, now=NOW)
    assert print_paper(paper.pk)
    paper.refresh_from_db()
    assert (paper.status, paper.serial, paper.waits_for_id) == (Status.ISSUED, "武昌消询〔2026〕1号", None)
    steps = [(step.kind, step.by_id, step.to_id) for step in PaperStep.objects.filter(paper=paper)]
    assert steps == [
        (StepKind.SENT, officer.user_id, colleague.user_id),
        (StepKind.CHECKED, colleague.user_id, leader.user_id),
        (StepKind.SIGNED, leader.user_id, officer.user_id),
        (StepKind.SEALED, officer.user_id, None),
    ]


def test_nobody_checks_their_own_draft(sent: Paper, association: Organisation, officer: Actor, leader: Actor) -> None:
    with pytest.raises(Refused, match="second_person"):
        hands.approve(paper_id=sent.pk, leader_id=leader.user_id, remark="", actor=officer, now=NOW)
    with pytest.raises(Refused, match="second_person"):
        hands.send_back(paper_id=sent.pk, remark="x", actor=officer, now=NOW)
    with pytest.raises(IntegrityError, match="paper_second_person_checks"), transaction.atomic():
        check_draft(paper_id=sent.pk, actor=officer, now=NOW)
    with pytest.raises(Refused, match="nobody"):
        hands.send_for_checking(
            kind="inquiry_letter", organisation_id=association.pk, case_id=1, content=LETTER,
            checker_id=officer.user_id, actor=officer, now=NOW,
        )  # fmt: skip


def test_it_comes_back_with_a_remark_and_is_checked_again(
    sent: Paper, officer: Actor, colleague: Actor, leader: Actor
) -> None:
    with pytest.raises(Refused, match="no_reason"):
        hands.send_back(paper_id=sent.pk, remark=" ", actor=colleague, now=NOW)
    hands.approve(paper_id=sent.pk, leader_id=leader.user_id, remark="请领导阅示", actor=colleague, now=NOW)
    with pytest.raises(Refused, match="not_a_leader"):
        hands.send_back(paper_id=sent.pk, remark="不行", actor=colleague, now=NOW)
    back = hands.send_back(paper_id=sent.pk, remark="请补充许可证号", actor=leader, now=NOW)
    assert (back.status, back.checked_by_id, back.waits_for_id) == (Status.DRAFTED, None, officer.user_id)
    changed = dataclasses.replace(LETTER, request="请告知许可证号及有效期。")
    again = hands.send_again(
        paper_id=sent.pk, content=changed, checker_id=colleague.user_id, actor=officer, now=NOW + timedelta(hours=1)
    )
    assert again.waits_for_id == colleague.user_id
    remarks = [step.remark for step in PaperStep.objects.filter(paper=sent)]
    assert remarks == [None, "请领导阅示", "请补充许可证号", None]
    with connection.cursor() as cursor:
        cursor.execute("SELECT remark FROM documents_paperstep WHERE kind = 'returned'")
        assert "许可证号".encode() not in bytes(cursor.fetchone()[0])


def test_a_leader_signs_off_and_never_their_own(
    sent: Paper, association: Organisation, officer: Actor, colleague: Actor, leader: Actor
) -> None:
    hands.approve(paper_id=sent.pk, leader_id=leader.user_id, remark="", actor=colleague, now=NOW)
    with pytest.raises(Refused, match="not_a_leader"):
        hands.sign(paper_id=sent.pk, actor=colleague, now=NOW)
    own = hands.send_for_checking(
        kind="inquiry_letter", organisation_id=association.pk, case_id=1, content=LETTER,
        checker_id=officer.user_id, actor=leader, now=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="nobody"):  # no other leader
        hands.approve(paper_id=own.pk, leader_id=leader.user_id, remark="", actor=officer, now=NOW)


def test_another_body_has_no_hand_in_it(sent: Paper, leader: Actor) -> None:
    stranger = Actor.officer(member(Role.LEADER).pk, 1_000_000, "leader")
    assert not hands.waiting_for(stranger).exists()
    assert not hands.in_hand(stranger).exists()
    with pytest.raises(Refused, match="not_your_body"):
        hands.approve(paper_id=sent.pk, leader_id=leader.user_id, remark="", actor=stranger, now=NOW)
    with pytest.raises(Refused, match="not_your_body"):
        hands.send_back(paper_id=sent.pk, remark="x", actor=stranger, now=NOW)
    with pytest.raises(Refused, match="not_your_body"):
        hands.end(paper_id=sent.pk, reason="x", actor=stranger, now=NOW)


def test_a_draft_is_given_up_with_its_reason_and_steps_stay_as_written(sent: Paper, officer: Actor) -> None:
    ended = hands.end(paper_id=sent.pk, reason="对方已书面答复", actor=officer, now=NOW)
    assert ended.status == Status.VOID
    assert not Paper.objects.exclude(serial="").exists()  # no number was spent
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        PaperStep.objects.update(at=NOW + timedelta(days=1))
