"""What the environment says, read once into one typed object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})


class EnvironmentIncomplete(SystemExit):
    """A setting is missing or senseless; the message is one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings an operator may give.

    home: folder of everything this instance owns. secret_key: at least 32 characters.
    base_url: scheme and host readers see, without a slash at the end.
    edge_bytes: how much memory finished pages may take, in bytes.
    """

    home: Path
    secret_key: str
    debug: bool
    database_url: str
    hosts: tuple[str, ...]
    base_url: str
    paper_name: str
    paper_claim: str
    time_zone: str
    edge_bytes: int
    port: int

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Environment:
        """Read and judge `environ`. Raises EnvironmentIncomplete with one sentence."""
        home = Path(environ.get("DEPESCHE_HOME") or "var").expanduser().resolve()
        port = _whole_number(environ, "PORT", 8000)
        return cls(
            home=home,
            secret_key=_secret(environ, home),
            debug=environ.get("DEPESCHE_DEBUG", "").lower() in TRUE_WORDS,
            database_url=environ.get("DATABASE_URL") or f"sqlite:///{home / 'depesche.sqlite3'}",
            hosts=tuple((environ.get("DEPESCHE_HOSTS") or "127.0.0.1,localhost").split(",")),
            base_url=(environ.get("DEPESCHE_BASE_URL") or f"http://127.0.0.1:{port}").rstrip("/"),
            paper_name=environ.get("DEPESCHE_PAPER_NAME") or "Brunnhafener Bote",
            paper_claim=environ.get("DEPESCHE_PAPER_CLAIM") or "",
            time_zone=environ.get("DEPESCHE_TIME_ZONE") or "Europe/Berlin",
            edge_bytes=_whole_number(environ, "DEPESCHE_EDGE_BYTES", 256 * 1024 * 1024),
            port=port,
        )


def _secret(environ: Mapping[str, str], home: Path) -> str:
    """The secret from the environment, or from the file that `bin/setup` keeps in the home."""
    kept = home / "secret-key"
    secret = environ.get("DEPESCHE_SECRET_KEY") or (
        kept.read_text(encoding="ascii").strip() if kept.is_file() else ""
    )
    if len(secret) < 32:
        raise EnvironmentIncomplete(
            "DEPESCHE_SECRET_KEY is missing or shorter than 32 characters: set it, "
            f"or let 'bin/setup' write one to {kept}."
        )
    return secret


def _whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isdecimal():
        raise EnvironmentIncomplete(f"{name} must be a whole number, but is {text!r}.")
    return int(text)
