"""What the ticker does when the newsroom told the wire something."""

from __future__ import annotations

from depesche.ticker import actions
from depesche.wire import actions as wire
from depesche.wire.models import Entry

TOPIC = "paper"


@wire.consumer("ticker")
def appear(entry: Entry) -> None:
    """Let what happened to an article happen to its entry."""
    if entry.topic == TOPIC and (article := entry.payload.get("article")):
        actions.follow(article)
