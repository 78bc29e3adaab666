"""One event to very many streams, beside Nchan in nginx.

Both servers hold the same number of streams, in turns, one process that listens each; somebody
tells them events of about 300 bytes at a steady pace, and more than they can take. What counts is
deliveries for each second of the server's own CPU time: of the process that holds the streams, and
of all processes of the house, with the database and the wire, against nginx, which gets each event
as a request and remembers it in memory. The
listeners are a small C program, built here with gcc. Needs nginx and libnginx-mod-nchan.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.pages import SOUGHT
from bench.parts import papers, tellers
from bench.parts.ledger import write_down
from bench.parts.load import cpu_seconds, free_port, own_seconds, wait_for
from bench.parts.served import served

STREAMS = (1_000, 5_000, 10_000)
STEADY = 40_000
"""Deliveries a second that either server can do on one core."""
FLOOD = 500_000
"""More than either can do one by one."""
LONGEST_FLOOD = 400.0
"""Events a second; our wire takes no more on every machine."""
LONGEST_DRAIN = 30.0
MOST_BYTES = 8192
"""Of memory for an idle stream, on any machine; 4,096 is to be reached."""
LEAST = 0.25
"""Of Nchan's deliveries per CPU-second at a steady pace, on the busiest machine."""
MODULE = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")
NCHAN = """
load_module {module};
worker_processes 1; daemon off; pid {home}/pid; error_log {home}/errors;
worker_rlimit_nofile 20000;
events {{ worker_connections 20000; }}
http {{
  access_log off; nchan_shared_memory_size 256m;
  client_body_temp_path {home}/t; proxy_temp_path {home}/t; fastcgi_temp_path {home}/t;
  uwsgi_temp_path {home}/t; scgi_temp_path {home}/t;
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    keepalive_requests 1000000000;
    location = /pub {{
      nchan_publisher; nchan_channel_id notes;
      nchan_message_buffer_length 1000; nchan_message_timeout 60s;
    }}
    location = /sub {{
      nchan_subscriber eventsource; nchan_channel_id notes;
      nchan_subscriber_first_message newest;
    }}
  }}
}}
"""
Tell = Callable[[int, float], None]


@dataclass(frozen=True)
class Side:
    """One of the two servers. pid: of all of it. holds: of the process that holds the streams.

    tell: so many events, at so many a second.
    """

    port: int
    path: str
    pid: int
    holds: int
    tell: Tell


@dataclass(frozen=True)
class Round:
    """times in milliseconds; lost: deliveries that never came; gaps: events out of their order.

    alone: deliveries for each second of CPU of the process that holds the streams.
    """

    per_cpu_second: float
    alone: float
    per_second: float
    p50: float
    p99: float
    lost: int
    gaps: int
    closed: int


@contextmanager
def ours(folder: Path) -> Iterator[Side]:
    """Our house with one web worker, and somebody at the desk."""
    home = papers.copied(0, folder / "home")
    more = {
        "DJANGO_SETTINGS_MODULE": "bench.parts.fan_settings",
        "DEPESCHE_STREAMS_PER_ADDRESS": "0",
        "DEPESCHE_CONNECTIONS_PER_ADDRESS": "0",
    }
    with served(home, workers=1, more=more) as (pid, url):
        port = int(url.rpartition(":")[2])
        with urllib.request.urlopen(f"{url}/metrics") as answer:
            found = re.search(r'process_id\{process="web-1"\} (\d+)', answer.read().decode())
        assert found, "No process answers."
        command = [sys.executable, "-m", "bench.parts.tellers"]
        with subprocess.Popen(
            command, env=papers.environment(home) | more, cwd=papers.ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        ) as teller:  # fmt: skip
            assert teller.stdin
            assert teller.stdout

            def tell(count: int, rate: float) -> None:
                print(count, rate, file=teller.stdin, flush=True)
                assert teller.stdout
                assert teller.stdout.readline() == "told\n", "The desk is gone."

            tell(1, 1)
            yield Side(port, "/wire/stream?topic=notes", pid, int(found[1]), tell)
            teller.stdin.close()


@contextmanager
def nchan(folder: Path) -> Iterator[Side]:
    """nginx with Nchan, one process."""
    home, port = folder / "nchan", free_port()
    home.mkdir()
    home.chmod(0o755)
    (home / "nginx.conf").write_text(NCHAN.format(home=home, port=port, module=MODULE))
    binary = shutil.which("nginx", path=SOUGHT) or "nginx"
    with subprocess.Popen([binary, "-c", str(home / "nginx.conf")]) as server:
        try:
            wait_for(port, server)
            children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()

            def tell(count: int, rate: float) -> None:
                tellers.post(port, "/pub", count, rate)

            tell(1, 1)
            yield Side(port, "/sub", server.pid, int(children[0]), tell)
        finally:
            server.terminate()


class Listeners:
    """The C program, with its streams open."""

    def __init__(self, program: Path, side: Side, streams: int) -> None:
        self._process = subprocess.Popen(
            [program, str(side.port), side.path, str(streams)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._hear()

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("The listeners are gone.")
        found: dict[str, Any] = json.loads(line)
        return found

    def ask(self, order: str) -> dict[str, Any]:
        """Let them mark or report."""
        print(order, file=self._process.stdin, flush=True)
        return self._hear()

    def close(self) -> None:
        """All leave."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(30)


def built(folder: Path) -> Path:
    """The listeners' program."""
    program = folder / "listeners"
    source = Path(__file__).parent / "parts" / "listeners.c"
    subprocess.run(["gcc", "-O2", "-o", program, source], check=True)
    return program


def private_bytes(pid: int) -> int:
    """Memory a process shares with nobody."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def empty_bytes(side: Side, program: Path) -> int:
    """Memory of the process when what is made once is made."""
    few = Listeners(program, side, 100)
    side.tell(10, 10)
    few.close()
    time.sleep(1)
    return private_bytes(side.holds)


def measured(side: Side, listeners: Listeners, streams: int, rate: float, seconds: float) -> Round:
    """One round: tell, and wait until all is heard or nothing more comes."""
    count = max(2, int(rate * seconds))
    listeners.ask("mark")
    before, held, begun = cpu_seconds(side.pid), own_seconds(side.holds), time.monotonic()
    side.tell(count, rate)
    heard, last, since = -1, -1, time.monotonic()
    while heard < count * streams and time.monotonic() - since < LONGEST_DRAIN / 10:
        time.sleep(0.05)
        heard = listeners.ask("report")["deliveries"]
        if heard != last:
            last, since = heard, time.monotonic()
        if time.monotonic() - begun > seconds + LONGEST_DRAIN:
            break
    took = time.monotonic() - begun
    spent, alone = cpu_seconds(side.pid) - before, own_seconds(side.holds) - held
    told = listeners.ask("report")
    return Round(
        per_cpu_second=told["deliveries"] / max(spent, 0.01),
        alone=told["deliveries"] / max(alone, 0.01),
        per_second=told["deliveries"] / took,
        p50=told["p50"],
        p99=told["p99"],
        lost=count * streams - told["deliveries"],
        gaps=told["gaps"],
        closed=told["closed"],
    )


@dataclass
class Sheet:
    """What was measured of one server with so many streams. bytes: of memory a stream, idle."""

    bytes: float
    steady: list[Round]
    flood: list[Round]


def filled(
    side: Side,
    program: Path,
    streams: int,
    *,
    empty: int,
    rounds: int,
    seconds: float,
    flood: bool,
) -> Sheet:
    """All rounds of one server with so many streams. empty: its memory with hardly any."""
    listeners = Listeners(program, side, streams)
    time.sleep(1)
    sheet = Sheet((private_bytes(side.holds) - empty) / streams, [], [])
    steady, much = STEADY / streams, min(FLOOD / streams, LONGEST_FLOOD)
    measured(side, listeners, streams, steady, 1)
    for _ in range(rounds):
        sheet.steady.append(measured(side, listeners, streams, steady, seconds))
        if flood:
            sheet.flood.append(measured(side, listeners, streams, much, seconds))
    listeners.close()
    time.sleep(1)
    return sheet


def table(sheets: dict[int, dict[str, Sheet]]) -> list[str]:
    """Medians, project beside peer."""
    heads = ("streams", "pace", "deliveries per CPU-second", "Nchan", "ratio", "whole house",
             "ratio", "p50 ms", "Nchan", "p99 ms", "Nchan", "lost")  # fmt: skip
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    for streams, sides in sheets.items():
        for pace in ("steady", "flood"):
            own, peer = (getattr(sides[name], pace) for name in ("depesche", "nchan"))
            if not own:
                continue
            (a, b) = (
                {
                    name: statistics.median(getattr(one, name) for one in rounds)
                    for name in ("alone", "per_cpu_second", "p50", "p99")
                }
                for rounds in (own, peer)
            )
            cells = [
                f"{streams:,}", pace, f"{a['alone']:,.0f}", f"{b['alone']:,.0f}",
                f"{a['alone'] / b['alone']:.2f}", f"{a['per_cpu_second']:,.0f}",
                f"{a['per_cpu_second'] / b['per_cpu_second']:.2f}", f"{a['p50']:.1f}",
                f"{b['p50']:.1f}", f"{a['p99']:.1f}", f"{b['p99']:.1f}",
                f"{sum(one.lost for one in own):,}",
            ]  # fmt: skip
            lines.append(f"| {' | '.join(cells)} |")
    memory = ", ".join(
        f"{sides['depesche'].bytes:,.0f} (Nchan {sides['nchan'].bytes:,.0f}) with {streams:,}"
        for streams, sides in sheets.items()
    )
    return [*lines, "", f"Bytes of memory of the process for an idle stream: {memory}."]


def missed(sheets: dict[int, dict[str, Sheet]]) -> list[str]:
    """What must hold on every machine."""
    bad = []
    for streams, sides in sheets.items():
        own, peer = sides["depesche"], sides["nchan"]
        if sum(one.lost + one.gaps + one.closed for one in own.steady + own.flood):
            bad.append(f"{streams} streams: something was lost, doubled or out of order.")
        if own.bytes > MOST_BYTES:
            bad.append(f"{streams} streams: {own.bytes:,.0f} bytes for an idle one.")
        best = max(one.alone for one in own.steady)
        if best < LEAST * min(one.alone for one in peer.steady):
            bad.append(f"{streams} streams: less than {LEAST} of Nchan's per CPU-second.")
    return bad


def main() -> int:
    """Measure, print, and write the section unless the run is a tiny one. 1 if a bound breaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, nargs="+", default=STREAMS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--dry", action="store_true", help="write nothing down")
    parser.add_argument("--tiny", action="store_true", help="only see that it runs, and the bounds")
    given = parser.parse_args()
    streams = (1_000,) if given.tiny else given.streams
    rounds, seconds = (1, 1.0) if given.tiny else (given.rounds, given.seconds)
    if not MODULE.exists() or not shutil.which("gcc"):
        raise SystemExit("Install Debian's nginx, libnginx-mod-nchan and gcc.")
    sheets: dict[int, dict[str, Sheet]] = {number: {} for number in streams}
    with tempfile.TemporaryDirectory(prefix="depesche-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        program = built(folder)
        with ours(folder) as own, nchan(folder) as peer:
            both = {"depesche": own, "nchan": peer}
            empty = {which: empty_bytes(side, program) for which, side in both.items()}
            for number in streams:
                for which, side in both.items():
                    sheets[number][which] = filled(
                        side, program, number, empty=empty[which],
                        rounds=rounds, seconds=seconds, flood=not given.tiny,
                    )  # fmt: skip
    bad = missed(sheets)
    how = (
        f"Events of about 300 bytes; medians of {rounds} rounds of {seconds:g} s. Steady: "
        f"{STEADY:,} deliveries a second are asked for; flood: {FLOOD:,}, or {LONGEST_FLOOD:g} "
        "events. Times are from the desk's commit on. Nchan takes an event only when it has room: "
        "in a flood it is told later, and ours merges what gathers."
    )
    lines = [how, "", *table(sheets)]
    print("\n".join([*lines, *bad]))
    if not given.tiny and not given.dry:
        write_down("Fan-out beside Nchan", lines)
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
