"""What a signature on the screen is made of: the name as typed, a drawing or a picture, and what exactly was signed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from complaints.lifecycle.facts import Refused
from complaints.models import Complainant
from documents.refused import Refused as PaperRefused
from documents.strokes import drawing, photograph
from mediation.models import MediatedAgreement, Signature, SignatureMark, Sitting
from mediation.models.signature import MarkKind, Side


@dataclass(frozen=True, slots=True)
class Mark:
    """The typed name is always there; a drawing counts before a picture."""

    name: str
    drawing: bytes = b""
    picture: bytes = b""


def keep_mark(signature: Signature, mark: Mark, sha256: str) -> SignatureMark:
    """Seal the look of a signature; one that is there already stays. Raises Refused for another's name, or no ink."""
    there = SignatureMark.objects.filter(signature=signature).first()
    if there is not None:
        return there
    name = mark.name.strip()
    if not name:
        raise Refused("nameless", _("Type your name as it stands in the agreement."), field="name")
    if signature.side == Side.CONSUMER:
        _check_consumer(signature, name)
    try:
        kind, image = _look(mark)
    except PaperRefused as refused:
        raise Refused(
            refused.code, refused.why, field="drawing" if refused.field == "image" else refused.field
        ) from None
    return SignatureMark.objects.create(signature=signature, kind=kind, name=name, image=image, sha256=sha256)


def _look(mark: Mark) -> tuple[MarkKind, str | None]:
    if mark.drawing:
        return MarkKind.DRAWN, drawing(mark.drawing)
    if mark.picture:
        return MarkKind.PICTURE, photograph(mark.picture)
    return MarkKind.TYPED, None


def _check_consumer(signature: Signature, name: str) -> None:
    """The agreement names the complainant, whose identity was verified: nobody else's name stands there."""
    named = Complainant.objects.get(complaint__cases=signature.case_id).name
    if "".join(name.split()) != "".join(named.split()):
        raise Refused("other_name", _("The agreement names somebody else: type the name as it stands there."),
                      field="name")  # fmt: skip


def terms_sha256(agreement: MediatedAgreement) -> str:
    """Fingerprint of everything the agreement says: what a signature is bound to."""
    lines = [
        [line.position, line.kind, line.title, line.amount_fen, line.due_on.isoformat(), line.way]
        for line in agreement.lines.all()
    ]
    return _sha256([str(agreement.public_id), agreement.facts, agreement.points, agreement.place,
                    agreement.representative, agreement.agent, agreement.effect, lines])  # fmt: skip


def minutes_sha256(sitting: Sitting) -> str:
    """Fingerprint of a joint record."""
    return _sha256([str(sitting.public_id), sitting.minutes])


def _sha256(said: list[object]) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
