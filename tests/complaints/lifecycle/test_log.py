"""The log as a whole: roots, files, verification that finds every kind of tampering."""

import gzip
import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from complaints.evaluation.actions import report_pressure
from complaints.lifecycle.chain import merkle_root
from complaints.lifecycle.drawing import page
from complaints.lifecycle.log import file_of, publish_missing_roots, verify_database, verify_file
from complaints.models import EventDetail, LogRoot
from tests import factories
from tests.factories import START

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.FILES_ROOT = tmp_path


def tamper(statement: str) -> None:
    """What somebody with the database's keys could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_roots_are_made_once_for_every_day_that_is_over_and_verify_from_the_file_alone() -> None:
    factories.file_case()
    factories.at_t2_assigned()
    now = START + timedelta(days=12)
    made = publish_missing_roots(now)
    assert len(made) == 12  # the day of filing and eleven after it; today is not over
    assert publish_missing_roots(now) == []
    assert made[0].count >= 4
    assert bytes(made[1].previous) == bytes(made[0].root)
    assert verify_database().faults == []
    found = verify_file(file_of(made[0].day))
    assert (found.events, found.faults) == (made[0].count, [])


def test_a_changed_file_is_found(tmp_path) -> None:
    factories.file_case()
    root = publish_missing_roots(START + timedelta(days=2))[0]
    content = json.loads(gzip.decompress(file_of(root.day).read_bytes()))
    content["leaves"][0] = "00" * 32
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(content))
    assert len(verify_file(changed).faults) == 1
    with pytest.raises(CommandError):
        call_command("verify_log", str(changed))
    with pytest.raises(CommandError, match="not a published log file"):
        call_command("verify_log", str(tmp_path / "none.json"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE complaints_event SET data = jsonb_set(data, '{to}', '\"closed\"') WHERE seq = 2",
        "UPDATE complaints_event SET to_state = 'closed' WHERE seq = 2",
        "DELETE FROM complaints_event WHERE seq = 2",
        "UPDATE complaints_case SET head = '\\x00'",
        "DELETE FROM complaints_event",
        "UPDATE complaints_case SET state = 't2_mediating'",
    ],
)
def test_tampering_is_found(statement: str) -> None:
    factories.file_case()
    assert verify_database().faults == []
    tamper(statement)
    assert verify_database().faults


def test_a_changed_personal_detail_is_found_and_erasing_it_keeps_the_chain() -> None:
    case, people = factories.file_case()
    report_pressure(case_id=case.pk, actor=people.as_consumer, now=START, words="店长逼我撤诉")
    assert verify_database().faults == []
    detail = EventDetail.objects.get()
    detail.text = '{"words":"没有的事"}'
    detail.save()
    assert len(verify_database().faults) == 1
    EventDetail.objects.update(salt=None, text=None, erased_at=START)
    assert verify_database().faults == []


def test_the_merkle_root_depends_on_every_leaf_and_its_place() -> None:
    leaves = [bytes([n]) * 32 for n in range(7)]
    roots = {merkle_root(leaves[:n]) for n in range(8)} | {merkle_root(leaves[::-1])}
    assert len(roots) == 9


def test_roots_cannot_be_changed() -> None:
    factories.file_case()
    publish_missing_roots(START + timedelta(days=2))
    from django.db import InternalError, transaction

    with pytest.raises(InternalError), transaction.atomic():
        LogRoot.objects.update(count=0)


def test_the_drawn_page_is_fresh(settings) -> None:
    committed = (settings.BASE_DIR / "docs" / "lifecycle.md").read_text()
    assert committed == page(), "./dev manage lifecycle_table --write"
