"""No word of a page vanishes silently, whatever the page."""

from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.importing.page import Draft, Sentence, UnreadablePage, read_page
from depesche.importing.page.furniture import known_phrases
from depesche.importing.page.words import phrases
from tests.importing.paper import PAGES, lost_lines

#: Lines that the rules know something about, to be mixed in every order.
LINES = sorted(
    {line for path in PAGES.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()}
)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=60)
MIXED = st.lists(st.one_of(st.sampled_from(LINES), st.just(""), WORDS), min_size=1, max_size=25)


def draft_or_refusal(raw: bytes) -> Draft | Sentence:
    """What the reader makes of ``raw``: any other error fails the test."""
    try:
        return read_page(raw, name="seite.txt")
    except UnreadablePage as refused:
        return refused.sentence


@settings(max_examples=150, deadline=None)
@given(MIXED)
def test_every_line_is_kept_or_reported(lines: list[str]) -> None:
    """Any lines in any order: each is in the draft or among the dropped, with a reason."""
    raw = "\n".join(lines).encode()
    draft = draft_or_refusal(raw)
    if isinstance(draft, Sentence):
        assert draft in {"The file is empty.", "This is XML data, not the text of a page."}
        return
    assert lost_lines(raw, draft) == []
    assert all(piece.why for piece in draft.dropped)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_draft_or_one_sentence(raw: bytes) -> None:
    """No file breaks the reader."""
    draft = draft_or_refusal(raw)
    if isinstance(draft, Sentence):
        assert draft.endswith(".")
    else:
        assert all("\x00" not in text for text in draft.texts())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(sorted(phrases("lines"))), min_size=1, max_size=5))
def test_known_phrases_are_known_glued(glued: list[str]) -> None:
    """Buttons that a browser copies without a space are still buttons."""
    long = [phrase for phrase in glued if len(phrase) > 3]
    assert known_phrases("".join(long)) or not long
