"""Renders pages of the paper in DEPESCHE_HOME: python -m bench.parts.ours TIMES.

Each line on the input is an order and a path, answered with one line of JSON: `cost` what a render
costs, `packing` what packing its bytes for the store costs, `text` its paragraphs, `profile` where
its time goes. Everything from the request to the finished answer is in a render, with every
middleware but those of the edge.
"""

from __future__ import annotations

import cProfile
import io
import json
import pstats
import re
import sys
from dataclasses import asdict
from functools import partial
from typing import Any

import django
from django.conf import settings

django.setup()

from django.core.handlers.base import BaseHandler  # noqa: E402

from bench.parts.renders import cost  # noqa: E402
from depesche.edge.keeping import PageKey, stranger  # noqa: E402
from depesche.edge.store import packed  # noqa: E402

PROFILED = 20


class Press:
    """The site, asked without a store in front of it."""

    def __init__(self) -> None:
        settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if ".edge." not in name]
        self._site = BaseHandler()
        self._site.load_middleware()

    def page(self, path: str) -> bytes:
        """The page at a path. Raises SystemExit when it is not there."""
        answer: Any = self._site.get_response(stranger(PageKey("http", "127.0.0.1", path, "")))
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}.")
        return bytes(answer.content)

    def profile(self, path: str) -> dict[str, Any]:
        """How many calls a render makes, and the functions that took most."""
        profile = cProfile.Profile()
        profile.enable()
        for _ in range(PROFILED):
            self.page(path)
        profile.disable()
        told = io.StringIO()
        stats = pstats.Stats(profile, stream=told).strip_dirs()
        stats.sort_stats("tottime").print_stats(30)
        stats.sort_stats("cumulative").print_stats(40)
        calls = sum(row[1] for row in stats.stats.values()) // PROFILED  # type: ignore[attr-defined]
        return {"calls": calls, "told": told.getvalue()}


def best_packed(page: bytes) -> bytes:
    """A page in the encoding that browsers prefer; all others are made as well."""
    return packed(page, "text/html")["br"].content


def main(times: int) -> None:
    """Answer orders until there are no more."""
    press = Press()
    for line in sys.stdin:
        order, path = line.split()
        found: Any
        if order == "cost":
            found = asdict(cost(partial(press.page, path), times=times))
        elif order == "packing":
            found = asdict(cost(partial(best_packed, press.page(path)), times=times // 4))
        elif order == "text":
            found = "".join(re.findall(r"<p>.*?</p>", press.page(path).decode(), re.DOTALL))
        else:
            found = press.profile(path)
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
