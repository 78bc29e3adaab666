"""Servers under load: starting them, asking them with wrk, and what they spent on it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measure:
    """One round. times in milliseconds; per_cpu_second: requests for each second of CPU."""

    requests: int
    per_second: float
    per_cpu_second: float
    p50: float
    p99: float


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
        return port


def family(pid: int) -> list[int]:
    """A process and all it started."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [pid]
    for member in found:
        found += children.get(member, [])
    return found


def own_seconds(pid: int) -> float:
    """What one process has spent, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def cpu_seconds(pid: int) -> float:
    """What a process and all it started have spent, user and system."""
    return sum(map(own_seconds, family(pid)))


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Until it listens. Raises SystemExit when it ends instead."""
    for _ in range(300):
        if server.poll() is not None:
            raise SystemExit("A server ended before it listened.")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("A server did not listen within 30 s.")


def ask(
    url: str, pid: int, *, seconds: float, connections: int, headers: list[str], script: str = ""
) -> Measure:
    """Load one address with wrk and measure its server. Raises SystemExit on failed answers."""
    more = [part for header in headers for part in ("-H", header)]
    if script:
        more += ["-s", script]
    before = cpu_seconds(pid)
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--latency", *more, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    spent = cpu_seconds(pid) - before
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"Answers failed:\n{said}")
    requests = int(_found(r"(\d+) requests in", said)[0])
    return Measure(
        requests=requests,
        per_second=float(_found(r"Requests/sec:\s+([\d.]+)", said)[0]),
        per_cpu_second=requests / max(spent, 1 / TICKS),
        p50=_milliseconds("50%", said),
        p99=_milliseconds("99%", said),
    )


def _found(pattern: str, text: str) -> tuple[str, ...]:
    found = re.search(pattern, text)
    if not found:
        raise SystemExit(f"wrk said something unknown:\n{text}")
    return found.groups()


def _milliseconds(share: str, text: str) -> float:
    number, unit = _found(rf"{share}\s+([\d.]+)(us|ms|s|m)", text)
    return float(number) * UNITS[unit]
