"""The page inside the frame of an embed."""

import pytest
from wagtail.embeds.models import Embed

from depesche.front.embeds import player_of, policy
from tests import cast
from tests.front import press

pytestmark = pytest.mark.django_db


def embed(url: str) -> dict[str, object]:
    """A block with something foreign."""
    return {"type": "embed", "value": {"url": url, "title": "Die Brücke von oben"}}


def test_the_provider_is_let_in_here_and_nowhere_else() -> None:
    """Its frame and nothing more; the article's own page names no foreign host."""
    article = cast.released(body=[embed("https://www.youtube.com/watch?v=dQw4w9WgXcQ")])
    answer = press.fetch(f"{article.address}einbettung/1/")
    rules = answer.headers["Content-Security-Policy"]
    assert "frame-src https://www.youtube-nocookie.com;" in rules
    assert "script-src" not in rules
    assert 'src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"' in answer.content.decode()
    assert "youtube.com" not in press.page(article.address)
    press.page(f"{article.address}einbettung/2/", status=404)


def test_what_has_no_player_is_a_link() -> None:
    """Nothing of an unknown provider is loaded."""
    article = cast.released(body=[embed("https://example.org/karte")])
    answer = press.fetch(f"{article.address}einbettung/1/")
    html = answer.content.decode()
    assert "<iframe" not in html
    assert 'href="https://example.org/karte"' in html
    assert "frame-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_address_that_runs_is_no_link() -> None:
    """The desk takes none, an import from elsewhere might: neither frame nor card follows it."""
    card = {"type": "related", "value": {"headline": "Karte", "url": "javascript:alert(1)"}}
    article = cast.released(body=[embed("javascript:alert(1)"), card])
    for address in (article.address, f"{article.address}einbettung/1/"):
        html = press.page(address)
        assert "javascript:" not in html


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://youtu.be/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        (
            "https://www.youtube.com/shorts/abcdefghijk",
            "https://www.youtube-nocookie.com/embed/abcdefghijk",
        ),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://www.youtube.com/watch?v=%22onload", ""),
        ("https://youtube.com.example.org/watch?v=dQw4w9WgXcQ", ""),
    ],
)
def test_well_known_players_set_no_cookies(url: str, player: str) -> None:
    """Each in the provider's own sparing form."""
    assert player_of(url) == player


def test_a_stored_answer_gives_its_frame() -> None:
    """But never a frame of our own host, another protocol, or a rule slipped into the policy."""
    frames = {
        "https://example.org/1": "https://player.example.org/1?a=1&amp;b=2",
        "https://example.org/2": "http://127.0.0.1:8000/desk/",
        "https://example.org/3": "https://127.0.0.1:8000/desk/",
        "https://example.org/4": "https://a.example;script-src/x",
        "https://example.org/5": "javascript:alert(1)",
    }
    for number, (url, source) in enumerate(frames.items()):
        html = f'<div><iframe width="1" src="{source}"></iframe></div>'
        Embed.objects.create(url=url, hash=str(number), type="rich", html=html)
    found = [player_of(url) for url in frames]
    assert found == ["https://player.example.org/1?a=1&b=2", "", "", "", ""]
    assert "frame-src https://player.example.org;" in policy(found[0])
