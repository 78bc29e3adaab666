"""What the tests of the paper's pages stand on."""

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def uncollected_styles(settings: LazySettings) -> None:
    """Styles under their own names: a test needs no collected folder."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
