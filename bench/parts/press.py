"""Processes beside the bench, each with a paper of its own, which do what a line tells them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bench.parts import papers


class Press:
    """A Python module that answers each line with one of JSON."""

    def __init__(self, *words: str, home: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", *words], text=True, cwd=papers.ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=papers.environment(home),
        )  # fmt: skip

    def ask(self, line: str) -> Any:
        """The answer to an order. Raises SystemExit when the process ended."""
        door, mouth = self._process.stdin, self._process.stdout
        assert door
        assert mouth
        door.write(f"{line}\n")
        door.flush()
        said = mouth.readline()
        if not said:
            raise SystemExit("A press ended; what it said stands above.")
        return json.loads(said)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _what: object, _where: TracebackType | None
    ) -> None:
        self._process.communicate()
