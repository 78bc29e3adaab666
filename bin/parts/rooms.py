"""Writes docs/rooms.md, the map of the house, from the rooms' charters.

Usage: rooms.py [--check]. A room's charter is the docstring of its `__init__`.
"""

import ast
import configparser
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAD = """\
# The rooms of the house

Written by `bin/parts/rooms.py` from the charter of each room (the docstring of its
`__init__.py`); `bin/check` fails when it is stale. A room knows only the rooms under it, and
enters another only by its doors: `actions`, `queries`, `models`, `events`, `keys`, `blocks`.
The contracts are in `.importlinter`.
"""


def floors(file: Path) -> list[list[str]]:
    """The rooms from the top floor to the ground, as the contract of the floors lists them."""
    config = configparser.ConfigParser()
    config.read(file, encoding="utf-8")
    layers = config["importlinter:contract:floors"]["layers"].strip().split("\n")
    return [[room.strip(" ()") for room in layer.split("|")] for layer in layers]


def charter(room: Path) -> str:
    """What a room says it is for."""
    return ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""


def rooms_page(root: Path) -> str:
    """The whole page, for the rooms that stand already."""
    parts = [HEAD]
    for floor in floors(root / ".importlinter"):
        for name in floor:
            room = root / "src" / "depesche" / name
            if (room / "__init__.py").exists():
                parts.append(f"## {name}\n\n{charter(room)}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    page = ROOT / "docs" / "rooms.md"
    text = rooms_page(ROOT)
    if "--check" in sys.argv:
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            sys.exit("docs/rooms.md is stale: run python3 bin/parts/rooms.py")
    else:
        page.parent.mkdir(exist_ok=True)
        page.write_text(text, encoding="utf-8")
