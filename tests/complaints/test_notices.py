"""Every notice of the table can be told, to everybody it names, in both languages, without a person in it."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.switchboard import fact
from complaints.clocks.sweep import sweep
from complaints.lifecycle.transitions import TRANSITIONS
from notices.models import Channel, Delivery, Outbox
from notices.models.outbox import AUDIENCES
from notices.texts import text_of
from tests import factories

NOTICES = sorted({template for row in TRANSITIONS for template, _ in row.notices})
CONTEXT = {
    "number": "42010620260608001273", "url": "http://x/c/1/", "due": "2026-06-15T16:00:00+00:00",
    "holder": "the merchant", "task": "answer the complaint",
    "then": "without an answer it goes to offline mediation by itself",
    "clock": "answer", "was": "2026-06-15T16:00:00+00:00", "ends": "2026-06-16T16:00:00+00:00",
}  # fmt: skip


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_notice_has_its_words(notice: str, language: str) -> None:
    text = text_of(notice, CONTEXT, Channel.EMAIL, language)
    assert text.subject
    assert "42010620260608001273" in text.body
    assert "http://x/c/1/" in text.body
    assert bool(re.search(r"[\u4e00-\u9fff]", text.subject)) == (language == "zh-hans")
    assert "6" in text.body
    assert text_of(notice, {"number": "1", "url": "u"}, Channel.EMAIL).body


def test_no_template_is_left_without_a_notice() -> None:
    """What the table does not tell, some action tells by its name."""
    written = {path.stem for path in (settings.BASE_DIR / "templates" / "notices").glob("*.txt") if path.stem[0] != "_"}
    rest = {name for name in written - set(NOTICES) if "." not in name}
    rooms = ("complaints", "mediation", "disclosure", "merchants", "documents", "notices", "accounts")
    source = "".join(path.read_text() for room in rooms for path in (settings.BASE_DIR / room).rglob("*.py"))
    assert {name for name in rest if f'"{name}"' not in source} == set()


def test_audiences_are_those_the_outbox_knows() -> None:
    assert {a for row in TRANSITIONS for _, audiences in row.notices for a in audiences} <= set(AUDIENCES)


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_silence_tells_consumer_merchant_and_officers() -> None:
    case, people = factories.at_t2_assigned()
    keys = [(case.pk, audience) for audience in AUDIENCES]
    found = fact("notices.recipients")(keys, timezone.now())
    told = {audience: {person.user_id for person in found.get((case.pk, audience), [])} for audience in AUDIENCES}
    assert told["consumer"] == {people.consumer.pk}
    assert told["merchant"] == {people.agent.pk}
    assert told["body"] == {people.officer.pk}
    assert told["mediator"] == set()
    assert told["court"] == set()


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_what_is_sent_names_the_next_deadline_and_no_person() -> None:
    from notices.addressing import address_waiting

    case, people = factories.file_case()
    sweep(factories.START + timedelta(days=9))
    while address_waiting(now=timezone.now()):
        pass
    bodies = list(Delivery.objects.filter(user_id=people.consumer.pk, channel="in_app").values_list("body", flat=True))
    assert len(bodies) == 3
    assert all(case.number in body for body in bodies)
    assert any("决定是否受理" in body for body in bodies)
    assert not any("张三" in body or "13800001234" in body for body in bodies)
    assert not Outbox.objects.exclude(failed_reason="").exists()
