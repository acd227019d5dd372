"""Tier 4, as desk, court and parties are offered it. The pack itself is dealt with in the shared court room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from complaints.lifecycle.states import Tier
from mediation.deeds import Deed
from mediation.judicial import actions, forms
from mediation.screening.forms import ReasonForm

DEEDS = (
    Deed(
        "confirm.prepare", _("Apply for judicial confirmation"), "landmark", actions.prepare_confirmation,
        question=_("Ask the court to confirm the agreement?"), follows=_("Both sides apply together; confirmed, the agreement can be enforced like a judgment."),
        done=_("The application is being prepared."), when=_("within 30 days after the agreement takes effect"), stage=Tier.COURT,
    ),
    Deed(
        "confirm.file", _("File the joint application"), "landmark", actions.file_application,
        question=_("Hand the pack to the court?"), follows=_("The court decides; both sides are told at once."),
        done=_("Filed with the court."), when=_("when every paper is there and signed"), stage=Tier.COURT,
    ),
    Deed(
        "confirm.grant", _("Confirm the agreement"), "check", actions.grant, forms.GrantForm,
        question=_("Confirm the agreement?"), follows=_("The agreement can be enforced; both sides are told."),
        done=_("Confirmed."), when=_("after the application was filed"), stage=Tier.COURT,
    ),
    Deed(
        "confirm.refuse", _("Do not confirm"), "x", actions.refuse_confirmation, forms.RefuseForm,
        question=_("Why is it not confirmed?"), follows=_("The consumer chooses the next way; an eligible body may mediate again."),
        done=_("Not confirmed."), when=_("after the application was filed"), stage=Tier.COURT,
    ),
    Deed(
        "confirm.remediate", _("Mediate again by an eligible body"), "users", actions.remediate,
        question=_("Mediate again?"), follows=_("The mediation begins anew, with today's date."),
        done=_("The mediation begins anew. Please appoint a mediator."), stage=Tier.COURT,
    ),
    Deed(
        "kit.prepare", _("Prepare the court papers"), "gavel", actions.prepare_kit,
        question=_("Prepare the papers for the court?"), follows=_("Payment order, small claim or enforcement, filled in as far as we know the case."),
        done=_("The papers are being made."), when=_("when mediation has failed"), stage=Tier.COURT,
    ),
    Deed(
        "support.ask", _("Ask for support in court"), "users", actions.ask_support, ReasonForm,
        question=_("Why do you ask for support?"), follows=_("The association decides whether it supports your lawsuit."),
        done=_("Your request has been sent."), when=_("when mediation has failed"), stage=Tier.COURT,
    ),
    Deed(
        "support.decide", _("Decide on supporting the lawsuit"), "gavel", actions.decide_support, forms.SupportForm,
        question=_("Support this lawsuit?"), follows=_("The consumer is told, and gets the papers either way."),
        done=_("Decided; the papers are being made."), stage=Tier.COURT,
    ),
    Deed(
        "delegated.return", _("Return the case to the court"), "undo-2", actions.return_to_court,
        question=_("Return it without an agreement?"), follows=_("The court goes on with the case."),
        done=_("Returned to the court."), stage=Tier.COURT,
    ),
)  # fmt: skip
