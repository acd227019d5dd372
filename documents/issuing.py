"""用印: the number is taken and committed first, the pages follow. A crash between prints the same number again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from documents.content import Content
from documents.kinds import KINDS
from documents.models import Paper, Status
from documents.numbering import next_serial
from documents.printing import content_of, print_paper
from documents.refused import Refused
from documents.signing import Placed, place
from documents.steps import check_draft, check_hand, draft, sign_off
from documents.tasks import wake_printer
from documents.wording import local_date


def issue(
    kind: str,
    *,
    organisation_id: int,
    case_id: int | None,
    context: Content,
    actor: Actor,
    now: datetime,
    readers: str = "",
    signed: Sequence[Placed] = (),
) -> Paper:
    """Draft, check, sign off and issue in one hand; kinds that need a second person are refused here.

    `signed`: signatures given before the paper was made. `readers` says whom it is for where that differs from the
    kind's own (each side gets its own notice of acceptance).
    Inside a transaction the paper comes back `issuing` and is printed after the commit; else it comes back `issued`.
    """
    if KINDS[kind].four_eyes:
        raise Refused("second_person", _("This paper is signed off by a leader who did not draft it."))
    with transaction.atomic():
        paper = draft(
            kind=kind,
            organisation_id=organisation_id,
            case_id=case_id,
            content=context,
            actor=actor,
            now=now,
            readers=readers,
        )
        for placed in signed:
            place(paper=paper, placed=placed)
        check_draft(paper_id=paper.pk, actor=actor, now=now)
        sign_off(paper_id=paper.pk, actor=actor, now=now)
        _number(paper.pk, actor, now)
    return _printed(paper.pk)


def issue_signed(*, paper_id: int, actor: Actor, now: datetime) -> Paper:
    """Issue a paper that was signed off in steps."""
    with transaction.atomic():
        _number(paper_id, actor, now)
    return _printed(paper_id)


def _number(paper_id: int, actor: Actor, now: datetime) -> None:
    paper = Paper.objects.select_for_update(of=("self",)).select_related("organisation", "content").get(pk=paper_id)
    kind = KINDS[paper.kind]
    if paper.status != Status.SIGNED:
        raise Refused("wrong_step", _("This paper is: %(status)s.") % {"status": Status(paper.status).label})
    check_hand(kind, actor, paper.handled_by_id, paper.organisation_id)
    day = local_date(now)
    made_on = getattr(content_of(paper), "made_on", day)
    if made_on != day:
        raise Refused("back_dated", _("A paper bears the day it is made, never another."), "made_on")
    if kind.word:
        paper.serial = next_serial(paper.organisation, kind.word, day)
    paper.is_test = paper.signatures.filter(is_test=True).exists()
    paper.status, paper.numbered_at = Status.ISSUING, now
    paper.save()


def _printed(paper_id: int) -> Paper:
    if connection.in_atomic_block:
        transaction.on_commit(partial(wake_printer, paper_id), robust=True)
    else:
        print_paper(paper_id)
    return Paper.objects.get(pk=paper_id)
