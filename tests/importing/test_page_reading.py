"""Bytes to text: what is refused with one sentence, and what is read in spite of its dress."""

import time

import pytest

from depesche.importing.page import LIMIT, UnreadablePage, read_page
from tests.importing.paper import PAGES

GERMAN = (PAGES / "de-ticker-oben.txt").read_text(encoding="utf-8")
RUSSIAN = (
    (PAGES / "ru-port.txt")
    .read_text(encoding="utf-8")
    .replace("©", "(c)")
    .translate({0xAB: 34, 0xBB: 34, 0x2014: 45})
)


def refusal(raw: bytes, name: str = "") -> str:
    with pytest.raises(UnreadablePage) as refused:
        read_page(raw, name=name)
    sentence = str(refused.value)
    assert sentence == refused.value.sentence
    assert sentence.count(".") == 1
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(
    "raw", [b"", b"  \r\n\t \n", b"\xef\xbb\xbf", b"\x00\x00", "\u200b\n\u00a0".encode()]
)
def test_an_empty_file_is_refused(raw: bytes) -> None:
    """Nothing, blanks, a lone byte order mark: empty."""
    assert refusal(raw) == "The file is empty."


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    """50 MB cost no time: the size is looked at before anything else."""
    huge = b"Ein Satz. " * 5_000_000
    start = time.perf_counter()
    assert refusal(huge) == "The file is too large for a page: more than 5 MB."
    assert time.perf_counter() - start < 0.2
    assert "too large" in refusal(b"a" * (LIMIT + 1))


def test_a_file_of_endless_lines_is_refused() -> None:
    """Each line costs a millisecond; what has more of them than any page is no page."""
    assert "lines" in refusal(b"Eine Zeile\n" * 6_000)
    assert "lines" in refusal(b"\n" * 20_000 + b"Eine Zeile")


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"PK\x03\x04\x14\x00\x06\x00", "ZIP"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (bytes(range(256)) * 40, "not text"),
        (b"Text " + bytes([1, 2, 3, 4, 5, 6, 7]) * 20, "not text"),
        (b"From: <Saved by Blink>\nMIME-Version: 1.0\n", "MHTML"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "XML"),
        (b"<!DOCTYPE bomb [<!ENTITY a 'aaaa'>]><bomb>&a;</bomb>", "XML"),
    ],
)
def test_a_file_of_another_kind_is_refused(raw: bytes, word: str) -> None:
    """Documents, pictures, archives and data get their own sentence."""
    assert word in refusal(raw)


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_german_is_read_in_every_charset(charset: str) -> None:
    """The same draft, whatever the bytes."""
    draft = read_page(GERMAN.encode(charset))
    assert draft.headline == "Stadt muss 40 Millionen Euro sparen"
    assert draft.paragraphs[1].startswith("„Keiner dieser Vorschläge macht mir Freude“")


@pytest.mark.parametrize("charset", ["cp1251", "koi8-r", "utf-16"])
def test_russian_is_read_in_every_charset(charset: str) -> None:
    """Single-byte Cyrillic is recognised by its words, and the guess is said."""
    draft = read_page(RUSSIAN.encode(charset))
    assert draft.headline == "Мэр Бруннхафена: старый мост откроют не раньше осени"
    assert draft.language == "ru"
    assert any("guess" in remark for remark in draft.unsure) is (charset != "utf-16")


def test_polish_in_its_old_charset() -> None:
    """cp1250 is not mistaken for cp1252, which knows no ł."""
    text = (
        "Most w porcie znowu otwarty\n\n"
        "Miasto otworzyło most, który był zamknięty od zimy, i wszyscy się z tego cieszą.\n"
    )
    draft = read_page(text.encode("cp1250"))
    assert (
        draft.lead
        == "Miasto otworzyło most, który był zamknięty od zimy, i wszyscy się z tego cieszą."
    )
    assert draft.language == "pl"


def test_text_saved_in_the_wrong_charset_is_mended() -> None:
    """UTF-8 that a program took for cp1252 and saved again."""
    twice = "".join(
        bytes([byte]).decode("cp1252", "replace") if byte not in HOLES else chr(byte)
        for byte in GERMAN.encode()
    )
    draft = read_page(twice.encode())
    assert draft.paragraphs[1].startswith("„Keiner dieser Vorschläge")
    assert any("wrong character set" in remark for remark in draft.unsure)


HOLES = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


def test_control_characters_are_removed_and_counted() -> None:
    """A few do no harm; nothing of them reaches the draft."""
    draft = read_page(
        GERMAN.replace("Millionen", "Mil\x07lionen\x1b", 1)
        .replace("Liste", "Li\x00ste", 1)
        .encode()
    )
    assert draft.headline == "Stadt muss 40 Millionen Euro sparen"
    assert "Control characters were removed: 3." in draft.unsure
    assert not any(ord(letter) < 32 for text in draft.texts() for letter in text)


def test_a_terminals_colours_are_no_text() -> None:
    """However many: each is removed whole, not its escape alone."""
    coloured = GERMAN.replace("Stadt", "\x1b[1;31mStadt\x1b[0m").replace("e", "\x1b[me")
    draft = read_page(coloured.encode())
    assert draft.headline == "Stadt muss 40 Millionen Euro sparen"
    assert not any("[" in text or "\x1b" in text for text in draft.texts())


def test_a_broken_letter_does_not_spoil_the_page() -> None:
    """A file cut in the middle of a letter is still UTF-8, and that is said."""
    draft = read_page(GERMAN.encode().replace("ü".encode(), b"\xc3", 1))
    assert draft.headline == "Stadt muss 40 Millionen Euro sparen"
    assert "Characters that cannot be read: 1." in draft.unsure
