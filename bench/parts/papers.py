"""Newspapers to measure on: migrated, laid and kept between runs.

A paper of a given size is laid once and kept under `.bench/` as long as no migration, no lock and
no way of laying it changes; a bench takes a copy, or works in it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".bench"
COMMAND = [sys.executable, "-m", "depesche"]


def environment(home: Path, *, port: int = 8000, database: str = "") -> dict[str, str]:
    """What the product needs to know; nothing of the developer's own instance."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("DEPESCHE_")}
    for name in ("DATABASE_URL", "REDIS_URL"):
        kept.pop(name, None)
    kept |= {"DATABASE_URL": database} if database else {}
    return kept | {
        "DEPESCHE_HOME": str(home),
        "DEPESCHE_SECRET_KEY": "a secret of the benches, known to everyone",
        "DJANGO_SETTINGS_MODULE": "depesche.config.settings",
        "PORT": str(port),
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }


def laid(articles: int) -> Path:
    """The home of a paper with so many articles; who comes while it is laid waits."""
    empty = laid(0) if articles else None
    home = KEPT / f"{_stamp()}-{articles}"
    KEPT.mkdir(exist_ok=True)
    with (KEPT / "lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not (home / "laid").exists():
            print(f"Laying a paper of {articles:,} articles …", file=sys.stderr, flush=True)
            shutil.rmtree(home, ignore_errors=True)
            _clear(but=_stamp())
            if empty:
                shutil.copytree(empty, home, ignore=shutil.ignore_patterns("laid"))
            home.mkdir(exist_ok=True)
            lay(home, articles)
            (home / "laid").touch()
    return home


def lay(home: Path, articles: int, *, database: str = "") -> None:
    """Migrate the database of a home and lay a paper in it."""
    given = environment(home, database=database)
    if not articles or database:
        subprocess.run([*COMMAND, "migrate", "--verbosity=0"], env=given, check=True)
    subprocess.run(
        [sys.executable, "-m", "bench.parts.printing", str(articles)],
        env=given, cwd=ROOT, check=True,
    )  # fmt: skip


def copied(articles: int, home: Path) -> Path:
    """A copy of that paper at `home`, whose folder does not exist yet."""
    return Path(shutil.copytree(laid(articles), home))


def _stamp() -> str:
    state = hashlib.sha256((ROOT / "requirements" / "product.txt").read_bytes())
    sources = [
        *ROOT.glob("src/depesche/*/migrations/*.py"),
        *Path(__file__).parent.glob("p*ing.py"),
    ]
    for source in sorted(sources):
        state.update(source.read_bytes())
    return state.hexdigest()[:12]


def _clear(*, but: str) -> None:
    """What was laid for another state of the source is of no use any more."""
    for old in KEPT.glob("*-*"):
        if not old.name.startswith(but):
            shutil.rmtree(old, ignore_errors=True)
