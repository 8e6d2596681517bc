"""Every setting of the studio, read from the environment, with defaults that are safe and need nothing installed.

The README lists the variables. The embedded default is SQLite, django-q2's ORM broker and files, all under `STUDIO_DATA`;
`studio/services.py` reads those that name PostgreSQL, Redis and S3.
"""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from studio import services
from studio.fetch import parse_allow

BASE_DIR = Path(__file__).resolve().parent.parent


def _flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


def _words(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


DATA_DIR = Path(os.environ.get("STUDIO_DATA") or BASE_DIR / "var").resolve()


def _secret_key() -> str:
    """The key from STUDIO_SECRET_KEY, or one made once and kept in the data folder, readable by its owner only."""
    if key := os.environ.get("STUDIO_SECRET_KEY"):
        return key
    path = DATA_DIR / "secret_key"
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = _secret_key()
DEBUG = _flag("STUDIO_DEBUG")
HTTPS = _flag("STUDIO_HTTPS")  # the studio stands behind a proxy that speaks TLS
# How many proxies stand before the studio: so many of the last addresses in X-Forwarded-For are theirs to say.
PROXIES = int(os.environ.get("STUDIO_PROXIES") or HTTPS)

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "8000")
ALLOWED_HOSTS = [*_words("STUDIO_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
if HOST not in {"0.0.0.0", "::", *ALLOWED_HOSTS}:  # nosec B104  # noqa: S104 - compared with, not bound to
    ALLOWED_HOSTS.append(HOST)
# Where the world reaches this studio; without it remote engines cannot fetch reference pictures from here.
PUBLIC_URL = os.environ.get("STUDIO_PUBLIC_URL", "").rstrip("/")
# Exact pairs of host and port that may be contacted although they are not public, without TLS too.
FETCH_ALLOW = parse_allow(os.environ.get("STUDIO_FETCH_ALLOW", ""))
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in _words("STUDIO_HOSTS") if name != "*"] if HTTPS else []

INSTALLED_APPS = [
    "comics",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "django_q",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.admin.apps.SimpleAdminConfig",  # comics/web/admin.py says what there is, and only the web door loads it
]

# Signing in through a provider of the operator's choice (OpenID Connect); without one, nothing of it is loaded.
OIDC_URL = (os.environ.get("STUDIO_OIDC_URL") or os.environ.get("STUDIO_OIDC_ISSUER", "")).rstrip("/")
OIDC_NAME = os.environ.get("STUDIO_OIDC_NAME") or "single sign-on"
if OIDC_URL:
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
    SOCIALACCOUNT_ADAPTER = "comics.web.oidc_adapter.OidcAdapter"
    SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
    SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
    _provider = {
        "provider_id": "oidc",
        "name": OIDC_NAME,
        "client_id": os.environ.get("STUDIO_OIDC_CLIENT_ID", ""),
        "secret": os.environ.get("STUDIO_OIDC_CLIENT_SECRET", ""),
        "settings": {"server_url": OIDC_URL},
    }
    SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [_provider]}}

MIDDLEWARE = [
    "studio.middleware.SecurityHeaders",
    "comics.visits.Visits",
    "comics.api.errors.JsonErrors",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "studio.sessions.SignedSessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "comics.web.sessions.SignInAgain",
    "comics.web.sessions.LastSeen",
    "comics.web.tries.TooMany",
    "comics.web.second_factors.Unopenable",
    "comics.web.errors.WrongMethod",
    "comics.web.errors.DatabaseRefusals",
    "comics.web.refused.Refused",
]

ROOT_URLCONF = "studio.urls"
WSGI_APPLICATION = "studio.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": services.database(os.environ, data_dir=DATA_DIR)}
# Whether no other studio works on this database, so that what was in flight when one of its programs died is lost and taken up
# at once. SQLite's file belongs to one data folder; a PostgreSQL may serve other machines, whose work must be left to them.
ALONE = _flag("STUDIO_ALONE", default=not os.environ.get("DATABASE_URL", "").strip())
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Several processes share the rate limits of sign-in, so the cache must be shared too.
CACHES = {"default": services.cache(os.environ, data_dir=DATA_DIR)}

AUTH_USER_MODEL = "comics.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
EMAIL_HOST = os.environ.get("STUDIO_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("STUDIO_SMTP_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("STUDIO_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("STUDIO_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("STUDIO_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("STUDIO_MAIL_FROM", "studio@localhost")

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
REGISTRATION = os.environ.get("STUDIO_REGISTRATION") or "open"  # the first account may always be made
if REGISTRATION not in {"open", "invited", "closed"}:
    raise ImproperlyConfigured("STUDIO_REGISTRATION is open, invited or closed.")
# Where mails can be sent, an address is proven before its account opens, so that signing up tells nobody who has one already.
EMAIL_VERIFICATION = os.environ.get("STUDIO_EMAIL_VERIFICATION") or ("mandatory" if EMAIL_HOST else "none")
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
ACCOUNT_ADAPTER = "comics.web.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "comics.web.account_forms.SignupForm",
    "change_password": "comics.web.account_forms.ChangePasswordForm",  # nosec B105  # names a form
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True  # one address an account; a new one takes the old one's place once it is proven
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = bool(EMAIL_HOST)
ACCOUNT_EMAIL_VERIFICATION = EMAIL_VERIFICATION
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Panelwright] "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# Bad passwords are counted in the database (comics/models/tries.py): files cannot count while several processes do.
ACCOUNT_RATE_LIMITS = {"login_failed": None}

MFA_ADAPTER = "comics.web.second_factors.MFAAdapter"
MFA_FORMS = {
    "authenticate": "comics.web.second_factors.AuthenticateForm",
    "reauthenticate": "comics.web.second_factors.ReauthenticateForm",
    "activate_totp": "comics.web.second_factors.ActivateTOTPForm",
    "add_webauthn": "comics.web.passkeys.AddForm",
    "authenticate_webauthn": "comics.web.passkeys.AuthenticateForm",
    "reauthenticate_webauthn": "comics.web.passkeys.ReauthenticateForm",
    "login_webauthn": "comics.web.passkeys.LoginForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Panelwright"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones go wrong by seconds
MFA_ALLOW_UNVERIFIED_EMAIL = EMAIL_VERIFICATION != "mandatory"

LANGUAGE_CODE = "en"
TIME_ZONE = os.environ.get("STUDIO_TIME_ZONE", "UTC")
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": services.files(os.environ),
    "staticfiles": {"BACKEND": "studio.staticfiles.ModuleStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # forms; a script may hold 200,000 characters
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the form side of a script sends six fields a panel
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
MAX_UPLOAD_BYTES = 10 * 1024 * 1024
MAX_UPLOAD_PIXELS = 16_000_000
MAX_ARCHIVE_BYTES = int(os.environ.get("STUDIO_MAX_ARCHIVE_MB") or 2048) * 2**20  # an archive of a series that is brought
API_LOG_SECONDS = 1.0  # within which lines of the request log are written together; a process that is killed loses so many
EXPORT_DAYS = 30  # how long a finished export can be fetched again
UPLOAD_DAYS = 30  # how long what a program sent to be used can be used
BIN_DAYS = 30  # how long what was deleted lies in the bin

SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "studio_session"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie of its own would tell that there is one
CSRF_COOKIE_NAME = "studio_csrf"
CSRF_COOKIE_HTTPONLY = True  # pages carry the token themselves
CSRF_FAILURE_VIEW = "comics.web.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

_workers = int(os.environ.get("STUDIO_WORKERS") or max(1, min(4, os.cpu_count() or 1)))
Q_CLUSTER = {
    "name": "studio",
    "orm": "default",
    "workers": _workers,
    # The retry clock includes the wait in the prefetch queue: keep that queue as short as the workers are many.
    "queue_limit": _workers,
    "timeout": 600,
    "retry": 900,
    "max_attempts": 5,
    "ack_failures": True,
    "poll": 0.1,
    "save_limit": -1,
    "recycle": 500,
    "catch_up": False,
    "label": "Studio work",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_ids": {"()": "studio.logs.RequestIds"}},
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s%(request_id)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["request_ids"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "comics": {"level": "INFO"},
        "studio": {"level": "INFO"},
        # A request for another host, or one that is too large, is answered; its traceback says nothing more.
        "django.security": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
        "django-q": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
