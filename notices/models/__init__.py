from notices.models.delivery import Channel, Delivery, DeliveryStatus, NoticePreference
from notices.models.outbox import Outbox
from notices.models.proof import Proof, Way
from notices.models.recorded import RecordedMessage

__all__ = ["Channel", "Delivery", "DeliveryStatus", "NoticePreference", "Outbox", "Proof", "RecordedMessage", "Way"]
