"""The project names no registry's host and no path of a machine."""

import json
from pathlib import Path

import pytest

from tests.house import addresses
from tests.house.plan import ROOT, no_complaint

pytestmark = pytest.mark.house


def test_no_file_names_where_it_was_made() -> None:
    """Locks hold versions and hashes; any index may serve them."""
    no_complaint(addresses.named_addresses(ROOT))


def test_no_commit_names_where_it_was_made() -> None:
    """Nor does the history."""
    no_complaint(addresses.named_in_commits(ROOT))


@pytest.mark.parametrize("word", addresses.REGISTRIES + addresses.MACHINE_PATHS)
def test_each_of_them_is_found(word: str, tmp_path: Path) -> None:
    """One file that names one of them is enough."""
    (tmp_path / "requirements.txt").write_text(f"--index-url {word}\n")
    assert addresses.named_addresses(tmp_path)


def test_every_locked_package_has_a_hash_and_no_address() -> None:
    """Of Python and of npm alike: a changed file is refused, whoever serves it."""
    for lock in (ROOT / "requirements").glob("*.txt"):
        entries = [line for line in lock.read_text().split("\n") if "==" in line]
        assert entries, lock.name
        assert all(line.rstrip().endswith("\\") for line in entries), lock.name
    for lock in (ROOT / "tests" / "node").glob("**/package-lock.json"):
        if "node_modules" in lock.parent.parts:
            continue
        packages = json.loads(lock.read_text())["packages"]
        del packages[""]
        assert all(entry.get("integrity") for entry in packages.values()), lock
        assert not [entry for entry in packages.values() if "resolved" in entry], lock
