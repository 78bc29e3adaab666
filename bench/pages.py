"""A kept article page, beside nginx serving the same bytes from disk, pre-compressed.

Both servers answer on the loopback, one after the other, in turns; what counts is requests for
each second of the server's own CPU time, which other work on the machine does not falsify.
Needs wrk and nginx (Debian: wrk, nginx-light) and a laid demo paper (bin/demo).
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.parts.ledger import write_down
from bench.parts.load import Measure, ask, free_port, wait_for

NGINX = """
worker_processes {workers}; daemon off; pid {home}/pid; error_log {home}/errors;
events {{ worker_connections 4096; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
  gzip_static on; gzip_vary on; open_file_cache max=1000 inactive=60s; default_type text/html;
  client_body_temp_path {home}/t; proxy_temp_path {home}/t; fastcgi_temp_path {home}/t;
  uwsgi_temp_path {home}/t; scgi_temp_path {home}/t;
  server {{ listen 127.0.0.1:{port}; root {home}/www; }}
}}
"""
# Every request has a head of its own: what is known byte for byte does not help.
EVERY_HEAD_ANEW = """
local n = 0
request = function()
  n = n + 1
  return wrk.format(nil, nil, {{["Accept-Encoding"] = "gzip", ["Cookie"] = "visit=" .. n,
    ["User-Agent"] = "wrk", ["Accept"] = "text/html"}})
end
"""
KINDS = {
    "identity": ["Accept-Encoding: identity"],
    "gzip": ["Accept-Encoding: gzip"],
    "gzip, every head another": [],
}


@contextmanager
def depesche(home: Path, workers: int) -> Iterator[tuple[int, str]]:
    """`depesche serve` on a copy of a laid home; its process and its address."""
    port = free_port()
    environ = os.environ | {"DEPESCHE_HOME": str(home), "PORT": str(port)}
    command = [sys.executable, "-m", "depesche", "serve", f"--workers={workers}"]
    with subprocess.Popen(command, env=environ) as server:
        try:
            wait_for(port, server)
            yield server.pid, f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


@contextmanager
def nginx(home: Path, page: bytes, workers: int) -> Iterator[tuple[int, str]]:
    """nginx on a page that lies there plain and packed; its process and its address."""
    port = free_port()
    (home / "www").mkdir(parents=True)
    (home / "www" / "page.html").write_bytes(page)
    (home / "www" / "page.html.gz").write_bytes(gzip.compress(page, 6, mtime=0))
    for path in (home, home / "www"):
        path.chmod(0o755)
    (home / "nginx.conf").write_text(NGINX.format(home=home, port=port, workers=workers))
    with subprocess.Popen(["nginx", "-c", str(home / "nginx.conf")]) as server:
        try:
            wait_for(port, server)
            yield server.pid, f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def longest_article(site: str) -> tuple[str, bytes]:
    """The longest of the first articles of the sitemap: its path and its bytes."""
    with urllib.request.urlopen(f"{site}/sitemap-0.xml") as answer:
        paths = re.findall(r"<loc>https?://[^/]+(/[^<]+)</loc>", answer.read().decode())[:30]
    pages = {}
    for path in paths:
        with urllib.request.urlopen(site + path) as answer:
            pages[path] = answer.read()
    longest = max(pages, key=lambda path: len(pages[path]))
    return longest, pages[longest]


def table(rounds: dict[str, dict[str, list[Measure]]]) -> str:
    """Medians of all rounds, project beside peer."""
    lines = [
        "| asked for | requests per CPU-second | nginx | ratio | p50 ms | nginx | p99 ms | nginx |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for kind, sides in rounds.items():
        ours, theirs = (
            {
                name: statistics.median(getattr(measure, name) for measure in measures)
                for name in ("per_cpu_second", "p50", "p99")
            }
            for measures in (sides["depesche"], sides["nginx"])
        )
        ratio = ours["per_cpu_second"] / theirs["per_cpu_second"]
        lines.append(
            f"| {kind} | {ours['per_cpu_second']:,.0f} | {theirs['per_cpu_second']:,.0f} "
            f"| {ratio:.2f} | {ours['p50']:.2f} | {theirs['p50']:.2f} "
            f"| {ours['p99']:.2f} | {theirs['p99']:.2f} |"
        )
    return "\n".join(lines)


def measured(
    servers: dict[str, tuple[int, str]], script: str, *, rounds: int, seconds: float
) -> dict[str, dict[str, list[Measure]]]:
    """All rounds of all kinds of questions, the servers in turns."""
    found: dict[str, dict[str, list[Measure]]] = {}
    for kind, headers in KINDS.items():
        own = script if not headers else ""
        found[kind] = {name: [] for name in servers}
        for turn in range(rounds + 1):
            for name, (pid, url) in servers.items():
                measure = ask(
                    url, pid, seconds=seconds, connections=64, headers=headers, script=own
                )
                if turn:  # the first warms up
                    found[kind][name].append(measure)
    return found


def main() -> None:
    """Measure, print, and write the section unless the run is a tiny one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", default=os.environ.get("DEPESCHE_HOME", "var"), type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="of both servers")
    parser.add_argument("--tiny", action="store_true", help="only see that it runs")
    given = parser.parse_args()
    page = b""
    rounds, seconds = (1, 1.0) if given.tiny else (given.rounds, given.seconds)
    for tool in ("wrk", "nginx"):
        if not shutil.which(tool):
            raise SystemExit(f"{tool} is missing: install Debian's wrk and nginx-light.")
    if not (given.home / "depesche.sqlite3").exists():
        raise SystemExit(f"There is no paper in {given.home}: run bin/demo once.")
    lines: list[str] = []
    for workers in given.workers:
        page, found = compared(given.home, workers, rounds=rounds, seconds=seconds)
        lines += [
            f"{workers} server process{'es' if workers > 1 else ''} each:",
            "",
            table(found),
            "",
        ]
    text = (
        f"An article page of {len(page):,} bytes ({len(gzip.compress(page, 6)):,} gzipped), "
        f"64 connections kept alive, wrk on the same machine; medians of {rounds} rounds of "
        f"{seconds:g} s in turns. Peer: nginx with `sendfile`, `gzip_static` and "
        "`open_file_cache`.\n\n" + "\n".join(lines).rstrip()
    )
    print(text)
    if not given.tiny:
        write_down("Kept page beside nginx", text.splitlines())


def compared(
    laid: Path, workers: int, *, rounds: int, seconds: float
) -> tuple[bytes, dict[str, dict[str, list[Measure]]]]:
    """The page that was asked for, and both servers' measures with so many processes each."""
    with tempfile.TemporaryDirectory(prefix="depesche-bench-") as folder:
        there = Path(folder)
        there.chmod(0o755)
        shutil.copytree(laid, there / "home", ignore=shutil.ignore_patterns("media", "bells"))
        script = there / "anew.lua"
        script.write_text(EVERY_HEAD_ANEW.format())
        with depesche(there / "home", workers) as (our_pid, site):
            path, page = longest_article(site)
            with nginx(there / "nginx", page, workers) as (their_pid, peer):
                servers = {
                    "depesche": (our_pid, site + path),
                    "nginx": (their_pid, peer + "/page.html"),
                }
                return page, measured(servers, str(script), rounds=rounds, seconds=seconds)


if __name__ == "__main__":
    main()
