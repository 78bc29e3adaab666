"""A kept article page, beside nginx serving the same bytes from disk, pre-compressed.

Both servers answer on the loopback, one after the other, in turns; what counts is requests for
each second of the server's own CPU time, which other work on the machine does not falsify.
Needs wrk and nginx (Debian: wrk, nginx-light), which bin/setup --dev installs.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.parts import papers
from bench.parts.ledger import write_down
from bench.parts.load import Measure, ask, free_port, wait_for
from bench.parts.served import served

ARTICLES = 600
PATH = "/stadt/bericht/"
LEAST = 0.25
"""Of nginx's requests per CPU-second, on the busiest machine. Django answers less than a hundredth
of them: a page that leaves the fast road is noticed."""
SOUGHT = os.environ.get("PATH", "") + ":/usr/sbin"
"""Debian keeps nginx off the PATH of ordinary people."""

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
def nginx(home: Path, page: bytes, workers: int) -> Iterator[tuple[int, str]]:
    """nginx on a page that lies there plain and packed; its process and its address."""
    port, nginx_binary = free_port(), shutil.which("nginx", path=SOUGHT) or "nginx"
    (home / "www").mkdir(parents=True)
    (home / "www" / "page.html").write_bytes(page)
    (home / "www" / "page.html.gz").write_bytes(gzip.compress(page, 6, mtime=0))
    for path in (home, home / "www"):
        path.chmod(0o755)
    (home / "nginx.conf").write_text(NGINX.format(home=home, port=port, workers=workers))
    with subprocess.Popen([nginx_binary, "-c", str(home / "nginx.conf")]) as server:
        try:
            wait_for(port, server)
            yield server.pid, f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def fetched(url: str) -> bytes:
    """The page as it is, once it is kept. Raises SystemExit when it never is."""
    for _ in range(20):
        with urllib.request.urlopen(url) as answer:
            page: bytes = answer.read()
            if "hit" in answer.headers.get("Cache-Status", ""):
                return page
    raise SystemExit(f"{url} is not kept.")


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


def missed(rounds: dict[str, dict[str, list[Measure]]]) -> list[str]:
    """Questions of which we answer far too few."""
    return [
        f"{kind}: less than {LEAST} of nginx's requests per CPU-second."
        for kind, sides in rounds.items()
        if max(one.per_cpu_second for one in sides["depesche"])
        < LEAST * min(one.per_cpu_second for one in sides["nginx"])
    ]


def main() -> int:
    """Measure, print, and write the section unless the run is a tiny one. 1 if a bound breaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="of both servers")
    parser.add_argument("--tiny", action="store_true", help="only see that it runs, and the bounds")
    given = parser.parse_args()
    rounds, seconds = (1, 1.0) if given.tiny else (given.rounds, given.seconds)
    for tool in ("wrk", "nginx"):
        if not shutil.which(tool, path=SOUGHT):
            raise SystemExit(f"{tool} is missing: install Debian's wrk and nginx-light.")
    page = b""
    lines: list[str] = []
    bad: list[str] = []
    for workers in [2] if given.tiny else given.workers:
        page, found = compared(workers, rounds=rounds, seconds=seconds)
        bad += missed(found)
        processes = "1 server process" if workers == 1 else f"{workers} server processes"
        lines += [f"{processes} each:", "", table(found), ""]
    text = (
        f"An article page of {len(page):,} bytes ({len(gzip.compress(page, 6)):,} gzipped), "
        f"64 connections kept alive, wrk on the same machine; medians of {rounds} rounds of "
        f"{seconds:g} s in turns. Peer: nginx with `sendfile`, `gzip_static` and "
        "`open_file_cache`.\n\n" + "\n".join(lines).rstrip()
    )
    print("\n".join([text, *bad]))
    if not given.tiny:
        write_down("Kept page beside nginx", text.splitlines())
    return int(bool(bad))


def compared(
    workers: int, *, rounds: int, seconds: float
) -> tuple[bytes, dict[str, dict[str, list[Measure]]]]:
    """The page that was asked for, and both servers' measures with so many processes each."""
    with tempfile.TemporaryDirectory(prefix="depesche-bench-") as folder:
        there = Path(folder)
        there.chmod(0o755)
        home = papers.copied(ARTICLES, there / "home")
        script = there / "anew.lua"
        script.write_text(EVERY_HEAD_ANEW.format())
        with served(home, workers=workers) as (our_pid, site):
            page = fetched(site + PATH)
            with nginx(there / "nginx", page, workers) as (their_pid, peer):
                servers = {
                    "depesche": (our_pid, site + PATH),
                    "nginx": (their_pid, peer + "/page.html"),
                }
                return page, measured(servers, str(script), rounds=rounds, seconds=seconds)


if __name__ == "__main__":
    sys.exit(main())
