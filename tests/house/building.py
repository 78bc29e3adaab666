"""Small broken houses, to see each rule fail on purpose."""

from pathlib import Path


def build(tree: Path, files: dict[str, str]) -> Path:
    """Write `files` (path in the package → text) under `tree`, with the rooms' `__init__`."""
    for name, text in files.items():
        file = tree / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        room = tree / Path(name).parts[0]
        for package in (tree, room):
            if package.is_dir() and not (package / "__init__.py").exists():
                (package / "__init__.py").write_text('"""A room of the test."""\n')
    return tree
