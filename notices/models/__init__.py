from notices.models.outbox import Outbox

__all__ = ["Outbox"]
