"""The application as an ASGI server takes it."""

import os

from django.core.asgi import get_asgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.config.settings")
_django = get_asgi_application()
# By name, for what it imports needs Django to be ready.
application = import_string("depesche.edge.flights.SingleFlight")(_django)
