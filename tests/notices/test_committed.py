"""Sending with real commits."""

from django.db import connection

from accounts.models import User
from notices.addressing import address_waiting
from notices.channels import recorded
from notices.delivering import deliver_waiting
from notices.models import Channel, Delivery
from notices.recipients import Recipient
from tests.notices.conftest import NOW


def test_no_row_is_locked_while_the_provider_is_called(committed: str, tell, monkeypatch) -> None:
    def send(self: object, phone: str, text: str, **_rest: object) -> str:
        assert not connection.in_atomic_block
        return "x"

    monkeypatch.setattr(recorded.RecordedSms, "send", send)
    wang = User.objects.create_user(email="wang@example.com")
    tell(Recipient(wang.pk, phone="13800138000"))
    address_waiting(now=NOW)
    deliver_waiting(now=NOW)
    assert Delivery.objects.get(channel=Channel.SMS).provider_id == "x"
