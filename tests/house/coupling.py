"""What couples rooms by string, where Python's imports do not show it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import models

from tests.house.plan import Plan, room_of, rooms

# Any room may say by whom something was done; that is all it may say of a person.
BY_WHOM = re.compile(r"(^|_)by(_|$)|^owner$")
LOADS = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
REACHES_IN = re.compile(r"{[{%][^}]*\.(?:objects|_default_manager|_meta)\b")


def foreign_keys(plan: Plan, tables: Iterable[type[models.Model]]) -> list[str]:
    """Rows point downward, never across the wings; at a person only to say by whom."""
    return [
        f"{table._meta.label}.{field.name} points at {field.related_model._meta.label}"
        for table in tables
        for field in (*table._meta.local_fields, *table._meta.local_many_to_many)
        if isinstance(field.related_model, type)
        and not _may_point(plan, table, field.name, field.related_model)
    ]


def _may_point(
    plan: Plan, table: type[models.Model], field: str, target: type[models.Model]
) -> bool:
    mine, theirs = table._meta.app_label, target._meta.app_label
    if theirs not in plan.floor or mine not in plan.floor:
        return True  # Django's and Wagtail's own tables lie under the whole house
    if target._meta.label == settings.AUTH_USER_MODEL and BY_WHOM.search(field):
        return True
    return plan.may_know(mine, theirs)


def migration_dependencies(plan: Plan, tree: Path) -> list[str]:
    """A migration waits only for rooms that its room may know (or for whoever is the user)."""
    return [
        f"{file.relative_to(tree)} waits for {room}"
        for file in sorted(tree.glob("*/migrations/[0-9]*.py"))
        for room in _waits_for(file)
        if room in plan.floor and not plan.may_know(room_of(file, tree), room)
    ]


def _waits_for(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.List):
            continue
        if any(isinstance(name, ast.Name) and name.id == "dependencies" for name in node.targets):
            for entry in node.value.elts:
                if isinstance(entry, ast.Tuple) and isinstance(entry.elts[0], ast.Constant):
                    yield str(entry.elts[0].value)


def _template_folders(tree: Path) -> Iterator[tuple[str, Path]]:
    for room in rooms(tree):
        for name in ("templates", "components"):
            if (room / name).is_dir():
                yield room.name, room / name


def templates(tree: Path) -> Iterator[tuple[str, str, Path]]:
    """Every template as (room, the name it is loaded by, file)."""
    for room, folder in _template_folders(tree):
        for file in sorted(folder.rglob("*")):
            if file.suffix in {".html", ".xml", ".txt", ".svg"}:
                yield room, file.relative_to(folder).as_posix(), file


def template_loads(plan: Plan, tree: Path) -> list[str]:
    """A template extends and includes only what lies in its own room or under it."""
    home = {name: room for room, name, _ in templates(tree)}
    return [
        f"{file.relative_to(tree)} loads {loaded} of {home[loaded]}"
        for room, _, file in templates(tree)
        for loaded in LOADS.findall(file.read_text(encoding="utf-8"))
        if loaded in home and not plan.may_know(room, home[loaded])
    ]


def template_queries(tree: Path) -> list[str]:
    """A template prints what it was given; it asks no table."""
    return [
        f"{file.relative_to(tree)}:{number}: reaches into a table"
        for _, _, file in templates(tree)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if REACHES_IN.search(line)
    ]
