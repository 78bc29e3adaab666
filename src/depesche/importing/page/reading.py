"""From the bytes of a file to text: what is refused, and which character set it is in."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from depesche.importing.page import reasons
from depesche.importing.page.draft import Sentence
from depesche.importing.page.languages import scores

#: Bytes. A long article with all its furniture is under 200 kB of text, a heavy HTML page 3 MB.
LIMIT = 5_000_000
#: An article with a thousand comments under it stays far below; every line costs a millisecond.
LINES_AT_MOST = 5_000
#: Above this share of control characters a file is not text with accidents but something else.
CONTROLS_AT_MOST = 0.02

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x1f\x8b", "GZIP"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0", "Office"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "ELF"),
)
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Single-byte sets that newsrooms in Europe and the Near East still save in.
LIKELY_SETS = [
    "cp1252", "latin_1", "iso8859_15", "cp1250", "iso8859_2", "cp1251", "koi8_r", "koi8_u",
    "cp866", "iso8859_5", "mac_cyrillic", "cp1253", "cp1254", "cp1256", "cp1257", "mac_roman",
]  # fmt: skip
#: Tried in this order; of equals the first is taken.
FIRST_SETS = ("cp1252", "cp1250", "iso8859_2", "cp1251", "koi8_r", "cp866", "cp1256")
#: Share of a language's commonest words and letters that makes a reading believed.
WORDS_AT_LEAST = 0.12
DECLARED = re.compile(
    rb"<(?:meta[^>]{0,200}charset|\?xml[^>]{0,200}encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)
#: What a terminal is told by (ECMA-48, 5.4): a colour is `ESC [ 31 m`, and all of it is no text.
COLOURS = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
#: UTF-8 that was read as cp1252 and saved as UTF-8 again: "GesprÃ¤che", "â€ž", "ÐŸ".
TWICE = re.compile(
    "[ÃÂ][\u0080-¿ŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|â€|[ÐÑ][\u0080-¿ŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
)


class UnreadablePage(ValueError):
    """A file that is no page's text. ``sentence`` tells the person who gave it, in one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Reading:
    """Text with ``\\n``, ``\\r`` or ``\\r\\n`` at its line ends, the set it was in, and remarks."""

    text: str
    charset: str
    unsure: tuple[Sentence, ...] = ()


def read(raw: bytes) -> Reading:
    """The text of ``raw``; raises ``UnreadablePage`` for what is no text, too large or empty."""
    if len(raw) > LIMIT:
        raise UnreadablePage(reasons.too_large(LIMIT))
    if not raw.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise UnreadablePage(reasons.EMPTY)
    for start, kind in MAGIC:
        if raw.startswith(start):
            raise UnreadablePage(reasons.other_file(kind))
    text, charset, unsure = decoded(raw)
    if text.count("\n") + text.count("\r") > 2 * LINES_AT_MOST:
        raise UnreadablePage(reasons.too_many_lines(LINES_AT_MOST))
    text, mended = mend(text)
    unsure += (reasons.MENDED,) if mended else ()
    return without_controls(text, charset, unsure)


def decoded(raw: bytes) -> tuple[str, str, tuple[Sentence, ...]]:
    """Text, character set, and a remark where the set is a guess."""
    for mark, charset in MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(charset, "replace"), charset, ()
    if b"\x00" in raw:
        return without_mark(raw)
    try:
        return raw.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    return mostly_utf8(raw) or declared(raw) or guessed(raw)


def without_mark(raw: bytes) -> tuple[str, str, tuple[Sentence, ...]]:
    """UTF-16 whose mark is missing: every other byte of Western text is zero."""
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    half = len(raw) // 2
    if len(raw) % 2 == 0 and max(even, odd) > 0.6 * half and min(even, odd) < 0.02 * half + 1:
        charset = "utf-16-be" if even > odd else "utf-16-le"
        return raw.decode(charset, "replace"), charset, (reasons.charset_guess(charset),)
    if raw.count(0) > CONTROLS_AT_MOST * len(raw):
        raise UnreadablePage(reasons.BINARY)
    return decoded(raw.replace(b"\x00", b"\x01"))  # counted and removed with the other controls


def mostly_utf8(raw: bytes) -> tuple[str, str, tuple[Sentence, ...]] | None:
    """UTF-8 with few damaged places: many sound letters of several bytes, hardly a broken one."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for letter in text if letter > "\x7f") - broken
    return (text, "utf-8", ()) if sound > 10 * broken else None


def declared(raw: bytes) -> tuple[str, str, tuple[Sentence, ...]] | None:
    """What an HTML page says of itself in its head, if that works."""
    found = DECLARED.search(raw[:4096])
    if found is None:
        return None
    try:
        charset = codecs.lookup(found[1].decode("ascii")).name
        return raw.decode(charset), charset, ()
    except (LookupError, UnicodeError):
        return None


def guessed(raw: bytes) -> tuple[str, str, tuple[Sentence, ...]]:
    """The single-byte set in which the words are those of a language we know; else by its looks."""
    found: list[tuple[float, str]] = []
    for charset in FIRST_SETS:
        try:
            text = raw.decode(charset)
        except UnicodeDecodeError:
            continue
        found.append((scores(text)[0][0], charset))
    best = max(found, key=lambda pair: pair[0], default=(0.0, ""))
    charset = best[1] if best[0] >= WORDS_AT_LEAST else by_looks(raw)
    return raw.decode(charset, "replace"), charset, (reasons.charset_guess(charset),)


def by_looks(raw: bytes) -> str:
    found = from_bytes(raw, cp_isolation=LIKELY_SETS, threshold=0.35).best()
    if found is None:
        raise UnreadablePage(reasons.CHARSET)
    western = found.encoding in {"latin_1", "iso8859_15"} and re.search(rb"[\x80-\x9f]", raw)
    return "cp1252" if western else found.encoding


def mend(text: str) -> tuple[str, bool]:
    """Undo one reading of UTF-8 as cp1252, when the whole text agrees to it."""
    found = len(TWICE.findall(text))
    if found < 3 or found * 400 < len(text):
        return text, False
    try:
        return text.encode("cp1252").decode("utf-8"), True
    except UnicodeError:
        pass
    try:
        raw = b"".join(old_byte(letter) for letter in text)
        return raw.decode("utf-8"), True
    except UnicodeError:
        return text, False


def old_byte(letter: str) -> bytes:
    """The byte of cp1252, whose five holes programs fill with the control of that number."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def without_controls(text: str, charset: str, unsure: tuple[Sentence, ...]) -> Reading:
    plain, colours = COLOURS.subn("", text)
    controls = len(CONTROLS.findall(plain))
    if controls > max(8, CONTROLS_AT_MOST * len(text)):
        raise UnreadablePage(reasons.BINARY)
    # Surrogates have no bytes in UTF-8: a later step that writes them would fail.
    clean, halves = re.subn(r"[\ud800-\udfff]", "\ufffd", CONTROLS.sub("", plain))
    broken = clean.count("\ufffd")
    if broken > max(8, CONTROLS_AT_MOST * len(clean)):
        raise UnreadablePage(reasons.CHARSET)
    if not clean.strip("\ufeff\u200b \t\r\n\f\xa0"):
        raise UnreadablePage(reasons.EMPTY)
    unsure += (reasons.controls_removed(controls + colours),) if controls or colours else ()
    unsure += (reasons.unreadable_characters(broken),) if broken or halves else ()
    return Reading(clean, charset, unsure)
