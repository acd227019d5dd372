"""Files in and out: by their bytes, in pieces, sealed at rest, cleaned when shown, by permission only."""

import hashlib
import io
import socketserver
import threading
import uuid
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader, PdfWriter

from accounts.actors import Actor
from accounts.fields import SealBroken
from complaints.evidence import kinds, sealed
from complaints.evidence.actions import Home, begin, receive
from complaints.evidence.checking import check_pending
from complaints.evidence.kinds import WrongFile, check_file, clean_name, kind_of
from complaints.evidence.purging import purge_orphans, purge_uploads
from complaints.intake.drafts import start_draft
from complaints.models import Evidence, ScanState, Upload
from tests.factories import START, file_case
from tests.people import log_in, person
from tests.words import zh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def jpeg() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (30.0, 33.0, 1.0)
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


def heic() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, "HEIF")
    return out.getvalue()


def pdf() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "张三测试"})
    writer.write(out)
    return out.getvalue()


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("word/document.xml", "<w/>" * 900)
        archive.writestr("docProps/core.xml", "<creator>张三测试</creator>")
    return out.getvalue()


def box(name: bytes, body: bytes) -> bytes:
    return (8 + len(body)).to_bytes(4, "big") + name + body


def mp4(brand: bytes = b"isom") -> bytes:
    place = box(b"udta", box(b"\xa9xyz", b"+30.5500+114.3300/"))
    return box(b"ftyp", brand + b"\0\0\0\0") + box(b"moov", box(b"mvhd", b"\0" * 20) + place) + box(b"mdat", b"picture")


def taken(content: bytes, name: str = "文件", by: Home | None = None) -> Evidence:
    case, people = file_case()
    return receive(
        home=by or Home(case=case), file=SimpleUploadedFile(name, content), actor=people.as_consumer, now=timezone.now()
    )


def served(file: Evidence) -> bytes:
    return sealed.place(file.served.name).read_bytes()


@pytest.mark.parametrize(
    ("content", "extension"),
    [(jpeg(), "jpg"), (heic(), "heic"), (pdf(), "pdf"), (docx(), "docx"), (mp4(), "mp4"), (mp4(b"M4A "), "m4a")],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_is_known_by_its_bytes_and_kept_as_it_came(content: bytes, extension: str) -> None:
    kind = kind_of(content[: kinds.HEAD_BYTES])
    assert kind is not None
    assert kind.extension == extension
    file = taken(content, "名字不算数.exe")
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert b"".join(sealed.pieces(file.original.name, file.key, file.public_id)) == content
    assert content[:64] not in sealed.place(file.original.name).read_bytes()


def test_what_is_shown_says_nothing_of_place_device_and_author() -> None:
    picture = served(taken(jpeg()))
    assert b"PhoneMaker" in jpeg()
    assert b"PhoneMaker" not in picture
    assert not Image.open(io.BytesIO(picture)).getexif()
    assert Image.open(io.BytesIO(served(taken(heic())))).format == "JPEG"
    assert not (PdfReader(io.BytesIO(served(taken(pdf())))).metadata or {}).get("/Author")
    assert "张三" not in zipfile.ZipFile(io.BytesIO(served(taken(docx())))).read("docProps/core.xml").decode()
    film = served(taken(mp4()))
    assert len(film) == len(mp4())
    assert b"+30.5500" not in film
    assert b"picture" in film


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\0 an executable",
        b"#!/bin/sh\n",
        b"<html><script>alert(1)</script>",
        jpeg()[:200],
        b"%PDF-1.7 cut off",
    ],
    ids=["empty", "exe", "script", "html", "half a picture", "half a pdf"],
)
def test_wrong_files_are_refused_in_words_and_nothing_of_them_is_kept(content: bytes, tmp_path) -> None:
    case, people = file_case()
    file = SimpleUploadedFile("a.jpg", content)
    with pytest.raises(WrongFile) as refused:
        receive(home=Home(case=case), file=file, actor=people.as_consumer, now=timezone.now())
    assert str(refused.value).strip()
    assert not Evidence.objects.exists()
    assert not Upload.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_too_large_says_how_large_it_may_be() -> None:
    with pytest.raises(WrongFile, match="25"):
        check_file(jpeg(), 26 * kinds.MB)


def test_a_name_keeps_its_ending_and_loses_its_folders() -> None:
    assert clean_name("C:\\temp\\..\\证据.jpg") == "证据.jpg"
    assert clean_name("长" * 300 + ".jpeg").endswith(".jpeg")
    assert len(clean_name("长" * 300 + ".jpeg")) == 120
    assert clean_name("\0\n") == "file"


def test_another_key_another_file_or_a_moved_piece_does_not_open(tmp_path) -> None:
    first, second = taken(jpeg()), taken(pdf())
    with pytest.raises(SealBroken):
        list(sealed.pieces(first.original.name, second.key, first.public_id))
    with pytest.raises(SealBroken):
        list(sealed.pieces(first.original.name, first.key, second.public_id))
    place, key, name = sealed.place("evidence/original/x"), sealed.new_key(), "evidence/original/x"
    public_id = uuid.uuid4()
    at = sealed.append(name, key, public_id, index=0, at=0, piece=b"one")
    sealed.append(name, key, public_id, index=1, at=at, piece=b"two")
    content = place.read_bytes()
    place.write_bytes(content[at:] + content[:at])
    with pytest.raises(SealBroken):
        list(sealed.pieces(name, key, public_id))
    with pytest.raises(ValueError, match="outside"):
        sealed.place("../etc/passwd")


def test_pieces_resume_where_the_line_broke(client: Client) -> None:
    user = person()
    log_in(client, user, second_factor=False)
    token, content = uuid.uuid4(), jpeg()
    made = client.post(reverse("complaints:upload_begin"), {"token": token, "name": "a.jpg", "size": len(content)})
    address = reverse("complaints:upload", args=[made.json()["id"]])

    def send(offset: int, piece: bytes) -> object:
        return client.post(address, {"token": token, "offset": offset, "piece": SimpleUploadedFile("p", piece)})

    half = len(content) // 2
    assert send(0, content[:half]).json() == {"received": half}
    again = send(0, content[:half])
    assert (again.status_code, again.json()) == (409, {"received": half})
    assert client.get(address).json() == {"received": half, "size": len(content)}
    done = send(half, content[half:])
    assert done.json()["done"]
    file = Evidence.objects.get()
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert "a.jpg" in client.get(reverse("complaints:file_what")).content.decode()


def test_a_wrong_first_piece_ends_the_upload_with_the_reason(client: Client) -> None:
    token = uuid.uuid4()
    made = client.post(reverse("complaints:upload_begin"), {"token": token, "name": "a.jpg", "size": 10}).json()
    piece = SimpleUploadedFile("p", b"0123456789")
    answer = client.post(reverse("complaints:upload", args=[made["id"]]), {"token": token, "offset": 0, "piece": piece})
    assert answer.status_code == 422
    assert "JPG" in answer.json()["message"]
    assert not Upload.objects.exists()


def test_served_with_headers_of_its_own_and_through_the_proxy_in_production(client: Client, settings) -> None:
    case, people = file_case()
    file = receive(
        home=Home(case=case), file=SimpleUploadedFile("门口 告示.jpg", jpeg()), actor=people.as_consumer, now=START
    )
    log_in(client, people.consumer, second_factor=False)
    address = reverse("complaints:evidence", args=[file.public_id])
    answer = client.get(address)
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("inline")
    settings.X_ACCEL_PREFIX = "/private/"
    answer = client.get(address)
    assert answer.headers["X-Accel-Redirect"] == f"/private/{file.served.name}"
    assert answer.content == b""
    Evidence.objects.update(scan=ScanState.BLOCKED)
    assert client.get(address).status_code == 404
    Evidence.objects.update(scan=ScanState.CLEAN)
    assert log_in(Client(), person(), second_factor=False).get(address).status_code == 404


class Daemon(socketserver.StreamRequestHandler):
    """ClamAV's side of INSTREAM, with one signature of our own."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
        self.wfile.write(b"stream: Test.One FOUND\0" if b"virus" in content else b"stream: OK\0")


@pytest.fixture
def daemon(settings) -> Iterator[None]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Daemon) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()
        thread.join()


@pytest.mark.usefixtures("daemon")
def test_files_wait_for_the_scanner_and_a_virus_is_stopped() -> None:
    good, bad = taken(jpeg()), taken(jpeg() + b"virus")
    assert {good.scan, bad.scan} == {ScanState.PENDING}
    assert check_pending(now=timezone.now()) == 2
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.scan, bad.scan) == (ScanState.CLEAN, ScanState.BLOCKED)


def test_without_a_scanner_the_file_says_so_and_one_that_is_away_is_asked_again(settings) -> None:
    assert taken(jpeg()).scan == ScanState.UNSCANNED
    settings.CLAMAV_URL = "tcp://127.0.0.1:1"
    file = taken(jpeg())
    assert check_pending(now=timezone.now()) == 0
    file.refresh_from_db()
    assert file.scan == ScanState.PENDING


def test_uploads_without_an_end_and_files_without_a_row_are_purged(tmp_path) -> None:
    now = timezone.now()
    actor = Actor.consumer(person().pk)
    draft = start_draft(token=uuid.uuid4(), actor=actor, now=now)
    begin(home=Home(draft=draft), name="a", size=5, actor=actor, now=now)
    kept = taken(jpeg())
    stray = sealed.place("evidence/served/2026/11/stray.jpg")
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"left by a crash")
    assert purge_uploads(now=now) == 0
    assert purge_uploads(now=now + timedelta(days=2)) == 1
    assert purge_orphans(now=now + timedelta(days=2)) == 1
    assert sealed.place(kept.served.name).exists()
    assert sealed.place(kept.original.name).exists()


def test_a_merchants_file_is_seen_in_its_case_and_not_in_a_siblings(client: Client) -> None:
    case, people = file_case()
    file = receive(
        home=Home(case=case, by="merchant"),
        file=SimpleUploadedFile("合同.pdf", pdf()),
        actor=people.as_merchant,
        now=START,
    )
    log_in(client, people.consumer, second_factor=False)
    page = client.get(reverse("complaints:case", args=[case.public_id]), {"tab": "evidence"}).content.decode()
    assert "合同.pdf" in page
    assert zh("from the merchant") in page
    answer = client.get(reverse("complaints:evidence", args=[file.public_id]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    b"".join(answer.streaming_content)
