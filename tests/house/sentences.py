"""The rules of the house that can be read off the source. Each takes a package's folder and
returns its complaints, so that a small broken house can show every rule at work."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.plan import modules, rooms

MODULE_LINES, FUNCTION_LINES, SETTINGS_LINES = 400, 60, 150
VAGUE_MODULES = frozenset(
    "util utils helper helpers service services manager managers misc common tools".split()
)
VAGUE_WORDS = re.compile(
    r"(^|_)(handle|process|manager|helper|service|util|utils|data|info)(_|$)|"
    r"(?<=[a-z])(Manager|Helper|Service|Util|Data|Info)(?=[A-Z]|$)"
)
# Names that a framework chose, not we.
GIVEN_NAMES = re.compile(
    r"^(get_context_data|get_searchable_content|handle|cleaned_data|data_received|validate_.*|"
    r"process_(request|response|view|exception|template_response)|.*formfield.*|post_process|"
    r"clean_data|get_form_data|handle_(starttag|endtag|startendtag|data|comment|decl|pi))$"
)

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _parsed(tree: Path) -> Iterator[tuple[str, ast.Module]]:
    for file in modules(tree):
        yield str(file.relative_to(tree)), ast.parse(file.read_text(encoding="utf-8"))


def uncharted_rooms(tree: Path) -> list[str]:
    """A room says in its `__init__` what it is for: its charter, and nothing else is there."""
    return [
        f"{room.name}/__init__.py has no charter"
        for room in rooms(tree)
        if not ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))
    ]


def vague_modules(tree: Path) -> list[str]:
    """A `utils.py` is a thing that nobody thought about."""
    return [
        f"{file.relative_to(tree)}: call it by what it does"
        for file in modules(tree)
        if file.stem in VAGUE_MODULES or file.parent.name in VAGUE_MODULES
    ]


def vague_names(tree: Path) -> list[str]:
    """Functions and classes carry the newspaper's own words."""
    return [
        f"{name}:{node.lineno}: {node.name} says nothing"
        for name, module in _parsed(tree)
        for node in ast.walk(module)
        if isinstance(node, (*FUNCTIONS, ast.ClassDef))
        and VAGUE_WORDS.search(node.name)
        and not GIVEN_NAMES.match(node.name)
    ]


def hidden_imports(tree: Path) -> list[str]:
    """What a module needs stands at its head: an import in a function hides a circle.

    Only `ready` of an `apps.py` may: Django reads that file before any model exists.
    """
    return sorted(
        {
            f"{name}:{inner.lineno}: import inside {node.name}"
            for name, module in _parsed(tree)
            for node in ast.walk(module)
            if isinstance(node, FUNCTIONS)
            and not (Path(name).name == "apps.py" and node.name == "ready")
            for inner in ast.walk(node)
            if isinstance(inner, (ast.Import, ast.ImportFrom))
        }
    )


def overgrown(tree: Path) -> list[str]:
    """Past 400 lines a module, past 60 a function, is two things; settings end at 150."""
    found = []
    for file in modules(tree):
        lines = len(file.read_text(encoding="utf-8").splitlines())
        limit = SETTINGS_LINES if file.stem.startswith("settings") else MODULE_LINES
        if lines > limit:
            found.append(f"{file.relative_to(tree)}: {lines} lines, {limit} at most")
    for name, module in _parsed(tree):
        for node in ast.walk(module):
            if not isinstance(node, FUNCTIONS):
                continue
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                found.append(f"{name}:{node.lineno}: {node.name} has {lines} lines")
    return found


def unspoken(tree: Path) -> list[str]:
    """Every public module, class and function of a door tells its caller what it is for."""
    doors = {"actions", "queries", "events", "keys"}
    return [
        f"{name}:{node.lineno}: {node.name} has no docstring"
        for name, module in _parsed(tree)
        if Path(name).stem in doors
        for node in module.body
        if isinstance(node, (*FUNCTIONS, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
