"""Saved text of news pages: what comes out of pages of many portals and languages."""

import datetime as dt
from pathlib import Path

import pytest

from depesche.importing.page import (
    Draft,
    Listing,
    Paragraph,
    PictureNote,
    Quote,
    RelatedCard,
    Subhead,
    read_page,
)
from tests.importing.paper import PAGES, dropped, lost_lines, page

WEDNESDAY = dt.date(2026, 3, 4)
SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "portal-page" / "portal-page-de.txt"


def kinds(draft: Draft) -> list[str]:
    return [type(piece).__name__ for piece in draft.body]


def remarks(draft: Draft) -> str:
    return " ".join(draft.unsure)


@pytest.fixture(scope="module")
def sample() -> Draft:
    if not SAMPLE.exists():
        pytest.skip("the sample page is not here; it is never copied into the project")
    return read_page(SAMPLE.read_bytes(), name=SAMPLE.name)


def test_the_sample_gives_headline_lead_and_three_subheads(sample: Draft) -> None:
    """The headline is the right line, not the notice above it; the lead is the first paragraph."""
    assert sample.headline.startswith("Nach Gesprächen mit USA und Nato: Moskau sieht keine")
    assert sample.headline.endswith("in wesentlichen Fragen")
    assert sample.lead.startswith("Nach den Sicherheitsgesprächen mit den USA und der Nato")
    assert sample.subheads == (
        "Rufe nach Deeskalation",
        "Bereitschaft zur Fortsetzung des Dialogs",
        "Russland besteht auf Sicherheitsgarantien",
    )
    assert (sample.language, sample.date, sample.kicker) == ("de", dt.date(2022, 1, 13), "")


def test_the_sample_gives_its_lead_picture(sample: Draft) -> None:
    """A caption that repeats in the credit line is the lead picture's."""
    picture = sample.picture
    assert picture is not None
    assert picture.caption == "Die Flaggen der Nato und Russlands"
    assert (picture.agency, picture.photographer) == ("SNA", "Alexey Vitvitsky")
    assert (picture.date, picture.width, picture.label) == (dt.date(2022, 1, 13), 1920, None)


def test_the_sample_gives_two_cards_in_their_places(sample: Draft) -> None:
    """A caption line with a headline under it is a card; it stays where it stood."""
    kremlin, geneva = sample.related
    assert (kremlin.picture_caption, kremlin.label) == ("Moskauer Kreml", "archive")
    assert (kremlin.agency, kremlin.date) == ("SNA", dt.date(2022, 1, 13))
    assert kremlin.headline.startswith("Kreml: Verhängung neuer US-Sanktionen")
    assert geneva.picture_caption.endswith("am 16. Juni 2021 in Genf.")
    assert (geneva.label, geneva.date) == ("symbolic", dt.date(2022, 1, 12))
    assert geneva.headline.startswith("„War nicht klug von Russland…“: Deutscher")
    places = [index for index, kind in enumerate(kinds(sample)) if kind == "RelatedCard"]
    assert [kinds(sample)[place + 1] for place in places] == ["Subhead", "Subhead"]
    assert places == [5, 14]


def test_the_sample_keeps_quotes_and_no_furniture(sample: Draft) -> None:
    """Quotation marks and "(…)" stay as they are; nothing of what is around the text gets in."""
    text = " ".join(sample.paragraphs)
    assert "„Die Verhandlungen wurden dafür in die Wege geleitet," in text
    assert (
        "die neue Länder in die Nato einladen, ich meine damit Finnland, Schweden. (…) Was" in text
    )
    assert "„(…) Wir sind wiederholt" in text
    assert len(sample.paragraphs) == 14
    whole = " ".join(sample.texts())
    for word in (
        "Registrierung",
        "loader",
        "Newsticker",
        "Chats",
        "Заголовок",
        "Abonnieren",
        "loggen",
    ):
        assert word not in whole
        assert any(word in piece for piece in dropped(sample))
    assert lost_lines(SAMPLE.read_bytes(), sample) == []


def test_an_english_page_of_the_same_make() -> None:
    """Rules are not German: notices, mediabank link, card with section and time, placeholder."""
    draft = page("en-harbour.txt")
    assert draft.headline.startswith("Harbour Pilots Call Off Strike")
    assert draft.lead.startswith("The harbour pilots of Brunnhafen")
    assert draft.picture is not None
    assert draft.picture.caption == "Pilot boats at the north pier"
    assert (draft.picture.agency, draft.picture.photographer) == ("Nordbild", "Ines Kaltenbach")
    (card,) = draft.related
    assert card.headline == "Port Expansion: What the Second Basin Will Cost"
    assert (card.picture_caption, card.label) == ("Containers at the Neuhafen", "archive")
    assert card.date == dt.date(2026, 3, 2)
    assert kinds(draft) == ["Paragraph", "RelatedCard", "Subhead", "Paragraph", "Paragraph"]
    assert draft.subheads == ("Eleven Ships in the Bay",)
    assert (draft.language, draft.date) == ("en", WEDNESDAY)
    assert "Заголовок открываемого материала" in dropped(draft)


def test_a_russian_page_of_the_same_make() -> None:
    """Cyrillic dates, labels and prompts; a Latin leftover is the stranger here."""
    draft = page("ru-port.txt")
    assert draft.kicker == "Политика"
    assert draft.headline == "Мэр Бруннхафена: старый мост откроют не раньше осени"
    assert draft.lead.startswith("БРУННХАФЕН, 4 марта.")
    assert draft.picture is not None
    assert draft.picture.caption == "Старый мост через реку Ауле"
    assert draft.picture.photographer == "Милан Джурич"
    (card,) = draft.related
    assert (card.label, card.date) == ("archive", dt.date(2026, 2, 12))
    assert draft.subheads == ("Что будет с трамваем",)
    assert (draft.language, draft.date) == ("ru", WEDNESDAY)
    assert "Трамвай пойдёт через новую гавань с понедельника" in dropped(draft)
    assert "Headline of the opened article" in dropped(draft)


def test_a_french_page_with_breadcrumbs_and_related_list() -> None:
    """Breadcrumbs are no headline; byline and two dates are read, the first published wins."""
    draft = page("fr-marche.txt")
    assert draft.headline.startswith("Le vieux marché couvert")
    assert (draft.language, draft.date, draft.site) == ("fr", WEDNESDAY, "La Gazette du Port")
    assert draft.authors == ("Hélène Castaing",)
    assert draft.picture is not None
    assert draft.picture.caption == "La grande halle du quartier des entrepôts, en février."
    assert draft.picture.photographer == "Hanna Osterkamp"
    assert draft.subheads == ("Des loyers modérés", "Des voisins vigilants")
    assert draft.paragraphs[0].startswith("« Nous avons gardé chaque pierre")
    assert "La ville compte ses arbres" in dropped(draft)
    assert draft.related == ()


def test_a_very_short_page() -> None:
    """A headline and one sentence are an article; what is missing is said."""
    draft = page("de-kurz.txt")
    assert draft.headline == "Feuerwehr rettet Möwe vom Rathausdach"
    assert draft.lead.startswith("Die Feuerwehr hat am Dienstag")
    assert (draft.body, draft.picture, draft.date) == ((), None, None)
    assert "No date was found." in draft.unsure
    assert "There is no text besides the lead." in draft.unsure
    assert draft.dropped == ()


def test_a_page_without_blank_lines() -> None:
    """Menu, kicker, buttons, subheads and comments are told apart without any blank line."""
    draft = page("de-ohne-leerzeilen.txt")
    assert (draft.kicker, draft.headline) == ("Straßenbahn", "Linie 3 fährt wieder bis Lindenhöhe")
    assert draft.authors == ("Carla Meinhold",)
    assert draft.lead.startswith("Die Straßenbahnlinie 3 fährt")
    assert draft.subheads == ("Neue Schienen am Volkspark", "Was noch fehlt")
    assert draft.picture is not None
    assert (draft.picture.agency, draft.picture.photographer) == ("Aule-Foto", "Ruben Thiel")
    assert "Endlich! Ich freue mich sehr auf die Bahn." in dropped(draft)
    assert "Wohin die Straßenbahn als Nächstes fahren soll" in dropped(draft)
    assert len(draft.paragraphs) == 3


def test_several_pictures_and_carriage_returns() -> None:
    """Each picture keeps its place, caption, credit and label; CRLF is a line end like any."""
    assert b"\r\n" in (PAGES / "de-viele-bilder.txt").read_bytes()
    draft = page("de-viele-bilder.txt")
    assert (draft.kicker, draft.headline) == ("Premiere im Stadttheater", "Ein Sturm aus Papier")
    lead, ensemble, paper = draft.pictures
    assert (lead.agency, lead.photographer) == ("picture alliance / dpa", "Hanna Osterkamp")
    assert (ensemble.caption, ensemble.photographer) == (
        "Das Ensemble im zweiten Akt",
        "Milan Djurić",
    )
    assert (paper.caption, paper.label) == ("Papierbögen in einer Druckerei.", "symbolic")
    assert paper.photographer == "Ines Kaltenbach"
    assert kinds(draft) == [
        "Paragraph", "PictureNote", "Paragraph", "PictureNote", "Paragraph", "Paragraph",
    ]  # fmt: skip
    assert draft.authors == ("Peter Lohmann",)


def test_lists_and_a_prompt_in_the_middle() -> None:
    """A list stays a list, its introduction a paragraph; a newsletter prompt does not stay."""
    draft = page("en-list.txt")
    assert (
        Listing(("Marschfelde, 420 places", "Lindenhöhe, 380 places", "Neuhafen, 210 places"))
        in draft.body
    )
    assert Paragraph("The new buildings are in these districts:") in draft.body
    assert draft.subheads == ("What parents should know",)
    assert draft.authors == ("Derya Kilic", "Tobias Wendt")
    assert draft.picture is not None
    assert draft.picture.caption == "The new school in Marschfelde has a roof of grass"
    assert any("Morning Tide" in piece for piece in dropped(draft))
    assert draft.paragraphs[-1].startswith('"We do not want a lottery,"')


def test_a_spanish_page_with_a_second_headline() -> None:
    """A line under the headline that is no sentence is not the lead, and its loss is said."""
    draft = page("es-regata.txt")
    assert draft.headline.startswith("La regata de primavera")
    assert draft.lead.startswith("Doscientos veleros participaron")
    assert "Una edición de récord pese al viento del norte" in remarks(draft)
    assert (draft.language, draft.date) == ("es", WEDNESDAY)
    assert draft.picture is not None
    assert draft.picture.photographer == "Ruben Thiel"
    assert "El puerto estrena grúa" in dropped(draft)


def test_ticker_and_cookies_over_the_headline() -> None:
    """A ticker's entries over the headline are none; an unknown agency signs in capitals."""
    draft = page("de-ticker-oben.txt")
    assert (draft.kicker, draft.headline) == ("Haushalt", "Stadt muss 40 Millionen Euro sparen")
    assert draft.lead.startswith("Brunnhafen (KP) - Die Stadt Brunnhafen")
    assert draft.agencies == ("KP",)
    assert draft.subheads == ("Wie geht es weiter?",)
    assert "12:30 Stadtrat vertagt Haushaltsdebatte" in dropped(draft)
    assert len(draft.paragraphs) == 3


def test_text_that_the_browser_wrapped() -> None:
    """Lines broken at a fixed width are whole again, link addresses are reported."""
    draft = page("nl-wrapped.txt")
    assert draft.headline == "Oude brug in Brunnhafen blijft voorlopig dicht"
    assert draft.lead.endswith("in drie balken hadden gevonden.")
    assert len(draft.paragraphs) == 2
    assert draft.paragraphs[1].endswith("de rivier, vlak bij de markt.")
    assert (draft.language, draft.authors) == ("nl", ("Pieter Hoekstra",))
    assert "<https://krant.example/markt>" in dropped(draft)


def test_title_address_and_readers_comments() -> None:
    """The title repeats the headline and names the site; a reader's comment is not the article."""
    draft = page("en-agency.txt")
    assert draft.headline == "Fog Closes Brunnhafen Bay for a Third Day"
    assert (draft.site, draft.kicker) == ("Port Herald", "")
    assert draft.source_url == "https://port-herald.example/2026/03/04/fog.html"
    assert draft.date == WEDNESDAY
    assert draft.picture is not None
    assert draft.picture.caption == "A ferry waits at the north pier."
    assert (draft.picture.agency, draft.picture.photographer) == ("REUTERS", "Max Oldman")
    assert kinds(draft) == ["Paragraph", "PictureNote", "Paragraph"]
    assert not any("my own feet" in text for text in draft.paragraphs)


def test_an_interview() -> None:
    """In an interview the questions are text; a quotation with dash and name is set apart."""
    draft = page("de-interview.txt")
    assert (draft.kicker, draft.headline) == ("Interview", "„Ein Hafen ist nie fertig“")
    assert draft.subheads == ()
    assert Paragraph("Wer bezahlt die zweite Kaje?") in draft.body
    assert (
        Quote("„Wer hier wohnt, soll schlafen können.“", "Lars Petersen-Holt, Hafendirektor")
        in draft.body
    )
    assert draft.picture is not None
    assert draft.picture.caption == "Lars Petersen-Holt am Nordkai"
    assert draft.date == dt.date(2026, 3, 5)


def test_an_arabic_page() -> None:
    """Right to left, with Arabic month and furniture."""
    draft = page("ar-port.txt")
    assert draft.headline == "إغلاق الجسر القديم في المدينة حتى الصيف"
    assert (draft.language, draft.date) == ("ar", WEDNESDAY)
    assert draft.subheads == ("حركة المرور",)
    assert len(draft.paragraphs) == 2
    assert "الميناء يشتري رافعة جديدة" in dropped(draft)


def test_an_italian_page() -> None:
    """A label in front of the caption, a credit behind it, a reserved right at the end."""
    draft = page("it-notizia.txt")
    assert draft.headline.startswith("Il faro della baia")
    assert (draft.language, draft.date, draft.authors) == ("it", WEDNESDAY, ("Chiara Bellandi",))
    assert draft.picture is not None
    assert (draft.picture.caption, draft.picture.label) == ("Il faro nel 2017.", "archive")
    assert "Riproduzione riservata" in dropped(draft)


def test_no_page_loses_a_line() -> None:
    """Every line of every page here is in its draft or among what was dropped."""
    for path in sorted(PAGES.glob("*.txt")):
        assert lost_lines(path.read_bytes(), page(path.name)) == [], path.name


def test_a_card_and_a_picture_are_told_apart() -> None:
    """The same caption line is a card's over a headline and a picture's over text."""
    head = "Stadtrat beschließt den Ausbau der Nordmole\n\n"
    lead = "Der Stadtrat hat am Dienstag den Ausbau der Nordmole beschlossen, gegen zwei Stimmen.\n"
    caption = "Die Nordmole (Archivbild) - Nordbild, 1920, 04.03.2026\n"
    text = (
        "Die Arbeiten beginnen im Mai. Sie sollen drei Jahre dauern und 90 Millionen Euro kosten.\n"
    )
    card = read_page(
        (
            head
            + lead
            + text
            + caption
            + "Was die Mole die Stadt kostet\n\n"
            + text.replace("drei", "vier")
        ).encode()
    )
    picture = read_page((head + lead + text + caption + text.replace("drei", "vier")).encode())
    assert [type(piece) for piece in card.body] == [Paragraph, RelatedCard, Paragraph]
    assert [type(piece) for piece in picture.body] == [Paragraph, PictureNote, Paragraph]


def test_a_section_word_may_be_a_subhead_inside_the_text() -> None:
    """ "Kultur" is navigation around the text and a subhead where it stands alone inside it."""
    text = (
        "Kultur\nSport\n\nWas die Stadt im nächsten Jahr ausgibt\n\n"
        "Der Haushalt steht, und er ist so hoch wie nie zuvor.\n\n"
        "Kultur\n\nDas Theater bekommt zwei Millionen Euro mehr als bisher.\n"
    )
    draft = read_page(text.encode())
    assert draft.body[0] == Subhead("Kultur")
    assert dropped(draft) == ["Kultur", "Sport"]


def test_two_possible_headlines_are_mentioned() -> None:
    """Where two lines are as good, one is taken and the other is named."""
    text = (
        "Der Hafen wächst in die Bucht hinein\n\nDie Stadt wächst in das Umland hinaus\n\n"
        "Der Hafen und die Stadt wachsen, und beide brauchen Platz, den es nicht gibt.\n"
    )
    draft = read_page(text.encode())
    assert draft.headline == "Die Stadt wächst in das Umland hinaus"
    assert "Der Hafen wächst in die Bucht hinein" in remarks(draft)
    assert dropped(draft) == ["Der Hafen wächst in die Bucht hinein"]


def test_embeds_and_long_prompts_in_the_middle() -> None:
    """A consent box and a newsletter's paragraph are not text; a lead may lack its full stop."""
    draft = page("de-einbettung.txt")
    assert draft.headline == "Hafenkran umgestürzt: Zwei Verletzte am Neuhafen"
    assert draft.lead.startswith("Zwei Menschen sind am Mittwoch verletzt worden")
    assert any("lead does not end" in remark for remark in draft.unsure)
    assert draft.authors == ("Tobias Wendt",)
    assert draft.picture is not None
    assert (draft.picture.agency, draft.picture.photographer) == ("Nordbild", "Ruben Thiel")
    assert draft.subheads == ("„Wir hatten Glück“",)
    assert any("Hafenpost" in piece for piece in dropped(draft))
    assert "Externen Inhalt anzeigen" in dropped(draft)
    assert "Möwen gewinnen im Elfmeterschießen" in dropped(draft)


def test_what_a_template_leaves_behind() -> None:
    """Paths, stamps and the page's description of itself are not text; the site is no author."""
    draft = page("en-template.txt")
    assert draft.headline == "Port of Brunnhafen reopens"
    assert draft.lead.endswith("Forty ships were waiting in the bay.")
    assert (draft.site, draft.authors, draft.date) == ("Harbour Wire", (), WEDNESDAY)
    assert len(draft.paragraphs) == 1
    assert "/html/head/meta[@name='og:title']/@content" in dropped(draft)


def test_russian_dialogue_is_no_list() -> None:
    """Lines with a dash in front are speech; what is updated is a date too."""
    draft = page("ru-hockey.txt")
    assert draft.headline == "Хоккейный клуб «Чайки» вышел в финал"
    assert Paragraph("— Вы верили в победу?") in draft.body
    assert (draft.authors, draft.date) == (("Анна Лебедева",), WEDNESDAY)
    assert draft.site == "Портовый вестник"


def test_cards_on_a_page_without_blank_lines() -> None:
    """Where the article's own picture has a credit line, a bare caption line is a card's."""
    draft = page("de-karten-dicht.txt")
    assert [card.headline for card in draft.related] == [
        "Leuchtturm bleibt dunkel",
        "Haushalt: Wer zahlt die Reparatur der Mole, wenn der Stadtrat nicht zustimmt?",
    ]
    assert [card.label for card in draft.related] == ["archive", "symbolic"]
    assert draft.subheads == ("Was nun geschieht",)
    assert "Polizei findet Boot" in dropped(draft)


def test_a_name_alone_beside_a_date_is_the_author() -> None:
    """Without "By", the date next to it tells that a name is the author's."""
    draft = page("en-lone-name.txt")
    assert (draft.kicker, draft.headline) == (
        "UNIVERSITY",
        "Students build lighthouse out of bottles",
    )
    assert (draft.authors, draft.date) == (("Hanna Osterkamp",), WEDNESDAY)
    assert draft.subheads == ("How it works", "What comes next")
    assert "Share this with Email Share this with Facebook" in dropped(draft)
