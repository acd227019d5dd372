"""Papers: whose certificates sign reliably. Without authorities every certificate is a test certificate."""

from .environment import env

TRUSTED_CERTIFICATES = env.str("TRUSTED_CERTIFICATES", "")  # a PEM file of authorities
