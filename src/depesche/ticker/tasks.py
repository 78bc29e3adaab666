"""What the ticker hears of the wire, and what of it others may hear."""

from __future__ import annotations

from depesche.ticker import actions
from depesche.wire import actions as wire
from depesche.wire.models import Entry

TOPIC = "paper"

wire.open_topic("ticker/", to=wire.everyone)


@wire.consumer("ticker")
def appear(entry: Entry) -> None:
    """Let what happened to an article happen to its entry."""
    if entry.topic == TOPIC and (article := entry.payload.get("article")):
        actions.follow(article)
