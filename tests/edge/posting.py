"""Somebody who posts bulletins in an instance, as the desk does: in a process of its own.

`python -m tests.edge.posting` reads one JSON list of words a line, posts them in one go, and
answers with a line. What it posts is numbered by the instance.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "tests.edge.bulletin_settings",
    "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    "DEPESCHE_STREAMS_PER_ADDRESS": "0",
}


class Poster:
    """A line to such a process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def post(self, *words: str) -> None:
        """Post these, and wait until they are there."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(words), file=self._process.stdin, flush=True)
        assert self._process.stdout.readline(), "The one who posts is gone."


@contextmanager
def posting(environment: Mapping[str, str]) -> Iterator[Poster]:
    """As long as the block lasts. environment: of the instance, with `SETTINGS`."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.edge.posting"],
        env=dict(environment), cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        poster = Poster(process)
        poster.post()
        yield poster
        assert process.stdin
        process.stdin.close()


def main() -> None:
    """Post until there is no more."""
    import_module("django").setup()
    post = import_module("tests.edge.bulletins").post
    for line in sys.stdin:
        post(*json.loads(line))
        sys.stdout.write("posted\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
