"""Which files are taken, how large, and how a file's own first bytes say what it is. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import filetype
from django.utils.translation import gettext as _

MB = 1024 * 1024
HEAD_BYTES = 8192
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of evidence. `look` is how a list draws it: image, video or document."""

    extension: str
    media_type: str
    most_bytes: int
    look: str


JPEG = FileKind("jpg", "image/jpeg", 25 * MB, "image")
PNG = FileKind("png", "image/png", 25 * MB, "image")
HEIC = FileKind("heic", "image/heic", 25 * MB, "image")
PDF = FileKind("pdf", "application/pdf", 30 * MB, "document")
DOCX = FileKind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 20 * MB, "document")
M4A = FileKind("m4a", "audio/mp4", 60 * MB, "document")
MP4 = FileKind("mp4", "video/mp4", 300 * MB, "video")
KINDS = (JPEG, PNG, HEIC, PDF, DOCX, M4A, MP4)
MOST_BYTES = max(kind.most_bytes for kind in KINDS)
NAMES = "JPG PNG HEIC PDF MP4 M4A DOCX"
ACCEPT = "image/jpeg,image/png,image/heic,image/heif,application/pdf,video/mp4,audio/mp4,audio/x-m4a,.heic,.m4a,.docx"
_BY_EXTENSION = {kind.extension: kind for kind in KINDS}
_BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}
_BRANDS = {b"M4A ": M4A, b"M4B ": M4A, b"mif1": HEIC, b"msf1": HEIC, b"heic": HEIC, b"heix": HEIC, b"heif": HEIC}
_MP4_BRANDS = (
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"MSNV",
    b"3gp4",
    b"3gp5",
    b"dash",
)


class WrongFile(ValueError):
    """Why a file is not taken, in words for the person at the field."""


def kind_of(head: bytes) -> FileKind | None:
    """The kind by the file's first bytes; None for anything else, whatever its name says."""
    if head[4:8] == b"ftyp":
        if head[8:12] in _BRANDS:
            return _BRANDS[head[8:12]]
        return MP4 if head[8:12] in _MP4_BRANDS else None
    guessed = filetype.guess(head[:HEAD_BYTES])
    return _BY_EXTENSION.get(guessed.extension) if guessed is not None else None


def look_of(media_type: str) -> str:
    """How a list draws a stored file."""
    kind = _BY_MEDIA_TYPE.get(media_type)
    return kind.look if kind else "document"


def check_size(size: int, most: int = MOST_BYTES) -> None:
    """Raise WrongFile for nothing and for too much."""
    if size <= 0:
        raise WrongFile(_("This file is empty. Please choose it again."))
    if size > most:
        raise WrongFile(_("This file has %(size)s; at most %(most)s can be taken.") % {
            "size": size_words(size), "most": size_words(most),
        })  # fmt: skip


def check_file(head: bytes, size: int) -> FileKind:
    """The kind of a whole file; WrongFile says what can be taken."""
    check_size(size)
    kind = kind_of(head)
    if kind is None:
        raise WrongFile(_("This kind of file cannot be taken. Please hand in one of: %(names)s") % {"names": NAMES})
    check_size(size, kind.most_bytes)
    return kind


def clean_name(name: str) -> str:
    """The file's name without its folders and control characters, at most 120 characters, ending kept."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(sign for sign in name if sign.isprintable()).strip() or "file"
    if len(name) <= LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    ending = dot + ending if dot and len(ending) <= 8 else ""
    return (stem or name)[: LONGEST_NAME - len(ending)] + ending


def size_words(size: int) -> str:
    """1.8 MB, 412 kB."""
    return f"{size / MB:.1f} MB" if size >= MB else f"{max(1, round(size / 1024))} kB"
