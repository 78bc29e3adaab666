"""A small paper, everything that can be done to it, and reading all of it: kept and fresh."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone

from depesche.edge import refreshing, serving
from depesche.edge.store import Store
from depesche.newsroom import actions
from depesche.newsroom.models import Article, Banner, Byline, FrontPage, Section, Slot
from depesche.newsroom.models import FormerAddress as Former
from depesche.newsroom.queries import standing_embargo
from depesche.pictures import actions as pictures
from depesche.pictures.models import Picture, Rendition
from depesche.ticker.models import Entry
from depesche.wire import actions as wire
from tests import cast
from tests.edge import newsticker

HERE = {"host": "127.0.0.1"}
LATER = cast.NOON + timedelta(days=1)
STANDING = (
    "/", "/en/", "/stadt/", "/wirtschaft/", "/sport/", "/en/city/", "/en/business/",
    "/thema/aulebruecke/", "/thema/hafenausbau/", "/en/topic/aule-bridge/", "/autor/jonas-ahrendt/",
    "/autor/derya-kilic/", "/en/author/jonas-ahrendt/", "/archiv/2026/03/02/",
    "/archiv/2026/03/03/", "/korrekturen/", "/en/corrections/", "/impressum/", "/datenschutz/",
    "/en/imprint/", "/feeds/atom.xml", "/feeds/rss.xml", "/feeds/stadt/atom.xml",
    "/feeds/wirtschaft/rss.xml", "/feeds/sport/atom.xml", "/en/feeds/atom.xml", "/robots.txt",
    "/sitemap.xml", "/sitemap-0.xml", "/sitemap-sections.xml", "/sitemap-topics.xml",
    "/sitemap-authors.xml", "/news-sitemap.xml", "/ticker/", "/ticker/?nach=0-0",
    "/ticker/?ressort=stadt", "/ticker/?nach=0-0&ressort=wirtschaft", "/ticker/leiste/",
    "/en/ticker/", "/en/ticker/rail/", "/feeds/ticker/atom.xml", "/feeds/ticker/feed.json",
)  # fmt: skip


def lay() -> list[int]:
    """Five articles that point at each other, one of them a draft and one a translation; their
    numbers, for they may get other addresses."""
    cast.topic("hafen")
    cast.topic("hafen", "en")
    cast.section("wirtschaft", "en")  # an article may move there, and nobody would hear of it
    bridge = cast.bridge_picture(title="Träger")
    ahead = cast.draft("gutachten", title="Das Gutachten", topic="bruecke", lead_picture=bridge)
    related = {"type": "related", "value": {"article": ahead.pk, "label": ""}}
    body = [cast.paragraph("Ein Riss."), related]
    riss = cast.released("riss", topic="bruecke", lead_picture=bridge, body=body)
    other = {"type": "related", "value": {"article": riss.pk, "label": ""}}
    detour = cast.released("umleitung", authors=[cast.derya()], title="Die Umleitung", body=[other])
    quay = cast.released(
        "kaje", section="wirtschaft", topic="hafen", agencies=[cast.kuestenpress()]
    )
    crack = cast.released("crack", language="en", topic="bruecke", translation_of=riss)
    Slot.objects.create(front=cast.edition(), article=ahead)
    newsticker.STEPS["tell"](riss)
    newsticker.STEPS["write entry"](riss)
    for picture in Picture.objects.all():
        pictures.render(picture)
    return [riss.pk, detour.pk, quay.pk, ahead.pk, crack.pk]


def addresses() -> list[str]:
    """Every public address there is or was, delivered pictures among them."""
    own = [a.address for a in Article.objects.exclude(first_released_at=None)]
    drafts = [a.address for a in Article.objects.filter(first_released_at=None)]
    old = list(Former.objects.values_list("path", flat=True))
    histories = [address + "versionen/" for address in own if not address.startswith("/en/")]
    files = [rendition.url for rendition in Rendition.objects.all()]
    entries = [entry.address for entry in Entry.objects.all()]
    return [*STANDING, *own, *drafts, *old, *histories, *files, *entries]


def read(address: str) -> tuple[int, str, bytes]:
    """What a reader gets: status, where it leads, the page."""
    answer = Client(raise_request_exception=True).get(address, headers=HERE)
    return answer.status_code, answer.headers.get("Location", ""), answer.content


@contextmanager
def without_store() -> Iterator[None]:
    """Every page is made anew."""
    kept, serving.STORE = serving.STORE, Store(budget=0)
    try:
        yield
    finally:
        serving.STORE = kept


def hear() -> None:
    """What the clockwork does after each commit."""
    wire.number()
    wire.tell_consumers()
    wire.number()
    while serving.follow(refreshing.refresh):
        pass


def do(step: str, number: int) -> None:
    """Take one step with an article; everybody hears of it."""
    STEPS[step](Article.objects.get(pk=number))
    hear()


def differences() -> list[str]:
    """The addresses at which the kept page is not the fresh one."""
    kept = {address: read(address) for address in addresses()}
    with without_store():
        return [address for address, page in kept.items() if page != read(address)]


def _publish(which: Article, **changes: Any) -> None:
    """Release a changed version, unless it stands retracted or embargoed."""
    changed: Article = which.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(changed, name, value)
    changed.save_revision()
    if standing_embargo(which) or which.retractions.filter(taken_back_at=None).exists():
        return
    actions.publish(which, by=None, at=LATER)


def _retract(which: Article) -> None:
    if which.is_public:
        actions.retract(which, reason="Falsch.", by=None)


def _correct(which: Article) -> None:
    if which.is_public:
        actions.correct(which, text="Es war Montag.", reason="Fehler", by=None)


def _plan(which: Article) -> None:
    actions.schedule(which, release_at=timezone.now() + timedelta(days=1), by=None)
    which.schedules.filter(outcome="open").update(release_at=cast.NOON)
    actions.release_what_is_due()


def _embargo(which: Article) -> None:
    actions.embargo(which, until=timezone.now() + timedelta(days=1), by=None)


def _lift(which: Article) -> None:
    actions.lift_embargo(which, by=None, reason="frei")


def _raise_banner(which: Article) -> None:
    until = timezone.now() + timedelta(hours=1)
    actions.raise_banner("Eilmeldung", language="de", until=until, by=None, article=which)


def _banners_run_out(which: Article) -> None:
    Banner.objects.update(until=cast.NOON)
    actions.end_what_ran_out()


def _arrange(which: Article) -> None:
    front = FrontPage.objects.get(slug="de")
    Slot.objects.create(front=front, article=which, sort_order=Slot.objects.count())
    actions.arrange_front(front)


def _slots_run_out(which: Article) -> None:
    Slot.objects.update(until=cast.NOON)
    actions.end_what_ran_out()


def _rename_author(which: Article) -> None:
    author = cast.jonas()
    author.name += "-Voss"
    author.save()
    actions.describe(author)


def _rename_agency(which: Article) -> None:
    agency = cast.kuestenpress()
    agency.name += " Nord"
    agency.save()
    actions.describe(agency)


def _rename_topic(which: Article) -> None:
    topic = cast.topic()
    topic.name += " heute"
    topic.save()
    actions.describe(topic)


def _recredit(which: Article) -> None:
    for picture in Picture.objects.all():
        picture.creator += " jun."
        pictures.change(picture)


def _rename_section(which: Article) -> None:
    section = cast.section()
    section.title += " heute"
    section.save_revision()
    actions.put_up(section, by=None)


def _move(which: Article) -> None:
    stands_in_the_city = which.section_id == cast.section("stadt", which.language).pk
    there = cast.section("wirtschaft" if stands_in_the_city else "stadt", which.language)
    actions.move(which, section=there, by=None)


def _end_banner(which: Article) -> None:
    for banner in Banner.objects.filter(ended_at=None):
        actions.end_banner(banner)


def _bundle(which: Article) -> None:
    ahead = timezone.now() + timedelta(days=1)
    supplement = cast.draft(f"beilage-{Article.objects.count()}")
    bundle = actions.bundle("Brücke", [which, supplement], release_at=ahead, by=None)
    bundle.schedules.update(release_at=cast.NOON)
    actions.release_what_is_due()


def _rename_paper(which: Article) -> None:
    front = cast.edition(which.language)
    front.title += " heute"
    front.imprint = f"<p>Verantwortlich: {front.title}</p>"
    front.save_revision()
    actions.put_up(front, by=None)


def _open_section(which: Article) -> None:
    front = cast.edition()
    sport = Section.objects.child_of(front).filter(slug="sport").first()
    if sport is None:
        sport = front.add_child(
            instance=Section(title="Sport", slug="sport", locale=cast.locale("de"), live=False)
        )
    actions.put_up(sport, by=None)


def _close_section(which: Article) -> None:
    if sport := Section.objects.filter(slug="sport", live=True).first():
        actions.take_down(sport, by=None)


def _reorder_sections(which: Article) -> None:
    sections = Section.objects.child_of(cast.edition()).order_by("path")
    sections[0].move(cast.edition(), pos="last-child")


def _withhold(which: Article) -> None:
    for publication in list(which.publications.order_by("pk"))[:-1]:
        actions.withhold(publication, reason="Ein Name stand darin.", by=None)


def _show_again(which: Article) -> None:
    for publication in which.publications.all():
        actions.show_again(publication, by=None)


def _portray(which: Article) -> None:
    author = cast.jonas()
    portrait = Picture.objects.filter(title="Jonas").first() or cast.bridge_picture(title="Jonas")
    author.portrait = None if author.portrait_id else portrait
    author.save()
    actions.describe(author)


def _delete_author(which: Article) -> None:
    try:
        cast.derya().delete()
    except ProtectedError:
        return  # articles are signed with that name


OWN_STEPS: dict[str, Callable[[Article], object]] = {
    "release": _publish,
    "retitle": lambda a: _publish(a, title=a.title + "!"),
    "update": lambda a: _publish(a, lead="Neues.", update_is_material=True),
    "resign": lambda a: _publish(a, bylines=[Byline(author=cast.derya())]),
    "retopic": lambda a: _publish(a, topics=[cast.topic("hafen", a.language)]),
    "untopic": lambda a: _publish(a, topics=[]),
    "readdress": lambda a: _publish(a, slug=a.slug + "-neu"),
    "unpicture": lambda a: _publish(a, lead_picture=None),
    "picture": lambda a: _publish(a, lead_picture=Picture.objects.first()),
    "empty": lambda a: _publish(a, body=json.dumps([cast.paragraph("Kurz.")])),
    "retract": _retract,
    "take back": lambda a: standing_embargo(a) or actions.take_back_retraction(a, by=None),
    "correct": _correct,
    "plan": _plan,
    "embargo": _embargo,
    "lift": _lift,
    "move": _move,
    "banner": _raise_banner,
    "banner ends": _banners_run_out,
    "arrange": _arrange,
    "slots end": _slots_run_out,
    "author": _rename_author,
    "agency": _rename_agency,
    "topic": _rename_topic,
    "picture changes": _recredit,
    "section": _rename_section,
    "banner taken down": _end_banner,
    "bundle": _bundle,
    "paper": _rename_paper,
    "section opens": _open_section,
    "section closes": _close_section,
    "sections in another order": _reorder_sections,
    "withhold": _withhold,
    "show again": _show_again,
    "portrait": _portray,
    "portrait there or not": _portray,
    "topic goes": lambda a: cast.topic("hafen").delete(),
    "author goes": _delete_author,
}
STEPS = OWN_STEPS | newsticker.STEPS
