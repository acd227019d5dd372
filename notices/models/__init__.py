from notices.models.delivery import Channel, Delivery, DeliveryStatus, NoticePreference
from notices.models.outbox import Outbox
from notices.models.proof import Proof, Way
from notices.models.recorded import RecordedMessage
from notices.models.report import DeliveryReport

__all__ = [
    "Channel",
    "Delivery",
    "DeliveryReport",
    "DeliveryStatus",
    "NoticePreference",
    "Outbox",
    "Proof",
    "RecordedMessage",
    "Way",
]
