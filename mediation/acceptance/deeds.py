"""Acceptance, as the desk offers it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mediation.acceptance import actions, forms
from mediation.deeds import Deed
from mediation.screening.forms import QuestionForm, RefusalForm

DEEDS = (
    Deed(
        "accept", _("Accept for mediation"), "check", actions.accept,
        question=_("Accept this case for mediation?"), follows=_("The time for mediation begins to run; both sides get a notice."),
        done=_("Accepted. Please appoint a mediator."),
    ),
    Deed(
        "refuse", _("Do not accept, with a ground"), "ban", actions.refuse, RefusalForm,
        question=_("Why is it not accepted?"), follows=_("The consumer gets a notice with the ground, the other ways, and the time for a review."),
        done=_("Not accepted; the notice is being made."),
    ),
    Deed(
        "accept.ask_info", _("Ask for what is missing"), "message-square", actions.ask_for_information, QuestionForm,
        question=_("What is missing?"), follows=_("The consumer is asked; the time for acceptance stands still meanwhile."),
        done=_("The consumer has been asked."),
    ),
    Deed(
        "case.return", _("Return it, naming the right body"), "undo-2", actions.return_to_right_body, forms.BodyForm,
        question=_("Who has jurisdiction?"), follows=_("That body gets the case with your reason; a second return is decided by the superior."),
        done=_("Returned."),
    ),
    Deed(
        "case.reassign", _("Assign to another body"), "send", actions.reassign, forms.BodyForm,
        question=_("Which body takes the case?"), follows=_("Its time for acceptance begins anew; both sides are told."),
        done=_("Assigned to the other body."),
    ),
    Deed(
        "mediation.extend", _("Extend the mediation"), "calendar-plus", actions.extend, forms.UntilForm,
        question=_("Until when is it extended, and why?"), follows=_("Both sides get a notice with the new day."),
        done=_("Extended."), when=_("after acceptance, before the time is up"),
    ),
)  # fmt: skip
