"""Pages for what went wrong."""

from collections.abc import Callable

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from depesche.front import errors
from tests import cast
from tests.front import press


@pytest.mark.django_db
def test_an_unknown_address_offers_the_latest() -> None:
    """And is dropped with the next release, which may stand there."""
    cast.released(title="Ein Riss")
    html = press.page("/stadt/gibt-es-nicht/", status=404)
    assert "Ein Riss" in html
    assert 'content="noindex"' in html
    assert "latest/de" in press.keys("/stadt/gibt-es-nicht/")


@pytest.mark.django_db
def test_an_address_of_no_view_is_not_kept(client: Client) -> None:
    """There are endlessly many of them."""
    answer = client.get("/a/b/c/d/e/")
    assert answer.status_code == 404
    assert not hasattr(answer, "edge_keys")


@pytest.mark.parametrize("status", [400, 403, 500])
def test_errors_need_no_database(status: int) -> None:
    """Without a fixture for the database, a query is an error of its own."""
    request = RequestFactory().get("/en/anything/")
    answer = {
        400: lambda: errors.bad_request(request, Exception()),
        403: lambda: errors.forbidden(request, Exception()),
        500: lambda: errors.server_error(request),
    }[status]()
    assert answer.status_code == status
    assert '<html lang="en"' in answer.content.decode()


def test_a_form_that_is_out_of_date_says_what_to_do() -> None:
    """Who lost a session to another tab is not sent away to log in with another account."""
    page = errors.unsigned(RequestFactory().post("/desk/pages/7/edit/"))
    assert page.status_code == 403
    said = page.content.decode()
    assert "Dieses Formular ist veraltet" in said
    assert "Kopieren Sie vorher, was Sie geschrieben haben." in said
    assert "anderen Konto" not in said


@pytest.mark.django_db
def test_a_missing_page_is_told_even_while_the_database_is_away() -> None:
    """Nothing to offer then, but the right status."""
    with connection.execute_wrapper(_away):
        answer = errors.not_found(RequestFactory().get("/x/"), Exception())
    assert answer.status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "language"), [("/", "de"), ("/en/", "en"), ("/ru/", "ru")])
def test_while_the_database_is_away_a_reader_is_told_when_to_come_again(
    client: Client, path: str, language: str
) -> None:
    """503 in the reader's language, and nobody's to keep; any other failure is a 500."""
    client.raise_request_exception = False
    for failure, status in ((OperationalError, 503), (RuntimeError, 500)):
        with connection.execute_wrapper(_failing(failure)):
            answer = client.get(path)
        assert answer.status_code == status
        assert ("Retry-After" in answer.headers) == (status == 503)
        assert f'<html lang="{language}"' in answer.content.decode()
        assert "no-store" in answer.headers["Cache-Control"]


def _failing(failure: type[Exception]) -> Callable[..., None]:
    def fail(*_args: object) -> None:
        raise failure("It is away.")

    return fail


def _away(*_args: object) -> None:
    raise OperationalError("The database is away.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "stands"), [("/stadt", "/stadt/"), ("/stadt/riss", "/stadt/riss/")]
)
def test_an_address_without_its_last_slash_leads_on(
    client: Client, asked: str, stands: str
) -> None:
    """One page has one address."""
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, stands)
