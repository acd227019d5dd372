"""Keys of the sealed fields: apart from SECRET_KEY, by id, so that they can be rotated."""

from django.core.exceptions import ImproperlyConfigured

from accounts.sealing import index_key_of, keyring_of

from .environment import PRODUCTION, env, secret

# "2:base64key,1:base64key": the first seals, all open. 32 bytes each (docs/operations.md, rotate keys).
FIELD_KEYS = env.str("FIELD_KEYS", "")
INDEX_KEY = env.str("INDEX_KEY", "")
if not FIELD_KEYS:
    if PRODUCTION:
        raise ImproperlyConfigured("FIELD_KEYS is not set: 1:BASE64 of 32 random bytes (docs/settings.md)")
    import base64
    import hashlib

    FIELD_KEYS = "1:" + base64.b64encode(hashlib.sha256(secret("FIELD_KEYS", "").encode()).digest()).decode()
if not INDEX_KEY:
    if PRODUCTION:
        raise ImproperlyConfigured("INDEX_KEY is not set: BASE64 of 32 random bytes (docs/settings.md)")
    import base64
    import hashlib

    INDEX_KEY = base64.b64encode(hashlib.sha256(secret("INDEX_KEY", "").encode()).digest()).decode()
try:
    keyring_of(FIELD_KEYS)
    index_key_of(INDEX_KEY)
except ValueError as wrong:
    raise ImproperlyConfigured(f"{wrong} (docs/settings.md)") from None
