"""A filed page is the page, or it is nothing."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from depesche.edge import filing
from depesche.edge.cabinet import Cabinet
from depesche.edge.filing import NotAPage
from depesche.edge.keeping import PageKey
from depesche.edge.store import Page, packed

NOW = 1_000_000.0


def page(path: str = "/a/", *keys: str, text: str = "news " * 100, status: int = 200) -> Page:
    """A finished page."""
    return Page(
        key=PageKey("https", "bote.example", path, ""), parameters=frozenset({"leaf"}),
        status=status, headers=(("Content-Type", "text/html"), ("Location", "/ü/")),
        bodies=packed(text.encode(), "text/html"), keys=frozenset(keys or {"a"}), heard=7,
        kept_at=NOW, expires_at=NOW + 60,
    )  # fmt: skip


@pytest.fixture
def cabinet(tmp_path: Path) -> Cabinet:
    """An empty one that holds about ten pages."""
    return Cabinet(tmp_path / "edge", edition="now", budget=12_000)


@pytest.mark.parametrize("text", ["news " * 1000, "short", ""])
@pytest.mark.parametrize("status", [200, 301, 410])
def test_what_was_filed_is_what_is_read(tmp_path: Path, text: str, status: int) -> None:
    """Every field and every body, byte for byte; only what it is right up to is newer."""
    filed = page("/a/", "article/1", "frame/de", text=text, status=status)
    head = filing.write(tmp_path, filed, heard=9, now=NOW)
    read = filing.read(tmp_path / head.name)
    assert read.heard == 9
    for name in ("key", "parameters", "status", "headers", "bodies", "keys", "kept_at",
                 "expires_at"):  # fmt: skip
        assert getattr(read, name) == getattr(filed, name), name
    assert filing.read_head(tmp_path / head.name) == head
    assert [file.name for file in tmp_path.iterdir()] == [head.name]


def test_a_damaged_file_is_never_a_page(tmp_path: Path) -> None:
    """Cut anywhere, or with any bit turned: known for damaged; a cut head is no head either."""
    head = filing.write(tmp_path, page(), heard=9, now=NOW)
    path = tmp_path / head.name
    whole = path.read_bytes()
    for at in range(len(whole)):
        turned = bytearray(whole)
        turned[at] ^= 1 << at % 8
        for damaged in (bytes(turned), whole[:at]):
            path.write_bytes(damaged)
            with pytest.raises(NotAPage):
                filing.read(path)
    for end in range(whole.index(b"\n", whole.index(b"\n") + 1)):
        path.write_bytes(whole[:end])
        with pytest.raises(NotAPage):
            filing.read_head(path)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"{}", b"\xff" * 100, b"<html>"])
def test_a_foreign_file_is_removed(cabinet: Cabinet, tmp_path: Path, content: bytes) -> None:
    """And nobody stumbles over it."""
    cabinet.put(page(), heard=9)
    (tmp_path / "edge" / "now" / "x.page").write_bytes(content)
    (tmp_path / "edge" / "notes.txt").write_bytes(content)
    assert len(cabinet.look()) == 1
    assert [file.name for file in (tmp_path / "edge").iterdir()] == ["now"]
    assert len(list((tmp_path / "edge" / "now").iterdir())) == 1


def test_pages_of_another_program_are_thrown_away(tmp_path: Path) -> None:
    """After a deployment with other templates nothing old is taken up."""
    Cabinet(tmp_path, edition="before", budget=12_000).put(page(), heard=9)
    assert Cabinet(tmp_path, edition="now", budget=12_000).look() == []
    assert [folder.name for folder in tmp_path.iterdir()] == ["now"]


def test_a_full_disk_leaves_nothing_half(
    cabinet: Cabinet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was filed before stays whole; what could not be filed is not there."""
    cabinet.put(page(), heard=9)
    write = Path.write_bytes

    def half(path: Path, content: bytes) -> int:
        write(path, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    for path in ("/a/", "/b/"):
        with pytest.raises(OSError, match="No space"):
            cabinet.put(page(path), heard=10)
    (head,) = cabinet.look()
    assert head.heard == 9
    assert cabinet.take(head) is not None
    assert len(list((tmp_path / "edge" / "now").iterdir())) == 1


def test_a_change_removes_the_file_at_once(cabinet: Cabinet, tmp_path: Path) -> None:
    """Nothing retracted lies around; what shows other keys, or was filed after it, stays."""
    for path, key, heard in (("/a/", "a", 9), ("/b/", "b", 9), ("/c/", "a", 12)):
        cabinet.put(page(path, key), heard=heard)
    cabinet.touch(["a", "unknown"], 12)
    assert {head.heard for head in cabinet.look()} == {9, 12}
    assert {file.name for file in (tmp_path / "edge" / "now").iterdir()} == {
        filing.name_of(page(path).key) for path in ("/b/", "/c/")
    }


def test_two_processes_share_a_folder(tmp_path: Path) -> None:
    """One removes what the other filed and it has seen, but not what the other made anew."""
    one, other = (Cabinet(tmp_path, edition="now", budget=12_000) for _ in range(2))
    one.put(page("/a/", "a"), heard=9)
    one.put(page("/b/", "a"), heard=9)
    assert len(other.look()) == 2
    one.touch(["a"], 10)
    assert other.look() == []
    one.put(page("/a/", "a"), heard=9)
    other.look()
    one.put(page("/a/", "a"), heard=10)
    other.touch(["a"], 10)
    assert [head.heard for head in one.look()] == [10]


def test_the_budget_is_kept_and_what_is_read_stays(cabinet: Cabinet) -> None:
    """The page longest not read goes first."""
    for number in range(6):
        cabinet.put(page(f"/{number}/"), heard=9)
    cabinet.mark_as_read([page("/0/").key])
    for number in range(6, 40):
        cabinet.put(page(f"/{number}/", text=f"other {number} " * 300), heard=9)
        cabinet.mark_as_read([page("/0/").key])
        assert cabinet.bytes <= 12_000
    paths = {read.key.path for head in cabinet.look() if (read := cabinet.take(head))}
    assert "/0/" in paths
    assert "/1/" not in paths
    assert "/39/" in paths
