"""Joining with the licence: somebody asks, an officer of the place looks and decides."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor, ActorKind
from accounts.bodies import below
from accounts.divisions import Divisions, UnknownDivision
from accounts.limits import limit
from accounts.models import MEDIATING_KINDS, Area, Purpose
from complaints.evidence import sealed
from complaints.evidence.kinds import HEAD_BYTES, JPEG, PDF, PNG, WrongFile, check_file
from complaints.joining.codes import bring_in
from merchants.joining.actions import become_owner, has_manager
from merchants.joining.refused import JoinRefused
from merchants.matching.indexing import index_merchants
from merchants.models import JoinRequest, Merchant

KINDS = (JPEG, PNG, PDF)
PIECE = 4 * 1024 * 1024


def ask(*, actor: Actor, now: dt.datetime, uscc: str, name: str, position: str, file: UploadedFile) -> JoinRequest:
    """Hand in the licence. Raises JoinRefused (taken, asked_already), WrongFile, Limited; no refused file is kept."""
    limit("join_request.person", str(actor.person_id))
    merchant = Merchant.objects.filter(uscc=uscc).first()
    if merchant is not None and has_manager(merchant.pk):
        raise JoinRefused("taken", "uscc")
    kind = check_file(file.read(HEAD_BYTES), file.size or 0)
    file.seek(0)
    if kind not in KINDS:
        raise WrongFile(_("The licence must be a picture (JPG, PNG) or a PDF."))
    division = division_of(uscc, merchant)
    request = JoinRequest(
        public_id=uuid.uuid4(), user_id=actor.person_id, uscc=uscc, name=name, merchant=merchant,
        division_code=division, position=position, licence_key=sealed.new_key(), media_type=kind.media_type,
        body_id=body_for(division, now), asked_at=now,
    )  # fmt: skip
    request.licence = f"licences/{now:%Y/%m}/{request.public_id.hex}"
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError:
        raise JoinRefused("asked_already", "uscc") from None
    at = 0
    for index, piece in enumerate(file.chunks(PIECE)):
        at = sealed.append(
            request.licence, request.licence_key or "", request.public_id, index=index, at=at, piece=piece
        )
    return request


def licence_of(request: JoinRequest) -> Iterator[bytes]:
    """The file as it was handed in."""
    return sealed.pieces(request.licence, request.licence_key or "", request.public_id)


def division_of(uscc: str, merchant: Merchant | None) -> str:
    """Where the merchant is: by the directory, else by the office that gave the code (its signs 3 to 8)."""
    code = merchant.division_code if merchant is not None and merchant.division_code else uscc[2:8]
    try:
        return Divisions.load().resolve(code).code
    except UnknownDivision:
        return ""


def body_for(division: str, now: dt.datetime) -> int | None:
    """The mediating body with the most specific area there; None when nobody has it, and then everybody may look."""
    if not division:
        return None
    chain = (division, *Divisions.load().ancestors(division))
    today = now.date()
    areas = (
        Area.objects.filter(Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gt=today))
        .filter(
            division_code__in=chain, include=True, purpose=Purpose.CASES, organisation__is_active=True,
            organisation__kind__in=MEDIATING_KINDS,
        )
        .order_by("organisation_id")
        .values_list("division_code", "organisation_id")
    )  # fmt: skip
    found = sorted(areas, key=lambda row: (chain.index(row[0]), row[1]))
    return found[0][1] if found else None


def visible_to(actor: Actor) -> QuerySet[JoinRequest]:
    """Requests an officer may look at: of the own body, of bodies below, and those no body has."""
    if actor.kind is not ActorKind.OFFICER or actor.organisation_id is None:
        return JoinRequest.objects.none()
    return JoinRequest.objects.filter(Q(body_id__in=below(actor.organisation_id)) | Q(body=None))


def accept(*, public_id: uuid.UUID, actor: Actor, now: dt.datetime) -> tuple[JoinRequest, int]:
    """The person owns the merchant's desk from now on; its waiting cases come along. Returns how many."""
    with transaction.atomic():
        request = _open_request(public_id, actor)
        merchant = request.merchant or Merchant.objects.filter(uscc=request.uscc).first()
        if merchant is None:
            merchant = Merchant.objects.create(
                name=request.name, uscc=request.uscc, division_code=request.division_code
            )
            index_merchants([merchant.pk])
        become_owner(merchant_id=merchant.pk, user_id=request.user_id, now=now)
        request.merchant, request.state = merchant, JoinRequest.State.ACCEPTED
        request.decided_at, request.decided_by_id = now, actor.person_id
        request.save(update_fields=["merchant", "state", "decided_at", "decided_by"])
    return request, bring_in(merchant_id=merchant.pk, actor=Actor.system(), now=now)


def refuse(*, public_id: uuid.UUID, actor: Actor, now: dt.datetime, refusal: str) -> JoinRequest:
    """Not shown well enough, with a coded reason; the person can ask anew."""
    with transaction.atomic():
        request = _open_request(public_id, actor)
        request.state, request.refusal = JoinRequest.State.REFUSED, JoinRequest.Refusal(refusal)
        request.decided_at, request.decided_by_id = now, actor.person_id
        request.save(update_fields=["state", "refusal", "decided_at", "decided_by"])
        return request


def _open_request(public_id: uuid.UUID, actor: Actor) -> JoinRequest:
    request = visible_to(actor).select_for_update(of=("self",)).get(public_id=public_id)
    if request.state != JoinRequest.State.OPEN:
        raise JoinRefused("decided")
    return request
