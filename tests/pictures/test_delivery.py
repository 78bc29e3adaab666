"""A picture is private until something released shows it; originals never leave."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image

from depesche.edge import refreshing, serving
from depesche.pictures import actions, keys, renditions
from depesche.pictures.models import Picture, Rendition, Use
from depesche.wire import actions as wire
from depesche.wire.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db

PLACE = "Bench in the Volkspark"


@pytest.fixture(autouse=True)
def media(settings: object, tmp_path: Path) -> Path:
    """A folder of this test's own for the files."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    cache.clear()  # Wagtail remembers renditions by number, which the next test gives anew
    return tmp_path


@pytest.fixture
def following() -> Iterator[None]:
    """The store keeps pages and follows the wire."""
    serving.begin_following()
    yield
    serving.STORE.end()


def hear() -> None:
    """What the clockwork does after each commit."""
    wire.number()
    serving.follow(refreshing.refresh)


def small(picture: Picture, form: str = "webp") -> Rendition:
    """One delivered file."""
    rendition: Rendition = picture.get_rendition(renditions.CARD.spec(320, form))
    return rendition


def gps_photograph(form: str, orientation: int = 1) -> ImageFile:
    """A wide photograph that says where it was taken, how it was held, and by whom."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = PLACE
    exif.get_ifd(0x8825).update({1: "N", 2: (54.0, 18.0, 3.5), 3: "E", 4: (10.0, 7.0, 1.0)})
    file = io.BytesIO()
    Image.new("RGB", (1200, 600), (70, 90, 110)).save(file, form, exif=exif)
    assert PLACE.encode() in file.getvalue()
    return ImageFile(file, name=f"bank.{form.lower()}")


@pytest.mark.usefixtures("following")
def test_a_picture_is_public_as_long_as_something_shows_it(client: Client) -> None:
    """404 before, 200 from the release on, 404 again after the last use is gone: at once, also
    where the file was kept, and whoever asked before."""
    picture = cast.bridge_picture()
    address = small(picture).url
    assert client.get(address).status_code == 404
    actions.show("article/17", [picture.pk])
    actions.show("article/18", [picture.pk])
    hear()
    for _ in range(2):
        client.get(address)
    shown = client.get(address)
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/webp")
    assert shown.headers["Cache-Status"] == "depesche; hit"
    # A feed reader shows it on a page of its own.
    assert shown.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    actions.show("article/17", [])
    hear()
    assert client.get(address).status_code == 200
    actions.show("article/18", [])
    hear()
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("following")
def test_the_desk_sees_what_is_not_released(client: Client) -> None:
    """In previews; a reader without the desk does not, and nothing of it is kept."""
    address = small(cast.bridge_picture()).url
    reader = cast.marlene()
    client.force_login(reader)
    assert client.get(address).status_code == 404
    reader.is_superuser = True
    reader.save()
    preview = client.get(address)
    assert (preview.status_code, preview.headers["Cache-Control"]) == (200, "private, no-store")
    assert Client().get(address).status_code == 404
    assert len(serving.STORE) == 0


def test_the_original_has_no_address(client: Client, media: Path) -> None:
    """Not by its path, not around a corner, not as a file of the house."""
    picture = cast.bridge_picture()
    small(picture)
    actions.show("article/17", [picture.pk])
    original = picture.file.name
    assert (media / original).is_file()
    for path in (
        f"/media/{original}",
        f"/media/renditions/../{original}",
        f"/media/renditions/..%2f{original}",
        f"/media/renditions//{media}/{original}",
        f"/static/../media/{original}",
        "/media/renditions/%00",
        "/media/renditions/",
    ):
        assert client.get(path).status_code == 404, path


def test_a_lost_file_is_missing(client: Client) -> None:
    """A rendition whose file is gone from the disk is not found; nothing breaks."""
    picture = cast.bridge_picture()
    rendition = small(picture)
    actions.show("article/17", [picture.pk])
    Path(rendition.file.path).unlink()
    assert client.get(rendition.url).status_code == 404


@pytest.mark.parametrize("taken_in", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("form", ["avif", "webp", "jpeg", "png"])
def test_a_delivered_picture_does_not_say_where_it_was_taken(taken_in: str, form: str) -> None:
    """Whatever it came as and goes out as: no position, no name, no Exif (a position in a picture
    can put the person who took it in danger)."""
    picture = cast.bridge_picture(file=gps_photograph(taken_in))
    rendition = picture.get_rendition(f"width-640|format-{form}")
    with rendition.file.open("rb") as file:
        delivered = file.read()
    assert PLACE.encode() not in delivered
    assert not Image.open(io.BytesIO(delivered)).getexif()
    assert b"GPS" not in delivered


@pytest.mark.parametrize("form", ["avif", "webp", "jpeg"])
def test_a_picture_stands_upright_without_its_exif(form: str) -> None:
    """Held upright (orientation 6), the wide file is a tall picture."""
    picture = cast.bridge_picture(file=gps_photograph("JPEG", orientation=6))
    rendition = picture.get_rendition(renditions.WHOLE.spec(480, form))
    with rendition.file.open("rb") as file:
        width, height = Image.open(file).size
    assert (width, height) == (480, 960)


@pytest.mark.parametrize(
    ("creator", "agency", "credit"),
    [
        ("Ines Kaltenbach", "Nordbild", "Nordbild / Ines Kaltenbach"),
        ("Ines Kaltenbach", "", "Ines Kaltenbach"),
        ("", "Nordbild", "Nordbild"),
        ("", "", ""),
    ],
)
def test_whoever_is_known_is_named(creator: str, agency: str, credit: str) -> None:
    """Agency first, then the person; no dangling stroke."""
    assert Picture(creator=creator, agency=agency).credit == credit


def test_long_names_keep_their_suffix() -> None:
    """A file's type is told by its suffix, so that it is the middle that is cut."""
    long = ImageFile(cast.bridge_picture().file.open(), name="aulebruecke-" * 20 + ".jpg")
    picture = cast.bridge_picture(file=long)
    assert picture.file.name.endswith(".jpg")
    assert len(picture.file.name) <= 100
    rendition = small(picture)
    assert rendition.file.name.endswith(".webp")
    assert len(rendition.file.name) <= 100


def test_showing_is_told_once() -> None:
    """Shown when the first use begins, hidden when the last one ends; repeating tells nothing."""
    bridge, port = cast.bridge_picture(), cast.bridge_picture(title="Neuhafen")
    actions.show("article/17", [bridge.pk, bridge.pk])
    actions.show("article/17", [bridge.pk])
    actions.show("article/18", [bridge.pk, port.pk])
    actions.show("article/17", [])
    actions.show("article/18", [port.pk])
    told = list(Entry.objects.order_by("pk").values_list("kind", "payload__picture"))
    assert told == [
        ("picture.shown", bridge.pk),
        ("picture.shown", port.pk),
        ("picture.hidden", bridge.pk),
    ]
    assert Entry.objects.first().keys == [keys.picture(bridge.pk)]  # type: ignore[union-attr]


def test_a_picture_that_was_deleted_is_not_shown() -> None:
    """A body may still name it; the release goes on without."""
    actions.show("article/17", [4711])
    assert not Use.objects.exists()
    assert not Entry.objects.exists()


def test_a_change_is_told() -> None:
    """Another credit is on every page that shows the picture."""
    picture = cast.bridge_picture()
    picture.creator = "Ruben Thiel"
    actions.change(picture)
    entry = Entry.objects.get()
    assert (entry.kind, entry.keys) == ("picture.changed", [keys.picture(picture.pk)])
    assert Picture.objects.get().creator == "Ruben Thiel"


@pytest.mark.usefixtures("following")
def test_browsers_let_go_of_a_retracted_picture_within_a_day(client: Client) -> None:
    """They ask again by its tag after that at the latest: unchanged has no body, hidden is 404."""
    picture = cast.bridge_picture()
    actions.show("article/1", [picture.pk])
    hear()
    where = small(picture).url
    first = client.get(where)
    life = first.headers["Cache-Control"]
    assert "immutable" not in life
    assert int(life.partition("max-age=")[2]) <= 86_400
    again = {"If-None-Match": first.headers["ETag"]}
    assert client.get(where, headers=again).status_code == 304
    actions.show("article/1", [])
    hear()
    assert client.get(where, headers=again).status_code == 404
