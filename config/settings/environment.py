"""The environment, read once. Production has closed defaults: a missing secret stops the start."""

import hashlib
import os
import sys
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from config.embedded.place import Place

BASE_DIR = Path(__file__).resolve().parents[2]


class Environment(environ.Env):
    """The variables that are set; an empty one is not, for compose passes on those that nobody has filled in."""

    ENVIRON = {name: value for name, value in os.environ.items() if value}  # as the package has it


env = Environment()

MODES = ("production", "demo", "test")
# `pytest` and `./dev up` say what they are; anything else that sets no mode is treated as the demo on this machine.
MODE = env.str("HEJIE_MODE", "test" if "pytest" in sys.modules else "demo")
if MODE not in MODES:
    raise ImproperlyConfigured(f"HEJIE_MODE is {MODE!r}; it must be one of {', '.join(MODES)}")
PRODUCTION = MODE == "production"
PLACE = Place(env.str("HEJIE_INSTANCE", "test" if MODE == "test" else "main"))


def secret(name: str, purpose: str) -> str:
    """A secret from the environment; outside production one derived from the checkout's place, never a shared one."""
    value = env.str(name, "")
    if value:
        return value
    if PRODUCTION:
        raise ImproperlyConfigured(f"{name} is not set: {purpose} (docs/settings.md)")
    return hashlib.sha256(f"{name} {BASE_DIR}".encode()).hexdigest()


def whole_number(name: str, default: int) -> int:
    """A whole number from the environment."""
    value = env.str(name, "") or str(default)
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a whole number (docs/settings.md)")
    return int(value)


PUBLIC_URL = env.str("PUBLIC_URL", "" if PRODUCTION else f"http://127.0.0.1:{env.str('HEJIE_PORT', '8000')}").rstrip(
    "/"
)
if not PUBLIC_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured(
        "PUBLIC_URL is not set: the address people reach this site at, https://… (docs/settings.md)"
    )
HTTPS = PUBLIC_URL.startswith("https://")
