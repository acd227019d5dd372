"""file_complaint: the one way in, for the web form, the counter, an import and the demo."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor, ActorKind
from accounts.divisions import Divisions
from accounts.masking import mask_name, mask_phone
from accounts.models import Organisation
from accounts.switchboard import fact
from complaints.clocks.calendar import local_day
from complaints.clocks.queries import load_rule_sets
from complaints.clocks.rules import choose
from complaints.intake.identify import Described, certain
from complaints.lifecycle.commit import NewCase
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.numbers import take_numbers
from complaints.lifecycle.perform import file_cases, perform, take_case_ids
from complaints.lifecycle.states import Procedure
from complaints.models import (
    Channel,
    Complainant,
    Complaint,
    Consent,
    ContactScope,
    Demand,
    Draft,
    Evidence,
    Message,
    Narrative,
    RespondentRole,
)
from merchants.models import Merchant

NATIONAL = "000000"  # leads the number of a complaint whose place nobody knows


@dataclass(frozen=True, slots=True)
class Story:
    """What happened. Sums in fen; `region` is a division code of any level."""

    title: str
    text: str
    region: str
    category_code: str = ""
    issue_code: str = ""
    happened_on: date | None = None
    paid_fen: int | None = None
    channel: str = Channel.WEB
    received_at: datetime | None = None  # at a counter: the day it came in starts the clocks
    handled_elsewhere: str = ""
    consents_to_publication: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who complains; sealed when stored."""

    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    order_number: str = ""
    contact_scope: str = ContactScope.PLATFORM


@dataclass(frozen=True, slots=True)
class DemandLine:
    """One thing asked, with its sum in fen where it has one."""

    kind: str
    title: str = ""
    amount_fen: int | None = None
    computed: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Respondent:
    """Against whom. `merchant_id` when the consumer confirmed one of the directory.

    Without it the directory is asked at submission; `declined` are merchants the consumer was shown and did not choose.
    """

    name: str
    demands: Sequence[DemandLine]
    merchant_id: int | None = None
    store_id: int | None = None
    role: str = RespondentRole.SELLER
    division: str = ""
    hint: str = ""
    declined: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Filing:
    """A whole complaint as it comes in. The key makes a double submit one complaint."""

    story: Story
    person: Person
    respondents: Sequence[Respondent]
    idempotency_key: uuid.UUID = field(default_factory=uuid.uuid4)
    draft: Draft | None = None
    procedure: str = ""
    needs_screening: bool = False  # an officer looks first: a duplicate, another body has it, a safety matter
    consents: Mapping[str, str] = field(default_factory=dict)  # recipient -> the words agreed to
    note_for_body: str = ""  # a word to whoever screens it, which the merchant does not read


def file_complaint(filing: Filing, *, actor: Actor, now: datetime) -> Complaint:
    """File it: complaint, sealed person, one case per respondent, evidence; forwarded at once unless it needs a look.

    The same idempotency key gives the complaint that is already there. Raises Refused for a filing without a
    respondent or without a demand.
    """
    if not filing.respondents:
        raise Refused("no_respondent", _("Say whom the complaint is against."), field="whom")
    if any(not respondent.demands for respondent in filing.respondents):
        raise Refused("no_demand", _("Say what you ask for."), field="demands")
    there = Complaint.objects.filter(idempotency_key=filing.idempotency_key).first()
    if there is not None:
        return there
    try:
        with transaction.atomic():
            complaint = _write_complaint(filing, actor, now)
            cases = _file_cases(filing, complaint, actor, now)
            _leave_note(filing, cases, actor, now)
            if not filing.needs_screening:
                for case in cases:
                    perform(case.id, "screen.pass", actor=Actor.system(), now=now)
            return complaint
    except IntegrityError:  # the same form came twice at the same moment: the other one won
        there = Complaint.objects.filter(idempotency_key=filing.idempotency_key).first()
        if there is None:
            raise
        return there


def _write_complaint(filing: Filing, actor: Actor, now: datetime) -> Complaint:
    story, person = filing.story, filing.person
    complaint = Complaint.objects.create(
        user_id=actor.user_id if actor.kind is ActorKind.CONSUMER else None,
        channel=story.channel,
        title=story.title,
        category_code=story.category_code,
        issue_code=story.issue_code,
        region=story.region,
        received_at=story.received_at or now,
        happened_on=story.happened_on,
        paid_fen=story.paid_fen,
        idempotency_key=filing.idempotency_key,
        consents_to_publication_at=now if story.consents_to_publication else None,
        handled_elsewhere=story.handled_elsewhere,
    )
    Narrative.objects.create(complaint=complaint, text=story.text)
    Complainant.objects.create(
        complaint=complaint,
        name=person.name,
        name_masked=mask_name(person.name),
        phone=person.phone or None,
        phone_masked=mask_phone(person.phone) if person.phone else "",
        email=person.email or None,
        address=person.address or None,
        order_number=person.order_number or None,
        contact_scope=person.contact_scope,
    )
    Consent.objects.bulk_create(
        Consent(complaint=complaint, recipient=recipient, words=words, given_at=now)
        for recipient, words in filing.consents.items()
    )
    if filing.draft is not None:
        Evidence.objects.filter(draft=filing.draft).update(complaint=complaint, draft=None)
        filing.draft.delete()
    return complaint


def _leave_note(filing: Filing, cases: Sequence[CaseFacts], actor: Actor, now: datetime) -> None:
    if filing.note_for_body:
        Message.objects.bulk_create(
            Message(
                case_id=case.id,
                by=actor.kind.value,
                author_id=actor.user_id,
                text=filing.note_for_body,
                at=now,
                only_body=True,
            )
            for case in cases
        )


def _file_cases(filing: Filing, complaint: Complaint, actor: Actor, now: datetime) -> list[CaseFacts]:
    filed_at = filing.story.received_at or now
    region = filing.story.region
    divisions = Divisions.load()
    chain = divisions.ancestors(region) if region in divisions else ()
    rule_set = choose(load_rule_sets(), chain, local_day(filed_at))
    desks = _desks(filing, now)
    respondents = _identified(filing, now)
    joined = dict(
        Merchant.objects.filter(pk__in=[r.merchant_id for r, _found in respondents if r.merchant_id]).values_list(
            "pk", "joined_at"
        )
    )
    numbers = take_numbers(region or NATIONAL, filed_at, len(respondents))
    new = []
    for id_, number, (respondent, found) in zip(take_case_ids(len(respondents)), numbers, respondents, strict=True):
        desk_id, procedure = desks[respondent.division]
        sums = [line.amount_fen for line in respondent.demands if line.amount_fen]
        case = NewCase(
            id=id_,
            public_id=uuid.uuid4(),
            number=number,
            complaint_id=complaint.pk,
            respondent_name=respondent.name,
            respondent_role=respondent.role,
            respondent_division=respondent.division,
            respondent_hint=respondent.hint,
            store_id=respondent.store_id,
            procedure=procedure,
            rule_set_id=rule_set.id,
            filed_at=filed_at,
            intake_body_id=desk_id,
            claimed_fen=sum(sums) if sums else None,
            details={"found": found} if found else {},
        )
        facts = CaseFacts(
            state=None,
            id=id_,
            complaint_id=complaint.pk,
            user_id=complaint.user_id,
            intake_body_id=case.intake_body_id,
            public_id=str(case.public_id),
            number=number,
            procedure=case.procedure,
            rule_set_id=case.rule_set_id,
            filed_at=filed_at,
            claimed_fen=case.claimed_fen,
            merchant_id=respondent.merchant_id,
            joined=respondent.merchant_id is not None and joined.get(respondent.merchant_id) is not None,
        )
        new.append((case, facts))
    filed = file_cases(new, actor=actor, now=now)
    Demand.objects.bulk_create(
        Demand(
            case_id=case.id,
            position=position,
            kind=line.kind,
            title=line.title,
            amount_fen=line.amount_fen,
            computed=line.computed,
            due_on=line.due_on,
        )
        for (case, _facts), respondent in zip(new, filing.respondents, strict=True)
        for position, line in enumerate(respondent.demands, start=1)
    )
    return filed


def _identified(filing: Filing, now: datetime) -> list[tuple[Respondent, str]]:
    """Each respondent with its merchant, and the registered name where the directory, not the consumer, said which."""
    unknown = [at for at, respondent in enumerate(filing.respondents) if not respondent.merchant_id]
    known = [(respondent, "") for respondent in filing.respondents]
    wanted = [filing.respondents[at] for at in unknown]
    described = [Described(r.name, r.hint, r.division or filing.story.region, r.declined) for r in wanted]
    for at, found in zip(unknown, certain(described, now=now) if described else (), strict=True):
        if found is not None:
            respondent = replace(filing.respondents[at], merchant_id=found.merchant_id, store_id=found.store_id)
            known[at] = (respondent, found.name)
    return known


def _desks(filing: Filing, now: datetime) -> dict[str, tuple[int | None, str]]:
    """For each respondent's division: who screens the case, and the procedure it begins under."""
    story = filing.story
    keys = {r.division: (r.division, story.region, story.category_code, filing.procedure) for r in filing.respondents}
    answers = fact("intake.body")(list(keys.values()), now)
    ids = {division: answers[key]["id"] if key in answers else None for division, key in keys.items()}
    procedures = dict(Organisation.objects.filter(pk__in=[i for i in ids.values() if i]).values_list("pk", "procedure"))
    standard = filing.procedure or Procedure.ASSOCIATION.value
    return {
        division: (id_, filing.procedure or (procedures.get(id_, standard) if id_ else standard))
        for division, id_ in ids.items()
    }
