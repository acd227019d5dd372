"""PDF and DOCX without what acts by itself: scripts, macros, launched programs, attached files, things fetched.

A file of evidence is opened by officers and by the other side; it may show, and do nothing else.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from complaints.evidence import kinds
from complaints.evidence.kinds import WrongFile

# --- PDF ---
MOST_PAGES = 5_000
_OF_THE_FILE = ("/OpenAction", "/AA", "/Names", "/AcroForm", "/Metadata", "/Collection", "/AF", "/URI", "/PieceInfo")
_OF_A_PAGE = ("/AA", "/Metadata", "/PieceInfo", "/AF")
#: Annotations that hold or run something; what only shows stays, without its actions.
_ACTING = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D"})


def pdf(file: Path) -> bytes:
    """Pages without author, producer, XMP, scripts, attached files and actions; links to addresses stay."""
    try:
        reader = PdfReader(file)
        if reader.is_encrypted:
            raise WrongFile(_("This PDF is locked with a password. Please hand in one without."))
        if len(reader.pages) > MOST_PAGES:
            raise WrongFile(_("This document has too many parts. Please hand in a smaller one."))
        writer = PdfWriter()
        for page in reader.pages:
            _disarm(page)  # before it is copied: what is cut off here never comes along
            writer.add_page(page)
        writer.metadata = None
        for name in _OF_THE_FILE:
            writer.root_object.pop(name, None)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()
    except (PyPdfError, OSError, KeyError, TypeError, ValueError, RecursionError, AttributeError) as problem:
        if isinstance(problem, WrongFile):
            raise
        raise WrongFile(_("This PDF is damaged and cannot be opened. Please hand it in again.")) from problem


def _disarm(page: DictionaryObject) -> None:
    for name in _OF_A_PAGE:
        page.pop(name, None)
    if "/Annots" not in page:
        return
    kept, notes = ArrayObject(), page["/Annots"].get_object()
    for reference in notes if isinstance(notes, ArrayObject) else ():
        note = reference.get_object()
        if not isinstance(note, DictionaryObject) or note.get("/Subtype") in _ACTING:
            continue
        action = note.get("/A")
        action = action.get_object() if action is not None else None
        if not (isinstance(action, DictionaryObject) and action.get("/S") == "/URI" and "/Next" not in action):
            note.pop("/A", None)
        for name in ("/AA", "/FS", "/AF"):
            note.pop(name, None)
        kept.append(reference)
    page[NameObject("/Annots")] = kept


# --- DOCX ---
MOST_PARTS = 5_000
_NO_PROPERTIES = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY = {
    "docProps/core.xml": _NO_PROPERTIES
    + b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": _NO_PROPERTIES
    + b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": _NO_PROPERTIES
    + b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
#: Text, its relations, pictures and letters; macros, controls, embedded files and foreign markup are none of these.
_SHOWN = re.compile(r"(?i)\.(xml|rels|vml|jpe?g|png|gif|bmp|tiff?|emf|wmf|odttf)$")
_NAME = re.compile(r"(?!.*(?:\.\.|\\|:|//))[^/].*")


def docx(file: Path) -> bytes:
    """The same archive with author and editing times emptied, and nothing in it but what is shown."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(file) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            parts = source.infolist()
            if len(parts) > MOST_PARTS:
                raise WrongFile(_("This document has too many parts. Please hand in a smaller one."))
            if sum(part.file_size for part in parts) > 10 * kinds.DOCX.most_bytes:
                raise WrongFile(_("This document is too large once it is opened. Please hand in a PDF."))
            for part in parts:
                if part.is_dir() or not _NAME.fullmatch(part.filename) or not _SHOWN.search(part.filename):
                    continue
                content = _EMPTY[part.filename] if part.filename in _EMPTY else source.read(part)
                if part.filename.lower().endswith(".rels"):
                    content = relations(content)
                target.writestr(part.filename, content)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError) as problem:
        if isinstance(problem, WrongFile):
            raise
        raise WrongFile(_("This document is damaged and cannot be opened. Please hand it in again.")) from problem
    return out.getvalue()


def relations(content: bytes) -> bytes:
    """Relations written anew without those that fetch from elsewhere, but for links one presses, or name what was left
    out. ValueError for what is no XML, or declares a document type (entities that grow).
    """
    found: list[dict[str, str]] = []

    def refuse(*_args: object) -> None:
        raise ValueError("relations with a document type")

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2].rpartition(":")[2] == "Relationship":
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    try:
        parser.Parse(content, True)
    except expat.ExpatError as problem:
        raise ValueError("relations that are no XML") from problem
    lines = [_written(each) for each in found if _is_harmless(each)]
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return _NO_PROPERTIES + (head + "".join(lines) + "</Relationships>").encode()


def _is_harmless(relation: dict[str, str]) -> bool:
    kind, target = relation.get("Type", ""), relation.get("Target", "")
    if relation.get("TargetMode", "").lower() == "external":
        return kind.endswith("/hyperlink") and target.lower().startswith(("http://", "https://", "mailto:"))
    return bool(_SHOWN.search(target.partition("#")[0])) and not kind.endswith(("/aFChunk", "/attachedTemplate"))


def _written(relation: dict[str, str]) -> str:
    names = ("Id", "Type", "Target", "TargetMode")
    return f"<Relationship {' '.join(f'{name}={quoteattr(relation[name])}' for name in names if name in relation)}/>"
