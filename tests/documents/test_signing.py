"""Drawn, scanned, by certificate: what each proves, and what is refused."""

import io
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw, PngImagePlugin
from pypdf import PdfReader

from accounts.actors import Actor
from accounts.models import Organisation
from documents import certificates, printing
from documents.issuing import issue_signed
from documents.models import Paper, SignatureKind
from documents.refused import Refused
from documents.signing import note_scan, sign_by_certificate, sign_by_hand
from documents.steps import check_draft, draft, revise, sign_off
from tests.documents.samples import NOW, SAMPLES, SHOP

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(association: Organisation, officer: Actor) -> Paper:
    return draft(
        kind="settlement",
        organisation_id=association.pk,
        case_id=1,
        content=SAMPLES["settlement"],
        actor=officer,
        now=NOW,
    )


def drawing(text: str = "", size: tuple[int, int] = (400, 160), *, blank: bool = False) -> bytes:
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    if not blank:
        ImageDraw.Draw(picture).line([(20, 100), (120, 30), (200, 120), (360, 40)], fill=(0, 0, 0, 255), width=6)
    info = PngImagePlugin.PngInfo()
    info.add_text("Location", text or "武昌")
    out = io.BytesIO()
    picture.save(out, "PNG", pnginfo=info)
    return out.getvalue()


def white() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (100, 40), "white").save(out, "PNG")
    return out.getvalue()


def issued(paper: Paper, officer: Actor) -> Paper:
    check_draft(paper_id=paper.pk, actor=officer, now=NOW)
    sign_off(paper_id=paper.pk, actor=officer, now=NOW)
    issue_signed(paper_id=paper.pk, actor=officer, now=NOW)
    printing.print_paper(paper.pk)
    paper.refresh_from_db()
    return paper


def by_hand(paper: Paper, officer: Actor, image: bytes):
    return sign_by_hand(paper_id=paper.pk, role="申请人", name="王堃", image=image, actor=officer, now=NOW)


def test_a_drawn_signature_stands_on_the_page_but_is_not_reliable(paper: Paper, officer: Actor) -> None:
    signature = by_hand(paper, officer, drawing("30.55,114.31"))
    assert not signature.is_reliable
    assert "30.55" not in signature.image
    markup = printing.markup_of(paper, printing.content_of(paper))
    assert markup.count("data:image/png") == 1
    assert "2026年3月16日" in markup
    pdf = printing.path_of(issued(paper, officer)).read_bytes()
    assert "手写屏签名" in "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize(
    ("image", "code"),
    [
        (b"GIF89a", "no_image"),
        (b"", "no_image"),
        (drawing()[:200], "no_image"),
        (drawing(blank=True), "empty_signature"),
        (white(), "empty_signature"),
        (drawing(size=(1601, 10)), "image_too_large"),
        (b"x" * (300 * 1024 + 1), "image_too_large"),
    ],
)
def test_what_is_no_signature_is_refused(paper: Paper, officer: Actor, image: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        by_hand(paper, officer, image)
    assert refused.value.code == code


def test_a_changed_draft_must_be_signed_again(paper: Paper, officer: Actor) -> None:
    by_hand(paper, officer, drawing())
    by_hand(paper, officer, drawing())
    assert paper.signatures.count() == 1
    revise(paper_id=paper.pk, content=SAMPLES["settlement"], actor=officer, now=NOW)
    assert paper.signatures.count() == 0


def test_nothing_is_drawn_on_an_issued_paper_but_a_scan_is_noted(paper: Paper, officer: Actor) -> None:
    issued(paper, officer)
    with pytest.raises(Refused, match="wrong_step"):
        by_hand(paper, officer, drawing())
    scan = note_scan(paper_id=paper.pk, role="被申请人", name=SHOP.name, actor=officer, now=NOW)
    assert scan.kind == SignatureKind.SCAN
    assert not scan.is_reliable


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certify(key, issuer_key, issuer: str, *, days: int = 30, hours: int = 0) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(_name("王堃"))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=days, hours=hours))
        .sign(issuer_key, hashes.SHA256())
    )


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


class TestCertificates:
    @pytest.fixture
    def authority(self, settings, tmp_path):
        """A certificate authority of ours, trusted."""
        key = ec.generate_private_key(ec.SECP256R1())
        own = (
            x509.CertificateBuilder()
            .subject_name(_name("CA"))
            .issuer_name(_name("CA"))
            .public_key(key.public_key())
            .serial_number(1)
            .not_valid_before(NOW - timedelta(days=9))
            .not_valid_after(NOW + timedelta(days=999))
            .sign(key, hashes.SHA256())
        )
        file = tmp_path / "authorities.pem"
        file.write_bytes(pem(own))
        settings.TRUSTED_CERTIFICATES = str(file)
        certificates._authorities.cache_clear()
        return key

    def sign(self, paper: Paper, officer: Actor, certificate: x509.Certificate, signature: bytes):
        return sign_by_certificate(
            paper_id=paper.pk, role="申请人", name="王堃", certificate_pem=pem(certificate), signature=signature,
            actor=officer, now=NOW,
        )  # fmt: skip

    def test_of_a_trusted_authority_it_is_reliable(self, paper: Paper, officer: Actor, authority) -> None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        text = printing.parts_sha256(SAMPLES["settlement"]).encode()
        made = key.sign(text, padding.PKCS1v15(), hashes.SHA256())
        assert self.sign(paper, officer, certify(key, authority, "CA"), made).is_reliable
        assert not issued(paper, officer).is_test

    def test_of_anybody_else_it_is_a_test_and_the_paper_says_so(self, paper: Paper, officer: Actor, authority) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        made = key.sign(printing.parts_sha256(SAMPLES["settlement"]).encode(), ec.ECDSA(hashes.SHA256()))
        signature = self.sign(paper, officer, certify(key, key, "王堃"), made)
        assert (signature.is_test, signature.is_reliable) == (True, False)
        assert issued(paper, officer).is_test
        reader = PdfReader(printing.path_of(paper))
        assert all("测试无效" in page.extract_text() for page in reader.pages)

    def test_a_signature_of_something_else_or_an_old_certificate_is_refused(self, paper, officer, authority) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        other = key.sign(b"another paper", ec.ECDSA(hashes.SHA256()))
        with pytest.raises(Refused, match="not_its_signature"):
            self.sign(paper, officer, certify(key, authority, "CA"), other)
        with pytest.raises(Refused, match="out_of_date"):
            self.sign(paper, officer, certify(key, authority, "CA", days=0, hours=-1), b"")
        with pytest.raises(Refused, match="no_certificate"):
            sign_by_certificate(
                paper_id=paper.pk,
                role="申请人",
                name="王堃",
                certificate_pem=b"x",
                signature=b"",
                actor=officer,
                now=NOW,
            )
