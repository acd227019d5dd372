"""Every act of a merchant but the answer itself, as data: its action in the table, what it asks, says and does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from complaints.lifecycle.perform import perform
from complaints.merchantdesk import actions
from complaints.merchantdesk import forms as f
from complaints.models import Case

Run = Callable[[Case, dict[str, Any], Actor, datetime], object]


@dataclass(frozen=True, slots=True)
class Act:
    """`slug` is its address; `leaves`: the case is out of sight afterwards."""

    slug: str
    action: str
    label: object
    title: object
    says: object
    button: object
    done: object
    run: Run
    form: type[forms.Form] = f.PlainForm
    icon: str = "chevron-right"
    leaves: bool = False


def _plain(action: str) -> Run:
    """Perform it without more, for those who may answer."""

    def run(case: Case, data: dict[str, Any], actor: Actor, now: datetime) -> object:
        actions.check_may_answer(actor)
        return perform(case.pk, action, actor=actor, now=now)

    return run


ACTS = (
    Act("not-ours", "answer.incorrect", _("It is not us"), _("This complaint is not for us"),
        _("The consumer has 15 days to choose again, and the case leaves your desk at once. If a second merchant says the same, our staff decide."),
        _("Send it back to the consumer"), _("The consumer has been asked to choose again. The case has left your desk."),
        lambda case, data, actor, now: actions.say_not_ours(case_id=case.pk, actor=actor, now=now, **data),
        f.NotOursForm, "ban", leaves=True),
    Act("duplicate", "answer.duplicate", _("The same as another case"), _("The matter is in another case of ours"),
        _("An officer compares the two. Until then you need not answer this one."), _("Tell the association"),
        _("An officer compares the two cases."),
        lambda case, data, actor, now: actions.say_duplicate(case_id=case.pk, actor=actor, now=now, **data),
        f.DuplicateForm, "file-text"),
    Act("object", "mediator.challenge", _("Object to the mediator"), _("Object to the mediator?"),
        _("If the mediator may be partial, the body appoints another one. The mediation goes on counting its time."),
        _("Object to the mediator"), _("The body will appoint another mediator."),
        lambda case, data, actor, now: actions.object_to_mediator(case_id=case.pk, actor=actor, now=now, **data),
        f.ObjectionForm, "users"),
    Act("court-confirmation", "confirm.prepare", _("Ask for judicial confirmation"), _("Have the court confirm the agreement?"),
        _("Confirmed by the court, the agreement can be enforced. Both sides apply together within 30 days."),
        _("Prepare the joint application"), _("The joint application is being prepared."), _plain("confirm.prepare"), icon="gavel"),
    Act("take-over", "merchant.join", _("Answer it here"), _("Answer this case here?"),
        _("Your team has joined since the letter was sent. The case comes to your desk, and you have the full time to answer."),
        _("Bring it to our desk"), _("The case is on your desk."), _plain("merchant.join"), icon="inbox"),
)  # fmt: skip
BY_SLUG = {act.slug: act for act in ACTS}
BY_ACTION = {act.action: act for act in ACTS}
