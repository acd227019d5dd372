"""Every act of the consumer as data: which action of the table it is, what it asks, what it says, what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from complaints.casepage import forms as f
from complaints.casepage.saying import set_contact_scope
from complaints.evaluation import actions as ending
from complaints.intake.find import chosen
from complaints.lifecycle.facts import Refused
from complaints.lifecycle.perform import perform
from complaints.lifecycle.states import State
from complaints.messages import put_down
from complaints.models import Case, ContactScope
from complaints.performance import actions as performing
from complaints.reconciliation import actions as talking

Run = Callable[[Case, dict[str, Any], Actor, datetime], object]


@dataclass(frozen=True, slots=True)
class Act:
    """`key` is its address, `action` its name in the table; `fields` leads a refusal's field to the form's."""

    key: str
    action: str
    label: object
    title: object
    says: object
    button: object
    done: object
    run: Run
    form: type[forms.Form] = f.PlainForm
    fields: dict[str, str] = field(default_factory=dict)
    danger: bool = False


def plain(action: str) -> Run:
    """Perform it without more."""
    return lambda case, data, actor, now: perform(case.pk, action, actor=actor, now=now)


def _counter(case: Case, data: dict[str, Any], actor: Actor, now: datetime) -> object:
    lines = [talking.Line(demand, response, fen, day) for demand, response, fen, day in data["lines"]]
    return talking.counter(
        case_id=case.pk, actor=actor, now=now, lines=lines, note=data["note"], idempotency_key=data["key"]
    )


def _confirm(case: Case, data: dict[str, Any], actor: Actor, now: datetime) -> object:
    duty = next((row for row in case.duty_rows if str(row["id"]) == data["duty"]), None)  # type: ignore[attr-defined]
    if duty is None:
        raise Refused("no_duty_left", _("That duty is not open."))
    return performing.confirm(
        case_id=case.pk, duty_id=duty["id"], actor=actor, now=now, received_fen=data.get("received")
    )


def _repick(case: Case, data: dict[str, Any], actor: Actor, now: datetime) -> object:
    choice = chosen(data["m"])
    if choice is None:
        raise Refused("no_merchant", _("Choose the merchant."), field="merchant")
    details = {"merchant_id": choice.merchant_id, "joined": choice.joined, "name": choice.name}
    return perform(case.pk, "merchant.bind", actor=actor, now=now, details=details)


def _supply(case: Case, data: dict[str, Any], actor: Actor, now: datetime) -> object:
    """The answer is read by whoever asked: the merchant on tier 1, else the body alone."""
    with transaction.atomic():
        facts = perform(case.pk, "info.supply", actor=actor, now=now)
        if data["words"]:
            only_body = case.state != State.T1_MERCHANT_INFO
            put_down(
                case_id=case.pk, by=actor.kind.value, actor=actor, now=now, text=data["words"], only_body=only_body
            )
        return facts


def _pressure(case: Case, data: dict[str, Any], actor: Actor, now: datetime) -> object:
    """Report it, and hide at once how the consumer can be reached (FEATURES F12)."""
    with transaction.atomic():
        facts = ending.report_pressure(case_id=case.pk, actor=actor, now=now, words=data["words"])
        set_contact_scope(complaint_id=case.complaint_id, scope=ContactScope.PLATFORM, actor=actor)
        return facts


def _withdraw(case: Case, data: dict[str, Any], actor: Actor, now: datetime) -> object:
    return ending.withdraw(
        case_id=case.pk, actor=actor, now=now, withdrawal=data["withdrawal"], received_fen=data.get("received") or 0,
        until=data.get("until"),
    )  # fmt: skip


ACTS = (
    Act("accept", "offer.accept", _("Accept the offer"), _("Accept the offer?"),
        _("A settlement agreement is made. We remind the merchant before the day; if it does not perform, the case reopens by itself."),
        _("Accept and make the agreement"), _("Agreed. Now it is for the merchant to do it."),
        lambda case, data, actor, now: talking.accept(case_id=case.pk, actor=actor, now=now)),
    Act("counter", "offer.counter", _("Make a counter-offer"), _("Your counter-offer"),
        _("Change sums or days; then it is the merchant's turn."), _("Send the counter-offer"),
        _("Your counter-offer has been sent."), _counter, f.CounterForm),
    Act("go-up", "final_answer", _("I have had a final answer"), _("On to mediation?"),
        _("No more talk with the merchant alone: the body with jurisdiction takes it over. What you wrote goes along, you need not tell it again."),
        _("On to mediation"), _("The case has gone on to mediation."),
        lambda case, data, actor, now: talking.go_up(case_id=case.pk, actor=actor, now=now)),
    Act("no-answer", "offer.not_an_answer", _("This is no answer"), _("Is this no answer?"),
        _("If the merchant writes without saying what it will do, it has to answer again. Its time goes on running."),
        _("Send it back to the merchant"), _("It is the merchant's turn again."), plain("offer.not_an_answer")),
    Act("extend", "tier1.extend", _("Seven more days (once)"), _("Take seven more days?"),
        _("The time to agree is extended once, by seven days, for both sides."), _("Take seven more days"),
        _("The time has been extended by seven days."), plain("tier1.extend")),
    Act("supply", "info.supply", _("Answer the question"), _("Add what is missing"),
        _("Write it here or hand in a file. Then it goes on."), _("Send it"), _("It has been added."), _supply,
        f.InfoForm),
    Act("repick", "merchant.bind", _("Choose the right merchant"), _("Which merchant is it?"),
        _("The merchant said it is not the right company. What you wrote and handed in goes along."), _("This is the merchant"),
        _("The complaint has gone to the merchant you chose."), _repick, f.RepickForm, {"merchant": "m"}),
    Act("withdraw", "withdraw", _("Withdraw the complaint"), _("Before you withdraw: has the money arrived?"),
        _("If it was only promised, do not withdraw yet. Pause, and withdraw when the money is there."), _("Do it"),
        _("Done, as you chose."), _withdraw, f.WithdrawForm, {"withdrawal": "withdrawal", "until": "until"}),
    Act("promise-kept", "promise.kept", _("The money has arrived"), _("Has the promised money arrived?"),
        _("The case then ends as withdrawn with the money received."), _("Yes, it has arrived"), _("The case has ended."),
        lambda case, data, actor, now: ending.keep_promise(case_id=case.pk, actor=actor, now=now, received_fen=data.get("received") or 0),
        f.ReceivedForm),
    Act("promise-broken", "promise.broken", _("The money did not come"), _("Did the promise fail?"),
        _("The case goes on at once, to mediation."), _("It did not come, go on"), _("The case goes on."), plain("promise.broken")),
    Act("pressure", "pressure.report", _("Somebody presses me to withdraw"), _("Are you pressed to withdraw?"),
        _("An officer looks into it the same day. Until then nobody can withdraw the complaint, and the merchant no longer sees how to reach you. The merchant is not told of this."),
        _("Report the pressure"), _("We look into it today. The merchant does not learn of it."),
        _pressure, f.PressureForm, danger=True),
    Act("confirm", "duty.confirm", _("It is done"), _("Is it done?"),
        _("Confirm only what has arrived or was really done."), _("Yes, it is done"), _("Confirmed."), _confirm, f.ReceivedForm),
    Act("breach", "duty.breach", _("It was not done"), _("Was it not done in time?"),
        _("The case is opened again and goes on to mediation, or the papers for the court are prepared."),
        _("Report that it was not done"), _("The case is open again."),
        lambda case, data, actor, now: performing.report_breach(case_id=case.pk, actor=actor, now=now)),
    Act("evaluate", "evaluate", _("Say how it ended"), _("How did it end?"),
        _("Your answer counts, not ours and not the merchant's. Without one it is recorded as not known."), _("Send my answer"),
        _("Thank you. Your answer is recorded."),
        lambda case, data, actor, now: ending.evaluate(case_id=case.pk, actor=actor, now=now, evaluation=data["evaluation"],
                                                       received_fen=data.get("received") or 0, words=data["words"]),
        f.EvaluateForm),
    Act("reopen", "reopen", _("Reopen the case"), _("What is new?"),
        _("A case can be reopened once. It goes to mediation."), _("Reopen the case"), _("The case is open again."),
        lambda case, data, actor, now: ending.reopen(case_id=case.pk, actor=actor, now=now, reason=data["reason"]), f.ReasonForm),
    Act("review", "review.ask", _("Ask for a review"), _("Ask the superior body for a review?"),
        _("The body above looks at the refusal again."), _("Ask for a review"), _("The review has been asked for."), plain("review.ask")),
    Act("challenge", "mediator.challenge", _("Object to the mediator"), _("Object to the mediator?"),
        _("If the mediator may be partial, another one is appointed."), _("Object to the mediator"), _("Another mediator will be appointed."),
        plain("mediator.challenge")),
    Act("court-confirmation", "confirm.prepare", _("Ask for judicial confirmation"), _("Have the court confirm the agreement?"),
        _("Confirmed by the court, the agreement can be enforced. Both sides apply together."), _("Prepare the application"),
        _("The application is being prepared."), plain("confirm.prepare")),
    Act("court-papers", "kit.prepare", _("Papers for the court"), _("Have the papers for the court prepared?"),
        _("We fill in the forms from what is here; you take them to the court."), _("Prepare the papers"), _("The papers are being prepared."),
        plain("kit.prepare")),
    Act("support", "support.ask", _("Ask for support of a lawsuit"), _("Ask the association to support your lawsuit?"),
        _("The association decides whether it supports you before the court."), _("Ask for support"), _("Support has been asked for."),
        plain("support.ask")),
)  # fmt: skip
BY_KEY = {act.key: act for act in ACTS}
BY_ACTION = {act.action: act for act in ACTS}
# What stands as radio cards under an offer, in this order; the rest are links and buttons below.
DECISIONS = ("accept", "counter", "go-up")
