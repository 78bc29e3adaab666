"""Feeds and sitemaps are read by machines: these tests read them as one, with lxml."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from django.utils.module_loading import import_string
from lxml import etree

Read = Callable[[str], etree._Element]


@pytest.fixture(autouse=True)
def empty_store(db: None, monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    """No test meets a page or a rendition that another one kept; styles need no folder."""
    # pytest reads this file before Django is set up, so the room is named, not imported.
    store = import_string("depesche.edge.store.Store")
    monkeypatch.setattr("depesche.edge.serving.STORE", store(budget=100_000_000))
    import_string("depesche.edge.serving.begin_following")()
    cache.clear()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture
def read(client: Client) -> Read:
    """Fetch an address and parse the XML it answers with."""

    def fetch(address: str) -> etree._Element:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return etree.fromstring(answer.content)

    return fetch
