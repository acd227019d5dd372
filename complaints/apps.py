from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    name = "complaints"
    verbose_name = _("Complaints")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A draft of the session is claimed when its writer logs in; the door below knows of no drafts."""
        from django.contrib.auth.signals import user_logged_in

        from complaints.intake.claiming import claim_at_log_in

        user_logged_in.connect(claim_at_log_in, dispatch_uid="complaints.claim_draft")
