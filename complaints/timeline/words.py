"""Each action of the table in a sentence: `own` for whoever did it, `other` for everybody else.

A test fails when the table has an action without words. `hidden` names the readers who are not told of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

MERCHANT, DEPARTMENT, COURT = "merchant", "department", "court"


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences without a full stop."""

    other: object
    own: object = ""
    hidden: tuple[str, ...] = ()


WORDS: dict[str, Words] = {
    "file": Words(_("The consumer filed the complaint"), _("You filed the complaint")),
    "screen.pass": Words(_("The complaint was forwarded to the merchant")),
    "screen.ask_info": Words(_("The consumer was asked to add something"), hidden=(MERCHANT,)),
    "screen.refuse": Words(_("The complaint was not accepted"), hidden=(MERCHANT,)),
    "screen.merge": Words(_("Merged into another case of the same matter")),
    "screen.send_out": Words(_("Sent to the body of another area")),
    "info.supply": Words(_("The consumer added what was asked"), _("You added what was asked")),
    "info.lapse": Words(_("Nothing was added in time; it goes on with what is there")),
    "sent_out.receipt": Words(_("The body of the other area has taken it over")),
    "sent_out.silent": Words(_("The other area did not answer")),
    "review.ask": Words(
        _("The consumer asked for a review of the refusal"), _("You asked for a review of the refusal")
    ),
    "refusal.final": Words(_("The refusal became final")),
    "review.uphold": Words(_("The review confirmed the refusal")),
    "review.overturn": Words(_("The review took the case up")),
    "merchant.bind": Words(_("The merchant was identified"), _("You chose the merchant")),
    "unmatched.expire": Words(_("The merchant could not be identified in time; on to mediation")),
    "repick.expire": Words(_("No other merchant was chosen; our staff identify it")),
    "notice.prove": Words(_("Delivery of the notice to the merchant is proven")),
    "merchant.join": Words(_("The merchant has joined and can answer here"), _("You joined and can answer here")),
    "unjoined.undelivered": Words(_("The merchant could not be reached; on to mediation")),
    "unjoined.silent": Words(_("The merchant did not answer the notice; on to mediation")),
    "answer.agree": Words(_("The merchant agreed to everything"), _("You agreed to everything")),
    "answer.propose": Words(_("The merchant made an offer"), _("You made an offer")),
    "answer.dispute": Words(_("The merchant does not agree"), _("You did not agree")),
    "answer.incorrect": Words(_("The merchant says it is not the right company"), _("You said it is not your company")),
    "answer.duplicate": Words(
        _("The merchant says the matter is in another case"), _("You said the matter is in another case")
    ),
    "answer.ask_info": Words(_("The merchant asked for information"), _("You asked for information")),
    "merchant.silent": Words(
        _("The merchant did not answer in time; on to mediation by itself"),
        _("You did not answer in time; on to mediation by itself"),
    ),
    "tier1.expire": Words(_("No agreement in time; on to mediation by itself")),
    "offer.accept": Words(_("The consumer accepted the offer"), _("You accepted the offer")),
    "offer.counter": Words(_("The consumer made a counter-offer"), _("You made a counter-offer")),
    "offer.not_an_answer": Words(_("The consumer says this is no answer"), _("You said this is no answer")),
    "final_answer": Words(
        _("The consumer had a final answer; on to mediation"), _("You had a final answer; on to mediation")
    ),
    "tier1.extend": Words(_("The consumer took seven more days"), _("You took seven more days")),
    "answer.late": Words(_("The merchant answered after its time was up"), _("You answered after your time was up")),
    "accept": Words(_("Accepted for mediation")),
    "refuse": Words(_("Not accepted for mediation")),
    "accept.ask_info": Words(_("The consumer was asked to add something before acceptance")),
    "case.return": Words(_("Handed to the body that has jurisdiction")),
    "case.reassign": Words(_("Handed to another body")),
    "accept.expire": Words(_("No decision on acceptance in time; the next higher body was told")),
    "mediator.appoint": Words(_("A mediator was appointed")),
    "mediator.challenge": Words(_("A party objected to the mediator"), _("You objected to the mediator")),
    "challenge.lapse": Words(_("Nobody objected to the mediator")),
    "mediator.step_down": Words(_("The mediator stepped down")),
    "sitting.hold": Words(_("A mediation sitting was held")),
    "mediation.extend": Words(_("The mediation was extended")),
    "mediation.suspend": Words(_("The mediation was suspended")),
    "mediation.resume": Words(_("The mediation goes on")),
    "mediation.agree": Words(_("Both sides reached an agreement")),
    "mediation.terminate": Words(_("The mediation ended without agreement")),
    "mediation.expire": Words(_("The time for mediation was up, without agreement")),
    "route.expire": Words(_("No further way was chosen in time")),
    "refer": Words(_("Referred to the department in charge")),
    "referral.receipt": Words(_("The department acknowledged it"), _("You acknowledged it")),
    "referral.return": Words(_("The department returned it"), _("You returned it")),
    "referral.not_returned": Words(_("It was not referred again in time")),
    "referral.overdue": Words(_("The department is overdue; the superior body was told")),
    "referral.silent": Words(_("The department did not answer the reminder")),
    "referral.result": Words(_("The department reported its result"), _("You reported the result")),
    "confirm.prepare": Words(_("Judicial confirmation is being prepared"), _("You asked for judicial confirmation")),
    "confirm.lapse": Words(_("The time for judicial confirmation passed; the agreement stays binding")),
    "confirm.file": Words(_("The joint application was filed with the court")),
    "court.urge": Words(_("The court was asked for the state of the matter")),
    "confirm.grant": Words(_("The court confirmed the agreement")),
    "confirm.refuse": Words(_("The court did not confirm the agreement")),
    "confirm.remediate": Words(_("Mediated again by an eligible body")),
    "kit.prepare": Words(
        _("The papers for the court were prepared"), _("You had the papers for the court prepared"), hidden=(MERCHANT,)
    ),
    "kit.expire": Words(_("The time set for going to court is over"), hidden=(MERCHANT,)),
    "support.ask": Words(
        _("The consumer asked for support of a lawsuit"), _("You asked for support of a lawsuit"), hidden=(MERCHANT,)
    ),
    "support.decide": Words(_("The association decided on supporting the lawsuit"), hidden=(MERCHANT,)),
    "support.silent": Words(_("No decision on support in time"), hidden=(MERCHANT,)),
    "court.delegate": Words(_("The court delegated the mediation")),
    "delegated.agree": Words(_("Both sides reached an agreement")),
    "delegated.return": Words(_("Returned to the court")),
    "duty.claim": Words(_("The merchant reports that it is done"), _("You reported that it is done")),
    "duty.confirm": Words(_("The consumer confirmed that it is done"), _("You confirmed that it is done")),
    "duty.lapse": Words(_("The day of performance has passed")),
    "duty.breach": Words(_("The consumer reports that it was not done"), _("You reported that it was not done")),
    "duty.note": Words(_("Something agreed was not done on its day")),
    "evaluation.ask": Words(_("The consumer was asked whether it is solved"), _("We asked you whether it is solved")),
    "evaluate": Words(_("The consumer said how it ended"), _("You said how it ended")),
    "evaluation.expire": Words(_("Nobody said how it ended")),
    "withdraw": Words(_("The consumer withdrew the complaint"), _("You withdrew the complaint")),
    "promise.kept": Words(_("The promised money has arrived"), _("You confirmed that the promised money has arrived")),
    "promise.broken": Words(_("The promised money did not arrive; the case goes on")),
    "pressure.report": Words(
        _("Pressure to withdraw was reported"),
        _("You reported pressure to withdraw"),
        hidden=(MERCHANT, DEPARTMENT, COURT),
    ),
    "pressure.clear": Words(_("An officer has looked into the pressure"), hidden=(MERCHANT, DEPARTMENT, COURT)),
    "identity.verify": Words(_("The consumer's identity was verified"), _("You verified the consumer's identity")),
    "reopen": Words(_("The consumer reopened the case"), _("You reopened the case")),
    "reopen.lapse": Words(_("The time to reopen the case is over")),
    "deadline.corrected": Words(_("A deadline was corrected after the calendar was published")),
}
# On a promise a withdrawal only pauses: the word must not say more.
PAUSED = Words(_("Paused: the money was promised"), _("You paused the case: the money was promised"))
# The same action, told apart by where it led.
BY_STATE = {
    ("withdraw", "suspended"): PAUSED,
    ("screen.pass", "t1_unmatched"): Words(_("The merchant is not known yet; our staff look for it")),
    ("screen.pass", "t1_unjoined"): Words(_("The merchant has not joined; it is told by letter and text message")),
    ("merchant.bind", "t1_unjoined"): Words(_("The merchant was identified; it is told by letter and text message")),
    ("final_answer", "sent_out_of_area"): Words(_("Sent to the body of another area")),
    ("merchant.silent", "sent_out_of_area"): Words(
        _("The merchant did not answer in time; sent to the body of another area")
    ),
}
# What the reader of a consumer's own page need not be told each time.
SILENT = frozenset({"challenge.lapse", "reopen.lapse", "evaluation.ask"})


def words_of(action: str, to_state: str) -> Words:
    """The words of an event; KeyError for an action the table does not have."""
    return BY_STATE.get((action, to_state)) or WORDS[action]
