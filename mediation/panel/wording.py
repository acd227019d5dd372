"""Conflicts and concerns in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mediation.panel.rules import Concern, Conflict

CONFLICTS = {
    Conflict.PARTY: _("is the consumer of this case"),
    Conflict.TEAM: _("works for this merchant"),
    Conflict.EMPLOYER: _("has an employer of the merchant's name"),
    Conflict.DECLARED: _("has declared an interest in this merchant"),
    Conflict.PAST_PARTY: _("has complained about this merchant"),
    Conflict.CHALLENGED: _("a party of this case has objected to them"),
}
CONCERNS = {
    Concern.ABSENT: _("absent today"),
    Concern.FULL: _("has as many open cases as agreed"),
    Concern.SAME_MERCHANT: _("has mediated with this merchant before"),
    Concern.NO_EXPERTISE: _("knows other categories"),
    Concern.FAR: _("works in another area"),
}
