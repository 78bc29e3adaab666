"""What the environment says, read once into one typed object."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

import dj_database_url

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})
REDIS_SCHEMES = frozenset({"redis", "rediss", "unix"})
DATABASES = frozenset({"sqlite", "postgres", "postgresql"})
# Debian counts its own link to one of them as one; browsers do not know it.
TIME_ZONES = sorted(available_timezones() - {"localtime"})
HIGHEST_PORT = 65535
SMALLEST_EDGE = 1024 * 1024
LONGEST_CACHE = len("http://") + 50  # its name has its place in the wire's list of consumers
CDN_KEYS = ("surrogate-key", "cache-tag")
# One can fall while the other answers, and both of a small server's cores work. More than the
# cores there are serve nobody faster, but each costs memory for a store of its own.
DEFAULT_WORKERS = min(2, len(os.sched_getaffinity(0)))
MOST_WORKERS = 16


class EnvironmentIncomplete(SystemExit):
    """A setting is missing or senseless; the message is one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings an operator may give.

    home: folder of everything this instance owns. secret_key: at least 32 characters.
    base_url: scheme and host readers see, without a slash at the end.
    redis_url: empty where there is none. wire_days: after how many days entries of the wire are
    archived.
    edge_bytes: how much memory finished pages may take, in bytes. edge_disk_bytes: how much their
    copy on disk, 0 for none. cdn_keys: the header in which
    a CDN is told the keys of a page, empty for none. outside_caches: addresses of the caches that
    are told which keys changed. trusted_proxies: addresses and
    networks whose X-Forwarded-For and -Proto are believed. body_bytes, upload_bytes: the largest
    request, and the largest one at the desk. connections_per_address, streams_per_address: 0 is no
    cap. streams: how many a process holds.
    workers: processes that answer readers.
    """

    home: Path
    secret_key: str
    debug: bool
    database_url: str
    redis_url: str
    wire_days: int
    hosts: tuple[str, ...]
    base_url: str
    paper_name: str
    paper_claim: str
    time_zone: str
    edge_bytes: int
    edge_disk_bytes: int
    cdn_keys: str
    outside_caches: tuple[str, ...]
    trusted_proxies: tuple[str, ...]
    body_bytes: int
    upload_bytes: int
    connections_per_address: int
    streams: int
    streams_per_address: int
    workers: int
    port: int

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Environment:
        """Read and judge `environ`. Raises EnvironmentIncomplete with one sentence."""
        home = _home(environ)
        caches = _caches(environ)
        port = _whole_number(environ, "PORT", 8000, least=1, most=HIGHEST_PORT)
        return cls(
            home=home,
            secret_key=_secret(environ, home),
            debug=_yes_or_no(environ, "DEPESCHE_DEBUG"),
            database_url=_database(environ, home),
            redis_url=_redis(environ),
            wire_days=_whole_number(environ, "DEPESCHE_WIRE_DAYS", 30, least=1, most=36500),
            hosts=_hosts(environ),
            base_url=_base_url(environ, port),
            paper_name=environ.get("DEPESCHE_PAPER_NAME") or "Brunnhafener Bote",
            paper_claim=environ.get("DEPESCHE_PAPER_CLAIM") or "",
            time_zone=_time_zone(environ),
            edge_bytes=_whole_number(
                environ, "DEPESCHE_EDGE_BYTES", 256 * 1024 * 1024, least=SMALLEST_EDGE
            ),
            edge_disk_bytes=_whole_number(
                environ, "DEPESCHE_EDGE_DISK_BYTES", 512 * 1024 * 1024, least=0
            ),
            cdn_keys=_cdn_keys(environ, caches),
            outside_caches=caches,
            trusted_proxies=_networks(environ, "DEPESCHE_TRUSTED_PROXIES"),
            body_bytes=_whole_number(environ, "DEPESCHE_BODY_BYTES", 1024 * 1024, least=1024),
            upload_bytes=_whole_number(
                environ, "DEPESCHE_UPLOAD_BYTES", 50 * 1024 * 1024, least=1024
            ),
            connections_per_address=_whole_number(
                environ, "DEPESCHE_CONNECTIONS_PER_ADDRESS", 200, least=0
            ),
            streams=_whole_number(environ, "DEPESCHE_STREAMS", 20_000, least=0),
            streams_per_address=_whole_number(
                environ, "DEPESCHE_STREAMS_PER_ADDRESS", 200, least=0
            ),
            workers=_whole_number(
                environ, "DEPESCHE_WORKERS", DEFAULT_WORKERS, least=1, most=MOST_WORKERS
            ),
            port=port,
        )


def _home(environ: Mapping[str, str]) -> Path:
    text = environ.get("DEPESCHE_HOME") or "var"
    try:
        home = Path(text).expanduser().resolve()
        stands_in_the_way = home.exists() and not home.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        raise EnvironmentIncomplete(f"DEPESCHE_HOME cannot be {text!r}: {error}.") from None
    if stands_in_the_way:
        raise EnvironmentIncomplete(f"DEPESCHE_HOME must be a folder, but {home} is a file.")
    return home


def _secret(environ: Mapping[str, str], home: Path) -> str:
    """The secret from the environment, or from the file that `bin/setup` keeps in the home."""
    kept = home / "secret-key"
    try:
        secret = environ.get("DEPESCHE_SECRET_KEY") or (
            kept.read_text(encoding="utf-8").strip() if kept.is_file() else ""
        )
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentIncomplete(f"The secret in {kept} cannot be read: {error}.") from None
    if len(secret) < 32:
        raise EnvironmentIncomplete(
            "DEPESCHE_SECRET_KEY is missing or shorter than 32 characters: set it, "
            f"or let 'bin/setup' write one to {kept}."
        )
    return secret


def _database(environ: Mapping[str, str], home: Path) -> str:
    url = environ.get("DATABASE_URL") or f"sqlite:///{home / 'depesche.sqlite3'}"
    scheme = url.partition("://")[0]
    if scheme not in DATABASES or "://" not in url:
        # The address may hold a password: it is not repeated.
        raise EnvironmentIncomplete(
            "DATABASE_URL must begin with sqlite:///, postgres:// or postgresql://."
        )
    if not _names_a_database(url):
        raise EnvironmentIncomplete(
            "DATABASE_URL must name a database, such as postgresql://name:password@host/depesche; "
            "special letters of a password are written as %40 and the like."
        )
    return url


def _names_a_database(url: str) -> bool:
    try:
        return bool(dj_database_url.parse(url)["NAME"])
    except ValueError:
        return False


def _redis(environ: Mapping[str, str]) -> str:
    url = environ.get("REDIS_URL", "").strip()
    if url and not _names_a_redis(url):
        # The address may hold a password: it is not repeated.
        raise EnvironmentIncomplete(
            "REDIS_URL must be an address such as redis://name:password@host:6379/0, "
            "rediss://host:6379/0 or unix:///run/redis/redis.sock."
        )
    return url


def _names_a_redis(url: str) -> bool:
    try:
        parts = urlsplit(url)
        place = parts.path if parts.scheme == "unix" else parts.hostname
        number = "0" if parts.scheme == "unix" else parts.path.strip("/") or "0"
        return (
            parts.scheme in REDIS_SCHEMES and bool(place) and parts.port != 0 and number.isdecimal()
        )
    except ValueError:
        return False


def _hosts(environ: Mapping[str, str]) -> tuple[str, ...]:
    text = environ.get("DEPESCHE_HOSTS") or "127.0.0.1,localhost"
    hosts = tuple(host for part in text.split(",") if (host := part.strip().lower()))
    wrong = [host for host in hosts if set(host) & set("/ @") or _has_port(host)]
    if wrong or not hosts:
        raise EnvironmentIncomplete(
            "DEPESCHE_HOSTS must be host names without scheme, port and path, separated by "
            f"commas, but is {text!r}."
        )
    return hosts


def _has_port(host: str) -> bool:
    return ":" in host and not host.endswith("]")


def _base_url(environ: Mapping[str, str], port: int) -> str:
    text = (environ.get("DEPESCHE_BASE_URL") or f"http://127.0.0.1:{port}").rstrip("/")
    if not _is_an_origin(text):
        raise EnvironmentIncomplete(
            "DEPESCHE_BASE_URL must be the scheme and host that readers see, such as "
            f"https://www.example.org, but is {text!r}."
        )
    return text


def _is_an_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return known and text == f"{parts.scheme}://{parts.netloc}" and "@" not in text


def _time_zone(environ: Mapping[str, str]) -> str:
    name = environ.get("DEPESCHE_TIME_ZONE") or "Europe/Berlin"
    try:
        ZoneInfo(name)
    except (OSError, KeyError, ValueError):
        raise EnvironmentIncomplete(
            f"DEPESCHE_TIME_ZONE must be a zone such as Europe/Berlin, but is {name!r}."
        ) from None
    return name


def _networks(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    networks = tuple(part.strip() for part in environ.get(name, "").split(",") if part.strip())
    try:
        for network in networks:
            ip_network(network)
    except ValueError as wrong:
        raise EnvironmentIncomplete(
            f"{name} must be addresses and networks such as 10.0.0.0/24, separated by commas, "
            f"but: {wrong}."
        ) from None
    return networks


def _yes_or_no(environ: Mapping[str, str], name: str) -> bool:
    word = environ.get(name, "").strip().lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise EnvironmentIncomplete(f"{name} must be yes or no, but is {word!r}.")
    return word in TRUE_WORDS


def _one_of(environ: Mapping[str, str], name: str, words: tuple[str, ...]) -> str:
    word = environ.get(name, "").strip().lower()
    if word and word not in words:
        raise EnvironmentIncomplete(f"{name} must be {' or '.join(words)}, but is {word[:40]!r}.")
    return word


def _cdn_keys(environ: Mapping[str, str], caches: tuple[str, ...]) -> str:
    word = _one_of(environ, "DEPESCHE_CDN_KEYS", CDN_KEYS)
    if caches and word == "cache-tag":
        raise EnvironmentIncomplete(
            "The caches in DEPESCHE_OUTSIDE_CACHES read Surrogate-Key: DEPESCHE_CDN_KEYS must be "
            "surrogate-key or left out."
        )
    return "surrogate-key" if caches else word


def _caches(environ: Mapping[str, str]) -> tuple[str, ...]:
    text = environ.get("DEPESCHE_OUTSIDE_CACHES", "")
    caches = tuple(dict.fromkeys(cache for part in text.split(",") if (cache := part.strip())))
    for cache in caches:
        if not cache.startswith("http://") or not _is_an_origin(cache):
            raise EnvironmentIncomplete(
                "DEPESCHE_OUTSIDE_CACHES must be addresses such as http://10.0.0.2:6081, "
                f"separated by commas, but one is {cache!r}."
            )
        if len(cache) > LONGEST_CACHE:
            raise EnvironmentIncomplete(
                f"An address in DEPESCHE_OUTSIDE_CACHES may have {LONGEST_CACHE} letters, but "
                f"{cache!r} has {len(cache)}."
            )
    return caches


def _whole_number(
    environ: Mapping[str, str], name: str, default: int, *, least: int, most: int = 10**15
) -> int:
    text = environ.get(name) or str(default)
    if not (text.isascii() and text.isdecimal() and len(text) < 17):
        raise EnvironmentIncomplete(f"{name} must be a whole number, but is {text[:40]!r}.")
    if not least <= int(text) <= most:
        raise EnvironmentIncomplete(f"{name} must be from {least} to {most}, but is {text}.")
    return int(text)
