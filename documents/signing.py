"""Signing a paper before it is issued: on the screen, on paper and scanned, or by certificate.

A drawn signature is evidence of the contract, no reliable electronic signature (电子签名法 13): court packs say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from documents.certificates import check_signature
from documents.models import Paper, Signature, SignatureKind, Status
from documents.printing import content_of, parts_sha256
from documents.refused import Refused
from documents.strokes import drawing

_BEFORE_ISSUE = (Status.DRAFTED, Status.CHECKED, Status.SIGNED)


@dataclass(frozen=True, slots=True)
class Placed:
    """A signature given before the paper was made, for its place in it: as what, by whom, how, and when."""

    role: str
    name: str
    kind: SignatureKind
    signed_at: datetime
    image: str | None = None  # a data URI of documents.strokes
    user_id: int | None = None


def place(*, paper: Paper, placed: Placed) -> Signature:
    """Put such a signature under a draft that says what was signed."""
    return Signature.objects.create(
        paper=paper,
        kind=placed.kind,
        role=placed.role,
        name=placed.name,
        user_id=placed.user_id,
        image=placed.image,
        parts_sha256=parts_sha256(content_of(paper)),
        signed_at=placed.signed_at,
    )


@transaction.atomic
def sign_by_hand(*, paper_id: int, role: str, name: str, image: bytes, actor: Actor, now: datetime) -> Signature:
    """Keep a signature drawn on a screen, as a PNG without anything else in it. A second one replaces the first."""
    paper = _unissued(paper_id)
    return _keep(paper, SignatureKind.DRAWN, role, name, actor, now, image=drawing(image))


@transaction.atomic
def note_scan(*, paper_id: int, role: str, name: str, actor: Actor, now: datetime) -> Signature:
    """Note that the printed paper was signed by hand; the scan itself lies with the evidence of the case."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("content").get(pk=paper_id)
    if paper.status == Status.VOID:
        raise Refused("wrong_step", _("This paper is: %(status)s.") % {"status": Status.VOID.label})
    return _keep(paper, SignatureKind.SCAN, role, name, actor, now)


@transaction.atomic
def sign_by_certificate(
    *, paper_id: int, role: str, name: str, certificate_pem: bytes, signature: bytes, actor: Actor, now: datetime
) -> Signature:
    """Check a signature over the fingerprint of the content (its 64 hex digits) and keep it."""
    paper = _unissued(paper_id)
    checked = check_signature(
        certificate_pem=certificate_pem,
        signature=signature,
        signed=parts_sha256(content_of(paper)).encode(),
        now=now,
    )
    return _keep(
        paper,
        SignatureKind.CERTIFICATE,
        role,
        name,
        actor,
        now,
        fingerprint=checked.fingerprint,
        is_test=checked.is_test,
    )


def _unissued(paper_id: int) -> Paper:
    paper = Paper.objects.select_for_update(of=("self",)).select_related("content").get(pk=paper_id)
    if paper.status not in _BEFORE_ISSUE:
        raise Refused("wrong_step", _("This paper is: %(status)s.") % {"status": Status(paper.status).label})
    return paper


def _keep(
    paper: Paper,
    kind: SignatureKind,
    role: str,
    name: str,
    actor: Actor,
    now: datetime,
    *,
    image: str | None = None,
    fingerprint: str = "",
    is_test: bool = False,
) -> Signature:
    if not role.strip() or not name.strip():
        raise Refused("nameless", _("Say who signs, and as what."), "name")
    paper.signatures.filter(role=role).delete()
    return Signature.objects.create(
        paper=paper,
        kind=kind,
        role=role,
        name=name,
        user_id=actor.user_id,
        image=image,
        parts_sha256=parts_sha256(content_of(paper)),
        certificate_sha256=fingerprint,
        is_test=is_test,
        signed_at=now,
    )
