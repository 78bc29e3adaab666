"""No reader meets a string in the wrong language; each way to forget one is seen to be found."""

from pathlib import Path

import pytest

from tests.house import wording
from tests.house.building import build
from tests.house.plan import TREE, no_complaint

pytestmark = pytest.mark.house

READER_FACING, DESK = frozenset({"de", "ru", "ar"}), frozenset({"de"})
READING = {
    "front": READER_FACING,
    "exporting": READER_FACING,
    "wire": DESK,
    "newsroom": DESK,
    "pictures": DESK,
    "ticker": DESK,
    # The labels stand on the paper.
    "pictures/labels.py": READER_FACING,
    "importing": DESK,
    "readers": DESK,
    "config": DESK,
}

HEADER = {
    "de": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
    "(n%100<10 || n%100>=20) ? 1 : 2);",
}


def po(language: str, body: str) -> dict[str, str]:
    """A catalogue of the front room, as a file of a small house."""
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Language: {language}\\n"\n"Plural-Forms: {HEADER[language]}\\n"\n\n'
    )
    return {f"front/locale/{language}/LC_MESSAGES/django.po": head + body}


PAGE = "front/templates/front/page.html"
TRANSLATED = '{% load i18n %}<p>{% translate "Corrections" %}</p>'
COUNTED = (
    "{% load i18n %}{% blocktranslate count n=n %}{{ n }} article{% plural %}{{ n }} articles"
    "{% endblocktranslate %}"
)


def complaints(tmp_path: Path, page: str, language: str, body: str) -> list[str]:
    """What is said of a house with this one page and this one catalogue."""
    build(tmp_path, {PAGE: page, **po(language, body)})
    return wording.untranslated(tmp_path, {"front": frozenset({language})})


def test_every_string_is_translated_whole() -> None:
    """Readers' rooms into German, Russian and Arabic, the desk into German."""
    no_complaint(wording.untranslated(TREE, READING))


def test_the_catalogues_are_sound() -> None:
    """Each says its language, counts as its language does, and none contradicts another."""
    no_complaint(wording.unsound(TREE))


def test_no_word_stands_bare_in_a_template() -> None:
    """What a person reads or hears is marked for translation."""
    no_complaint(wording.unmarked(TREE, frozenset(READING)))


def test_a_translated_string_passes(tmp_path: Path) -> None:
    """The null case: with its translation there is no complaint."""
    body = 'msgid "Corrections"\nmsgstr "Korrekturen"\n'
    assert complaints(tmp_path, TRANSLATED, "de", body) == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        'msgid "Corrections"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "Corrections"\nmsgstr "Korrekturen"\n',
    ],
    ids=["absent", "empty", "fuzzy"],
)
def test_a_missing_translation_is_found(body: str, tmp_path: Path) -> None:
    """Absent, empty and doubtful are all missing."""
    assert complaints(tmp_path, TRANSLATED, "de", body)


def test_a_module_may_be_read_by_more_people_than_its_room(tmp_path: Path) -> None:
    """The labels of pictures are asked for in Russian, what only the desk reads is not."""
    german = dict.fromkeys(("desk", "labels"), '_("Archive picture")\n')
    build(tmp_path, {f"front/{name}.py": source for name, source in german.items()})
    reading = {"front": frozenset[str](), "front/labels.py": frozenset({"ru"})}
    assert [line.split(":")[0] for line in wording.untranslated(tmp_path, reading)] == [
        "front/labels.py"
    ]


def test_an_unsound_catalogue_is_found(tmp_path: Path) -> None:
    """What the compiler of catalogues would warn of: a wrong placeholder, a wrong head."""
    entry = '#, python-format\nmsgid "at %(time)s"\nmsgstr "в %(time)s"\n'
    sound = po("ru", entry)
    for name, catalogue in {
        "placeholder": po("ru", entry.replace("в %(time)s", "в %(zeit)s")),
        "language": {
            name: text.replace("Language: ru", "Language: uk") for name, text in sound.items()
        },
    }.items():
        build(tmp_path / name, catalogue)
        assert wording.unsound(tmp_path / name), name
    build(tmp_path / "sound", sound)
    assert wording.unsound(tmp_path / "sound") == []


def test_rooms_that_contradict_each_other_are_found(tmp_path: Path) -> None:
    """One string has one translation, or a context."""
    mine, theirs = (
        po("de", f'msgid "Latest"\nmsgstr "{words}"\n') for words in ("Neuestes", "Zuletzt")
    )
    build(tmp_path, mine | {name.replace("front", "newsroom"): po for name, po in theirs.items()})
    assert any("Zuletzt" in line for line in wording.unsound(tmp_path))


def test_indented_templates_are_read_too(tmp_path: Path) -> None:
    """Of a template laid out like a tree, every string is found."""
    page = "{% load i18n %}\n    <p>{% translate 'Corrections' %}\n  </p>{% translate 'Lead' %}"
    assert len(complaints(tmp_path, page, "de", "")) == 2


def test_a_lost_placeholder_is_found(tmp_path: Path) -> None:
    """A translation that drops the time, or spells its name otherwise, is not whole."""
    page = "{% load i18n %}{% blocktranslate %}updated {{ time }}{% endblocktranslate %}"
    right = 'msgid "updated %(time)s"\nmsgstr "aktualisiert %(time)s"\n'
    wrong = 'msgid "updated %(time)s"\nmsgstr "aktualisiert %(zeit)s"\n'
    assert complaints(tmp_path / "right", page, "de", right) == []
    assert complaints(tmp_path / "wrong", page, "de", wrong)


def test_russian_needs_its_three_forms(tmp_path: Path) -> None:
    """Two forms are English; Russian counts otherwise."""
    entry = 'msgid "%(n)s article"\nmsgid_plural "%(n)s articles"\n'
    forms = ["%(n)s статья", "%(n)s статьи", "%(n)s статей"]
    whole = entry + "".join(f'msgstr[{i}] "{form}"\n' for i, form in enumerate(forms))
    partial = entry + "".join(f'msgstr[{i}] "{form}"\n' for i, form in enumerate(forms[:2]))
    assert complaints(tmp_path / "whole", COUNTED, "ru", whole) == []
    assert complaints(tmp_path / "partial", COUNTED, "ru", partial)


def test_python_strings_are_found_too(tmp_path: Path) -> None:
    """`_("…")` in a module, with a context where there is one."""
    module = 'TITLE = _("Corrections")\nVERB = pgettext_lazy("button", "Correct")\n'
    build(tmp_path, {"front/faces.py": module})
    found = wording.untranslated(tmp_path, {"front": frozenset({"de"})})
    assert len(found) == 2


@pytest.mark.parametrize(
    "page",
    [
        "<p>Korrekturen</p>",
        '<img alt="Die Aulebrücke">',
        '<button aria-label="Suche öffnen"></button>',
        "<p>{{ time }} Uhr</p>",
    ],
)
def test_a_bare_word_is_found(page: str, tmp_path: Path) -> None:
    """In the text, in an attribute, beside a variable."""
    build(tmp_path, {PAGE: page})
    assert wording.unmarked(tmp_path, frozenset({"front"}))


@pytest.mark.parametrize(
    "page",
    [
        TRANSLATED,
        COUNTED,
        "{# Korrekturen #}{% comment %}Aushang{% endcomment %}<p>{{ text }} · 3</p>",
        "{% block body_class %}body-list{% endblock %}",
        '<meta name="viewport" content="width=device-width"><p class="lead" id="top"></p>',
    ],
)
def test_marked_words_and_code_are_left_alone(page: str, tmp_path: Path) -> None:
    """Comments, variables, class names and signs are no prose."""
    build(tmp_path, {PAGE: page})
    assert wording.unmarked(tmp_path, frozenset({"front"})) == []
