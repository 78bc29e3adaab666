"""Credits and captions: who took a picture, who sells it, what it shows, how it is used.

Shapes are those of agencies and portals: ``© SNA / Alexey Vitvitsky``, ``Foto: dpa/Max Muster``,
``(c) Reuters``, ``REUTERS/Name``, ``picture alliance / dpa | Name``, ``[Name/AP]``, and a caption
with its source behind it: ``caption - AGENCY, 1920, 13.01.2022``.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache

from depesche.importing.page.dates import last_date
from depesche.importing.page.draft import Label
from depesche.importing.page.words import alternatives, folded, gathered, label_words, table

#: A caption with its credit may be long, but not this long.
CAPTION_AT_MOST = 600
SIGN = re.compile(
    r"^[\[(]?\s*(?:©|\(c\)|ⓒ|copyright:?\s*(?:©|\(c\))?)\s*[:/]?\s*(?=\S)", re.IGNORECASE
)
INNER_SIGN = re.compile(r"\s*[\[(|/–-]?\s*(?:©|\(c\))\s*:?\s*(?=\S)", re.IGNORECASE)
LICENCE = re.compile(
    r"\bCC(?:[ -](?:BY|SA|NC|ND|0))+(?:\s?\d\.\d)?|\bCC0(?:\s?1\.0)?|\bpublic domain\b|\bGFDL\b",
    re.IGNORECASE,
)
WIDTH = re.compile(
    r",\s*(?P<width>\d{3,4})(?:\s*[x×]\s*\d{3,4})?(?:\s*px|\s*pixel)?$", re.IGNORECASE
)
PARTS = re.compile(r"\s*(?:/|\||·|;)\s*|\s+(?:\.|,|-|–|—|via)\s+|,\s+", re.IGNORECASE)
RIGHTS = re.compile(r"\b(?:19|20)\d\d\b(?!\s*/)", re.IGNORECASE)
GLUED = re.compile(
    r"(?<=[a-zäöüßа-яéèêàç)])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLe)(?<!\bLa)(?=[A-ZÄÖÜА-ЯÉ„“«\"])"
)
NAME = re.compile(
    r"[^\W\d_a-z][\w'’.-]*(?:\s+(?:[^\W\d_a-z][\w'’.-]*|van|von|der|den|de|del|di|da|el|al|bin|ter|zu)){1,4}"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """Who is named, the caption on the same line, and the words that led to a picture database."""

    agency: str = ""
    photographer: str = ""
    licence: str = ""
    label: Label | None = None
    caption: str = ""
    bank: str = ""
    alt: str = ""
    date: dt.date | None = None
    width: int | None = None
    complete: bool = False  # caption, agency and date or width in one line, as cards print it


@cache
def agencies() -> frozenset[str]:
    return frozenset(folded(name) for name in table("names")["agencies"])


@cache
def credit_word() -> re.Pattern[str]:
    words = alternatives(gathered("pictures", "credit"))
    source = alternatives(gathered("pictures", "source"))
    return re.compile(
        rf"[\[(]?\s*(?:(?P<credit>{words})(?:\s*[:：]|\s+(?:by|de|von|par|di|da)(?=\s)|(?<=source),)"
        rf"|fot\.\s|(?P<by>(?:photo|image|picture|photograph|illustration)\s+by)(?=\s)"
        rf"|(?P<source>{source})\s*[:：])\s*(?=\S)",
        re.IGNORECASE,
    )


@cache
def bank_words() -> re.Pattern[str]:
    return re.compile(
        rf"\s*[/|]?\s*(?P<bank>{alternatives(gathered('pictures', 'bank'))})\s*", re.IGNORECASE
    )


@cache
def caption_word() -> re.Pattern[str]:
    words = alternatives(gathered("pictures", "caption"))
    return re.compile(rf"(?:{words})\s*[:,：]\s*(?=\S)", re.IGNORECASE)


@cache
def label_shapes() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Where a label stands: in brackets, at the end behind a stop, or first with a colon."""
    words = alternatives(word for word, _ in label_words())
    one = rf"(?P<word>{words})"
    return (
        (
            re.compile(
                rf"\s*[(\[]\s*{one}\s*(?P<rest>[:,/|]\s*[^()\[\]]*|\s[^()\[\]]*\d[^()\[\]]*)?[)\]]",
                re.IGNORECASE,
            ),
            False,
        ),
        (re.compile(rf"(?P<stop>[.!?…;:,/|–-])\s*{one}\s*\.?$", re.IGNORECASE), True),
        (re.compile(rf"^{one}\s*(?:[:：|/–-]\s*|,\s+)(?=\S)", re.IGNORECASE), False),
        (re.compile(rf"^{one}\.?$", re.IGNORECASE), False),
    )


@cache
def plain_labels() -> tuple[str, ...]:
    return tuple({word.casefold() for word, _ in label_words()})


def take_label(text: str) -> tuple[str, Label | None]:
    """``text`` without the words that label the use, and the label."""
    low = text.casefold().replace("’", "'")
    if not any(word in low for word in plain_labels()):
        return text, None
    for shape, keeps_stop in label_shapes():
        found = shape.search(text)
        if not found:
            continue
        parts = found.groupdict()
        kept = parts.get("stop") or ""
        stop = kept if keeps_stop and kept in ".!?…" else ""
        beside = (parts.get("rest") or "").strip(" :,/|")
        inside = f" ({beside})" if beside else ""
        rest = text[: found.start()] + stop + inside + text[found.end() :]
        by_word = {folded(word): label for word, label in label_words()}
        return " ".join(rest.split()), by_word.get(folded(found["word"]))
    return text, None


def is_agency(name: str) -> bool:
    """Whether ``name`` is one that agencies, archives or platforms bear."""
    plain = folded(name)
    return plain in agencies() or (
        bool(plain) and plain.removesuffix(" photo").removesuffix(" images") in agencies()
    )


def is_name(name: str) -> bool:
    """Whether ``name`` looks like a person's: two words or more, each with a capital."""
    return bool(NAME.fullmatch(name)) and not name.isupper() and not is_agency(name)


def names_of(text: str) -> Credit:
    """Agency and photographer in a credit of parts: ``dpa/Max Muster``, ``Jane Roe / Reuters``."""
    licence = LICENCE.search(text)
    bare = LICENCE.sub("", text) if licence else text
    bare, label = take_label(bare)
    parts = [part.strip(" /|()[],;.:©") for part in PARTS.split(bare) if part]
    parts = [re.sub(r"\s(?:19|20)\d\d$", "", part) for part in parts]  # "AFP 2023"
    parts = [part for part in parts if part and not re.fullmatch(r"\d{1,4}", part)]
    known = [part for part in parts if is_agency(part)]
    others = [part for part in parts if not is_agency(part)]
    if not known and others:
        shouted = [
            part for part in others if part.isupper() and len(part) <= 12 and " " not in part
        ]
        if shouted:
            known = shouted[:1]
        elif len(others) > 1:
            known = [next((part for part in others if not is_name(part)), others[0])]
        elif not is_name(others[0]):
            known = others
        others = [part for part in others if part not in known]
    return Credit(
        agency=" / ".join(dict.fromkeys(known)),
        photographer=", ".join(dict.fromkeys(others)),
        licence=licence[0] if licence else "",
        label=label,
    )


def plausible(text: str) -> bool:
    """Whether ``text`` can be a list of names: short, no sentence, an agency or capitals in it."""
    if not text or len(text) > 110 or len(text.split()) > 12:
        return False
    parts = [
        part.strip(" /|()[],;.:©") for part in PARTS.split(take_label(LICENCE.sub("", text))[0])
    ]
    parts = [part for part in parts if part]
    if not parts:
        return True
    return all(
        is_agency(part) or is_name(part) or (len(part.split()) <= 4 and not part[0].islower())
        for part in parts
    )


def with_bank(text: str) -> tuple[str, str, str]:
    """Credit, words of the link to a picture database, and the caption glued on behind them."""
    found = bank_words().search(text)
    if found is None:
        return text, "", ""
    return text[: found.start()], found["bank"], text[found.end() :].strip()


def unglue(text: str) -> tuple[str, str]:
    """A caption glued to a name without a space: ``Jane RoeThe old bridge``."""
    for found in GLUED.finditer(text):
        tail = text[found.end() :]
        if len(tail.split()) >= 3 or (len(tail.split()) == 2 and not is_name(tail)):
            return text[: found.start()], tail
    return text, ""


def credit_line(text: str) -> Credit | None:
    """A line that is a credit and, at most, a caption glued on; ``None`` for anything else."""
    if len(text) > CAPTION_AT_MOST or is_rights_line(text):
        return None
    sign, word = SIGN.match(text), credit_word().match(text)
    start = sign or word
    if start is None:
        return bare_credit(text)
    names, bank, caption = with_bank(text[start.end() :])
    if sign and (inner := credit_word().match(names)):
        names = names[inner.end() :]
    if not caption and not bank:
        names, caption = unglue(names)
    if not plausible(names):
        return None
    credit = names_of(names)
    caption, label = take_label(caption)
    return replace(credit, caption=caption, bank=bank, label=label or credit.label)


def is_rights_line(text: str) -> bool:
    """``© 2022 The Paper``, which is the page's foot and no picture's credit."""
    sign = SIGN.match(text)
    if sign is None:
        return False
    rest = folded(text)
    reserved = any(folded(phrase) in rest for phrase in RESERVED)
    return reserved or (bool(RIGHTS.match(text[sign.end() :])) or bool(RIGHTS.search(text[-6:])))


RESERVED = (
    "Alle Rechte vorbehalten", "All rights reserved", "Все права защищены", "Tous droits réservés",
    "Todos los derechos reservados", "Tutti i diritti riservati", "Alle rechten voorbehouden",
    "Wszelkie prawa zastrzeżone", "جميع الحقوق محفوظة", "Riproduzione riservata",
)  # fmt: skip


def bare_credit(text: str) -> Credit | None:
    """A credit without a word before it: ``REUTERS/Name``, ``(AP Photo/Name)``, ``[Name/AFP]``."""
    bare = text.strip()
    bracketed = re.fullmatch(r"[(\[](.+)[)\]]", bare)
    bare = bracketed[1] if bracketed else bare
    if len(bare) > 90 or not re.search(r"[/|]", bare):
        return None
    parts = [part for part in PARTS.split(bare) if part]
    if len(parts) < 2 or not any(is_agency(part) for part in parts) or not plausible(bare):
        return None
    credit = names_of(bare)
    # Two agencies alone under a text are its byline ("dpa/afp"), not a picture's credit.
    return credit if credit.photographer or "picture alliance" in credit.agency.casefold() else None


def trailing_credit(text: str) -> tuple[str, Credit] | None:
    """A caption with its credit behind it on the same line: ``The bridge (Foto: dpa/Muster)``."""
    if len(text) > CAPTION_AT_MOST:
        return None
    for pattern in (credit_word(), INNER_SIGN):
        for found in pattern.finditer(text):
            names = credit_word().sub("", text[found.end() :], count=1).strip(" )]")
            bracketed = found[0].lstrip().startswith(("(", "["))
            before = text[: found.start()].rstrip(" ([|/–-")
            apart = (
                bracketed
                or pattern is INNER_SIGN
                or bool(re.search(r"[.!?|/–,;)-]\s*$", text[: found.start()]))
            )
            if before and apart and plausible(names):
                return before, names_of(names)
    found_end = re.search(
        r"(?:\s*[(\[](?P<in>[^()\[\]]{2,80})[)\]]|\s(?P<out>[A-Z]{2,8}/[^/.,]{3,40}))\.?$", text
    )
    if found_end and found_end.start() > 0:
        credit = bare_credit(found_end["in"] or found_end["out"])
        if credit:
            return text[: found_end.start()], credit
    return None


def caption_line(text: str) -> Credit | None:
    """A caption with its source, width or date behind it, or with a label; else ``None``."""
    if len(text) > CAPTION_AT_MOST:
        return None
    if found := caption_word().match(text):
        return replace(
            caption_line(text[found.end() :]) or labelled(text[found.end() :]), complete=False
        )
    rest, date, width = take_date_and_width(date_last(text))
    trailing = trailing_credit(rest)
    if trailing:
        caption, credit = trailing
        if date is None:
            caption, date, width = take_date_and_width(caption)
    elif (date or width) and (split := agency_behind(rest)):
        caption, credit = split
    elif take_label(rest)[1] and len(text) < 250:
        caption, credit = rest, Credit()
    else:
        return None
    found_label = labelled(caption)
    complete = bool(not trailing and credit.agency and (date or width))
    return replace(
        credit,
        caption=found_label.caption,
        label=found_label.label or credit.label,
        date=date,
        width=width,
        complete=complete,
    )


def date_last(text: str) -> str:
    """``caption - 13.01.2022, AGENCY`` with agency and date in the usual order."""
    found = last_date(text)
    if found is None or not re.search(r"\s[-–—|]\s+$", text[: found.start]):
        return text
    names = text[found.end :].strip(" ,/|")
    fits = names and len(names.split()) <= 5 and plausible(names)
    return f"{text[: found.start]}{names}, {text[found.start : found.end]}" if fits else text


def labelled(caption: str) -> Credit:
    """A caption alone, its label taken out."""
    bare, label = take_label(caption)
    return Credit(caption=bare.strip(" -–—|,/"), label=label)


def take_date_and_width(text: str) -> tuple[str, dt.date | None, int | None]:
    """Date and width in pixels from the end of a caption line."""
    rest, date, width = text.rstrip(" .)"), None, None
    found = last_date(rest)
    if found and found.end == len(rest) and found.start > 0:
        before = rest[: found.start].rstrip()
        if before.endswith((",", "(", "|", "/", "·", "-", "–", "—", ";")):
            rest, date = before.rstrip(" ,(|/·-–—;"), found.date
    else:
        rest = text
    if pixels := WIDTH.search(rest):
        rest, width = rest[: pixels.start()], int(pixels["width"])
    return (rest, date, width) if date or width else (text, None, None)


def agency_behind(text: str) -> tuple[str, Credit] | None:
    """Split ``caption - AGENCY`` at its last dash or bar."""
    found = re.match(r"(?P<caption>.+\S)\s+[-–—|]\s+(?P<names>[^|–—]{1,60})$", text)
    if not found or len(found["names"].split()) > 7 or not plausible(found["names"]):
        return None
    return found["caption"], names_of(found["names"])
