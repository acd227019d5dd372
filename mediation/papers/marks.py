"""Signatures given on a screen, for their places in the paper that is made of what was signed."""

from __future__ import annotations

from documents.models import SignatureKind
from documents.signing import Placed
from mediation.models import SignatureMark
from mediation.models.signature import MarkKind, Side, Signed

# side -> in which role the paper names it
_ROLES = {Side.CONSUMER: "申请人", Side.MERCHANT: "被申请人", Side.MEDIATOR: "调解员"}
_KINDS = {
    MarkKind.DRAWN: SignatureKind.DRAWN,
    MarkKind.PICTURE: SignatureKind.PICTURE,
    MarkKind.TYPED: SignatureKind.TYPED,
}


def marks_on(signed: Signed, subject_id: int) -> tuple[Placed, ...]:
    """What the sides put under it on a screen; who signed on paper has a line left blank for the ink."""
    marks = SignatureMark.objects.select_related("signature").filter(
        signature__signed=signed, signature__subject_id=subject_id
    )
    return tuple(
        Placed(
            role=_ROLES[Side(mark.signature.side)],
            name=mark.name,
            kind=_KINDS[MarkKind(mark.kind)],
            signed_at=mark.signature.at,
            image=mark.image,
            user_id=mark.signature.by_id,
        )
        for mark in marks.order_by("signature_id")
    )
