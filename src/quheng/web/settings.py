"""Settings: SQLite in the working folder by default; what differs from place to place is in the environment.

QUHENG_DATABASE    the database: `sqlite:///ledger.sqlite3`, or `postgres://user:password@host/name`
QUHENG_SECRET_KEY  signs sessions; without it a new one is drawn at each start, and everybody signs in again
QUHENG_HOSTS       the names that the server answers to, parted by commas; `localhost` by default
QUHENG_HTTP        set to 1 where there is no TLS, as on a desk: cookies then go over plain HTTP
QUHENG_FILES       the folder of attached files, outside the web root; `files` by default
QUHENG_FILE_LIMIT  how many megabytes an attached file may have; 20 by default
QUHENG_API_RATE    how many requests a minute a token may send to the API; 600 by default
QUHENG_OUTSIDE     how applicants are told: `console`, or `file:outgoing.jsonl`; not at all by default
QUHENG_PROXIES     how many proxies of ours stand before the server; 0 by default
QUHENG_CONTACT     where to report a flaw, for /.well-known/security.txt: an address such as mailto:…
QUHENG_OIDC_*      sign-in by another system: see `quheng.web.signin.oidc`
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from quheng.web.database import database_of
from quheng.web.signin.oidc import oidc_origin, oidc_providers

HERE = Path(__file__).resolve().parent

SECRET_KEY = os.environ.get("QUHENG_SECRET_KEY") or get_random_secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("QUHENG_HOSTS", "localhost,127.0.0.1").split(",")
BEHIND_TLS = os.environ.get("QUHENG_HTTP") != "1"
FILES = Path(os.environ.get("QUHENG_FILES", "files")).absolute()
FILE_LIMIT = int(os.environ.get("QUHENG_FILE_LIMIT", "20")) * 1024 * 1024
API_RATE = int(os.environ.get("QUHENG_API_RATE", "600"))
API_RATE_ANONYMOUS = 60
API_BODY_LIMIT = 1024 * 1024
PROXIES = int(os.environ.get("QUHENG_PROXIES", "0"))
SECURITY_CONTACT = os.environ.get("QUHENG_CONTACT", "")
OUTSIDE_TRANSPORT = os.environ.get("QUHENG_OUTSIDE", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "bootstrap",
    "csp",
    "django_htmx",
    "quheng.ledger",
    "quheng.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "quheng.web.middleware.headers.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "quheng.web.middleware.language.LanguageMiddleware",
    "quheng.web.middleware.size.SizeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "quheng.web.middleware.session_limits.SessionLimitsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "quheng.web.middleware.viewer.ViewerMiddleware",
    "quheng.web.middleware.duties.DutiesMiddleware",
    "quheng.web.middleware.grave.GraveMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

ROOT_URLCONF = "quheng.web.urls"
WSGI_APPLICATION = "quheng.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["quheng.web.templatetags.bilingual"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database_of(os.environ.get("QUHENG_DATABASE", "sqlite:///ledger.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "queue"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "quheng.web.signin.adapter.NoSignUpAdapter"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_RATE_LIMITS = {"login_failed": None}  # django-axes counts them, for all workers and after a restart
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
SOCIALACCOUNT_ADAPTER = "quheng.web.signin.adapter.KnownAccountsAdapter"
SOCIALACCOUNT_PROVIDERS = oidc_providers(os.environ)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "quheng.web.signin.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "quheng.web.signin.guessing.CountedCodeForm",
    "reauthenticate": "quheng.web.signin.guessing.CountedCodeAgainForm",
}
MFA_TOTP_TOLERANCE = 1  # a code typed as the half minute turns still holds, as RFC 6238 5.2 has it
MFA_RECOVERY_CODES_SHOW_ONCE = True
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "quheng.web.signin.guessing.locked_out"
AXES_CLIENT_IP_CALLABLE = "quheng.web.address.address_of"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "quheng.web.signin.passwords.LongEnough"},
    {"NAME": "quheng.web.signin.passwords.NotCommon"},
    {"NAME": "quheng.web.signin.passwords.NotOfTheHouse"},
]

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "ledger_cache"}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *oidc_origin(os.environ)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_NAME = "__Host-session" if BEHIND_TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if BEHIND_TLS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "quheng.web.errors.csrf_refused"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE = 60 * 60
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
