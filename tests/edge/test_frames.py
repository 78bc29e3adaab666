"""Whatever stands in an event, it is one event, and comes out as it went in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from httpx_sse._decoders import SSEDecoder
from hypothesis import given
from hypothesis import strategies as st

from depesche.edge.pieces import Pieces, plain
from depesche.edge.streams import frames, positions
from depesche.wire import faces
from depesche.wire.models import Entry
from depesche.wire.topics import opening
from tests.edge.line import examples
from tests.edge.listening import Reader

pytestmark = pytest.mark.house
ENDS_LINES = "\r\n\0\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\ufeff:\x7f"
TEXTS = st.text(st.one_of(st.sampled_from(ENDS_LINES), st.characters(exclude_categories=[])))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=8,
)


@examples(300)
@given(content=st.dictionaries(TEXTS, VALUES), split=st.integers(1, 50))
def test_any_content_stays_one_event(content: dict[str, Any], split: int) -> None:
    """For a reader by the standard that gets it in pieces, and for one that splits lines as Python
    does."""
    entry = Entry(topic="bulletins", number=7, position=9, kind="bulletin.posted",
                  at=datetime(2026, 3, 2, tzinfo=UTC))  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(faces._faces, "bulletin.posted", lambda *_: faces.Piece(content))
        text = Pieces().told(entry, "de")
    assert text
    stream = frames.event({"bulletins": 7}, "bulletin.posted", text)
    stream = stream + frames.event({"bulletins": 8}, "next", b"{}")
    reader = Reader()
    letters = stream.decode()
    for begin in range(0, len(letters), split):
        reader.read(letters[begin : begin + split])
    assert [told.kind for told in reader.told] == ["bulletin.posted", "next"]
    assert (reader.told[0].content, reader.told[0].id) == (content, "bulletins:7")
    decoder = SSEDecoder()
    found = [event for line in letters.splitlines() if (event := decoder.decode(line))]
    assert [event.event for event in found] == ["bulletin.posted", "next"]
    assert json.loads(found[0].data)["content"] == content


@examples(300)
@given(topic=TEXTS)
def test_no_topic_breaks_an_id(topic: str) -> None:
    """What could is none that anybody can have declared or asked for."""
    if opening(topic) is None:
        try:
            faces_ok = bool(positions.read(f"{topic}:1", (topic,)))
        except positions.Unreadable:
            return
        assert faces_ok
        return
    assert not set(topic) & set(ENDS_LINES + ", ")


@examples(300)
@given(
    text=st.one_of(TEXTS, st.from_regex(r"[a-c]?:?-?[0-9]{0,20}(,[a-c]:[0-9]{0,3}){0,3}")),
    topics=st.sampled_from([("a",), ("a", "b"), ("a", "b", "c")]),
)
def test_any_id_is_read_or_refused(text: str, topics: tuple[str, ...]) -> None:
    """What is read is of the topics asked for, and reads the same when written."""
    try:
        found = positions.read(text, topics)
    except positions.Unreadable:
        return
    assert found
    assert set(found) <= set(topics)
    assert positions.read(positions.written(found), topics) == found


def test_half_a_letter_is_json_all_the_same() -> None:
    """Half of a surrogate pair cannot be sent as UTF-8; escaped it can."""
    assert json.loads(plain({"word": "\ud800"})) == {"word": "\ud800"}


def test_what_json_cannot_say_is_an_error() -> None:
    """Rather than something no browser reads."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        plain({"number": float("nan")})
