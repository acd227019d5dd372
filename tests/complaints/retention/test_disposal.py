"""Closed cases lose what names people when their time is over; figures, chain and papers' numbers stay."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import InternalError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.personal_data.classes import all_models, classes_of
from complaints.evaluation.actions import report_pressure
from complaints.evidence.actions import Home, receive
from complaints.lifecycle.facts import Refused
from complaints.lifecycle.log import publish_missing_roots, verify_database
from complaints.lifecycle.perform import perform
from complaints.lifecycle.states import Withdrawal
from complaints.models import (
    Case,
    Complainant,
    Complaint,
    Disposal,
    Event,
    EventDetail,
    Evidence,
    Message,
    Narrative,
    RetentionHold,
)
from complaints.retention import actions
from complaints.retention.tables import case_tables
from complaints.retention.tasks import dispose_of_due_cases
from documents import printing
from documents.issuing import issue
from documents.models import Paper, PaperContent
from mediation.acceptance.actions import accept
from mediation.desk.actions import say
from mediation.models import Note, Sitting
from mediation.panel.actions import appoint
from mediation.sittings.notes import write_note
from notices.addressing import address_waiting
from notices.models import Delivery
from tests.documents.samples import NOW as PRINTED
from tests.documents.samples import SAMPLES
from tests.factories import START, Cast, file_case
from tests.mediation.cases import NOW, Town, assigned, town
from tests.people import log_in
from tests.permissions.cases import PNG

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
DAY, YEAR = timedelta(days=1), timedelta(days=366)
WORDS = ("张三测试", "13800001234", "JZ-2603-118", "搬店不退", "店长逼我", "三楼会议室", "收据.png", "余额还剩三千")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path: Path) -> None:
    settings.FILES_ROOT, settings.MEDIA_ROOT = tmp_path, tmp_path / "private"


def withdrawn(now=START) -> tuple[Case, Cast]:
    """Settled between the parties, with everything in it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    case, people = file_case(now=now)
    receive(
        home=Home(case=case), file=SimpleUploadedFile("收据.png", PNG, "image/png"), actor=people.as_consumer, now=now
    )
    Message.objects.create(case=case, by="consumer", author=people.consumer, text="余额还剩三千", at=now)
    report_pressure(case_id=case.pk, actor=people.as_consumer, now=now, words="店长逼我撤诉")
    perform(case.pk, "pressure.clear", actor=people.as_officer, now=now)
    perform(
        case.pk, "withdraw", actor=people.as_consumer, now=now, details={"withdrawal": Withdrawal.PAID},
        personal={"words": "张三测试已经收到钱"},
    )  # fmt: skip
    address_waiting(now=now + DAY)
    case.refresh_from_db()
    return case, people


def left_of(words: tuple[str, ...]) -> list[str]:
    """Tables that still hold one of the words, anywhere."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"SELECT count(*) FROM {connection.ops.quote_name(table)} t WHERE t::text LIKE ANY(%s)",
                [[f"%{word}%" for word in words]],
            )
            if cursor.fetchone() != (0,):
                found.append(table)
    return found


def test_a_settled_case_goes_after_three_years_and_the_log_still_verifies(
    django_capture_on_commit_callbacks, tmp_path: Path
) -> None:
    case, people = withdrawn()
    publish_missing_roots(START + 3 * DAY)
    originals = [Path(each.original.path) for each in Evidence.objects.all()]
    assert all(path.exists() for path in originals)
    assert actions.dispose_of_due(now=START + 2.9 * YEAR) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.dispose_of_due(now=START + 3.1 * YEAR) == 1
    assert actions.dispose_of_due(now=START + 3.2 * YEAR) == 0, "once"

    assert left_of(WORDS) == []
    assert not any(path.exists() for path in originals)
    assert not any(each.key for each in Evidence.objects.all())
    complainant = Complainant.objects.get(complaint=case.complaint)
    assert (complainant.name, complainant.phone, complainant.phone_bidx, complainant.name_masked) == (
        "",
        None,
        None,
        "",
    )
    assert Narrative.objects.get().text == ""
    complaint = Complaint.objects.get(pk=case.complaint_id)
    assert (complaint.user, complaint.title, complaint.paid_fen) == (None, actions.GONE, 388_000), "figures stay"
    assert not Delivery.objects.filter(address__isnull=False).exists()
    assert not EventDetail.objects.filter(erased_at=None).exists()
    assert Event.objects.filter(case=case).count() >= 4
    found = verify_database()
    assert (found.faults, found.roots > 0) == ([], True)
    call_command("verify_log", stdout=StringIO())
    disposal = Disposal.objects.get()
    assert (disposal.rule, disposal.years) == ("retention_talks", 3)
    assert disposal.rows["complaints.Evidence"] == 1
    with pytest.raises(InternalError), transaction.atomic():
        Disposal.objects.update(years=1)
    # the pages of those who could see it still stand
    assert log_in(Client(), people.consumer).get("/case/").status_code == 200
    assert log_in(Client(), people.agent).get(f"/merchant/cases/{case.public_id}/").status_code == 200
    assert log_in(Client(), people.officer).get(f"/mediation/cases/{case.public_id}/").status_code in (200, 404)


def mediated(place: Town) -> Case:
    """With notes, a message, a sitting and a paper; then settled outside and withdrawn."""
    facts = assigned(place)
    accept(case_id=facts.id, actor=place.acts("officer"), now=NOW + DAY)
    appoint(case_id=facts.id, actor=place.acts("officer"), now=NOW + DAY, member_id=place.panel_member.pk)
    write_note(
        case_id=facts.id, actor=place.acts("mediator"), now=NOW + DAY, compartment="consumer", text="余额还剩三千"
    )
    say(case_id=facts.id, actor=place.acts("mediator"), now=NOW + DAY, text="请到三楼会议室")
    Sitting.objects.create(
        case_id=facts.id, kind="round_table", mode="on_site", starts_at=NOW + DAY, place="三楼",
        planned_by=place.mediator, planned_at=NOW + DAY, state="held", held_at=NOW + DAY, minutes="在三楼会议室谈妥",
    )  # fmt: skip
    paper = issue(
        "mediation_agreement", organisation_id=place.district.pk, case_id=facts.id,
        context=SAMPLES["mediation_agreement"], actor=place.acts("officer"), now=PRINTED,
    )  # fmt: skip
    printing.print_paper(paper.pk)
    perform(facts.id, "withdraw", actor=place.acts("consumer"), now=NOW + 2 * DAY, details={"withdrawal": "paid"})
    return Case.objects.get(pk=facts.id)


def test_a_file_of_a_body_stays_ten_years_then_its_papers_go_and_their_numbers_stay(
    django_capture_on_commit_callbacks,
) -> None:
    place = town()
    place.district.serial_prefix, place.district.can_seal = "武昌消调", True
    place.district.save()
    case = mediated(place)
    paper = Paper.objects.get(case_id=case.pk, kind="mediation_agreement")
    file = printing.path_of(paper)
    assert file.exists()
    assert actions.dispose_of_due(now=NOW + 5 * YEAR) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.dispose_of_due(now=NOW + 10.1 * YEAR) == 1
    assert Disposal.objects.get().rule == "retention_file"
    assert not Note.objects.exists()
    assert Sitting.objects.get().minutes == ""
    assert not PaperContent.objects.filter(paper__case_id=case.pk).exists()
    assert not file.exists()
    paper.refresh_from_db()
    assert paper.serial
    assert Client().get(reverse("documents:verify_code", args=[paper.code])).status_code == 200
    answer = log_in(Client(), place.officer).get(reverse("documents:paper", args=[paper.public_id]))
    assert answer.status_code == 410
    assert left_of(("余额还剩三千", "三楼会议室")) == []
    assert verify_database().faults == []


def test_an_open_case_and_a_hold_keep_everything() -> None:
    case, people = withdrawn()
    open_case, _ = file_case(now=START)
    hold = actions.place_hold(case_id=case.pk, reason="court", actor=people.as_officer, now=START + YEAR)
    late = START + 20 * YEAR
    assert actions.dispose_of_due(now=late) == 0
    assert open_case.complaint.narrative.text
    with pytest.raises(Refused) as refused:
        actions.place_hold(case_id=case.pk, reason="court", actor=people.as_officer, now=START + YEAR)
    assert refused.value.code == "held_already"
    with pytest.raises(Refused):
        actions.lift_hold(public_id=hold.public_id, actor=people.as_merchant, now=late)
    actions.lift_hold(public_id=hold.public_id, actor=people.as_officer, now=late)
    dispose_of_due_cases()  # the task: by today's clock, so nothing yet
    assert not Disposal.objects.exists()
    assert actions.dispose_of_due(now=late) == 1
    with pytest.raises(Refused) as refused:
        actions.place_hold(case_id=case.pk, reason="court", actor=people.as_officer, now=late)
    assert refused.value.code == "gone"


def test_the_dry_run_tells_and_touches_nothing() -> None:
    case, people = withdrawn()
    actions.place_hold(case_id=case.pk, reason="group", actor=people.as_officer, now=START + YEAR)
    withdrawn()
    out = StringIO()
    call_command("dispose_of_cases", "--dry-run", "--at", "2031-01-01T00:00+08:00", stdout=out)
    text = out.getvalue()
    assert f"complaint {case.complaint_id}: retention_talks" in text
    assert "group" in text
    assert text.endswith("1 due, 1 on hold {'group': 1}\n")
    assert "张三" not in text
    assert not Disposal.objects.exists()
    with pytest.raises(CommandError, match="--at goes with"):
        call_command("dispose_of_cases", "--at", "2031-01-01T00:00+08:00")
    out = StringIO()
    call_command("dispose_of_cases", "--limit", "1", stdout=out)
    assert out.getvalue() == "files of 0 imports deleted\n0 complaints disposed of\n"


def test_no_more_than_so_many_in_one_run() -> None:
    for _ in range(3):
        withdrawn()
    assert actions.dispose_of_due(now=START + 4 * YEAR, limit=2) == 2
    assert actions.dispose_of_due(now=START + 4 * YEAR, limit=2) == 1


def test_every_table_of_a_case_with_personal_data_is_listed() -> None:
    listed = {table.table._meta.label for table in case_tables()}

    parents = {"event", "offer", "paper", "sitting", "agreement", "pack", "publication", "outbox"}

    def leads_to_a_case(model, depth: int = 2) -> bool:
        fields = model._meta.concrete_fields
        if any(field.name == "case_id" or field.related_model in (Case, Complaint) for field in fields):
            return True
        above = [field.related_model for field in fields if depth and field.name in parents and field.related_model]
        return any(leads_to_a_case(parent, depth - 1) for parent in above)

    missing = [
        model._meta.label
        for model in all_models()
        if not model._meta.auto_created and classes_of(model).guarded and leads_to_a_case(model)
        and model._meta.label not in listed
    ]  # fmt: skip
    assert missing == []
    assert all(table.why for table in case_tables() if table.ending == "keep")


def test_the_officers_page(client: Client) -> None:
    case, people = withdrawn()
    with time_machine.travel(START + 2.9 * YEAR, tick=False):
        log_in(client, people.officer)
        assert case.number in client.get(reverse("retention:list")).content.decode()
        assert client.post(reverse("retention:hold", args=[case.public_id]), {"reason": "archive"}).status_code == 302
        hold = RetentionHold.objects.get()
        assert hold.reason == "archive"
        assert client.post(reverse("retention:lift", args=[hold.public_id])).status_code == 302
        hold.refresh_from_db()
        assert hold.lifted_by == people.officer
        assert client.post(reverse("retention:hold", args=[case.public_id]), {"reason": "x"}).status_code == 302
        assert RetentionHold.objects.count() == 1
