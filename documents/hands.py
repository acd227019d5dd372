"""Papers made by hand, from one colleague to the next: each step is kept with who, when, to whom and why.

拟稿 and sent for checking → 核稿, or sent back with a remark → 签发 by a leader, or sent back → 用印. Nobody checks
their own draft: the database says so too.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Membership, Role, User
from accounts.permissions import is_second_person, leads
from documents import steps
from documents.content import Content
from documents.issuing import issue_signed
from documents.models import Paper, PaperStep, Status, StepKind
from documents.refused import Refused

CHECKERS = (Role.OFFICER, Role.LEADER)
OPEN = (Status.DRAFTED, Status.CHECKED, Status.SIGNED)


def colleagues(organisation_ids: tuple[int, ...], roles: tuple[str, ...] = CHECKERS) -> QuerySet[User]:
    """Who works for one of these bodies in one of these roles."""
    return User.objects.filter(
        pk__in=Membership.objects.filter(
            organisation_id__in=organisation_ids, role__in=roles, accepted_at__isnull=False, ended_at=None
        ).values("user_id")
    ).order_by("display_name", "pk")


def checkers(paper: Paper | None, actor: Actor) -> QuerySet[User]:
    """Who may check what this actor drafts: a colleague, never the drafter."""
    houses = _houses(paper) if paper else (actor.organisation_id or 0,)
    return colleagues(houses).exclude(pk=actor.person_id)


def leaders(paper: Paper) -> QuerySet[User]:
    """Who may sign this paper off."""
    found = colleagues(_houses(paper), (Role.LEADER,))
    return found.exclude(pk=paper.drafted_by_id or 0) if paper.four_eyes else found


def _drafter(paper: Paper) -> User:
    assert paper.drafted_by is not None, "a paper made by hand has a drafter"
    return paper.drafted_by


def _houses(paper: Paper) -> tuple[int, ...]:
    return paper.handled_by_id, paper.organisation_id


@transaction.atomic
def send_for_checking(
    *, kind: str, organisation_id: int, case_id: int | None, content: Content, checker_id: int | None, actor: Actor,
    now: datetime,
) -> Paper:  # fmt: skip
    """拟稿: the draft is whole, and goes to a second person. Raises Refused for a missing part or an unfit checker."""
    paper = steps.draft(
        kind=kind, organisation_id=organisation_id, case_id=case_id, content=content, actor=actor, now=now
    )
    paper.by_hand = True
    return _hand_on(paper, StepKind.SENT, actor, now, _fit(checker_id, checkers(paper, actor), "checker"))


@transaction.atomic
def send_again(*, paper_id: int, content: Content, checker_id: int | None, actor: Actor, now: datetime) -> Paper:
    """A draft that came back, changed or defended; whoever sends it is its drafter from now on."""
    paper = steps.revise(paper_id=paper_id, content=content, actor=actor, now=now)
    return _hand_on(paper, StepKind.SENT, actor, now, _fit(checker_id, checkers(paper, actor), "checker"))


@transaction.atomic
def approve(*, paper_id: int, leader_id: int | None, remark: str, actor: Actor, now: datetime) -> Paper:
    """核稿: somebody else than the drafter found it in order; it goes to the leader who signs it off."""
    paper = steps.locked(paper_id, Status.DRAFTED)
    _check_second(paper, actor)
    steps.check_draft(paper_id=paper_id, actor=actor, now=now)
    paper.refresh_from_db()
    return _hand_on(paper, StepKind.CHECKED, actor, now, _fit(leader_id, leaders(paper), "leader"), remark)


@transaction.atomic
def send_back(*, paper_id: int, remark: str, actor: Actor, now: datetime) -> Paper:
    """Not yet: the checker or the leader says what is to be mended, and the drafter has it again."""
    paper = steps.locked(paper_id, Status.DRAFTED, Status.CHECKED)
    if paper.status == Status.DRAFTED:
        _check_second(paper, actor)
    elif not leads(actor):
        raise Refused("not_a_leader", _("A leader signs it off, or sends it back."))
    steps.check_hand_of(paper, actor)
    if not remark.strip():
        raise Refused("no_reason", _("Say what is to be mended."), "remark")
    paper.status, paper.checked_by, paper.checked_at = Status.DRAFTED, None, None
    drafter = _drafter(paper)
    return _hand_on(paper, StepKind.RETURNED, actor, now, drafter, remark)


@transaction.atomic
def sign(*, paper_id: int, actor: Actor, now: datetime) -> Paper:
    """签发 by a leader; it goes back to its drafter to be numbered and sealed."""
    if not leads(actor):
        raise Refused("not_a_leader", _("A leader signs it off, or sends it back."))
    paper = steps.sign_off(paper_id=paper_id, actor=actor, now=now)
    return _hand_on(paper, StepKind.SIGNED, actor, now, _drafter(paper))


@transaction.atomic
def seal(*, paper_id: int, actor: Actor, now: datetime) -> Paper:
    """用印: number, pages, and from then on whoever it is for can read it. Printing follows the commit."""
    paper = issue_signed(paper_id=paper_id, actor=actor, now=now)
    return _hand_on(paper, StepKind.SEALED, actor, now, None)


@transaction.atomic
def end(*, paper_id: int, reason: str, actor: Actor, now: datetime) -> Paper:
    """A draft that is given up, or a paper that no longer counts."""
    paper = steps.declare_void(paper_id=paper_id, actor=actor, now=now, reason=reason)
    return _hand_on(paper, StepKind.VOID, actor, now, None, reason)


def waiting_for(actor: Actor) -> QuerySet[Paper]:
    """Papers whose next step is this person's, the longest waiting first."""
    return _open(actor).filter(waits_for_id=actor.user_id)


def in_hand(actor: Actor) -> QuerySet[Paper]:
    """What colleagues of the same body have in hand."""
    return _open(actor).exclude(waits_for_id=actor.user_id)


def _open(actor: Actor) -> QuerySet[Paper]:
    house = actor.organisation_id
    return (
        Paper.objects.filter(Q(handled_by_id=house) | Q(organisation_id=house), by_hand=True, status__in=OPEN)
        .select_related("drafted_by", "waits_for", "organisation")
        .order_by("drafted_at", "pk")
    )


def _check_second(paper: Paper, actor: Actor) -> None:
    if not is_second_person(actor, paper.drafted_by_id):
        raise Refused("second_person", _("Nobody checks their own draft: a colleague does."))


def _fit(user_id: int | None, fit: QuerySet[User], field: str) -> User:
    user = fit.filter(pk=user_id).first() if user_id else None
    if user is None:
        raise Refused("nobody", _("Choose who has it next."), field)
    return user


def _hand_on(
    paper: Paper, kind: StepKind, actor: Actor, now: datetime, to: User | None, remark: str = ""
) -> Paper:  # fmt: skip
    """Keep the step, and whose turn it is now."""
    PaperStep.objects.create(
        paper=paper, kind=kind, by_id=actor.person_id, to=to, remark=remark.strip() or None, at=now
    )
    paper.waits_for = to
    paper.save()
    return paper
