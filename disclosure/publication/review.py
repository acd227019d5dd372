"""The first person's work: the machine masks, the reviewer masks more or lifts with a reason, and lets it go."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor, ActorKind
from complaints.lifecycle.facts import Refused
from complaints.models import Case
from disclosure.desensitise import Result, desensitise
from disclosure.masking_rules import thresholds_for
from disclosure.models import Basis, Mark, Publication, Stage
from disclosure.publication.facts import attempts_to_reach, known_of, was_silent
from disclosure.publication.rules import Grounds, Stretch, check_grounds, masked
from disclosure.publication.steps import OPEN, locked, log, show_merchant, tell


def draft(*, case_id: int, actor: Actor, now: datetime, basis: str, harm: str = "") -> Publication:
    """Begin: the machine masks title and story, with a reason for each stretch. Raises Refused without grounds."""
    with transaction.atomic():
        case = _case(case_id, actor)
        story = "" if basis == Basis.SILENCE else _story(case)
        check_grounds(
            Grounds(
                basis=basis,
                harm=harm,
                joined=case.joined,
                merchant_confirmed=case.merchant_id is not None,
                notice_proven=case.notice_proven_at is not None,
                attempts=attempts_to_reach(case),
                silent=was_silent(case),
                has_story=bool(story),
            )
        )
        if Publication.objects.filter(case=case, stage__in=[*OPEN, Stage.PUBLISHED]).exists():
            raise Refused("there_is_one", _("There is a publication of this case already."))
        known, thresholds = known_of(case), thresholds_for(case, now)
        publication = Publication.objects.create(
            case=case,
            basis=basis,
            harm=desensitise(harm, known=known, thresholds=thresholds).text,
            title=desensitise(case.complaint.title, known=known, thresholds=thresholds).text,
            story_sha256=_digest(story),
            first_id=actor.user_id or 0,
            body_id=actor.organisation_id or 0,
            drafted_at=now,
        )
        _mask(publication, desensitise(story, known=known, thresholds=thresholds))
        log(publication, "drafted", actor, now)
        return publication


def _story(case: Case) -> str:
    return case.complaint.narrative.text


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _mask(publication: Publication, found: Result) -> None:
    Mark.objects.bulk_create(
        Mark(
            publication=publication,
            start=span.start,
            end=span.end,
            kind=span.type,
            reason=str(span.reason)[:200],
            replacement=span.replacement[:40],
            doubt=span.doubt,
        )
        for span in found.spans
    )
    publication.text = found.text
    publication.save(update_fields=["text"])


def mask_more(*, publication_id: int, actor: Actor, now: datetime, words: str, reason: str) -> int:
    """Hide every occurrence of some words of the story as well; returns how many there were."""
    with transaction.atomic():
        publication = _reviewed(publication_id, actor)
        story = _story(publication.case)
        words = words.strip()
        found = _occurrences(story, words)
        if not found:
            raise Refused("not_found", _("These words do not stand in the story."), field="words")
        Mark.objects.bulk_create(
            Mark(
                publication=publication, start=start, end=start + len(words), kind="by_hand", by_machine=False,
                reason=reason[:200] or str(_("masked by the reviewer")), replacement="[略]",
            )
            for start in found
        )  # fmt: skip
        _again(publication, story)
        log(publication, "masked", actor, now)
        return len(found)


def _occurrences(text: str, words: str) -> list[int]:
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + len(words))
    return found


def lift(*, publication_id: int, mark_id: int, actor: Actor, now: datetime, reason: str) -> None:
    """Show a masked stretch after all; only with a reason, which the second person sees."""
    with transaction.atomic():
        publication = _reviewed(publication_id, actor)
        if not reason.strip():
            raise Refused("no_reason", _("Say why it may be shown."), field="reason")
        Mark.objects.filter(publication=publication, pk=mark_id).update(lifted=True, lifted_why=reason.strip()[:200])
        _again(publication, _story(publication.case))
        log(publication, "lifted", actor, now)


def settle_doubt(*, publication_id: int, mark_id: int, actor: Actor, now: datetime) -> None:
    """The reviewer has looked: the stretch stays masked and is in doubt no more."""
    with transaction.atomic():
        publication = _reviewed(publication_id, actor)
        Mark.objects.filter(publication=publication, pk=mark_id).update(doubt=False)
        log(publication, "settled", actor, now)


def _again(publication: Publication, story: str) -> None:
    marks = publication.marks.values_list("start", "end", "replacement", "lifted")
    publication.text = masked(story, [Stretch(*mark) for mark in marks])
    publication.save(update_fields=["text"])


def finish_review(*, publication_id: int, actor: Actor, now: datetime) -> Publication:
    """The text is ready: a story goes to the consumer for consent, figures alone go to the merchant at once."""
    with transaction.atomic():
        publication = _reviewed(publication_id, actor)
        if publication.marks.filter(doubt=True, lifted=False).exists():
            raise Refused("doubts", _("Look at the stretches in doubt first."))
        if publication.text:
            publication.stage = Stage.CONSENT
            publication.save(update_fields=["stage"])
            tell(publication, "publication_consent", "consumer", now)
        else:
            show_merchant(publication, now)
        log(publication, "reviewed", actor, now)
        return publication


def _case(case_id: int, actor: Actor) -> Case:
    """The case, if the actor is an officer of the body that has it."""
    case = Case.objects.select_for_update(of=("self",)).select_related("complaint").get(pk=case_id)
    if actor.kind is not ActorKind.OFFICER or actor.organisation_id != (case.body_id or case.intake_body_id):
        raise Refused("not_your_turn", _("It is not your turn."))
    return case


def _reviewed(publication_id: int, actor: Actor) -> Publication:
    publication = locked(publication_id)
    if actor.kind is not ActorKind.OFFICER or actor.organisation_id != publication.body_id:
        raise Refused("not_your_turn", _("It is not your turn."))
    if publication.stage != Stage.REVIEW:
        raise Refused("wrong_state", _("The text is settled: it can be refused, not changed."))
    return publication
