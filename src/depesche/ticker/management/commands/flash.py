"""`depesche flash "TEXT"`: an entry for the ticker, released at once, from a terminal."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from depesche.newsroom.queries import sections
from depesche.ticker import actions
from depesche.ticker.models import Entry, Urgency
from depesche.ticker.models.entry import LONGEST_TEXT

FROM_INPUT = "-"


class Command(BaseCommand):
    """Tell something now."""

    help = "Write an entry into the ticker and release it at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to tell, how urgent it is, where it stands, how to answer."""
        parser.add_argument(
            "text",
            metavar="TEXT",
            help="with **bold**, *italic* and [words](address); '-' reads it from the input",
        )
        urgency = parser.add_mutually_exclusive_group()
        for name in (Urgency.URGENT, Urgency.BREAKING):
            urgency.add_argument(
                f"--{name}", dest="urgency", action="store_const", const=name.value,
                default=Urgency.NORMAL.value,
            )  # fmt: skip
        parser.add_argument("--headline", default="", help="a line above the text")
        parser.add_argument("--link", default="", help="a page it leads to, or a path of the paper")
        parser.add_argument("--source", default="", help="who says so")
        parser.add_argument(
            "--section", action="append", default=[], help="slug of a section; may be repeated"
        )
        parser.add_argument(
            "--language", default=settings.LANGUAGE_CODE, help="edition (default: %(default)s)"
        )
        parser.add_argument("--json", action="store_true", help='answer {"id": …, "url": …}')

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell it, and say where it stands; what is wrong is one sentence."""
        with translation.override("en"):
            try:
                entry = self._tell(options)
            except actions.TickerRefuses as refusal:
                raise CommandError(str(refusal)) from refusal
        url = f"{settings.BASE_URL}{entry.address}"
        self.stdout.write(json.dumps({"id": entry.pk, "url": url}) if options["json"] else url)

    def _tell(self, options: dict[str, Any]) -> Entry:
        copy = actions.Copy(
            text=_given(options["text"]),
            headline=options["headline"],
            urgency=options["urgency"],
            link=options["link"],
            source=options["source"],
            sections=tuple(_section(options["language"], slug) for slug in options["section"]),
        )
        return actions.tell(copy, language=options["language"], by=None)


def _given(text: str) -> str:
    if text != FROM_INPUT:
        return text
    try:
        # One letter more than an entry holds, and it says that it is too long.
        return sys.stdin.read(LONGEST_TEXT * 4)
    except UnicodeDecodeError as error:
        raise CommandError("The input is not text in UTF-8.") from error


def _section(language: str, slug: str) -> int:
    known = {section.slug: section.pk for section in sections(language)}
    if slug not in known:
        there = ", ".join(known) or "none"
        raise CommandError(f"The edition {language!r} has no section {slug!r}; there are: {there}.")
    return int(known[slug])
