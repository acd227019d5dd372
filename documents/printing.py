"""From a paper's row and content to its pages: what every template is given, and the file that comes out."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import OrganisationKind
from documents import rendering
from documents.content import Content
from documents.kinds import KINDS
from documents.models import Paper, Status
from documents.rendering import qr_image, write_pages, write_pdf
from documents.wording import local_date

_SELF = {
    OrganisationKind.ASSOCIATION: "本会",
    OrganisationKind.BUREAU: "本局",
    OrganisationKind.PEOPLE_COMMITTEE: "本调解委员会",
}
DRAFT, TEST = "草稿", "测试无效"


def content_of(paper: Paper) -> Content:
    """What the paper says. Raises PaperContent.DoesNotExist once it is erased."""
    return KINDS[paper.kind].content.from_json(json.loads(paper.content.parts))


def parts_sha256(content: Content) -> str:
    """Fingerprint of a content: what a signature is bound to."""
    canonical = json.dumps(content.as_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def verify_url(code: str) -> str:
    """Where anybody can check the paper."""
    return f"{settings.PUBLIC_URL}/verify/{code}/"


def markup_of(paper: Paper, content: Content) -> str:
    """The pages as HTML, in Chinese. Raises Refused("unprintable") when our fonts lack a character."""
    watermark = TEST if paper.is_test else "" if paper.numbered_at else DRAFT
    context: dict[str, Any] = {
        "c": content,
        "kind": KINDS[paper.kind],
        "paper": paper,
        "issuer": paper.organisation,
        "we": _SELF.get(OrganisationKind(paper.organisation.kind), "本单位"),
        "day": local_date(paper.numbered_at) if paper.numbered_at else None,
        "signatures": {signature.role: signature for signature in paper.signatures.all()} if paper.pk else {},
        "verify_host": f"{settings.PUBLIC_URL}/verify/",
        "qr": qr_image(verify_url(paper.code)),
        "watermark": watermark,
        "demo": settings.MODE_IS_DEMO,
    }
    return rendering.markup_of(KINDS[paper.kind].template, context)


def preview(paper_id: int) -> bytes:
    """The paper as it would be printed, with 草稿 across it and no number."""
    paper = Paper.objects.select_related("organisation", "content").get(pk=paper_id)
    return write_pdf(markup_of(paper, content_of(paper)), identifier=f"draft-{paper.public_id}")


def path_of(paper: Paper) -> Path:
    """Where the file of a printed paper lies."""
    return Path(settings.MEDIA_ROOT) / paper.file


def print_paper(paper_id: int) -> bool:
    """Print a numbered paper and note its fingerprint; False when it is not waiting. Twice gives the same file."""
    paper = Paper.objects.select_related("organisation", "content").get(pk=paper_id)
    if paper.status != Status.ISSUING or paper.numbered_at is None:
        return False
    pdf, pages = write_pages(markup_of(paper, content_of(paper)), identifier=str(paper.public_id))
    paper.file = f"papers/{local_date(paper.numbered_at).year}/{paper.public_id}.pdf"
    _keep(path_of(paper), pdf)
    with transaction.atomic():
        waiting = Paper.objects.select_for_update().filter(pk=paper_id, status=Status.ISSUING)
        return bool(
            waiting.update(
                status=Status.ISSUED,
                issued_at=paper.numbered_at,
                file=paper.file,
                sha256=hashlib.sha256(pdf).hexdigest(),
                pages=pages,
            )
        )


def _keep(path: Path, data: bytes) -> None:
    """Write the file whole or not at all, readable by us alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    with open(part, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
