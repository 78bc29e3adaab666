"""The live wire for who asks instead of listening: a topic's events behind a number, as JSON."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse

from depesche.edge.keeping import kept, private, shows
from depesche.edge.pieces import PIECES, plain
from depesche.edge.streams.positions import Unreadable, number_in
from depesche.kit import clock
from depesche.wire import keys
from depesche.wire import queries as wire

MOST = 200
OPEN_SECONDS = 1
FOR_A_SECOND = f"public, max-age={OPEN_SECONDS}"
# A full range has all it will ever have. What can still be withdrawn from it leaves readers'
# browsers within a day, as pictures do; the edge and told caches hold it until then without end.
FOR_A_DAY = "public, max-age=86400"
FOR_EVER = "public, max-age=31536000, immutable"
RETRY_SECONDS = 5


def events(request: HttpRequest, topic: str, language: str) -> HttpResponse:
    """The events of a topic behind number `after`; without it, only where the topic stands.

    Undeclared, forbidden and impossible topics look alike: 404.
    """
    opening = wire.opening(topic)
    if opening and opening.to(None, topic):
        return _for_everyone(request, topic=topic, language=language)
    reader = getattr(request, "user", AnonymousUser())
    if opening and reader.is_authenticated and opening.to(reader, topic):
        return _for_one(request, topic=topic, language=language)
    response = JsonResponse({"error": "There is no such topic."}, status=404)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@kept(parameters=("after",))
def _for_everyone(request: HttpRequest, topic: str, language: str) -> HttpResponse:
    text, shown, is_full = _range(request.GET.get("after"), topic, language)
    response = _answer(text)
    if is_full:
        response.headers["Cache-Control"] = FOR_A_DAY if shown else FOR_EVER
        return shows(response, {keys.topic(topic), *shown})
    response.headers["Cache-Control"] = FOR_A_SECOND
    ends = clock.now() + timedelta(seconds=OPEN_SECONDS)
    return shows(response, {keys.topic(topic), *shown}, until=ends)


@private
def _for_one(request: HttpRequest, topic: str, language: str) -> HttpResponse:
    return _answer(_range(request.GET.get("after"), topic, language)[0])


def _range(after: str | None, topic: str, language: str) -> tuple[bytes, set[str], bool]:
    """The answer, the keys of what it shows, and whether it is full and so never grows.

    A number that the topic never gave is answered with a reset: begin again at `next`.
    """
    last = wire.last_number(topic)
    try:
        begins = last if after is None else number_in(after)
    except Unreadable:
        begins = last + 1
    if begins > last:
        return _written(topic, last, [], reset=True), set(), False
    entries = wire.read_topic(topic, after=begins, limit=MOST) if begins < last else []
    pieces = [found for entry in entries if (found := PIECES.found(entry, language))]
    ends = (entries[-1].number or 0) if entries else begins
    is_full = len(entries) == MOST
    shown = {key for _, keys_ in pieces for key in keys_}
    told = [text for text, _ in pieces]
    return _written(topic, ends, told, more=is_full), shown, is_full


def _written(
    topic: str, ends: int, told: list[bytes], *, more: bool = False, reset: bool = False
) -> bytes:
    head = plain({"topic": topic, "next": ends, "more": more, "reset": reset})
    return head[:-1] + b',"events":[' + b",".join(told) + b"]}"


def _answer(text: bytes) -> HttpResponse:
    return HttpResponse(text, content_type="application/json")


events.edge_policy = _for_everyone.edge_policy  # type: ignore[attr-defined]
events.edge_parameters = _for_everyone.edge_parameters  # type: ignore[attr-defined]


@private
def stream(request: HttpRequest, language: str) -> HttpResponse:
    """What the edge does not take for a question for a stream: another method, another server."""
    if request.method != "GET":
        return HttpResponse(status=405, headers={"Allow": "GET"})
    return HttpResponse(status=503, headers={"Retry-After": str(RETRY_SECONDS)})
