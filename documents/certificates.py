"""Signatures by certificate: the signature must be of this content, and the certificate by somebody we trust.

`TRUSTED_CERTIFICATES` names a PEM file with the certificates of authorities (电子认证服务机构). A certificate of any
other issuer is a test certificate: it signs, and the paper prints 测试无效.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from django.conf import settings
from django.utils.translation import gettext as _

from documents.refused import Refused


@dataclass(frozen=True, slots=True)
class Checked:
    """A valid signature: the certificate's fingerprint (SHA-256, hex), and whether it is a test certificate."""

    fingerprint: str
    is_test: bool


@lru_cache(maxsize=2)
def _authorities(path: str) -> tuple[x509.Certificate, ...]:
    return tuple(x509.load_pem_x509_certificates(Path(path).read_bytes())) if path else ()


def check_signature(*, certificate_pem: bytes, signature: bytes, signed: bytes, now: datetime) -> Checked:
    """Raises Refused for what is no certificate, one out of date, or a signature of something else."""
    try:
        certificate = x509.load_pem_x509_certificate(certificate_pem)
    except ValueError as problem:
        raise Refused("no_certificate", _("This is not a certificate."), "certificate") from problem
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise Refused("certificate_out_of_date", _("The certificate is not valid today."), "certificate")
    key = certificate.public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed, ec.ECDSA(hashes.SHA256()))
        else:
            raise Refused("unknown_key", _("Certificates of this kind are not supported."), "certificate")
    except InvalidSignature as problem:
        raise Refused("not_its_signature", _("This signature does not belong to this paper."), "signature") from problem
    return Checked(certificate.fingerprint(hashes.SHA256()).hex(), not _is_trusted(certificate))


def _is_trusted(certificate: x509.Certificate) -> bool:
    for authority in _authorities(settings.TRUSTED_CERTIFICATES):
        try:
            certificate.verify_directly_issued_by(authority)
        except (ValueError, TypeError, InvalidSignature):
            continue
        return True
    return False
