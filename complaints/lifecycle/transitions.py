"""THE TABLE. Every move a case can make, one row each; nothing else moves a case.

Read a row aloud: this action leads from here to there, these may do it, if this holds; these clocks start, stay, pause;
these people are told; this is the ground. The page docs/lifecycle.md is drawn from it.
"""

from __future__ import annotations

from typing import Any

from complaints.lifecycle import guards as g
from complaints.lifecycle import row as r
from complaints.lifecycle.clockkinds import ClockKind as C
from complaints.lifecycle.row import T
from complaints.lifecycle.states import State as S
from complaints.lifecycle.states import Who as W
from complaints.lifecycle.states import Withdrawal

P = "(P)"  # our policy, kept as a dated rule
HB = "湖北315 2021"
A121 = "令121"
AUTO = "消法39; 湖北315"

BOTH = ("consumer", "merchant")
HANDLERS = (W.OFFICER,)
TABLE_STAFF = (W.OFFICER, W.MEDIATOR)
MERCHANTS_TURN = (S.T1_MERCHANT, S.T1_MERCHANT_INFO)
PERFORMING = (S.T1_PERFORMING, S.T2_PERFORMING, S.T4_PERFORMING)
FAILED = (S.T2_FAILED, S.T3_OVERDUE, S.T3_RETURNED, S.T4_REFUSED)
WITHDRAWABLE = (
    S.SCREENING, S.NEEDS_INFO, S.T1_UNMATCHED, S.T1_UNJOINED, S.T1_NOTICED, S.T1_MERCHANT, S.T1_MERCHANT_INFO,
    S.T1_CONSUMER, S.T1_REPICK, S.T2_ASSIGNED, S.T2_NEEDS_INFO, S.T2_ACCEPTED, S.T2_MEDIATING, S.T2_SUSPENDED,
)  # fmt: skip
ANSWERS = (C.ANSWER, C.TIER1)
EVALUATION = (C.EVALUATION_1, C.EVALUATION_7, C.EVALUATION_20)

BODY = ("body",)
SUPERIOR = ("superior",)
ESCALATED = (("escalated", (*BOTH, "body")),)
SENT_OUT = (("sent_out", ("consumer",)),)


def escalate(action: str, froms: r.From, *, source: str, who: tuple[W, ...] = (W.SYSTEM,), fires: tuple[C, ...] = (),
             guard: tuple[g.Guard, ...] = (), sets: tuple[r.Sets, ...] = ()) -> tuple[T, T]:  # fmt: skip
    """To tier 2: the body with jurisdiction gets it; outside our area it is sent out with a receipt."""
    common: dict[str, Any] = {"who": who, "fires": fires, "source": source, "asks": BODY}
    return (
        T(action, froms, S.T2_ASSIGNED, guard=(*guard, g.in_area), starts=(C.ACCEPT,), sets=(*sets, r.assigns),
          notices=ESCALATED, effects=("assignment",), **common),
        T(action, froms, S.SENT_OUT, guard=(*guard, g.out_of_area), starts=(C.SENT_OUT,), sets=sets,
          notices=SENT_OUT, **common),
    )  # fmt: skip


def to_merchant(action: str, froms: r.From, *, who: tuple[W, ...], source: str, fires: tuple[C, ...] = (),
                guard: tuple[g.Guard, ...] = (), keeps: tuple[C, ...] = ()) -> tuple[T, T]:  # fmt: skip
    """To the merchant: its desk if it has joined, by letter if not."""
    common: dict[str, Any] = {"who": who, "fires": fires, "source": source, "sets": (r.binds,)}
    return (
        T(action, froms, S.T1_MERCHANT, guard=(*guard, g.merchant_joined), starts=ANSWERS,
          notices=(("forwarded", BOTH),), **common),
        T(action, froms, S.T1_UNJOINED, guard=(*guard, g.merchant_known), keeps=keeps,
          starts=() if keeps else (C.UNJOINED_CAP,), notices=(("unjoined", ("consumer",)),),
          effects=("claim_letter",), **common),
    )  # fmt: skip


def corrected(froms: tuple[S, ...], *told: str, effects: tuple[str, ...] = ()) -> T:
    """The calendar was published or changed: what ends elsewhere by it is moved, and those whose time it is are told."""
    return T("deadline.corrected", froms, None, (W.SYSTEM,), recounts=True, notices=(("deadline_corrected", told),),
             effects=effects, source="民法典 200-203; 国务院放假通知")  # fmt: skip


INTAKE = (
    T("file", None, S.SCREENING, (W.CONSUMER, W.OFFICER), starts=(C.SCREENING,), notices=(("filed", ("consumer",)),),
      source="消法39"),
    *to_merchant("screen.pass", S.SCREENING, who=(W.SYSTEM, W.OFFICER), fires=(C.SCREENING,), source=f"转送协商 {HB}"),
    T("screen.pass", S.SCREENING, S.T1_UNMATCHED, (W.SYSTEM, W.OFFICER), (g.merchant_unknown,), fires=(C.SCREENING,),
      starts=(C.UNJOINED_CAP,), notices=(("unmatched", ("consumer",)),), source=P),
    T("screen.ask_info", S.SCREENING, S.NEEDS_INFO, HANDLERS, starts=(C.INFO_CLOSE,),
      notices=(("needs_info", ("consumer",)),), source=f"{A121} 补正"),
    T("info.supply", S.NEEDS_INFO, S.SCREENING, (W.CONSUMER,), starts=(C.SCREENING,), source=f"{A121} 补正"),
    T("info.lapse", S.NEEDS_INFO, S.CLOSED, fires=(C.INFO_CLOSE,), starts=(C.REOPEN,), sets=(r.unknown,),
      notices=(("closed", ("consumer",)),), source=P),
    T("screen.refuse", S.SCREENING, S.NOT_ACCEPTED, HANDLERS, (g.refusal_code,), starts=(C.REVIEW_WINDOW,),
      sets=(r.codes,), notices=(("not_accepted", ("consumer",)),), effects=("refusal_paper",), source=f"{A121} 14"),
    T("screen.merge", S.SCREENING, S.MERGED, HANDLERS, (g.merges_into,), sets=(r.not_a_dispute,),
      notices=(("merged", ("consumer",)),), source=P),
    T("screen.send_out", S.SCREENING, S.SENT_OUT, HANDLERS, (g.out_of_area,), asks=BODY, starts=(C.SENT_OUT,), notices=SENT_OUT,
      source=f"{A121} 11"),
    T("sent_out.receipt", S.SENT_OUT, S.CLOSED, HANDLERS, starts=(C.REOPEN,), sets=(r.out_of_scope,),
      notices=(("taken_over", ("consumer",)),), source=P),
    T("sent_out.silent", S.SENT_OUT, S.T2_ASSIGNED, (W.SYSTEM, W.OFFICER), (g.has_home_body,), asks=("home_body",), fires=(C.SENT_OUT,),
      starts=(C.ACCEPT,), sets=(r.assigns_home,), notices=ESCALATED, effects=("assignment",), source=P),
    T("sent_out.silent", S.SENT_OUT, S.CLOSED, (W.SYSTEM,), (g.no_home_body,), asks=("home_body",), fires=(C.SENT_OUT,), starts=(C.REOPEN,),
      sets=(r.out_of_scope,), notices=(("closed", ("consumer",)),), source=P),
    T("review.ask", S.NOT_ACCEPTED, S.REVIEW, (W.CONSUMER,), asks=SUPERIOR, sets=(r.climbs,), starts=(C.REVIEW,),
      notices=(("review_asked", ("consumer", "body")),), source=P),
    T("refusal.final", S.NOT_ACCEPTED, S.CLOSED, fires=(C.REVIEW_WINDOW,), starts=(C.REOPEN,), sets=(r.as_refused,),
      notices=(("closed", ("consumer",)),), source=P),
    T("review.uphold", S.REVIEW, S.CLOSED, HANDLERS, starts=(C.REOPEN,), sets=(r.as_refused,),
      notices=(("review_upheld", ("consumer",)),), source=P),
    T("review.overturn", S.REVIEW, S.T2_ASSIGNED, (W.OFFICER, W.SYSTEM), (g.high_tier,), fires=(C.REVIEW,),
      starts=(C.ACCEPT,), notices=(("review_overturned", ("consumer", "body")),), source=P),
    T("review.overturn", S.REVIEW, S.SCREENING, (W.OFFICER, W.SYSTEM), (g.low_tier,), fires=(C.REVIEW,),
      starts=(C.SCREENING,), notices=(("review_overturned", ("consumer", "body")),), source=P),
)  # fmt: skip

RECONCILIATION = (
    *to_merchant("merchant.bind", (S.T1_UNMATCHED, S.T1_REPICK), who=(W.OFFICER, W.CONSUMER), guard=(g.names_merchant,),
                 keeps=(C.UNJOINED_CAP,), source=f"FEATURES M3, M8 {P}"),
    *escalate("unmatched.expire", S.T1_UNMATCHED, fires=(C.UNJOINED_CAP,), source=f"{AUTO} {P}"),
    T("repick.expire", S.T1_REPICK, S.T1_UNMATCHED, fires=(C.REPICK,), starts=(C.UNJOINED_CAP,), source=f"M8 {P}"),
    T("notice.prove", S.T1_UNJOINED, S.T1_NOTICED, (W.OFFICER, W.SYSTEM), starts=(C.UNJOINED_ANSWER,),
      keeps=(C.UNJOINED_CAP,), sets=(r.noticed,), notices=(("notice_proven", ("consumer",)),), source=f"M5 {P}"),
    T("merchant.join", (S.T1_UNJOINED, S.T1_NOTICED), S.T1_MERCHANT, (W.MERCHANT, W.SYSTEM), starts=ANSWERS,
      sets=(r.joins,), notices=(("merchant_joined", BOTH),), source=f"M4 {P}"),
    *escalate("unjoined.undelivered", S.T1_UNJOINED, fires=(C.UNJOINED_CAP,), source=f"M5: undelivered is not silent {P}"),
    *escalate("unjoined.silent", S.T1_NOTICED, fires=(C.UNJOINED_ANSWER, C.UNJOINED_CAP), source=AUTO),
    # the merchant's turn
    T("answer.agree", S.T1_MERCHANT, S.T1_PERFORMING, (W.MERCHANT,), (g.brings_offer, g.brings_duties), starts=(C.DUTY,),
      sets=(r.agrees, r.no_offer), notices=(("agreed", BOTH),), effects=("duties", "reconciliation_paper"), source=HB),
    T("answer.propose", S.T1_MERCHANT, S.T1_CONSUMER, (W.MERCHANT,), (g.brings_offer,), keeps=(C.TIER1,),
      sets=(r.offers,), notices=(("offer_made", ("consumer",)),), source=HB),
    T("answer.dispute", S.T1_MERCHANT, S.T1_CONSUMER, (W.MERCHANT,), (g.brings_offer,), keeps=(C.TIER1,),
      sets=(r.offers, r.no_offer), notices=(("disputed", ("consumer",)),), source=HB),
    T("answer.incorrect", S.T1_MERCHANT, S.T1_REPICK, (W.MERCHANT,), (g.first_bounce, g.never_answered),
      starts=(C.REPICK,), sets=(r.unbinds,), notices=(("incorrect_company", ("consumer",)),), source=f"M8 {P}"),
    T("answer.incorrect", S.T1_MERCHANT, S.T1_UNMATCHED, (W.MERCHANT,), (g.bounced_before, g.never_answered),
      starts=(C.UNJOINED_CAP,), sets=(r.unbinds,), notices=(("incorrect_company", ("consumer", "body")),), source=f"M8 {P}"),
    T("answer.duplicate", S.T1_MERCHANT, S.SCREENING, (W.MERCHANT,), (g.first_bounce,), starts=(C.SCREENING,),
      sets=(r.bounces,), notices=(("duplicate_claimed", ("consumer", "body")),), source=f"M7 {P}"),
    T("answer.ask_info", S.T1_MERCHANT, S.T1_MERCHANT_INFO, (W.MERCHANT,), (g.few_questions,), keeps=(C.TIER1,),
      pauses=(C.ANSWER,), starts=(C.SUPPLEMENT,), sets=(r.asks,), notices=(("merchant_asks", ("consumer",)),), source=f"M7 {P}"),
    T("info.supply", S.T1_MERCHANT_INFO, S.T1_MERCHANT, (W.CONSUMER,), keeps=(C.TIER1,), resumes=(C.ANSWER,),
      notices=(("info_supplied", ("merchant",)),), source=f"M7 {P}"),
    T("info.lapse", S.T1_MERCHANT_INFO, S.T1_MERCHANT, fires=(C.SUPPLEMENT,), keeps=(C.TIER1,), resumes=(C.ANSWER,),
      notices=(("info_lapsed", BOTH),), source=f"M7 {P}"),
    *escalate("merchant.silent", S.T1_MERCHANT, fires=(C.ANSWER,), source=AUTO),
    *escalate("tier1.expire", (*MERCHANTS_TURN, S.T1_CONSUMER), fires=(C.TIER1,), source=AUTO),
    # the consumer's turn
    T("offer.accept", S.T1_CONSUMER, S.T1_PERFORMING, (W.CONSUMER,), (g.open_offer, g.brings_duties), starts=(C.DUTY,),
      sets=(r.agrees, r.no_offer), notices=(("agreed", BOTH),), effects=("duties", "reconciliation_paper"), source=HB),
    T("offer.counter", S.T1_CONSUMER, S.T1_MERCHANT, (W.CONSUMER,), (g.brings_offer,), keeps=(C.TIER1,),
      sets=(r.no_offer,), notices=(("countered", ("merchant",)),), source=HB),
    T("offer.not_an_answer", S.T1_CONSUMER, S.T1_MERCHANT, (W.CONSUMER,), keeps=(C.TIER1,), sets=(r.no_offer,),
      notices=(("not_an_answer", ("merchant",)),), source=f"F11 {P}"),
    *escalate("final_answer", (S.T1_CONSUMER, S.T1_MERCHANT), who=(W.CONSUMER,), guard=(g.answered,), sets=(r.no_offer,),
              source="消法39"),
    T("tier1.extend", (S.T1_CONSUMER, S.T1_MERCHANT), None, (W.CONSUMER,), (g.not_extended,), extends=C.TIER1,
      sets=(r.extends,), notices=(("extended", BOTH),), source=P),
    # late answers, until a mediator accepts
    T("answer.late", S.T2_ASSIGNED, None, (W.MERCHANT,), (g.brings_offer,), sets=(r.offers,),
      notices=(("offer_late", ("consumer", "body")),), source=f"M9 {P}"),
    T("offer.accept", S.T2_ASSIGNED, S.T1_PERFORMING, (W.CONSUMER,), (g.open_offer, g.brings_duties), starts=(C.DUTY,),
      sets=(r.agrees, r.no_offer), notices=(("agreed", (*BOTH, "body")),), effects=("duties", "reconciliation_paper"), source=f"M9 {P}"),
)  # fmt: skip

MEDIATION = (
    T("accept", S.T2_ASSIGNED, S.T2_ACCEPTED, HANDLERS, (g.identity_verified,), starts=(C.MEDIATION,), sets=(r.no_offer,),
      notices=(("accepted", BOTH),), effects=("acceptance_paper",), source=f"{A121} 15; 消法37"),
    T("refuse", S.T2_ASSIGNED, S.NOT_ACCEPTED, HANDLERS, (g.refusal_code,), starts=(C.REVIEW_WINDOW,), sets=(r.codes,),
      notices=(("not_accepted", ("consumer",)),), effects=("refusal_paper",), source=f"{A121} 14"),
    T("accept.ask_info", S.T2_ASSIGNED, S.T2_NEEDS_INFO, HANDLERS, pauses=(C.ACCEPT,), starts=(C.SUPPLEMENT,),
      notices=(("needs_info", ("consumer",)),), source=f"{A121} 补正"),
    T("info.supply", S.T2_NEEDS_INFO, S.T2_ASSIGNED, (W.CONSUMER,), resumes=(C.ACCEPT,),
      notices=(("info_supplied", ("body",)),), source=f"{A121} 补正"),
    T("info.lapse", S.T2_NEEDS_INFO, S.T2_ASSIGNED, fires=(C.SUPPLEMENT,), resumes=(C.ACCEPT,),
      notices=(("info_lapsed", ("consumer", "body")),), source=f"{A121} 补正"),
    T("case.return", S.T2_ASSIGNED, None, HANDLERS, (g.first_return, g.names_body), stops=(C.ACCEPT,), starts=(C.ACCEPT,),
      sets=(r.reassigns,), notices=(("reassigned", ("consumer", "body")),), effects=("assignment",), source=f"A6 {P}"),
    T("case.return", S.T2_ASSIGNED, None, HANDLERS, (g.returned_before,), stops=(C.ACCEPT,), starts=(C.ACCEPT,),
      asks=SUPERIOR, sets=(r.returns_to_superior,), notices=(("reassigned", ("consumer", "body")),), effects=("assignment",), source=f"A6 {P}"),
    T("case.reassign", (S.T2_ASSIGNED, S.T2_ACCEPTED, S.T2_MEDIATING), S.T2_ASSIGNED, HANDLERS, (g.names_body,),
      stops=(C.ACCEPT, C.MEDIATION, C.CHALLENGE), starts=(C.ACCEPT,), sets=(r.reassigns,),
      notices=(("reassigned", ("consumer", "body")),), effects=("assignment",), source=f"A6 {P}"),
    T("accept.expire", S.T2_ASSIGNED, None, asks=SUPERIOR, fires=(C.ACCEPT,), starts=(C.ACCEPT,), sets=(r.climbs,),
      notices=(("accept_overdue", ("consumer", "body", "superior")),), effects=("assignment",), source=f"{A121} 15 {P}"),
    T("mediator.appoint", S.T2_ACCEPTED, S.T2_MEDIATING, HANDLERS, (g.names_mediator,), keeps=(C.MEDIATION,),
      starts=(C.CHALLENGE,), sets=(r.appoints,), notices=(("mediator_appointed", (*BOTH, "mediator")),),
      effects=("appointment",), source=f"{A121} 17; A7"),
    T("mediator.challenge", S.T2_MEDIATING, S.T2_ACCEPTED, (W.CONSUMER, W.MERCHANT), (g.within_challenge,),
      keeps=(C.MEDIATION,), sets=(r.dismisses,), notices=(("mediator_challenged", ("body",)),), effects=("dismissal",),
      source=f"回避 {A121} 18"),
    T("challenge.lapse", S.T2_MEDIATING, None, fires=(C.CHALLENGE,), source=P),
    T("mediator.step_down", S.T2_MEDIATING, S.T2_ACCEPTED, TABLE_STAFF, keeps=(C.MEDIATION,), sets=(r.dismisses,),
      notices=(("mediator_stepped_down", (*BOTH, "body")),), effects=("dismissal",), source=f"回避 {A121} 18"),
    T("sitting.hold", S.T2_MEDIATING, None, (W.MEDIATOR,), notices=(("sitting_held", BOTH),), source=f"{A121} 19"),
    T("mediation.extend", (S.T2_ACCEPTED, S.T2_MEDIATING), None, HANDLERS, (g.names_date,), extends=C.MEDIATION,
      notices=(("mediation_extended", BOTH),), effects=("extension_paper",), source=f"{A121} 23"),
    T("mediation.suspend", S.T2_MEDIATING, S.T2_SUSPENDED, TABLE_STAFF, (g.names_date,), pauses=(C.MEDIATION,),
      starts=(C.SUSPENSION,), notices=(("mediation_suspended", BOTH),), source=f"{A121} 23: 鉴定"),
    T("mediation.resume", S.T2_SUSPENDED, S.T2_MEDIATING, (W.OFFICER, W.MEDIATOR, W.SYSTEM), fires=(C.SUSPENSION,),
      resumes=(C.MEDIATION,), notices=(("mediation_resumed", BOTH),), source=f"{A121} 23"),
    T("mediation.agree", S.T2_MEDIATING, S.T2_PERFORMING, (W.MEDIATOR,), (g.brings_duties,), starts=(C.DUTY, C.CONFIRMATION),
      sets=(r.agrees,), notices=(("mediated", (*BOTH, "body")),), effects=("duties", "agreement_paper"), source=f"{A121} 22; 人民调解法 28"),
    T("mediation.terminate", (S.T2_ACCEPTED, S.T2_MEDIATING), S.T2_FAILED, TABLE_STAFF, (g.termination_code,),
      starts=(C.ROUTE,), sets=(r.codes,), notices=(("terminated", BOTH),), effects=("termination_paper",), source=f"{A121} 21"),
    T("mediation.expire", (S.T2_ACCEPTED, S.T2_MEDIATING), S.T2_FAILED, fires=(C.MEDIATION,), starts=(C.ROUTE,),
      sets=(r.time_up,), notices=(("terminated", BOTH),), effects=("termination_paper",), source=f"{A121} 21, 23"),
    T("route.expire", (S.T2_FAILED, S.T4_REFUSED), S.CLOSED, fires=(C.ROUTE,), starts=(C.REOPEN,), sets=(r.unsolved,),
      notices=(("closed", BOTH),), source=P),
)  # fmt: skip

DEPARTMENTS = (
    T("refer", (S.T2_ASSIGNED, *FAILED), S.T3_SENT, HANDLERS, (g.names_department, g.identity_verified),
      starts=(C.REFERRAL_RECEIPT,), sets=(r.refers,), notices=(("referred", ("consumer", "department")),),
      effects=("referral",), source="消法37; A11"),
    T("referral.receipt", (S.T3_SENT, S.T3_OVERDUE), S.T3_RECEIPTED, (W.DEPARTMENT, W.OFFICER), starts=(C.REFERRAL_RESULT,),
      notices=(("referral_receipted", ("consumer", "body")),), source=P),
    T("referral.return", S.T3_SENT, S.T3_RETURNED, (W.DEPARTMENT,), (g.refusal_code,), starts=(C.REFERRAL_RETURN,),
      sets=(r.codes,), notices=(("referral_returned", ("consumer", "body")),), source=P),
    T("referral.not_returned", S.T3_RETURNED, S.T2_FAILED, fires=(C.REFERRAL_RETURN,), starts=(C.ROUTE,),
      notices=(("choose_route", ("consumer",)),), source=P),
    T("referral.overdue", (S.T3_SENT, S.T3_RECEIPTED), S.T3_OVERDUE, fires=(C.REFERRAL_RECEIPT, C.REFERRAL_RESULT),
      starts=(C.REFERRAL_URGE,), notices=(("referral_overdue", ("consumer", "department", "body", "superior")),), source=P),
    T("referral.silent", S.T3_OVERDUE, S.EVALUATING, fires=(C.REFERRAL_URGE,), starts=EVALUATION,
      notices=(("evaluate", ("consumer",)),), source=P),
    T("referral.result", (S.T3_RECEIPTED, S.T3_OVERDUE), S.EVALUATING, (W.DEPARTMENT, W.OFFICER), starts=EVALUATION,
      notices=(("referral_result", ("consumer", "body")),), source=P),
)  # fmt: skip

COURT = (
    T("confirm.prepare", S.T2_PERFORMING, S.T4_PREPARING, (W.CONSUMER, W.MERCHANT, W.OFFICER, W.MEDIATOR), (g.confirmable,), asks=("confirmation",),
      keeps=(C.CONFIRMATION, C.DUTY), sets=(r.to_court,), notices=(("confirmation_prepared", (*BOTH, "body")),),
      effects=("confirmation_pack",), source="人民调解法 33; 民诉法 司法确认"),
    T("confirm.lapse", (S.T2_PERFORMING, S.T4_PREPARING), S.T2_PERFORMING, fires=(C.CONFIRMATION,),
      keeps=(C.DUTY,), notices=(("confirmation_lapsed", BOTH),), source="人民调解法 33"),
    T("confirm.file", S.T4_PREPARING, S.T4_FILED, TABLE_STAFF, (g.pack_complete,), keeps=(C.DUTY,), starts=(C.COURT_DECISION,),
      notices=(("confirmation_filed", (*BOTH, "court")),), source="民诉法 司法确认"),
    T("court.urge", S.T4_FILED, None, fires=(C.COURT_DECISION,), starts=(C.COURT_DECISION,),
      notices=(("court_urged", ("court", "body")),), source=P),
    T("confirm.grant", S.T4_FILED, S.T4_PERFORMING, (W.COURT, W.OFFICER), keeps=(C.DUTY,),
      notices=(("confirmed_by_court", (*BOTH, "body")),), source="民诉法 司法确认"),
    T("confirm.refuse", S.T4_FILED, S.T4_REFUSED, (W.COURT, W.OFFICER), starts=(C.ROUTE,),
      notices=(("confirmation_refused", (*BOTH, "body")),), source="民诉法 司法确认"),
    T("confirm.remediate", S.T4_REFUSED, S.T2_ACCEPTED, HANDLERS, starts=(C.MEDIATION,), sets=(r.dismisses,),
      notices=(("accepted", BOTH),), source="DOMAIN 8: re-mediation by an eligible body"),
    T("kit.prepare", FAILED, S.T4_KIT, (W.CONSUMER, W.OFFICER), starts=(C.KIT,), notices=(("kit_ready", ("consumer",)),),
      effects=("court_kit",), source="A21; 消法39"),
    T("kit.expire", S.T4_KIT, S.EVALUATING, fires=(C.KIT,), starts=EVALUATION, notices=(("evaluate", ("consumer",)),), source=P),
    T("support.ask", (*FAILED, S.T4_KIT), S.T4_SUPPORT, (W.CONSUMER,), starts=(C.SUPPORT,),
      notices=(("support_asked", ("body",)),), source="消法37(7); 民诉法15"),
    T("support.decide", S.T4_SUPPORT, S.T4_KIT, HANDLERS, starts=(C.KIT,), notices=(("support_decided", ("consumer",)),),
      effects=("court_kit",), source="消法37(7)"),
    T("support.silent", S.T4_SUPPORT, S.EVALUATING, fires=(C.SUPPORT,), starts=EVALUATION,
      notices=(("evaluate", ("consumer",)),), source=P),
    T("court.delegate", None, S.T4_DELEGATED, HANDLERS, asks=BODY, starts=(C.COURT_DELEGATED,), sets=(r.assigns,),
      notices=(("delegated", (*BOTH, "mediator")),), source="A22; 委派/委托调解"),
    T("delegated.agree", S.T4_DELEGATED, S.T4_PERFORMING, TABLE_STAFF, (g.brings_duties,), starts=(C.DUTY,), sets=(r.agrees,),
      notices=(("mediated", (*BOTH, "court")),), effects=("duties", "agreement_paper"), source="A22"),
    T("delegated.return", S.T4_DELEGATED, S.CLOSED, (W.OFFICER, W.MEDIATOR, W.SYSTEM), fires=(C.COURT_DELEGATED,),
      starts=(C.REOPEN,), sets=(r.unsolved,), notices=(("returned_to_court", (*BOTH, "court")),), source="A22"),
)  # fmt: skip

PERFORMANCE = (
    T("duty.claim", PERFORMING, None, (W.MERCHANT,), sets=(r.claims,), notices=(("duty_claimed", ("consumer",)),), source="DOMAIN 2"),
    T("duty.confirm", PERFORMING, S.CLOSED, (W.CONSUMER,), (g.all_done,), starts=(C.REOPEN,), sets=(r.receives, r.solved),
      notices=(("closed", BOTH),), source="DOMAIN 2"),
    T("duty.confirm", PERFORMING, None, (W.CONSUMER,), (g.some_left,), stops=(C.DUTY,), starts=(C.DUTY,), sets=(r.receives,),
      notices=(("duty_confirmed", ("merchant",)),), source="DOMAIN 2"),
    T("duty.lapse", PERFORMING, S.EVALUATING, (W.SYSTEM,), (g.claims_done,), fires=(C.DUTY,), starts=EVALUATION,
      notices=(("evaluate", ("consumer",)),), source="DOMAIN 2"),
    *(T(action, S.T1_PERFORMING, to, who, guards, asks=BODY, fires=fires, starts=starts, sets=(r.assigns,),
        notices=(("breach", (*BOTH, "body")),), effects=("assignment",), source="DOMAIN 2: breach reopens the case")
      for action, who, asked, fires in (("duty.lapse", (W.SYSTEM,), g.not_claimed, (C.DUTY,)), ("duty.breach", (W.CONSUMER,), g.overdue, ()))
      for to, guards, starts in ((S.T2_ASSIGNED, (asked, g.in_area), (C.ACCEPT,)), (S.SENT_OUT, (asked, g.out_of_area), (C.SENT_OUT,)))),
    T("duty.lapse", (S.T2_PERFORMING, S.T4_PERFORMING), S.T4_KIT, (W.SYSTEM,), (g.not_claimed,), fires=(C.DUTY,), starts=(C.KIT,),
      notices=(("breach", (*BOTH, "body")),), effects=("court_kit",), source="DOMAIN 2; 民诉法 执行"),
    T("duty.breach", (S.T2_PERFORMING, S.T4_PERFORMING), S.T4_KIT, (W.CONSUMER,), (g.overdue,), starts=(C.KIT,),
      notices=(("breach", (*BOTH, "body")),), effects=("court_kit",), source="DOMAIN 2; 民诉法 执行"),
    T("duty.note", (S.T4_PREPARING, S.T4_FILED), None, fires=(C.DUTY,), notices=(("breach", (*BOTH, "body")),),
      source="DOMAIN 2: overdue while the court decides"),
    T("evaluation.ask", S.EVALUATING, None, fires=(C.EVALUATION_1, C.EVALUATION_7), notices=(("evaluate", ("consumer",)),), source="F13"),
    T("evaluate", (S.EVALUATING, S.T2_FAILED, S.T4_KIT, S.T4_REFUSED, S.T3_OVERDUE), S.CLOSED, (W.CONSUMER,), (g.evaluation_given,),
      starts=(C.REOPEN,), sets=(r.as_evaluated,), notices=(("closed", BOTH),), source="F13"),
    T("evaluation.expire", S.EVALUATING, S.CLOSED, fires=(C.EVALUATION_20,), starts=(C.REOPEN,), sets=(r.unanswered,),
      notices=(("closed", BOTH),), source="F13; DOMAIN 2: unknown is no success"),
)  # fmt: skip

END = (
    T("withdraw", WITHDRAWABLE, S.CLOSED, (W.CONSUMER,), (g.not_frozen, r.withdrawal_is(Withdrawal.PAID, Withdrawal.UNPAID)),
      starts=(C.REOPEN,), sets=(r.as_withdrawn,), notices=(("withdrawn", (*BOTH, "body")),), source="F12"),
    T("withdraw", WITHDRAWABLE, S.SUSPENDED, (W.CONSUMER,), (g.not_frozen, r.withdrawal_is(Withdrawal.PROMISED), g.names_date),
      pauses=(C.MEDIATION,), starts=(C.PROMISE,), notices=(("paused_on_promise", (*BOTH, "body")),), source="F12"),
    T("promise.kept", S.SUSPENDED, S.CLOSED, (W.CONSUMER,), starts=(C.REOPEN,), sets=(r.as_withdrawn,),
      notices=(("withdrawn", (*BOTH, "body")),), source="F12"),
    T("promise.broken", S.SUSPENDED, S.T2_MEDIATING, (W.CONSUMER, W.SYSTEM), (g.mediator_appointed,), fires=(C.PROMISE,),
      resumes=(C.MEDIATION,), notices=(("promise_broken", (*BOTH, "body")),), source="F12"),
    *escalate("promise.broken", S.SUSPENDED, who=(W.CONSUMER, W.SYSTEM), fires=(C.PROMISE,), guard=(g.no_mediator,), source="F12"),
    T("pressure.report", WITHDRAWABLE, None, (W.CONSUMER,), sets=(r.pressed,), notices=(("pressure", ("body",)),), source="F12"),
    T("pressure.clear", WITHDRAWABLE, None, HANDLERS, (g.frozen,), sets=(r.unpressed,),
      notices=(("pressure_cleared", ("consumer",)),), source="F12"),
    T("identity.verify", tuple(s for s in S if s.is_open), None, HANDLERS, source="实施条例46; 令121 10, 16"),
    T("reopen", S.CLOSED, S.T2_ASSIGNED, (W.CONSUMER,), (g.reopenable, g.in_area), asks=BODY, starts=(C.ACCEPT,),
      sets=(r.reopens, r.assigns), notices=(("reopened", (*BOTH, "body")),), effects=("assignment",), source=f"F13 {P}"),
    T("reopen", S.CLOSED, S.SENT_OUT, (W.CONSUMER,), (g.reopenable, g.out_of_area), asks=BODY, starts=(C.SENT_OUT,),
      sets=(r.reopens,), notices=SENT_OUT, source=f"F13 {P}"),
    T("reopen.lapse", S.CLOSED, None, fires=(C.REOPEN,), source=P),
)  # fmt: skip

CALENDAR = (
    corrected((S.SCREENING, S.NEEDS_INFO, S.SENT_OUT, S.NOT_ACCEPTED, S.REVIEW, S.T1_UNMATCHED, S.T1_UNJOINED, S.T1_REPICK,
               S.T2_NEEDS_INFO, S.T2_FAILED, S.T3_RETURNED, S.T4_REFUSED, S.T4_KIT, S.T4_SUPPORT, S.EVALUATING, S.CLOSED),
              "consumer"),
    corrected((S.T1_NOTICED, S.T1_MERCHANT, S.T1_MERCHANT_INFO, S.T1_CONSUMER, S.T1_PERFORMING, S.SUSPENDED, S.T2_ASSIGNED,
               S.T2_ACCEPTED, S.T2_MEDIATING, S.T2_SUSPENDED, S.T2_PERFORMING, S.T4_PREPARING, S.T4_PERFORMING,
               S.T4_DELEGATED), *BOTH),
    corrected((S.T3_SENT, S.T3_RECEIPTED, S.T3_OVERDUE), "consumer", "department", effects=("referral_deadline",)),
    corrected((S.T4_FILED,), *BOTH, "court"),
)  # fmt: skip

TRANSITIONS: tuple[T, ...] = (*INTAKE, *RECONCILIATION, *MEDIATION, *DEPARTMENTS, *COURT, *PERFORMANCE, *END, *CALENDAR)
