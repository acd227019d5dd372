"""Static files by WhiteNoise; uploads and papers outside the web root, served only through permission checks."""

from pathlib import Path

from .environment import BASE_DIR, MODE, PLACE, env

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
FILES_ROOT = Path(env.str("FILES_ROOT", str(PLACE.files)))
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(FILES_ROOT / "static")))
MEDIA_ROOT = FILES_ROOT / "private"
MEDIA_URL = "/files/"
# nginx hands private files out when this is set (X-Accel-Redirect); else Django does.
X_ACCEL_PREFIX = env.str("X_ACCEL_PREFIX", "")
# tcp://host:3310 or unix:///path of a ClamAV daemon; without it files say that they were not checked.
CLAMAV_URL = env.str("CLAMAV_URL", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = MODE == "test"
WHITENOISE_AUTOREFRESH = False
