"""Screening, as the desk offers it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from complaints.lifecycle.states import Tier
from mediation.deeds import Deed
from mediation.screening import actions, forms

DEEDS = (
    Deed(
        "screen.pass", _("Pass it on to the merchant"), "send", actions.pass_on,
        question=_("Pass this complaint on?"), follows=_("The merchant's time begins to run, and both sides are told."),
        done=_("Passed on."), stage=Tier.INTAKE,
    ),
    Deed(
        "screen.ask_info", _("Ask for what is missing"), "message-square", actions.ask_for_information, forms.QuestionForm,
        question=_("What is missing?"), follows=_("The consumer is asked; without an answer the complaint is closed."),
        done=_("The consumer has been asked."), stage=Tier.INTAKE,
    ),
    Deed(
        "screen.refuse", _("Do not accept, with a ground"), "ban", actions.refuse, forms.RefusalForm,
        question=_("Why is it not accepted?"), follows=_("The consumer gets a notice with the ground, the other ways, and the time for a review."),
        done=_("Not accepted; the notice is being made."), stage=Tier.INTAKE,
    ),
    Deed(
        "screen.merge", _("Merge into another case"), "copy", actions.merge, forms.MergeForm,
        question=_("Which case does it belong to?"), follows=_("Both numbers stay valid; the story is dealt with there."),
        done=_("Merged."), stage=Tier.INTAKE,
    ),
    Deed(
        "screen.send_out", _("Send to another area"), "send", actions.send_out,
        question=_("Send it to the other area?"), follows=_("No body of this platform has jurisdiction; a receipt is waited for."),
        done=_("Sent to the other area."), stage=Tier.INTAKE,
    ),
    Deed(
        "sent_out.receipt", _("Record the receipt"), "check", actions.record_receipt,
        question=_("Has the other area taken it over?"), follows=_("The case ends here, and the consumer is told who has it."),
        done=_("Receipt recorded."), stage=Tier.INTAKE,
    ),
    Deed(
        "review.uphold", _("The refusal stays"), "ban", actions.uphold_refusal, forms.ReasonForm,
        question=_("Why does the refusal stay?"), follows=_("The case is closed, and the consumer is told why."),
        done=_("The refusal stays."), stage=Tier.INTAKE,
    ),
    Deed(
        "review.overturn", _("Take the case up after all"), "check", actions.overturn_refusal, forms.ReasonForm,
        question=_("Why is it taken up?"), follows=_("The case goes on where it was refused."),
        done=_("The case is taken up."), stage=Tier.INTAKE,
    ),
    Deed(
        "merchant.bind", _("This is the merchant"), "store", actions.bind_merchant, forms.BindForm,
        question=_("Which merchant is it?"), follows=_("A joined merchant gets the case at once, another one by letter."),
        done=_("The merchant is found."), stage=Tier.RECONCILIATION, template="desk/bind.html",
    ),
    Deed(
        "notice.prove", _("Record the delivery of the letter"), "inbox", actions.prove_notice, forms.ProofForm,
        question=_("How is the delivery proven?"), follows=_("Only now the merchant's time to answer begins to run."),
        done=_("Delivery recorded."), stage=Tier.RECONCILIATION,
    ),
    Deed(
        "identity.verify", _("Verify the identity at the counter"), "shield-check", actions.verify_identity, forms.IdentityForm,
        question=_("Does the document lie before you?"), follows=_("The number is sealed; only the fact and the moment are shown."),
        done=_("Identity verified."),
    ),
    Deed(
        "pressure.clear", _("The pressure has been looked into"), "flag", actions.clear_pressure, forms.PressureForm,
        question=_("What was found about the pressure?"), follows=_("The consumer can decide freely again, also to withdraw."),
        done=_("The consumer can decide freely again."),
    ),
)  # fmt: skip
