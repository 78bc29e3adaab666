"""A second process over the database of a test: a store of its own that follows the wire.

It reads one JSON list a line, and answers with one line of JSON:
`["read", address]` → `[status, where from, the page]` · `["hold", address]` begins to read an
address and stops in the middle of rendering it · `["let go"]` ends that, and answers with it ·
`["retract", number]` · `["heard"]` → the position heard.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

import django
from django.conf import settings

TICK_SECONDS = 0.02
PATIENCE = 60.0


class Second:
    """What it can be told to do. Made when Django is ready."""

    def __init__(self) -> None:
        self.serving = import_module("depesche.edge.serving")
        self._views: Any = import_module("depesche.front.views")
        self._client = import_module("django.test").Client
        self._is_held = threading.Event()
        self._goes_on = threading.Event()
        self._held: list[Any] = []
        self._reader: threading.Thread | None = None
        follower = import_module("depesche.edge.following").Follower()
        threading.Thread(target=self._follow, args=(follower.follow,), daemon=True).start()

    def _follow(self, follow: Callable[[], None]) -> None:
        while True:
            follow()
            time.sleep(TICK_SECONDS)

    def read(self, address: str) -> list[Any]:
        """What a reader of this process gets."""
        answer = self._client().get(address, headers={"host": "127.0.0.1"})
        text = answer.content.decode()
        return [answer.status_code, answer.headers.get("Cache-Status", ""), text]

    def hold(self, address: str) -> bool:
        """Begin to render a page: its rows are read, its answer is not made."""
        print_page = self._views.printed

        def printed(*args: Any, **kwargs: Any) -> Any:
            self._views.printed = print_page
            self._is_held.set()
            self._goes_on.wait(PATIENCE)
            return print_page(*args, **kwargs)

        self._views.printed = printed
        self._reader = threading.Thread(target=lambda: self._held.append(self.read(address)))
        self._reader.start()
        return self._is_held.wait(PATIENCE)

    def let_go(self) -> Any:
        """Let the held render end."""
        self._goes_on.set()
        if self._reader:
            self._reader.join(PATIENCE)
        return self._held.pop()

    def retract(self, number: int) -> bool:
        """Do something here that others have to see."""
        article = import_module("depesche.newsroom.models").Article.objects.get(pk=number)
        import_module("depesche.newsroom.actions").retract(article, reason="Falsch.", by=None)
        import_module("depesche.wire.actions").number()
        return True

    def heard(self) -> int:
        """Up to where this process has heard."""
        return int(self.serving.STORE.heard)


def main(database: str) -> None:
    """Listen until the line is closed."""
    settings.DATABASES["default"]["NAME"] = database
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    django.setup()
    second = Second()
    for line in sys.stdin:
        what, *about = json.loads(line)
        answer = getattr(second, what.replace(" ", "_"))(*about)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
