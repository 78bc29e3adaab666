"""An editor at a paper in DEPESCHE_HOME: python -m bench.parts.editor.

Each line on the input is an order and a word without spaces, answered with one line of JSON:
`first WORD` writes an article and releases it, `again WORD` releases a new version of the long
article with the word in its headline. Answered with the instant after the commit (of the clock
that all processes of a machine share) and with what the release cost; what writing the draft cost
is apart.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from functools import partial

import django

django.setup()

from bench.parts.printing import LONG, SECTIONS  # noqa: E402
from bench.parts.renders import measured  # noqa: E402
from depesche.newsroom import actions  # noqa: E402
from depesche.newsroom.models import Article  # noqa: E402
from depesche.pictures.models import Picture  # noqa: E402
from tests import cast  # noqa: E402


def first(word: str) -> Article:
    """A draft of an article nobody has seen."""
    return cast.draft(
        word, section=SECTIONS[0].lower(), topic="bruecke", authors=[cast.jonas(), cast.derya()],
        lead_picture=Picture.objects.first(), lead_label="archive",
        title=f"Die Aulebrücke bleibt gesperrt, {word}",
    )  # fmt: skip


def again(word: str) -> Article:
    """A new version of the long article."""
    article = Article.objects.get(slug=LONG)
    article.title = f"Die Aulebrücke bleibt gesperrt, {word}"
    article.save_revision()
    return article


def main() -> None:
    """Carry out orders until there are no more."""
    for line in sys.stdin:
        order, word = line.split()
        article, writing = measured(partial({"first": first, "again": again}[order], word))
        _, release = measured(partial(actions.publish, article, by=None))
        told = {"at": time.monotonic(), "path": article.address}
        print(
            json.dumps(told | {"release": asdict(release), "writing": asdict(writing)}), flush=True
        )


if __name__ == "__main__":
    main()
