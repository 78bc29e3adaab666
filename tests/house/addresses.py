"""What must not be written into the project: where packages were fetched, where it was built."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

# Put together here, so that this file does not name what it looks for.
REGISTRIES = [
    ".".join(name)
    for name in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("proxy", "golang", "org"),
        ("static", "crates", "io"),
    )
]
MACHINE_PATHS = [
    "/".join(parts)
    for parts in (
        ("", "work", "main"),
        ("", "work", "shared"),
        ("", "root", ""),
        ("", "tmp", "brief"),
        ("", "opt", "wheels"),
        ("", "opt", "pypi"),
    )
]
FORBIDDEN = re.compile("|".join(re.escape(word) for word in REGISTRIES + MACHINE_PATHS))
LARGE = 2_000_000  # bytes; nothing that long is written by hand


def project_files(root: Path) -> list[Path]:
    """The files under version control, or all of them where there is none."""
    if (root / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split("\0")
        return [root / name for name in listed if name and (root / name).is_file()]
    return [path for path in sorted(root.rglob("*")) if path.is_file()]


def named_addresses(root: Path) -> list[str]:
    """Files that name a registry's host or a path of the machine they were written on."""
    found = []
    for file in project_files(root):
        if file.stat().st_size > LARGE:
            continue
        text = file.read_text(encoding="utf-8", errors="ignore")
        found += [f"{file.relative_to(root)}: {word}" for word in FORBIDDEN.findall(text)]
    return found


def named_in_commits(root: Path) -> list[str]:
    """Commit messages that do so; none where the history is not at hand."""
    log = subprocess.run(
        ["git", "log", "--format=%h %B"], cwd=root, capture_output=True, text=True, check=False
    ).stdout
    return FORBIDDEN.findall(log)
