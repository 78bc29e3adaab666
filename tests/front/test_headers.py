"""What every answer carries, whatever road it takes."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from whitenoise.responders import StaticFile

from depesche.front.statics import StaticFiles
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "status"), [("/", 200), ("/nicht/da/", 404), ("/a/b/c/d/", 404), ("/desk/", 302)]
)
def test_every_answer_has_a_policy(client: Client, address: str, status: int) -> None:
    """What a browser may run, load and guess is said on errors as well."""
    cast.edition()
    answer = client.get(address)
    assert answer.status_code == status
    assert "default-src" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_strange_host_is_refused_under_the_policy(client: Client) -> None:
    """It is refused before the page's own road begins."""
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "elsewhere.example" not in answer.content.decode()


def test_the_paper_takes_no_forms() -> None:
    """A page that is the same for everybody refuses a POST as such, not for want of a token."""
    cast.edition()
    assert Client(enforce_csrf_checks=True).post("/").status_code == 405


def test_a_form_without_its_token_gets_a_page_of_ours() -> None:
    """In the reader's language, and with no style of another hand."""
    answer = Client(enforce_csrf_checks=True).post("/desk/login/", {"username": "x"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert '<html lang="de"' in page
    assert "<style" not in page


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:8000", "https://bote.example"])
def test_browsers_remember_https_where_the_paper_has_it(
    client: Client, settings: object, base_url: str
) -> None:
    """A proxy in front ends the encryption, so that the settings know and the request does not."""
    settings.BASE_URL = base_url  # type: ignore[attr-defined]
    cast.edition()
    answer = client.get("/")
    assert ("Strict-Transport-Security" in answer.headers) == base_url.startswith("https")


def test_static_files_are_what_they_say() -> None:
    """No guessing of types, and an SVG that is opened by itself runs nothing."""
    icon = settings.PACKAGE / "front" / "static" / "front" / "icon.svg"
    file = StaticFile(str(icon), [("Content-Type", "image/svg+xml")])
    request = type("Request", (), {"method": "GET", "META": {}})()
    answer = StaticFiles.serve(file, request)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("day", ["0000/01/01", "0001/01/01", "9999/12/31", "2026/02/30"])
def test_a_day_of_no_calendar_is_not_found(client: Client, day: str) -> None:
    """Not an error: anybody can type it."""
    cast.edition()
    assert client.get(f"/archiv/{day}/").status_code == 404
