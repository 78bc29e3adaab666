"""Settings are judged before anything starts: a wrong one ends with one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from depesche.config.environment import Environment, EnvironmentIncomplete

SECRET = {"DEPESCHE_SECRET_KEY": "the secret of this test, 32 characters at least"}


def refusal(environ: dict[str, str]) -> str:
    """What the operator is told."""
    with pytest.raises(EnvironmentIncomplete) as raised:
        Environment.read(SECRET | environ)
    return str(raised.value.code)


def test_an_instance_needs_nothing_but_a_secret(tmp_path: Path) -> None:
    """Everything else has a sensible default within its own home."""
    environment = Environment.read(SECRET | {"DEPESCHE_HOME": str(tmp_path)})
    assert environment.database_url == f"sqlite:///{tmp_path}/depesche.sqlite3"
    assert (environment.port, environment.base_url) == (8000, "http://127.0.0.1:8000")
    assert (environment.debug, environment.redis_url) == (False, "")


@pytest.mark.parametrize(
    "url",
    [
        "redis://127.0.0.1",
        "redis://bote:p%40ss@redis:6380/3",
        "rediss://redis/",
        "unix:///run/redis",
    ],
)
def test_a_redis_may_be_named(url: str) -> None:
    """By name and password, with a number, over TLS, or as a socket."""
    assert Environment.read(SECRET | {"REDIS_URL": url}).redis_url == url


def test_settings_are_read(tmp_path: Path) -> None:
    """Spaces and a final slash do no harm."""
    environment = Environment.read(
        SECRET
        | {
            "DEPESCHE_HOME": str(tmp_path),
            "PORT": "9000",
            "DEPESCHE_HOSTS": " bote.example, WWW.bote.example ,[::1],",
            "DEPESCHE_BASE_URL": "https://www.bote.example/",
            "DEPESCHE_DEBUG": "Yes",
            "DATABASE_URL": "postgres://bote@/bote",
            "DEPESCHE_TIME_ZONE": "America/New_York",
            "DEPESCHE_EDGE_BYTES": "1048576",
            "DEPESCHE_CDN_KEYS": " Cache-Tag ",
            "DEPESCHE_TRUSTED_PROXIES": " 10.0.0.0/8, 2001:db8::1,",
        }
    )
    assert environment.hosts == ("bote.example", "www.bote.example", "[::1]")
    assert environment.base_url == "https://www.bote.example"
    assert (environment.debug, environment.port) == (True, 9000)
    assert (environment.edge_bytes, environment.cdn_keys) == (1048576, "cache-tag")
    assert environment.trusted_proxies == ("10.0.0.0/8", "2001:db8::1")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("PORT", ["http", "-1", "0", "65536", "80.0", "٨٠", "9" * 5000]),
        ("DEPESCHE_EDGE_BYTES", ["lots", "256M", "0", "1023"]),
        ("DEPESCHE_EDGE_DISK_BYTES", ["lots", "1G", "-1"]),
        ("DEPESCHE_CDN_KEYS", ["yes", "surrogate", "cache-tag,surrogate-key"]),
        (
            "DEPESCHE_OUTSIDE_CACHES",
            ["10.0.0.2:6081", "https://a:1", "http://a/x", "http://u@a", f"http://{'a' * 51}"],
        ),
        ("DEPESCHE_TRUSTED_PROXIES", ["*", "proxy", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.1:80"]),
        ("DEPESCHE_BODY_BYTES", ["1M", "-1", "0"]),
        ("DEPESCHE_UPLOAD_BYTES", ["50M", "0"]),
        ("DEPESCHE_CONNECTIONS_PER_ADDRESS", ["many", "-1"]),
        ("DEPESCHE_STREAMS", ["many", "-1"]),
        ("DEPESCHE_STREAMS_PER_ADDRESS", ["many", "-1"]),
        ("DEPESCHE_WORKERS", ["all", "0", "17", "-2"]),
        ("DEPESCHE_DEBUG", ["maybe", "2"]),
        ("DEPESCHE_TIME_ZONE", ["Brunnhafen", "../etc/passwd", "/etc/passwd", "Europe"]),
        ("DEPESCHE_HOSTS", ["https://bote.example", "bote.example:80", "a b", ",", "u@bote"]),
        (
            "DEPESCHE_BASE_URL",
            ["bote.example", "ftp://bote.example", "https://", "https://bote.example/de",
             "https://bote.example:port", "https://[", "https://bote.example?x",
             "https://carla:secret@bote.example"],
        ),
        ("DATABASE_URL", ["mysql://bote", "postgres", "/tmp/bote.sqlite3", "nonsense",
                          "postgresql://", "postgres://bote:pass@host:port/bote"]),
        ("DEPESCHE_WIRE_DAYS", ["a month", "0", "-30"]),
        ("REDIS_URL", ["localhost:6379", "http://redis", "redis://", "redis://host:port",
                       "redis://host/news", "unix://", "redis://[", "nonsense"]),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named_in_one_sentence(name: str, values: list[str]) -> None:
    """It says which setting, and ends the start."""
    for value in values:
        sentence = refusal({name: value})
        assert name in sentence, value
        assert sentence.endswith(".")
        assert "\n" not in sentence


def test_caches_outside_are_told_keys_in_their_own_header() -> None:
    """Each address once; the header they read is a matter of course, and no other will do."""
    caches = {"DEPESCHE_OUTSIDE_CACHES": "http://127.0.0.1:6081, http://a:80,http://a:80,"}
    environment = Environment.read(SECRET | caches)
    assert environment.outside_caches == ("http://127.0.0.1:6081", "http://a:80")
    assert environment.cdn_keys == "surrogate-key"
    assert "DEPESCHE_CDN_KEYS" in refusal(caches | {"DEPESCHE_CDN_KEYS": "cache-tag"})
    assert Environment.read(SECRET).outside_caches == ()


def test_a_refusal_tells_no_secret() -> None:
    """An address with a password does not end in a log."""
    for url in ("mysql://carla:hunter2@db/bote", "postgres://carla:hunter2@db:port/bote"):
        assert "hunter2" not in refusal({"DATABASE_URL": url})
    assert "hunter2" not in refusal({"REDIS_URL": "redis://carla:hunter2@redis:port"})


@pytest.mark.parametrize("secret", ["", "short", "x" * 31])
def test_a_missing_secret_stops_the_start(secret: str, tmp_path: Path) -> None:
    """There is no default that everybody knows."""
    sentence = refusal({"DEPESCHE_SECRET_KEY": secret, "DEPESCHE_HOME": str(tmp_path)})
    assert "DEPESCHE_SECRET_KEY" in sentence


def test_the_secret_may_lie_in_the_home(tmp_path: Path) -> None:
    """Where `bin/setup` puts it; one that cannot be read is said to be so."""
    home = {"DEPESCHE_HOME": str(tmp_path), "DEPESCHE_SECRET_KEY": ""}
    (tmp_path / "secret-key").write_text("k" * 40 + "\n", encoding="ascii")
    assert Environment.read(home).secret_key == "k" * 40
    (tmp_path / "secret-key").write_bytes(b"\xff\xfe" * 40)
    assert "secret-key cannot be read" in refusal(home)


def test_the_home_is_a_folder(tmp_path: Path) -> None:
    """A file in its place is not overwritten."""
    (tmp_path / "bote").write_text("a file")
    assert "DEPESCHE_HOME" in refusal({"DEPESCHE_HOME": str(tmp_path / "bote")})
    assert "DEPESCHE_HOME" in refusal({"DEPESCHE_HOME": "~nobody-of-this-name/bote"})


def test_the_command_ends_with_the_sentence_alone() -> None:
    """No traceback, and an exit code that scripts understand."""
    environ = {"PATH": os.environ["PATH"], "PORT": "eighty", **SECRET}
    ended = subprocess.run(
        [sys.executable, "-m", "depesche", "check"],
        env=environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1
    assert ended.stderr == "PORT must be a whole number, but is 'eighty'.\n"
