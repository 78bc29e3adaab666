"""Django's settings, made of the environment. No thought of its own."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from depesche.config.databases import database
from depesche.config.environment import TIME_ZONES, Environment

ENVIRONMENT = Environment.read(os.environ)
PACKAGE = Path(__file__).resolve().parent.parent
HOME = ENVIRONMENT.home

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.base_url]
ROOT_URLCONF = "depesche.config.urls"
ASGI_APPLICATION = "depesche.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "readers.Reader"

INSTALLED_APPS = [
    "depesche.wire",
    "depesche.edge",
    "depesche.pictures",
    "depesche.readers",
    "depesche.newsroom",
    "depesche.ticker",
    "depesche.importing",
    "depesche.exporting",
    "depesche.demo",
    "depesche.front",
    "depesche.config",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "depesche.front.statics.StaticFiles",
    "depesche.edge.middleware.KeptPages",
    "depesche.front.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "depesche.front.middleware.LanguageOfPath",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

DATABASES = {"default": database(ENVIRONMENT.database_url)}
REDIS_URL, WIRE_DAYS = ENVIRONMENT.redis_url, ENVIRONMENT.wire_days

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "front" / "components"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

LANGUAGE_CODE = "de"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("de", _("German")),
    ("en", _("English")),
    ("ru", _("Russian")),
    ("ar", _("Arabic")),
]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES[:2]  # the desk is written in these
FORMAT_MODULE_PATH = "depesche.front.formats"
USE_I18N = WAGTAIL_I18N_ENABLED = USE_TZ = True
TIME_ZONE, WAGTAIL_USER_TIME_ZONES = ENVIRONMENT.time_zone, TIME_ZONES

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "depesche.front.storage.PaperStaticFiles"},
}
WHITENOISE_MAX_AGE = 600

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # A remembered row outlives the rollback, or the other process, that took it away.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HOME / "outbox"
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"

WAGTAIL_SITE_NAME = PAPER_NAME = ENVIRONMENT.paper_name
PAPER_CLAIM = ENVIRONMENT.paper_claim
PAPER_ICON = STATIC_URL + "front/icon.svg"
BASE_URL = WAGTAILADMIN_BASE_URL = ENVIRONMENT.base_url
WAGTAILADMIN_USER_LOGIN_FORM = "depesche.newsroom.desk.login.SignInForm"
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "depesche.pictures.forms.PictureForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_FINISH_WORKFLOW_ACTION = "depesche.newsroom.workflow.approve"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "depesche.config.searching.backend"}}

EDGE_BYTES = ENVIRONMENT.edge_bytes
EDGE_CDN_KEYS = ENVIRONMENT.cdn_keys
EDGE_OUTSIDE_CACHES = ENVIRONMENT.outside_caches
EDGE_AWAY = "depesche.front.errors.away"
DEPESCHE_PREVIEW = "depesche.front.previews.article"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.base_url.startswith("https://")
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "depesche.front.errors.unsigned"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
