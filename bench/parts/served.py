"""`depesche serve` on a paper of a bench, as a newsroom starts it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.parts import papers
from bench.parts.load import free_port, wait_for


@contextmanager
def served(
    home: Path, *, workers: int, more: dict[str, str] | None = None
) -> Iterator[tuple[int, str]]:
    """The process and the address of a house with so many web workers. more: settings of its."""
    port = free_port()
    command = [*papers.COMMAND, "serve", f"--workers={workers}"]
    with subprocess.Popen(
        command, env=papers.environment(home, port=port) | (more or {})
    ) as server:
        try:
            wait_for(port, server)
            yield server.pid, f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
