"""Django itself."""

from urllib.parse import urlsplit

from .environment import BASE_DIR, MODE, PUBLIC_URL, env, secret

SECRET_KEY = secret("SECRET_KEY", "a random string of at least 50 characters that signs sessions")
DEBUG = False  # a debug page shows personal data; the demo does without it too
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or [urlsplit(PUBLIC_URL).hostname or "localhost"]
if MODE != "production":
    ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SWITCHBOARD = "config.switchboard"
OPERATOR_NAME = env.str("OPERATOR_NAME", "湖北省消费者协会")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
    "lucide",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "pgtrigger",
    "simple_history",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "config.apps.ConfigConfig",
    "accounts",
    "notices",
    "documents",
    "merchants",
    "complaints",
    "mediation",
    "disclosure",
    "accounts.administration.apps.AdministrationConfig",
]

MIDDLEWARE = [
    "accounts.methods.KnownMethodsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "accounts.request_log.RequestLogMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.null_bytes.NullBytesMiddleware",
    "accounts.unseen.UnseenSignsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.login.session_life.SessionLifeMiddleware",
    "accounts.reading.ReadingLimitMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "accounts.caching.PrivateAnswersMiddleware",
    "accounts.access.middleware.AccessMiddleware",
    "accounts.too_often.TooOftenMiddleware",
    "accounts.readonly.ReadOnlyMiddleware",  # the innermost: a GET view cannot write
]
