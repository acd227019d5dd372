"""Why a merchant says that a complaint is not for it: a closed list; words beside a code explain, never replace it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class NotOurs(models.TextChoices):
    """Incorrect company, coded (FEATURES M7, M8)."""

    OTHER_COMPANY = "other_company", _("another company with a similar name")
    FRANCHISE = "franchise", _("a franchise shop that is a company of its own")
    SOLD = "sold", _("the business was handed over to another company")
    ONLY_PLATFORM = "only_platform", _("we only run the platform or let the place")
    NO_SUCH_ORDER = "no_such_order", _("we have no such order or customer")
    OTHER = "other", _("another reason")


HINTS = {
    NotOurs.OTHER_COMPANY: _("The consumer is asked to choose again."),
    NotOurs.FRANCHISE: _("Say in the words below which company runs the shop, when you know it."),
    NotOurs.SOLD: _("Say since when and to whom, when you know it."),
    NotOurs.ONLY_PLATFORM: _("Say which seller it was: a platform has to give its name (消法 art. 44)."),
    NotOurs.NO_SUCH_ORDER: _("If the details are too few to find it, ask the consumer for them instead."),
}
