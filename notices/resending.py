"""An officer sends a failed notice again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from accounts.actors import Actor
from notices.models import Delivery, DeliveryStatus, Outbox

WINDOW = timedelta(minutes=10)


@transaction.atomic
def resend(*, notice_id: int, actor: Actor, now: datetime) -> bool:
    """Start the notice afresh; False, and nothing done, when it has not failed or was started anew within ten minutes.

    Who may do this for which case is asked by the caller: notices know no cases.
    """
    notice = Outbox.objects.select_for_update().filter(pk=notice_id).exclude(failed_reason="").first()
    if notice is None or (notice.addressed_at and notice.addressed_at > now - WINDOW):
        return False
    notice.deliveries.filter(status=DeliveryStatus.FAILED).update(
        status=DeliveryStatus.WAITING, attempts=0, next_try_at=now, failed_reason=""
    )
    notice.failed_reason, notice.attempts, notice.lease_until = "", 0, None
    notice.addressed_at = now if Delivery.objects.filter(outbox=notice).exists() else None
    notice.save(update_fields=["failed_reason", "attempts", "lease_until", "addressed_at"])
    return True
