"""The mediation, as the desk offers it. Sittings and the agreement have pages of their own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mediation.deeds import Deed
from mediation.sittings import actions, agreement, forms

DEEDS = (
    Deed(
        "mediation.agree", _("Put the agreement in force"), "pen-line", agreement.agree,
        question=_("Has everybody signed?"), follows=_("The agreement is in force, its lines become duties with a day, and the paper is made."),
        done=_("The agreement is in force; the paper is being made."), when=_("when both sides and the mediator have signed the draft"),
    ),
    Deed(
        "mediation.suspend", _("Suspend the mediation"), "hourglass", actions.suspend, forms.SuspensionForm,
        question=_("Until when does it stand still, and why?"), follows=_("The time stands still; on that day it goes on by itself."),
        done=_("Suspended."),
    ),
    Deed(
        "mediation.resume", _("Go on with the mediation"), "check", actions.resume,
        question=_("Go on with the mediation now?"), follows=_("The time runs on where it stood; both sides are told."),
        done=_("The mediation goes on."),
    ),
    Deed(
        "mediation.terminate", _("End the mediation"), "x", actions.terminate, forms.TerminationForm,
        question=_("Why does the mediation end?"), follows=_("Both sides get a notice with the ground and the other ways; the consumer chooses the next one."),
        done=_("The mediation has ended; the notice is being made."), when=_("after acceptance, with a ground"),
    ),
)  # fmt: skip
