"""The panel, as the desk and the parties' pages offer it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mediation.deeds import Deed
from mediation.panel import actions
from mediation.panel.forms import AppointForm
from mediation.screening.forms import ReasonForm

DEEDS = (
    Deed(
        "mediator.appoint", _("Appoint a mediator"), "users", actions.appoint, AppointForm,
        question=_("Who mediates?"), follows=_("Both sides are told and may object within three working days."),
        done=_("Appointed."), when=_("after acceptance"), template="desk/appoint.html",
    ),
    Deed(
        "mediator.step_down", _("Give the case back"), "undo-2", actions.step_down, ReasonForm,
        question=_("Why does the mediator step down?"), follows=_("The body appoints somebody else; both sides are told."),
        done=_("The body appoints somebody else."),
    ),
    Deed(
        "mediator.challenge", _("Object to the mediator"), "flag", actions.challenge, ReasonForm,
        question=_("Why do you object to the mediator?"), follows=_("The association appoints somebody else. Nobody thinks less of you for it."),
        done=_("Your objection has been recorded."), when=_("within three working days after the appointment"),
    ),
)  # fmt: skip
