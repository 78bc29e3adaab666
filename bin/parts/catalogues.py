"""Compiles the translations of every room: each `.po` that is newer than its `.mo`.

Usage: catalogues.py FOLDER. Entries marked fuzzy are left out, as gettext does.
"""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def stale(folder: Path) -> list[Path]:
    """The catalogues under `folder` whose compiled form is missing or older."""
    return [
        po
        for po in sorted(folder.rglob("locale/*/LC_MESSAGES/*.po"))
        if not (mo := po.with_suffix(".mo")).exists() or mo.stat().st_mtime < po.stat().st_mtime
    ]


def compile_catalogue(po: Path) -> None:
    """Write the `.mo` beside `po`, whole or not at all."""
    language = po.parent.parent.name
    with po.open("rb") as source:
        catalogue = read_po(source, locale=language)
    unfinished = po.with_suffix(".mo.part")
    with unfinished.open("wb") as target:
        write_mo(target, catalogue)
    unfinished.replace(po.with_suffix(".mo"))


if __name__ == "__main__":
    for catalogue_file in stale(Path(sys.argv[1])):
        compile_catalogue(catalogue_file)
