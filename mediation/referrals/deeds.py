"""Referrals, as the desk offers them; the department has a desk of its own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from complaints.lifecycle.states import Tier
from mediation.deeds import Deed
from mediation.referrals import actions
from mediation.referrals.forms import ReferForm

DEEDS = (
    Deed(
        "refer", _("Refer to a department"), "send", actions.refer, ReferForm,
        question=_("What is the department asked?"), follows=_("The consumer is told in the same act; a receipt is due in five working days."),
        done=_("Referred."), when=_("when mediation has failed, or only that department may act"), stage=Tier.DEPARTMENTS,
    ),
)  # fmt: skip
