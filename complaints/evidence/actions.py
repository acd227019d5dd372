"""Taking files in: whole from a plain form, or in pieces that survive a broken line."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from complaints.evidence import sealed
from complaints.evidence.kinds import HEAD_BYTES, WrongFile, check_file, check_size, clean_name
from complaints.evidence.scanning import first_state
from complaints.evidence.stripping import served_extension, strip
from complaints.models import Case, Draft, Evidence, Upload

MOST_FILES = 30
MOST_PIECE = 5 * 1024 * 1024


class TooMany(WrongFile):
    """More files than one story can carry."""


class WrongPlace(ValueError):
    """A piece that does not continue what is there; `received` says where to go on."""

    def __init__(self, received: int) -> None:
        super().__init__(f"{received} bytes are here")
        self.received = received


@dataclass(frozen=True, slots=True)
class Home:
    """What a file belongs to: a draft that is being written, or a case; and from whom it comes."""

    draft: Draft | None = None
    case: Case | None = None
    by: str = "consumer"


class Chunked(Protocol):
    """An uploaded file of Django's."""

    name: str | None
    size: int | None

    def chunks(self, chunk_size: int | None = None) -> Iterable[bytes]: ...


def begin(*, home: Home, name: str, size: int, actor: Actor, now: datetime) -> Upload:
    """An upload that waits for its first piece. WrongFile for an impossible size, TooMany for one file too many."""
    check_size(size)
    belonging = Evidence.objects.filter(draft=home.draft) if home.draft else Evidence.objects.filter(case=home.case)
    if belonging.count() >= MOST_FILES:
        raise TooMany(_("At most %(most)d files can be handed in. Delete one first.") % {"most": MOST_FILES})
    public_id = uuid.uuid4()
    return Upload.objects.create(
        public_id=public_id,
        draft=home.draft,
        case=home.case,
        by=home.by,
        name=clean_name(name),
        size=size,
        key=sealed.new_key(),
        path=f"evidence/original/{now:%Y/%m}/{public_id.hex}",
        started_at=now,
        touched_at=now,
    )


def append(*, public_id: uuid.UUID, offset: int, piece: bytes, actor: Actor, now: datetime) -> Upload:
    """One more piece at `offset`. WrongPlace when it does not fit on; WrongFile when the first is of no known kind."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",)).get(public_id=public_id)
        if offset != upload.received or not piece or upload.received + len(piece) > upload.size:
            raise WrongPlace(upload.received)
        if offset == 0:
            check_file(piece[:HEAD_BYTES], upload.size)
        upload.stored = sealed.append(
            upload.path, upload.key, upload.public_id, index=upload.records, at=upload.stored, piece=piece
        )
        upload.records += 1
        upload.received += len(piece)
        upload.touched_at = now
        upload.save(update_fields=["stored", "records", "received", "touched_at"])
        return upload


def finish(*, public_id: uuid.UUID, actor: Actor, now: datetime) -> Evidence:
    """The whole file is here: hash it, make the copy that is shown, and take it in. WrongFile when it is damaged."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",)).get(public_id=public_id)
        if upload.received != upload.size:
            raise WrongPlace(upload.received)
        head, digest = b"", hashlib.sha256()
        for piece in sealed.pieces(upload.path, upload.key, upload.public_id):
            head = (head + piece)[:HEAD_BYTES] if len(head) < HEAD_BYTES else head
            digest.update(piece)
        kind = check_file(head, upload.size)
        served = f"evidence/served/{now:%Y/%m}/{upload.public_id.hex}.{served_extension(kind)}"
        copy = _plain_copy(upload, served)
        try:
            strip(kind, copy)
        except WrongFile:
            copy.unlink()
            raise
        evidence = Evidence.objects.create(
            public_id=upload.public_id,
            complaint=upload.case.complaint if upload.case else None,
            draft=upload.draft,
            case=upload.case,
            by=upload.by,
            name=upload.name,
            media_type=kind.media_type,
            size=upload.size,
            sha256=digest.hexdigest(),
            key=upload.key,
            original=upload.path,
            served=served,
            scan=first_state(),
            uploaded_at=now,
        )
        upload.delete()
        return evidence


def _plain_copy(upload: Upload, served: str) -> Path:
    file = sealed.place(served)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.touch(mode=0o600)
    with file.open("wb") as stream:
        for piece in sealed.pieces(upload.path, upload.key, upload.public_id):
            stream.write(piece)
    return file


def receive(*, home: Home, file: Chunked, actor: Actor, now: datetime) -> Evidence:
    """A whole file from a plain form. Raises WrongFile; nothing of a refused file is kept."""
    upload = begin(home=home, name=file.name or "", size=file.size or 0, actor=actor, now=now)
    try:
        for piece in file.chunks(MOST_PIECE):
            append(public_id=upload.public_id, offset=upload.received, piece=piece, actor=actor, now=now)
            upload.refresh_from_db(fields=["received"])
        return finish(public_id=upload.public_id, actor=actor, now=now)
    except WrongFile:
        discard(public_id=upload.public_id, actor=actor)
        raise


def discard(*, public_id: uuid.UUID, actor: Actor) -> None:
    """Give up an upload, with what has come of it."""
    upload = Upload.objects.filter(public_id=public_id).first()
    if upload is not None:
        sealed.remove(upload.path)
        upload.delete()


def take_out(*, evidence: Evidence, actor: Actor) -> None:
    """Remove a file from a draft: nobody has seen it yet. Evidence of a filed complaint stays."""
    if evidence.draft_id is None:
        raise ValueError("evidence of a filed complaint is not removed")
    sealed.remove(evidence.original.name or "")
    sealed.remove(evidence.served.name or "")
    evidence.delete()
