"""Whether every sentence a person reads is marked, translated, and translated whole."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.house.coupling import templates
from tests.house.plan import modules, room_of

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%([sd])|\{(\w*)\}")
SPOKEN = frozenset({"alt", "title", "placeholder", "aria-label", "aria-description", "content"})
WORD = re.compile(r"[^\W\d_]{2,}")
PROPER_NAMES = frozenset({"Depesche"})
MARKED = re.compile(
    r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}|"
    # By the house's custom, a block named …_class, …_id or …_attributes holds no prose.
    r"{%\s*block\s+\w*(?:class|id|attributes)\s*%}.*?{%\s*endblock\b.*?%}|"
    r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}",
    re.DOTALL,
)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)


@dataclass(frozen=True)
class Wording:
    """A msgid with the place it is used: file and line."""

    place: str
    text: str
    plural: str = ""
    context: str = ""


@dataclass(frozen=True)
class Translation:
    """forms: one, or one for each number of the language; asked: how many that would be."""

    forms: tuple[str, ...]
    asked: int


Translations = dict[tuple[str, str], Translation]


def wordings(tree: Path) -> Iterator[tuple[str, Wording]]:
    """Every marked string of a package, as (room, wording), from Python and from templates."""
    for file in modules(tree):
        name = file.relative_to(tree).as_posix()
        for wording in _marked(name, file.read_text(encoding="utf-8")):
            yield room_of(file, tree), wording
    for room, _, file in templates(tree):
        name = file.relative_to(tree).as_posix()
        source = templatize(file.read_text(encoding="utf-8"), origin=name)
        # What is left of a template is no Python: its indentation means nothing.
        flat = "\n".join(line.lstrip() for line in source.split("\n"))
        for wording in _marked(name, flat):
            yield room, wording


def _marked(name: str, source: str) -> Iterator[Wording]:
    found = extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS)
    for line, message, _, context in found:
        text, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
        if text:
            yield Wording(f"{name}:{line}", str(text), str(plural or ""), context or "")


def translations(tree: Path, language: str) -> Translations:
    """What all rooms together translate into `language`, by msgid and context."""
    known: Translations = {}
    for file in sorted(tree.glob(f"*/locale/{language}/LC_MESSAGES/django.po")):
        with file.open("rb") as source:
            catalogue = read_po(source, locale=language)
        for message in catalogue:
            if message.id and not message.fuzzy:
                text = message.id if isinstance(message.id, str) else message.id[0]
                forms = (
                    [message.string] if isinstance(message.string, str) else message.string or ()
                )
                known[text, message.context or ""] = Translation(
                    tuple(forms), catalogue.num_plurals
                )
    return known


def untranslated(tree: Path, reading: dict[str, frozenset[str]]) -> list[str]:
    """Strings without a whole translation.

    reading: the languages a room is read in, or a single module of it that more people read.
    """
    known: dict[str, Translations] = {}
    found = []
    for room, wording in wordings(tree):
        module = wording.place.rpartition(":")[0]
        for language in sorted(reading.get(module, reading.get(room, frozenset()))):
            if language not in known:
                known[language] = translations(tree, language)
            translation = known[language].get((wording.text, wording.context))
            if fault := _fault(translation, wording):
                found.append(f"{wording.place}: {language}: {wording.text!r} {fault}")
    return found


def _fault(translation: Translation | None, wording: Wording) -> str:
    """What is wrong with a translation, in words; empty when it is whole."""
    if translation is None or not all(translation.forms):
        return "is not translated"
    if wording.plural and len(translation.forms) != translation.asked:
        return f"has {len(translation.forms)} plural forms of {translation.asked}"
    asked = _placeholders(wording.plural or wording.text)
    either = asked | _placeholders(wording.text)
    for form in translation.forms:
        given = _placeholders(form)
        # One form of a plural may leave out the number ("ein Artikel"), but invent nothing.
        if not given <= either or (given != asked and not wording.plural):
            return f"has other placeholders: {form!r}"
    return ""


def unsound(tree: Path) -> list[str]:
    """Catalogues that a compiler would complain of: heads, plural forms, placeholders, and one
    string told otherwise by two rooms, of which Django shows whichever comes first."""
    found = []
    for language in sorted({file.parts[-3] for file in tree.glob("*/locale/*/*/django.po")}):
        told: dict[tuple[str, str], tuple[str, object]] = {}
        rules = set()
        for file in sorted(tree.glob(f"*/locale/{language}/LC_MESSAGES/django.po")):
            name = file.relative_to(tree).as_posix()
            with file.open("rb") as source:
                catalogue = read_po(source, locale=language, abort_invalid=True)
            head = dict(catalogue.mime_headers)
            rules.add(head["Plural-Forms"])
            if str(catalogue.locale) != language or "utf-8" not in head["Content-Type"].lower():
                found.append(f"{name}: the head tells another language or charset")
            for message, faults in catalogue.check():
                found += [f"{name}: {message.id!r}: {fault}" for fault in faults]
            for message in catalogue:
                text = message.id if isinstance(message.id, str) else message.id[0]
                one = (
                    message.string
                    if isinstance(message.string, str)
                    else list(message.string or ())
                )
                other = told.setdefault((text, message.context or ""), (name, one))
                if text and other[1] != one:
                    found.append(f"{name}: {text!r} is {one!r}, but {other[1]!r} in {other[0]}")
        if len(rules) > 1:
            found.append(f"{language}: the rooms count differently: {sorted(rules)}")
    return found


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(match.group(0) for match in PLACEHOLDER.finditer(text))


class _Spoken(HTMLParser):
    """Collects what a person would read or hear of a template."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "code"}:
            self._silent = tag
        for name, text in attrs:
            # A meta's content is prose only where it describes.
            if name == "content" and ("name", "description") not in attrs:
                continue
            if name in SPOKEN and text and WORD.search(text):
                self.found.append((self.getpos()[0], text))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""

    def handle_data(self, data: str) -> None:
        if not self._silent and WORD.search(data):
            self.found.append((self.getpos()[0], " ".join(data.split())))


def unmarked(tree: Path, rooms: frozenset[str]) -> list[str]:
    """Words that stand bare in a template, in its text or in an attribute that is read out."""
    found = []
    for room, _, file in templates(tree):
        if room not in rooms or file.suffix not in {".html", ".svg"}:
            continue
        source = file.read_text(encoding="utf-8")
        for pattern in (MARKED, TAG):
            # Keep the lines where they were.
            source = pattern.sub(lambda match: "\n" * match.group(0).count("\n"), source)
        reader = _Spoken()
        reader.feed(source)
        found += [
            f"{file.relative_to(tree)}:{line}: {text!r} is not marked"
            for line, text in reader.found
            if text.strip() not in PROPER_NAMES
        ]
    return found
