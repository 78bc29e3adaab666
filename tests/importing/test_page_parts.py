"""Single lines: credits, captions, dates, bylines, prompts."""

import datetime as dt

import pytest

from depesche.importing.page.bylines import Byline, byline_of
from depesche.importing.page.dates import first_date
from depesche.importing.page.draft import Sentence
from depesche.importing.page.furniture import furniture_of
from depesche.importing.page.languages import language_of
from depesche.importing.page.lines import Line
from depesche.importing.page.pictures import caption_line, credit_line

THURSDAY = dt.date(2022, 1, 13)


@pytest.mark.parametrize(
    ("line", "agency", "photographer"),
    [
        ("© Nordbild / Ruben Thiel / Zur Bilddatenbank", "Nordbild", "Ruben Thiel"),
        ("© AP Photo / Hanna Osterkamp", "AP Photo", "Hanna Osterkamp"),
        ("© AFP 2023 / Milan Djurić", "AFP", "Milan Djurić"),
        ("Foto: dpa/Ruben Thiel", "dpa", "Ruben Thiel"),
        ("Foto: Ruben Thiel/dpa", "dpa", "Ruben Thiel"),
        ("Bild: Ines Kaltenbach", "", "Ines Kaltenbach"),
        ("Quelle: dpa", "dpa", ""),
        ("(c) Reuters", "Reuters", ""),
        ("Photo: AP / Hanna Osterkamp", "AP", "Hanna Osterkamp"),
        ("REUTERS/Hanna Osterkamp", "REUTERS", "Hanna Osterkamp"),
        ("[Hanna Osterkamp/AFP]", "AFP", "Hanna Osterkamp"),
        ("(AP Photo/Hanna Osterkamp)", "AP Photo", "Hanna Osterkamp"),
        ("picture alliance / dpa | Ruben Thiel", "picture alliance / dpa", "Ruben Thiel"),
        ("Image source, Getty Images", "Getty Images", ""),
        ("Fot. PAP/Ruben Thiel", "PAP", "Ruben Thiel"),
        ("Фото: ТАСС / Милан Джурич", "ТАСС", "Милан Джурич"),
        ("Crédit photo : AFP", "AFP", ""),
    ],
)
def test_a_credit_line_names_agency_and_photographer(
    line: str, agency: str, photographer: str
) -> None:
    """Whatever its shape and order, a credit tells who sells a picture and who took it."""
    credit = credit_line(line)
    assert credit is not None
    assert (credit.agency, credit.photographer) == (agency, photographer)


@pytest.mark.parametrize(
    "line",
    [
        "© 2022 Brunnhafener Bote. Alle Rechte vorbehalten",
        "© Brunnhafener Bote 2022",
        "Bild der Woche: Ein Sturm über der Nordmole",
        "Photo of the day",
        "Das Foto: ein Beweis, sagt die Anklage, und mehr als das, ein Geständnis aller.",
        "dpa/afp",
    ],
)
def test_what_only_looks_like_a_credit_is_none(line: str) -> None:
    """The foot of a page, a headline with "Bild" and an article's own signature are no credits."""
    assert credit_line(line) is None


def test_a_caption_glued_to_the_credit_is_cut_off() -> None:
    """With the link to a picture database between them, in any language, or with nothing."""
    for line in (
        "© Nordbild / Ruben Thiel / Zur BilddatenbankKräne im Nebel am Kai",
        "© Nordbild / Ruben ThielGo to the mediabankKräne im Nebel am Kai",
        "© Nordbild / Ruben ThielKräne im Nebel am Kai",
    ):
        credit = credit_line(line)
        assert credit is not None
        assert (credit.photographer, credit.caption) == ("Ruben Thiel", "Kräne im Nebel am Kai")


@pytest.mark.parametrize(
    ("line", "caption", "agency", "label", "date", "width"),
    [
        ("Kran (Archivbild) - SNA, 1920, 13.01.2022", "Kran", "SNA", "archive", THURSDAY, 1920),
        (
            "Kran am Kai. Symbolfoto - SNA, 1920, 13.01.2022",
            "Kran am Kai.",
            "SNA",
            "symbolic",
            THURSDAY,
            1920,
        ),
        ("Kran – AFP, 13. Januar 2022", "Kran", "AFP", None, THURSDAY, None),
        ("A crane - AP, 1920, January 13, 2022", "A crane", "AP", None, THURSDAY, 1920),
        ("A crane (file photo) - AP, 13/01/2022", "A crane", "AP", "archive", THURSDAY, None),
        (
            "Кран. Архивное фото - ТАСС, 1920, 13 января 2022",
            "Кран.",
            "ТАСС",
            "archive",
            THURSDAY,
            1920,
        ),
        ("A crane | Reuters | 13.01.2022", "A crane", "Reuters", None, THURSDAY, None),
        ("Kran - 13.01.2022, SNA", "Kran", "SNA", None, THURSDAY, None),
        (
            "Kran (KI-generiert) - Nordbild, 1280, 2022-01-13",
            "Kran",
            "Nordbild",
            "ai",
            THURSDAY,
            1280,
        ),
        ("Kran - rot - SNA, 1920, 13.01.2022", "Kran - rot", "SNA", None, THURSDAY, 1920),
        ("Kran, 13.01.2022 / Foto: dpa", "Kran", "dpa", None, THURSDAY, None),
        ("A crane (handout) [Hanna Osterkamp/AP]", "A crane", "AP", "handout", None, None),
        ("Collage: Kran und Möwe", "Kran und Möwe", "", "montage", None, None),
        ("Symbolbild: Kran", "Kran", "", "symbolic", None, None),
        (
            "Kran (Archivbild vom 12. Mai 2020)",
            "Kran (vom 12. Mai 2020)",
            "",
            "archive",
            None,
            None,
        ),
        ("Le port (photo d'archives)", "Le port", "", "archive", None, None),
    ],
)
def test_a_caption_line_is_taken_apart(
    line: str, caption: str, agency: str, label: str | None, date: dt.date | None, width: int | None
) -> None:
    """Caption, source, label, date and width, each where it belongs."""
    credit = caption_line(line)
    assert credit is not None
    assert (credit.caption, credit.agency, credit.label) == (caption, agency, label)
    assert (credit.date, credit.width) == (date, width)


def test_text_is_no_caption() -> None:
    """A sentence with a dash and a date, or with the word archive, stays text."""
    assert caption_line("Das Archiv öffnet wieder") is None
    assert caption_line("Er kam am Donnerstag – und ging am 13.01.2022") is None
    assert caption_line("Die Mole wurde 1887 gebaut, das Tor folgte am 13.01.1902.") is None


@pytest.mark.parametrize(
    "text",
    [
        "13.01.2022", "13. Januar 2022", "13.1.22", "2022-01-13", "2022-01-13T08:00:00+01:00",
        "January 13, 2022", "13th January 2022", "13 Jan. 2022", "13 января 2022 г.", "13/01/2022",
        "01/13/2022", "13 janvier 2022", "13 de enero de 2022", "13 gennaio 2022",
        "13 januari 2022", "13 stycznia 2022", "13 يناير 2022", "2022年1月13日",
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_form(text: str) -> None:
    """One day, written as nine languages and three machines write it."""
    found = first_date(f"Stand: {text}, 14:05")
    assert found is not None
    assert found.date == THURSDAY


def test_no_date_is_made_up() -> None:
    """The 31st of February and a score are no dates; day and month may be doubtful."""
    assert first_date("31.02.2022") is None
    assert first_date("Der Club siegte 13:01 und 20:22") is None
    doubtful = first_date("03/04/2022")
    assert doubtful is not None
    assert doubtful.doubtful


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("Von Marlene Voss", Byline(("Marlene Voss",))),
        (
            "Von Marlene Voss und Jonas Ahrendt, Brunnhafen",
            Byline(("Marlene Voss", "Jonas Ahrendt")),
        ),
        ("By Jane Roe, Reuters", Byline(("Jane Roe",), ("Reuters",))),
        ("Von Marlene Voss | 13.01.2022, 14:05 Uhr", Byline(("Marlene Voss",), (), THURSDAY)),
        ("Aktualisiert: 13.01.2022, 14:05 Uhr", Byline((), (), THURSDAY, updated=True)),
        ("Автор: Милан Джурич", Byline(("Милан Джурич",))),
        ("dpa/afp", Byline((), ("dpa", "afp"))),
        ("Von der Leyen besucht den Hafen von Brunnhafen", None),
        ("By Land and Sea", None),
        ("Marlene Voss", None),
        ("Am 13.01.2022 wurde die Brücke gesperrt", None),
    ],
)
def test_a_byline_tells_names_and_nothing_else(text: str, byline: Byline | None) -> None:
    """A line with one more word than names, places, roles and time is not a byline."""
    assert byline_of(Line(1, text)) == byline


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Neueste obenÄlteste oben", "sort"),
        ("New firstOld first", "sort"),
        ("12 Kommentare", "discussion"),
        ("Kommentare (12)", "discussion"),
        ("TeilenDruckenMerken", "share"),
        ("Bitte bestätigen Sie den Link, den wir an Ihre E-Mail geschickt haben", "notice"),
        ("Please check your inbox and confirm the link to finish your registration", "login"),
        ("Startseite > Politik > Ausland", "navigation"),
        ("Impressum | Datenschutz | AGB", "footer"),
        ("Startseite | Themen | Wetterseite", "navigation"),
        ("© 2026 Brunnhafener Bote", "footer"),
        ("5 min read", "reading_time"),
        ("https://bote.example/politik/1", "address"),
        ("loader", "loader"),
        ("0", "counter"),
        ("Заголовок какой-то статьи", "alphabet"),
    ],
)
def test_furniture_is_known_by_its_kind(text: str, topic: str) -> None:
    """Each with its own reason, glued, counted or in words that no table lists."""
    found = furniture_of(Line(1, text), "LATIN")
    assert found is not None
    assert found.topic == topic


@pytest.mark.parametrize(
    "text",
    [
        "Registrierung für die Impfung per E-Mail startet am Montag",
        "Stadt warnt vor gefälschten E-Mails mit Link auf ein Konto",
        "Neue Regeln für Cookies und Passwörter",
        "Live aus dem Stadttheater: Ein Abend mit Papier",
        "Das Volk der Möwen",
        "„Wir haben Ihnen den Link per E-Mail geschickt“, sagte die Sprecherin.",
    ],
)
def test_headlines_about_such_things_are_no_furniture(text: str) -> None:
    """News about registration, mail and cookies is news."""
    assert furniture_of(Line(1, text), "LATIN") is None


def test_languages_are_told_apart() -> None:
    """A few sentences are enough; a few words are called a guess or nothing."""
    sentences = {
        "de": "Die Brücke ist gesperrt, und niemand weiß, wann sie wieder geöffnet wird.",
        "en": "The bridge is closed, and nobody knows when it will be opened again.",
        "fr": "Le pont est fermé et personne ne sait quand il sera de nouveau ouvert.",
        "es": "El puente está cerrado y nadie sabe cuándo se abrirá de nuevo para los coches.",
        "it": "Il ponte è chiuso e nessuno sa quando sarà di nuovo aperto per le auto.",
        "nl": "De brug is dicht en niemand weet wanneer hij weer open gaat voor het verkeer.",
        "pl": "Most jest zamknięty i nikt nie wie, kiedy zostanie ponownie otwarty dla ruchu.",
        "ru": "Мост закрыт, и никто не знает, когда его снова откроют для движения.",
        "uk": "Міст закрито, і ніхто не знає, коли його знову відкриють для руху.",
        "ar": "الجسر مغلق ولا أحد يعرف متى سيفتح من جديد في المدينة.",
        "el": "Η γέφυρα είναι κλειστή και κανείς δεν ξέρει πότε θα ανοίξει.",
    }
    assert {code: language_of(text)[0] for code, text in sentences.items()} == {
        code: code for code in sentences
    }
    assert language_of("Brunnhafen Aule 1887") == ("", False)


def test_a_sentence_can_be_told_in_another_language() -> None:
    """A remark is English text, and keeps what a translation needs."""
    remark = Sentence("Removed: %(count)d.", count=3)
    assert remark == "Removed: 3."
    assert (
        remark.told({"Removed: %(count)d.": "Entfernt: %(count)d."}.__getitem__) == "Entfernt: 3."
    )
