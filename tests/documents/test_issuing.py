"""Numbers without gaps, the same pages after a crash, nobody signs off their own draft, and nothing issued changes."""

import dataclasses
import hashlib
import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from pypdf import PdfReader

from accounts.actors import Actor
from accounts.models import Organisation, Role
from documents import printing
from documents.issuing import issue, issue_signed
from documents.models import Paper, Serial, Status
from documents.numbering import next_serial, normal_code
from documents.refused import Refused
from documents.steps import check_draft, declare_void, draft, revise, sign_off
from documents.tasks import print_papers
from tests.documents.samples import NOW, SAMPLES, TODAY
from tests.people import member, organisation

pytestmark = pytest.mark.django_db


def make(kind: str, house: Organisation, actor: Actor, **fields: object) -> Paper:
    """Issue the sample of this kind; in a test's transaction it is printed by hand."""
    paper = issue(kind, organisation_id=house.pk, case_id=1, context=SAMPLES[kind], actor=actor, now=NOW, **fields)
    assert paper.status == Status.ISSUING
    assert printing.print_paper(paper.pk)
    paper.refresh_from_db()
    return paper


def test_a_paper_has_its_number_code_file_and_fingerprint(association: Organisation, officer: Actor) -> None:
    paper = make("acceptance_notice", association, officer)
    assert (paper.serial, paper.title, paper.status) == ("武昌消受〔2026〕1号", "投诉受理通知书", Status.ISSUED)
    assert paper.issued_at == NOW
    assert {paper.drafted_by_id, paper.checked_by_id, paper.signed_by_id} == {officer.user_id}
    file = printing.path_of(paper)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == paper.sha256
    assert file.stat().st_mode & 0o777 == 0o600
    reader = PdfReader(io.BytesIO(file.read_bytes()))
    assert len(reader.pages) == paper.pages
    text = "".join(page.extract_text() for page in reader.pages)
    assert "武昌消受〔2026〕1号" in text
    assert paper.code in text
    assert "武汉市武昌区消费者协会" in text
    assert reader.metadata.title == "投诉受理通知书 武昌消受〔2026〕1号"


def test_numbers_run_per_body_series_and_year(association: Organisation, officer: Actor, office: Organisation) -> None:
    serials = [make("acceptance_notice", association, officer).serial for _ in range(2)]
    serials.append(make("extension_notice", association, officer).serial)
    clerk = Actor.officer(member(Role.OFFICER, office).pk, office.pk)
    serials.append(make("acceptance_notice", office, clerk).serial)
    serials.append(next_serial(association, "受", TODAY.replace(year=2027)))
    assert serials == [
        "武昌消受〔2026〕1号",
        "武昌消受〔2026〕2号",
        "武昌消延〔2026〕1号",
        "武昌市监投受〔2026〕1号",
        "武昌消受〔2027〕1号",
    ]


def test_the_bureau_seals_what_its_office_handled(office: Organisation) -> None:
    clerk = Actor.officer(member(Role.OFFICER, office).pk, office.pk)
    paper = make("acceptance_notice", office, clerk)
    assert (paper.organisation.name, paper.handled_by) == ("武昌区市场监督管理局", office)


def test_a_body_without_seal_or_prefix_issues_nothing(officer: Actor) -> None:
    for fields, code in (({}, "nobody_seals"), ({"can_seal": True}, "no_serial_prefix")):
        house = organisation(**fields)
        actor = Actor.officer(member(Role.OFFICER, house).pk, house.pk)
        with pytest.raises(Refused) as refused, transaction.atomic():
            make("acceptance_notice", house, actor)
        assert refused.value.code == code
    assert not Paper.objects.exists()


def test_strangers_issue_nothing_but_parties_make_their_own_papers(association: Organisation, officer: Actor) -> None:
    stranger = Actor.officer(officer.user_id, association.pk + 1)
    with pytest.raises(Refused, match="not_your_body"):
        make("acceptance_notice", association, stranger)
    consumer = Actor.consumer(officer.user_id)
    assert make("settlement", association, consumer).serial == ""
    assert make("filing_receipt", association, Actor.system()).readers == "consumer"


def test_after_a_crash_the_same_number_and_the_same_bytes_come_out(association, officer, monkeypatch) -> None:
    paper = issue(
        "acceptance_notice", organisation_id=association.pk, case_id=1, context=SAMPLES["acceptance_notice"],
        actor=officer, now=NOW,
    )  # fmt: skip

    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(printing, "_keep", killed)
        with pytest.raises(KeyboardInterrupt):
            printing.print_paper(paper.pk)
    paper.refresh_from_db()
    assert (paper.status, paper.serial) == (Status.ISSUING, "武昌消受〔2026〕1号")
    print_papers()
    paper.refresh_from_db()
    first = printing.path_of(paper).read_bytes()
    assert paper.status == Status.ISSUED
    assert not printing.print_paper(paper.pk)
    again = printing.write_pdf(printing.markup_of(paper, printing.content_of(paper)), identifier=str(paper.public_id))
    assert again == first


def test_no_paper_bears_another_day(association: Organisation, officer: Actor) -> None:
    with pytest.raises(Refused, match="back_dated"):
        issue(
            "settlement", organisation_id=association.pk, case_id=1, context=SAMPLES["settlement"], actor=officer,
            now=NOW + timedelta(days=1),
        )  # fmt: skip


def test_an_unprintable_name_takes_no_number(association: Organisation, officer: Actor) -> None:
    odd = dataclasses.replace(SAMPLES["acceptance_notice"], addressee="王\U000323af")
    with pytest.raises(Refused, match="unprintable"), transaction.atomic():
        issue("acceptance_notice", organisation_id=association.pk, case_id=1, context=odd, actor=officer, now=NOW)
    assert not Serial.objects.exists()
    assert not Paper.objects.exists()


class TestSteps:
    """拟稿 → 核稿 → 签发 → 用印."""

    @pytest.fixture
    def paper(self, association: Organisation, officer: Actor) -> Paper:
        return draft(
            kind="referral_letter", organisation_id=association.pk, case_id=1, content=SAMPLES["referral_letter"],
            actor=officer, now=NOW,
        )  # fmt: skip

    def test_one_after_the_other_and_by_two_people(self, paper: Paper, officer: Actor, leader: Actor) -> None:
        with pytest.raises(Refused, match="wrong_step"):
            sign_off(paper_id=paper.pk, actor=leader, now=NOW)
        check_draft(paper_id=paper.pk, actor=officer, now=NOW)
        with pytest.raises(Refused, match="second_person"):
            sign_off(paper_id=paper.pk, actor=officer, now=NOW)
        sign_off(paper_id=paper.pk, actor=leader, now=NOW)
        issued = issue_signed(paper_id=paper.pk, actor=officer, now=NOW)
        assert issued.serial == "武昌消转〔2026〕1号"
        with pytest.raises(Refused, match="wrong_step"):
            issue_signed(paper_id=paper.pk, actor=officer, now=NOW)

    def test_such_a_paper_is_not_issued_in_one_hand(self, association: Organisation, leader: Actor) -> None:
        with pytest.raises(Refused, match="second_person"):
            make("referral_letter", association, leader)

    def test_the_database_too_wants_a_second_person(self, paper: Paper, officer: Actor) -> None:
        paper.status, paper.checked_at = Status.SIGNED, NOW
        paper.signed_at, paper.signed_by_id = NOW, officer.user_id
        with pytest.raises(IntegrityError, match="paper_second_person_signs_off"):
            paper.save()

    @pytest.mark.parametrize(
        ("status", "constraint"),
        [
            (Status.CHECKED, "paper_checked"),
            (Status.SIGNED, "paper_"),
            (Status.ISSUING, "paper_"),
            (Status.ISSUED, "paper_"),
            (Status.VOID, "paper_void_has_a_reason"),
        ],
    )
    def test_no_step_is_skipped_in_the_database(self, paper: Paper, status: Status, constraint: str) -> None:
        with pytest.raises(IntegrityError, match=constraint):
            Paper.objects.filter(pk=paper.pk).update(status=status)

    def test_a_revised_draft_is_checked_again(self, paper: Paper, officer: Actor, leader: Actor) -> None:
        check_draft(paper_id=paper.pk, actor=officer, now=NOW)
        changed = dataclasses.replace(SAMPLES["referral_letter"], request="请核查")
        revised = revise(paper_id=paper.pk, content=changed, actor=leader, now=NOW)
        assert (revised.status, revised.checked_at, revised.drafted_by_id) == (Status.DRAFTED, None, leader.user_id)
        assert printing.content_of(Paper.objects.get(pk=paper.pk)) == changed
        check_draft(paper_id=paper.pk, actor=officer, now=NOW)
        with pytest.raises(Refused, match="second_person"):
            sign_off(paper_id=paper.pk, actor=leader, now=NOW)

    def test_a_draft_says_that_it_is_one(self, paper: Paper) -> None:
        text = PdfReader(io.BytesIO(printing.preview(paper.pk))).pages[0].extract_text()
        assert "草稿" in text
        assert paper.serial == ""


def test_what_is_issued_cannot_change_but_can_become_void(association: Organisation, officer: Actor) -> None:
    paper = make("acceptance_notice", association, officer)
    for change in ({"sha256": "0" * 64}, {"serial": "x"}, {"title": "x"}, {"status": Status.DRAFTED}):
        with pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(**change)
    with pytest.raises(Refused, match="no_reason"):
        declare_void(paper_id=paper.pk, actor=officer, now=NOW, reason=" ")
    void = declare_void(paper_id=paper.pk, actor=officer, now=NOW, reason="送达地址有误，另行制作")
    assert (void.status, void.serial) == (Status.VOID, "武昌消受〔2026〕1号")
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        paper.delete()
    assert make("acceptance_notice", association, officer).serial == "武昌消受〔2026〕2号"


def test_the_content_lies_sealed(association: Organisation, officer: Actor) -> None:
    paper = make("mediation_agreement", association, officer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT parts FROM documents_papercontent WHERE paper_id = %s", [paper.pk])
        raw = bytes(cursor.fetchone()[0])
    assert "王堃".encode() not in raw
    assert b"42010619900307421X" not in raw


@pytest.mark.parametrize("typed", ["7kqe 99a4 m2tx", "7KQE99A4M2TX", " 7KQE-99A4-M2TX "])
def test_codes_are_read_as_people_type_them(typed: str) -> None:
    assert normal_code(typed) == "7KQE-99A4-M2TX"
