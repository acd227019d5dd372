"""What an association asks of a department: never a second mediation of the same dispute (DOMAIN 2, tier 3)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

_SIGNER = Signer(salt="mediation.referral")


class ReferralKind(models.TextChoices):
    """消法 37."""

    INQUIRY = "inquiry", _("inquiry")
    SUGGESTION = "suggestion", _("suggestion")
    REFLECTION = "reflection", _("reflection")
    REPORT = "report", _("report or clue")


class Referral(models.Model):
    """Sent, acknowledged, then returned or answered. A department without an account answers by a signed link."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="referrals")
    department = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="referrals", verbose_name=_("department")
    )
    from_body = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="sent_referrals")
    kind = models.CharField(_("kind"), max_length=10, choices=ReferralKind)
    question = models.TextField(_("what is asked"), max_length=4000)
    event_seq = models.IntegerField()
    sent_at = models.DateTimeField(_("sent"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    receipt_due = models.DateTimeField(_("to be acknowledged by"))
    receipted_at = models.DateTimeField(_("acknowledged"), null=True, blank=True)
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True)
    return_code = models.CharField(_("ground of the return"), max_length=20, blank=True)
    result_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    link_number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ("-sent_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["case", "event_seq"], name="referral_once_an_event"),
            models.CheckConstraint(name="referral_kind_known", condition=Q(kind__in=ReferralKind.values)),
            models.CheckConstraint(name="referral_one_end", condition=Q(returned_at=None) | Q(result_at=None)),
            models.CheckConstraint(
                name="referral_returned_with_ground",
                condition=Q(returned_at=None, return_code="") | (Q(returned_at__isnull=False) & ~Q(return_code="")),
            ),
        ]
        indexes = [models.Index(fields=["department", "-sent_at"], name="referral_of_department")]

    class Data:
        personal = {"question", "answer"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {
            "id", "public_id", "case", "department", "from_body", "kind", "event_seq", "sent_at", "sent_by", "receipt_due",
            "receipted_at", "returned_at", "return_code", "result_at", "link_number",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"referral {self.pk} of case {self.case_id}"

    @property
    def token(self) -> str:
        """For the link of a department without an account; a higher `link_number` makes older links void."""
        return _SIGNER.sign(f"{self.public_id}.{self.link_number}").replace(":", "~")

    @classmethod
    def by_token(cls, token: str) -> Referral | None:
        """The referral a link belongs to; None for a forged or an outdated one."""
        try:
            public_id, _dot, number = _SIGNER.unsign(token.replace("~", ":")).partition(".")
        except BadSignature:
            return None
        found = cls.objects.filter(public_id=public_id, link_number=int(number))
        return found.select_related("department", "case").first()
