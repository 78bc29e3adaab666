"""The application as an ASGI server takes it."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.config.settings")
application = get_asgi_application()
