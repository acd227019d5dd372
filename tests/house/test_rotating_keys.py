"""New FIELD_KEYS and a new INDEX_KEY, as docs/operations.md tells it, over a platform with a case on it."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.fields import BlindIndexField, blind_index
from accounts.login.actions import known_at
from accounts.login.rules import Target
from accounts.management.commands.rotate_keys import sealed_models
from complaints.evaluation.actions import report_pressure
from complaints.lifecycle.log import file_of, publish_missing_roots, verify_database, verify_file
from complaints.models import Complainant, LogRoot
from notices.addressing import address_waiting
from notices.models import Delivery
from tests.factories import START, file_case
from tests.people import log_in

NEW_FIELD, NEW_INDEX = (base64.b64encode(bytes([n]) * 32).decode() for n in (11, 12))
NEW_ALGORITHM = "sm4:" + base64.b64encode(bytes([13]) * 16).decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("new", [NEW_FIELD, NEW_ALGORITHM], ids=["aes", "sm4"])
def test_both_keys_change_and_nothing_is_lost(settings, tmp_path, new: str) -> None:
    settings.FILES_ROOT = tmp_path
    old_field, old_index = settings.FIELD_KEYS, settings.INDEX_KEY
    case, people = file_case(now=START)
    report_pressure(case_id=case.pk, actor=people.as_consumer, now=START, words="店长逼我撤诉")
    address_waiting(now=START + timedelta(minutes=1))
    publish_missing_roots(START + timedelta(days=2))
    phone = people.consumer.phone_number.phone
    assert Delivery.objects.filter(address_bidx=blind_index("phone", phone)).exists()

    settings.FIELD_KEYS, settings.INDEX_KEY = f"2:{new},{old_field}", NEW_INDEX
    assert known_at(Target("phone", phone)) is None  # that is why the web is stopped meanwhile
    call_command("rotate_keys", index=True)
    settings.FIELD_KEYS = f"2:{new}"  # the old one leaves

    assert known_at(Target("phone", phone)) == people.consumer
    assert Delivery.objects.filter(address_bidx=blind_index("phone", phone)).exists()
    assert Complainant.objects.get(phone_bidx=blind_index("phone", "13800001234")).name == "张三测试"
    for model, fields in sealed_models():
        for row in model._default_manager.all():
            assert all(getattr(row, field.attname) is not False for field in fields)  # each opens
            for index in model._meta.local_concrete_fields:
                if isinstance(index, BlindIndexField):
                    assert getattr(row, index.attname) == index.index_for(row), index
    # the past verifies: before the change, after it, and over both
    publish_missing_roots(START + timedelta(days=4))
    assert verify_database().faults == []
    assert all(verify_file(file_of(day)).faults == [] for day in LogRoot.objects.values_list("day", flat=True))
    assert log_in(Client(), people.consumer).get(f"/case/{case.public_id}/").status_code == 200
    settings.FIELD_KEYS, settings.INDEX_KEY = old_field, old_index
