"""A notice board in front of the newspaper's house: the small site of the edge's tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.urls import path

from depesche.edge import refreshing, serving
from depesche.edge.keeping import kept, private, shows
from depesche.wire import actions as wire
from depesche.wire.events import Event


@dataclass(frozen=True, kw_only=True)
class NoticePinned(Event):
    """Somebody changed a notice on the board."""

    kind: ClassVar[str] = "test.notice.pinned"
    topic: ClassVar[str] = "test-board"
    name: str


@dataclass
class Board:
    """What hangs there, how often it was copied out, and what happens meanwhile: once while a
    notice is copied, and each time in other views."""

    notices: dict[str, str] = field(default_factory=dict)
    renders: list[str] = field(default_factory=list)
    meanwhile: Callable[[], None] = field(default=lambda: None)
    busy: Callable[[], object] = field(default=lambda: None)

    def pin(self, name: str, text: str) -> None:
        """Change a notice, tell it, and let the store hear of it."""
        self.notices[name] = text
        self._tell(name)

    def take_down(self, name: str) -> None:
        """Remove a notice."""
        del self.notices[name]
        self._tell(name)

    def _tell(self, name: str) -> None:
        with transaction.atomic():
            wire.append(NoticePinned(name=name), keys={f"notice/{name}"})
        wire.number()
        serving.follow(refreshing.refresh)

    def copy(self, name: str) -> str:
        """Read a notice; slow enough for things to happen before it is delivered."""
        self.renders.append(name)
        text = self.notices[name]
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()
        return text


BOARD = Board()


@kept(parameters=["leaf"])
def notice(request: HttpRequest, name: str) -> HttpResponse:
    """A notice, leaf by leaf."""
    if name not in BOARD.notices:
        raise Http404
    leaf = request.GET.get("leaf", "1")
    if not leaf.isdecimal():
        raise Http404
    text = f"<p>{BOARD.copy(name)}, leaf {leaf}</p>"
    return shows(HttpResponse(text), {f"notice/{name}"})


@kept()
def mirror(request: HttpRequest) -> HttpResponse:
    """Everything a view could learn of who asks."""
    seen = {
        "cookies": request.COOKIES,
        "user": str(request.user),
        "query": request.META["QUERY_STRING"],
        "host": request.get_host(),
        "method": request.method,
        "body": request.body,
        "language": getattr(request, "LANGUAGE_CODE", ""),
        "headers": sorted(name for name in request.META if name.startswith("HTTP_")),
        "session": hasattr(request, "session"),
    }
    BOARD.renders.append("mirror")
    return shows(HttpResponse(repr(seen), content_type="text/plain"), {"mirror"})


@kept()
def gone(request: HttpRequest, status: int) -> HttpResponse:
    """An answer of any status that declares what it shows."""
    BOARD.renders.append(str(status))
    return shows(HttpResponse(f"{status}", status=status), {"gone"})


@kept()
def undeclared(request: HttpRequest) -> HttpResponse:
    """Kept, but it forgot to say what it shows."""
    BOARD.renders.append("undeclared")
    return HttpResponse("what is this?")


def unmarked(request: HttpRequest) -> HttpResponse:
    """Says what it shows, but nobody allowed it to be kept."""
    BOARD.renders.append("unmarked")
    return shows(HttpResponse("psst"), {"notice/ferry"})


@kept()
def broken(request: HttpRequest) -> HttpResponse:
    """Cannot be rendered, whenever it is tried."""
    BOARD.renders.append("broken")
    BOARD.busy()
    raise RuntimeError("The ink is out.")


@private
def mine(request: HttpRequest) -> HttpResponse:
    """Somebody's own page."""
    BOARD.renders.append("mine")
    BOARD.busy()
    return shows(HttpResponse("my notices"), {"notice/ferry"})


@private
def large(request: HttpRequest) -> HttpResponse:
    """Asks the database, and says more than a line holds that nobody reads from."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    BOARD.busy()
    return HttpResponse(b"much " * 1_000_000)


@kept()
def biscuit(request: HttpRequest) -> HttpResponse:
    """Sets a cookie."""
    BOARD.renders.append("biscuit")
    BOARD.busy()
    response = HttpResponse("here")
    response.set_cookie("crumb", "1")
    return shows(response, {"biscuit"})


@kept()
def stream(request: HttpRequest) -> StreamingHttpResponse:
    """Never ends."""
    BOARD.renders.append("stream")
    response = StreamingHttpResponse(iter([b"a", b"b"]))
    response.edge_keys = frozenset({"stream"})  # type: ignore[attr-defined]
    return response


@kept()
def varied(request: HttpRequest) -> HttpResponse:
    """Says that it differs by cookie."""
    BOARD.renders.append("varied")
    return shows(HttpResponse("who?", headers={"Vary": "Cookie"}), {"varied"})


@kept()
def reserved(request: HttpRequest) -> HttpResponse:
    """Says itself that nobody may store it."""
    BOARD.renders.append("reserved")
    return shows(HttpResponse("hush", headers={"Cache-Control": "no-store"}), {"reserved"})


@kept()
def form(request: HttpRequest) -> HttpResponse:
    """Holds a form's token."""
    BOARD.renders.append("form")
    return shows(HttpResponse(get_token(request)), {"form"})


urlpatterns = [
    path("notice/<str:name>/", notice),
    path("mirror/", mirror),
    path("gone/<int:status>/", gone),
    path("undeclared/", undeclared),
    path("unmarked/", unmarked),
    path("broken/", broken),
    path("mine/", mine),
    path("large/", large),
    path("biscuit/", biscuit),
    path("stream/", stream),
    path("varied/", varied),
    path("reserved/", reserved),
    path("form/", form),
]
