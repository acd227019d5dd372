"""One demo case on its way: each step is the real action, at a moment that follows the one before."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from accounts.actors import Actor
from accounts.models import Membership, Role, User
from complaints.clocks.calendar import SHANGHAI, local_day
from complaints.clocks.sweep import sweep
from complaints.evaluation import actions as evaluation
from complaints.intake.filing import DemandLine, Filing, Person, Respondent, Story, file_complaint
from complaints.lifecycle.perform import perform
from complaints.models import Case, Complainant, ContactScope, Demand, DemandKind, Duty, Message
from complaints.performance import actions as performance
from complaints.reconciliation import actions as reconciliation
from complaints.reconciliation.actions import Line
from config.demo.trades import Story as Plot
from disclosure.publication import actions as publication
from disclosure.publication import review
from mediation.acceptance import actions as acceptance
from mediation.judicial import actions as judicial
from mediation.judicial.rules import SIGNERS
from mediation.models import ConfirmationPack, PackPaper, PanelMember, Referral
from mediation.models.signature import How, Side, Signed
from mediation.panel import actions as panel
from mediation.referrals import actions as referrals
from mediation.screening import actions as screening
from mediation.sittings import actions as sittings
from mediation.sittings import agreement as agreements
from merchants.models import Merchant


@dataclass
class Setting:
    """Who and what a walk may use."""

    dice: Random
    now: datetime
    consumers: list[User]


@dataclass
class Walk:
    """`at` is the moment of the last step; every verb moves it on and acts."""

    setting: Setting
    shop: Merchant
    plot: Plot
    at: datetime
    agent: User | None = None
    matched: bool = True
    channel: str = "web"
    by_visitor: bool = False  # by the person whose log-in `./dev up` prints
    case: Case = field(init=False)
    consumer: User = field(init=False)

    # ---- filing ----
    def file(self, **story: object) -> Walk:
        """The complaint is filed, in the consumer's words."""
        drawn = self.setting.dice.choice(self.setting.consumers)
        self.consumer = self.setting.consumers[0] if self.by_visitor else drawn
        paid = self.plot.paid_fen
        bought = local_day(self.at) - timedelta(days=self.setting.dice.randrange(20, 160))
        store = self.shop.stores.order_by("pk").first()
        name = store.name if store else self.shop.name
        text = self.plot.text.format(shop=name, day=f"{bought.month}月{bought.day}日", paid=f"{paid / 100:g}")
        if self.setting.dice.random() < 0.5:  # what people write, and what a publication must not show
            text = f"我叫{self.consumer.display_name}，电话{self.consumer.phone_number.phone}。{text}店里一位姓{'王刘周何'[paid % 4]}的经理加过我微信。"
        demands = [
            DemandLine(
                DemandKind.REFUND if "赔" not in self.plot.demand else DemandKind.COMPENSATION,
                self.plot.demand,
                int(paid * self.plot.refund) // 100 * 100,
                self.plot.computed,
                local_day(self.at) + timedelta(days=20),
            )
        ]
        if self.plot.also:
            kind = DemandKind.APOLOGY if "道歉" in self.plot.also else DemandKind.OTHER
            demands.append(DemandLine(kind, self.plot.also))
        complaint = file_complaint(
            Filing(
                story=Story(
                    title=self.plot.title,
                    text=text,
                    region=str(story.pop("region", self.shop.division_code)),
                    happened_on=bought,
                    paid_fen=paid,
                    channel=self.channel,
                    consents_to_publication=self.setting.dice.random() < 0.7,
                    **story,  # type: ignore[arg-type]
                ),
                person=Person(
                    name=self.consumer.display_name,
                    phone=self.consumer.phone_number.phone,
                    order_number=f"DD{self.at:%y%m%d}{self.setting.dice.randrange(10**4):04d}",
                    contact_scope=self.setting.dice.choice(ContactScope.values),
                ),
                respondents=[
                    Respondent(
                        name=name,
                        demands=demands,
                        merchant_id=self.shop.pk if self.matched else None,
                        store_id=store.pk if store and self.matched else None,
                        division=self.shop.division_code,
                        hint="" if self.matched else "收据上只有店名，没有公司名",
                        declined=frozenset() if self.matched else frozenset({self.shop.pk}),
                    )
                ],
                idempotency_key=uuid.uuid4(),
                needs_screening=bool(story.get("handled_elsewhere")),
            ),
            actor=self.as_consumer,
            now=self.at,
        )
        self.case = complaint.cases.get()
        return self

    # ---- who ----
    @property
    def as_consumer(self) -> Actor:
        return Actor.consumer(self.consumer.pk)

    @property
    def as_merchant(self) -> Actor:
        assert self.agent is not None
        return Actor.merchant(self.agent.pk, self.shop.pk, "owner")

    @property
    def as_officer(self) -> Actor:
        self.case.refresh_from_db()
        body = self.case.body_id or self.case.intake_body_id
        return self._staff(Role.OFFICER, body, Actor.officer)

    @property
    def as_mediator(self) -> Actor:
        self.case.refresh_from_db()
        assert self.case.mediator_id is not None
        return Actor.mediator(self.case.mediator_id, self.case.body_id or 0)

    @staticmethod
    def _staff(role: Role, organisation: int | None, make) -> Actor:  # type: ignore[no-untyped-def]
        member = (
            Membership.objects.filter(organisation_id=organisation or 0, role=role, ended_at=None)
            .order_by("pk")
            .first()
        )
        if member is None:
            raise LookupError(f"nobody with role {role} in organisation {organisation}")
        actor: Actor = make(member.user_id, member.organisation_id)
        return actor

    # ---- time ----
    def after(self, days: float = 0.0, hours: float = 0.0) -> Walk:
        """Time passes, within office hours."""
        self.at += timedelta(days=days, hours=hours)
        local = self.at.astimezone(SHANGHAI)
        if not 8 <= local.hour <= 19:
            self.at = local.replace(hour=self.setting.dice.randrange(9, 18)).astimezone(self.at.tzinfo)
        if self.at > self.setting.now:
            raise ValueError(f"case {self.case.pk} would act in the future")
        return self

    def silence(self) -> Walk:
        """Nobody acts until the next deadline, which then does what it promised."""
        self.case.refresh_from_db()
        assert self.case.next_due is not None
        self.at = self.case.next_due + timedelta(seconds=self.setting.dice.randrange(5, 55))
        if self.at > self.setting.now:
            raise ValueError(f"the deadline of case {self.case.pk} lies in the future")
        sweep(self.at)
        return self

    def perform(self, action: str, actor: Actor, **details: object) -> Walk:
        perform(self.case.pk, action, actor=actor, now=self.at, details=details)
        return self

    # ---- tier 1 ----
    def lines(self, share: float, days: int = 10) -> list[Line]:
        """What the merchant offers: that share of the money, and the rest refused or agreed."""
        due = local_day(self.at) + timedelta(days=days)
        found = []
        for demand in Demand.objects.filter(case=self.case):
            if share >= 1:
                found.append(Line(demand.pk, "agree", None, due))
            elif demand.amount_fen and share > 0:
                amount = int(demand.amount_fen * share) // 100 * 100
                found.append(Line(demand.pk, "propose", amount, due, reason="按合同扣除已使用部分"))
            else:
                found.append(Line(demand.pk, "dispute", reason_code="told_before" if share else "contract"))
        return found

    def answer(self, share: float, note: str = "") -> Walk:
        reconciliation.answer(
            case_id=self.case.pk, actor=self.as_merchant, now=self.at, lines=self.lines(share), note=note
        )
        return self

    def accept_offer(self) -> Walk:
        reconciliation.accept(case_id=self.case.pk, actor=self.as_consumer, now=self.at)
        return self

    def go_up(self) -> Walk:
        reconciliation.go_up(case_id=self.case.pk, actor=self.as_consumer, now=self.at)
        return self

    def say(self, by: str, text: str) -> Walk:
        author = self.consumer if by == "consumer" else self.agent
        Message.objects.create(case=self.case, by=by, author=author, text=text, at=self.at)
        return self

    # ---- performance and end ----
    def claim(self) -> Walk:
        duty = Duty.objects.filter(case=self.case, state="open").first()
        assert duty is not None
        performance.claim(case_id=self.case.pk, duty_id=duty.pk, actor=self.as_merchant, now=self.at)
        return self

    def confirm(self) -> Walk:
        for duty in list(Duty.objects.filter(case=self.case, state__in=["open", "claimed"])):
            performance.confirm(case_id=self.case.pk, duty_id=duty.pk, actor=self.as_consumer, now=self.at)
        return self

    def evaluate(self, evaluation_: str, received: float = 0.0) -> Walk:
        fen = int((self.case.claimed_fen or 0) * received)
        evaluation.evaluate(
            case_id=self.case.pk, actor=self.as_consumer, now=self.at, evaluation=evaluation_, received_fen=fen
        )
        return self

    def withdraw(self, how: str, until: datetime | None = None) -> Walk:
        details: dict[str, object] = {"withdrawal": how}
        if how == "paid":
            details["received_fen"] = self.case.claimed_fen or 0
        if until is not None:
            details["until"] = until.isoformat()
        return self.perform("withdraw", self.as_consumer, **details)

    # ---- tier 2 ----
    def verify(self) -> Walk:
        person = Complainant.objects.get(complaint_id=self.case.complaint_id)
        screening.verify_identity(
            case_id=self.case.pk,
            actor=self.as_officer,
            now=self.at,
            name=person.name or "",
            id_number="110101190001010011",  # invented: of the year 1900
            address="武汉市武昌区中南路街道民主路57号",
        )
        return self

    def take_up(self) -> Walk:
        self.verify()
        acceptance.accept(case_id=self.case.pk, actor=self.as_officer, now=self.at)
        return self

    def appoint(self) -> Walk:
        self.case.refresh_from_db()
        member = (
            PanelMember.objects.filter(organisations=self.case.body_id, is_active=True).order_by("?").first()
            or PanelMember.objects.filter(is_active=True).order_by("pk").first()
        )
        assert member is not None
        panel.appoint(case_id=self.case.pk, actor=self.as_officer, now=self.at, member_id=member.pk)
        return self

    def sit(self, minutes: str) -> Walk:
        """A round-table sitting, planned two days ahead and held."""
        sitting = sittings.plan_sitting(
            case_id=self.case.pk, actor=self.as_mediator, now=self.at, kind="round_table", mode="on_site",
            starts_at=self.at + timedelta(days=2), place="消费者协会调解室",
        )  # fmt: skip
        self.after(days=2, hours=1)
        came = tuple(sittings.Came(side, True) for side in ("consumer", "merchant"))
        sittings.record_sitting(
            sitting_id=sitting.pk,
            actor=self.as_mediator,
            now=self.at,
            attendance=came,
            minutes=minutes,
            rights_told=True,
        )
        return self

    def agree(self, share: float, days: int = 10) -> Walk:
        """The mediated agreement, drafted, signed by all, in force."""
        amount = int((self.case.claimed_fen or 0) * share) // 100 * 100
        draft = agreements.draft_agreement(
            case_id=self.case.pk, actor=self.as_mediator, now=self.at,
            matter=agreements.Matter(
                facts=f"双方就“{self.plot.title}”发生争议，对付款金额没有分歧，对应退金额有分歧。",
                points="应退金额和付款期限。", place="消费者协会调解室",
                representative="李某（负责人）", consumer_address="武汉市武昌区中南路街道民主路57号",
            ),
            terms=[agreements.Term("refund", self.plot.demand, local_day(self.at) + timedelta(days=days), amount, "原路退回")],
        )  # fmt: skip
        for side in Side.values:
            agreements.sign_agreement(
                agreement_id=draft.pk, actor=self.as_mediator, now=self.at, how=How.PAPER, side=side
            )
        agreements.agree(case_id=self.case.pk, actor=self.as_mediator, now=self.at)
        return self

    def terminate(self, code: str = "unwilling") -> Walk:
        sittings.terminate(
            case_id=self.case.pk,
            actor=self.as_mediator,
            now=self.at,
            code=code,
            reason="经营者明确表示不接受调解方案。",
        )
        return self

    # ---- tiers 3 and 4 ----
    def refer(self, department) -> Walk:  # type: ignore[no-untyped-def]
        referrals.refer(
            case_id=self.case.pk, actor=self.as_officer, now=self.at, department=department, kind="reflection",
            question="请核查该经营者预收款的使用和退费情况，并告知处理结果。",
        )  # fmt: skip
        return self

    def _referral(self) -> Referral:
        return Referral.objects.filter(case=self.case).latest("pk")

    def acknowledge(self) -> Walk:
        self.case.refresh_from_db()
        actor = self._staff(Role.HANDLER, self.case.department_id, Actor.department)
        referrals.acknowledge(referral_id=self._referral().pk, actor=actor, now=self.at)
        return self

    def report(self) -> Walk:
        self.case.refresh_from_db()
        actor = self._staff(Role.HANDLER, self.case.department_id, Actor.department)
        words = "已约谈经营者，责令限期整改；预收款未存管，已立案。"
        referrals.answer(referral_id=self._referral().pk, actor=actor, now=self.at, words=words)
        return self

    def prepare_pack(self) -> Walk:
        judicial.prepare_confirmation(case_id=self.case.pk, actor=self.as_officer, now=self.at)
        return self

    def file_pack(self) -> Walk:
        pack = ConfirmationPack.objects.filter(case=self.case).latest("pk")
        for signed in (Signed.APPLICATION, Signed.AGREEMENT, Signed.EVIDENCE_LIST):
            for side in Side.values:
                if side in SIGNERS[signed]:
                    judicial.sign_paper(
                        pack_id=pack.pk, kind=signed, actor=self.as_mediator, now=self.at, how=How.PAPER, side=side
                    )
        for paper in PackPaper.objects.filter(pack=pack, ready_at=None):
            judicial.tick_paper(pack_id=pack.pk, kind=paper.kind, actor=self.as_mediator, now=self.at)
        judicial.file_application(case_id=self.case.pk, actor=self.as_mediator, now=self.at)
        return self

    def rule(self, confirms: bool, number: str) -> Walk:
        self.case.refresh_from_db()
        judge = self._staff(Role.JUDGE, self.case.court_id, Actor.court)
        if confirms:
            judicial.grant(case_id=self.case.pk, actor=judge, now=self.at, number=number)
        else:
            judicial.refuse_confirmation(
                case_id=self.case.pk, actor=judge, now=self.at, number=number, words="协议内容不明确，无法强制执行。"
            )
        return self

    def kit(self) -> Walk:
        judicial.prepare_kit(case_id=self.case.pk, actor=self.as_consumer, now=self.at)
        return self

    # ---- disclosure ----
    def publish(self, basis: str, harm: str = "") -> Walk:
        """Masked and reviewed by one officer, agreed to, past the merchant's days, decided by a second one."""
        first = self.as_officer
        second = self._staff(Role.LEADER, first.organisation_id, Actor.officer)
        row = review.draft(case_id=self.case.pk, actor=first, now=self.at, basis=basis, harm=harm)
        for mark in row.marks.filter(doubt=True):
            review.settle_doubt(publication_id=row.pk, mark_id=mark.pk, actor=first, now=self.at)
        row = review.finish_review(publication_id=row.pk, actor=first, now=self.at)
        if row.text:
            seen = publication.preview_digest(row)
            row = publication.consent(publication_id=row.pk, actor=self.as_consumer, now=self.at, text_seen=seen)
        assert row.objection_until is not None
        self.at = row.objection_until + timedelta(hours=10)
        publication.end_objection_times(self.at)
        publication.publish(publication_id=row.pk, actor=second, now=self.at)
        return self

    def review(self, basis: str, harm: str) -> Walk:
        """Drafted and masked; the reviewer's turn."""
        review.draft(case_id=self.case.pk, actor=self.as_officer, now=self.at, basis=basis, harm=harm)
        return self

    def ask_support(self) -> Walk:
        judicial.ask_support(
            case_id=self.case.pk, actor=self.as_consumer, now=self.at, reason="经营者拒不到场，我一个人打不了官司。"
        )
        return self
