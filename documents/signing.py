"""Signing a paper before it is issued: on the screen, on paper and scanned, or by certificate.

A drawn signature is evidence of the contract, no reliable electronic signature (电子签名法 13): court packs say so.
"""

from __future__ import annotations

import base64
import io
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from accounts.actors import Actor
from documents.certificates import check_signature
from documents.models import Paper, Signature, SignatureKind, Status
from documents.printing import content_of, parts_sha256
from documents.refused import Refused

LARGEST_IMAGE = 300 * 1024
LARGEST_SIDE = 1600
_BEFORE_ISSUE = (Status.DRAFTED, Status.CHECKED, Status.SIGNED)


@transaction.atomic
def sign_by_hand(*, paper_id: int, role: str, name: str, image: bytes, actor: Actor, now: datetime) -> Signature:
    """Keep a signature drawn on a screen, as a PNG without anything else in it. A second one replaces the first."""
    paper = _unissued(paper_id)
    return _keep(paper, SignatureKind.DRAWN, role, name, actor, now, image=_clean_png(image))


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


def _clean_png(data: bytes) -> str:
    """The picture drawn again by us: no metadata, no surprises; as a data URI. Raises Refused."""
    if len(data) > LARGEST_IMAGE:
        raise Refused("image_too_large", _("The picture of the signature is larger than 300 KB."), "image")
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
            picture.verify()  # WeasyPrint lets Pillow load torn files, for the whole process
        with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
            if max(picture.size) > LARGEST_SIDE:
                raise Refused("image_too_large", _("The picture of the signature is too large."), "image")
            drawn = picture.convert("LA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as problem:
        raise Refused("no_image", _("This is not a PNG picture."), "image") from problem
    paper = Image.new("L", drawn.size, 255)
    paper.paste(drawn.getchannel("L"), mask=drawn.getchannel("A"))
    if paper.point(lambda light: 255 if light < 200 else 0).getbbox() is None:
        raise Refused("empty_signature", _("Nothing was drawn."), "image")
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
