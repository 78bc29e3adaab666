"""`depesche import page FILE…`: saved pages become drafts."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from depesche.importing.actions import (
    Imported,
    NoSuchSection,
    NothingToRead,
    UnreadablePage,
    import_page,
)
from depesche.importing.page import LIMIT


class Command(BaseCommand):
    """Bring the outside in."""

    help = "Import saved news pages (text or HTML) as drafts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to import, where to put it, how to answer."""
        kinds = parser.add_subparsers(dest="kind", required=True)
        page = kinds.add_parser("page", help="the saved text or HTML of a foreign page")
        page.add_argument("files", nargs="+", metavar="FILE", type=Path)
        page.add_argument("--section", default="", help="slug of the section (default: the first)")
        page.add_argument("--release", action="store_true", help="release at once, past the gate")
        page.add_argument("--json", action="store_true", help="one JSON object a file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import every file; the first that cannot be read ends the command with a sentence."""
        for path in options["files"]:
            imported = self._import(path, options)
            if options["json"]:
                self.stdout.write(json.dumps(_record(imported), ensure_ascii=False))
            else:
                self._report(path, imported)

    def _import(self, path: Path, options: dict[str, Any]) -> Imported:
        try:
            with path.open("rb") as file:
                raw = file.read(LIMIT + 1)
            return import_page(
                raw,
                name=path.name,
                by=None,
                section=options["section"],
                release=options["release"],
            )
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror or error}.") from error
        except UnreadablePage as error:
            raise CommandError(f"{path}: {error.sentence.told(_)}") from error
        except (NothingToRead, NoSuchSection) as error:
            raise CommandError(f"{path}: {error}") from error

    def _report(self, path: Path, imported: Imported) -> None:
        self.stdout.write(f"{path.name}: {imported.article.headline}\n  {_address(imported)}")
        for warning in imported.warnings:
            self.stdout.write(f"  ? {warning}")
        for one in imported.dropped:
            self.stdout.write(f"  – {one.text[:80]}  ({one.why.told(_)})")


def _record(imported: Imported) -> dict[str, Any]:
    return {
        "url": _address(imported),
        "headline": imported.article.headline,
        "language": imported.language,
        "released": imported.article.is_public,
        "warnings": list(imported.warnings),
        "dropped": [{"text": one.text, "why": one.why.told(_)} for one in imported.dropped],
    }


def _address(imported: Imported) -> str:
    """Where the article stands, or where its draft is edited."""
    if imported.article.is_public:
        return f"{settings.BASE_URL}{imported.article.address}"
    return f"{settings.BASE_URL}/desk/pages/{imported.article.pk}/edit/"
