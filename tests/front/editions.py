"""The Russian and the Arabic edition: one article each, with every kind of block an editor has."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from depesche.newsroom import actions
from depesche.newsroom.models import Agency, Article, Author
from tests import cast

WORDS: dict[str, dict[str, str]] = {
    "ru": {
        "author": "Вера Ломова",
        "agency": "Кюстенпресс",
        "photographer": "Инес Кальтенбах",
        "photo_agency": "Нордбильд",
        "alt": "Железный мост над широкой рекой",
        "kicker": "Транспорт",
        "title": "Мост через Ауле закрыт: город едет в объезд",
        "lead": "Трещина в несущей балке остановила движение. Город открыл объезд через Нойхафен.",
        "place": "Бруннхафен",
        "paragraph": "С полудня понедельника на мосту <b>нет движения</b>. Инженеры нашли трещину "
        "длиной сорок сантиметров; сколько продлится ремонт, они пока не знают.",
        "subhead": "Что будет дальше",
        "quote": "Мы не откроем мост, пока не будем уверены в каждой заклёпке.",
        "speaker": "Хенрике Зандер",
        "role": "обер-бургомистр",
        "where": "на пресс-конференции",
        "caption": "Мост в понедельник утром, ещё с движением",
        "gallery": "Мост в снимках",
        "box": "Мост через Ауле",
        "facts": "<p>Построен в 1887 году, длина 214 метров.</p>",
        "table": "Движение по мосту",
        "day": "День",
        "cars": "Машины",
        "monday": "Понедельник",
        "tuesday": "Вторник",
        "film": "Мост с высоты птичьего полёта",
        "document": "Отчёт о проверке",
        "timeline": "Как это было",
        "when": "Март 2024",
        "moment": "Первая проверка",
        "found": "Замечаний нет.",
        "earlier": "Трещина найдена ещё осенью",
        "earlier_lead": "В отчёте о ней сказано одной строкой.",
        "correction": "Длина моста — 214 метров, а не 241.",
        "changed": "Трещина в балке остановила движение. Объезд идёт через Нойхафен.",
        "reason": "Источник сообщения не подтвердился.",
        "breaking": "Мост через Ауле закрыт до конца недели",
    },
    "ar": {
        "author": "ليلى منصور",
        "agency": "كوستنبرس",
        "photographer": "إينيس كالتنباخ",
        "photo_agency": "نوردبيلد",
        "alt": "جسر حديدي فوق نهر عريض",
        "kicker": "المرور",
        "title": "إغلاق جسر آوله والمدينة تسلك طريقًا بديلًا",
        "lead": "شقّ في العارضة الحاملة أوقف حركة السير، "
        "وفتحت المدينة طريقًا بديلًا عبر الميناء الجديد.",
        "place": "برونهافن",
        "paragraph": "منذ ظهر الاثنين <b>توقفت الحركة</b> على الجسر. عثر المهندسون على شقّ طوله "
        "أربعون سنتيمترًا، ولا يعرفون بعدُ كم من الوقت سيستغرق الإصلاح.",
        "subhead": "ماذا بعد؟",
        "quote": "لن نفتح الجسر قبل أن نطمئن إلى كل مسمار فيه.",
        "speaker": "هنريكه زاندر",
        "role": "رئيسة البلدية",
        "where": "في مؤتمر صحفي",
        "caption": "الجسر صباح الاثنين قبل توقف السير",
        "gallery": "الجسر في صور",
        "box": "جسر آوله",
        "facts": "<p>بُني عام 1887 ويبلغ طوله 214 مترًا.</p>",
        "table": "حركة السير على الجسر",
        "day": "اليوم",
        "cars": "السيارات",
        "monday": "الاثنين",
        "tuesday": "الثلاثاء",
        "film": "الجسر من الجو",
        "document": "تقرير الفحص",
        "timeline": "تسلسل الأحداث",
        "when": "مارس 2024",
        "moment": "الفحص الأول",
        "found": "لا ملاحظات.",
        "earlier": "الشقّ عُرف منذ الخريف",
        "earlier_lead": "ذكره التقرير في سطر واحد.",
        "correction": "طول الجسر 214 مترًا وليس 241.",
        "changed": "شقّ في العارضة أوقف حركة السير، والطريق البديل يمر بالميناء الجديد.",
        "reason": "لم يتأكد مصدر الخبر.",
        "breaking": "جسر آوله مغلق حتى نهاية الأسبوع",
    },
}


def article(language: str) -> Article:
    """The article on the bridge, released, changed and corrected, with another beside it."""
    words = WORDS[language]
    signed = Author.objects.get_or_create(slug=f"author-{language}", name=words["author"])[0]
    agency = Agency.objects.get_or_create(slug=f"agency-{language}", name=words["agency"])[0]
    picture = cast.bridge_picture(
        description=words["alt"],
        creator=words["photographer"],
        agency=words["photo_agency"],
        title=words["alt"],
    )
    common: dict[str, Any] = {"language": language, "topic": "bruecke", "authors": [signed]}
    earlier = cast.released(
        "earlier",
        title=words["earlier"],
        kicker="",
        lead=words["earlier_lead"],
        lead_picture=picture,
        lead_label="symbolic",
        body=[cast.paragraph(words["paragraph"])],
        at=cast.NOON - timedelta(days=1),
        **common,
    )
    article = cast.released(
        "bridge",
        title=words["title"],
        kicker=words["kicker"],
        lead=words["lead"],
        place_line=words["place"],
        lead_picture=picture,
        lead_label="archive",
        lead_caption=words["caption"],
        agencies=[agency],
        body=body(language, picture.pk, earlier.pk),
        **common,
    )
    article.lead = words["changed"]
    article.update_is_material = True
    article.save_revision()
    actions.publish(article, by=None, at=cast.NOON + timedelta(days=1, hours=5, minutes=7))
    actions.correct(
        article,
        text=words["correction"],
        reason="gezählt",
        by=None,
        at=cast.NOON + timedelta(days=2),
    )
    return Article.objects.get(pk=article.pk)


def body(language: str, picture: int, earlier: int) -> list[dict[str, Any]]:
    """Every kind of block. picture, earlier: the ids of a picture and of another article."""
    words = WORDS[language]
    document = get_document_model().objects.create(
        title=words["document"], file=ContentFile(b"%PDF-1.4", name="bericht.pdf"), file_size=48128
    )
    use = {"picture": picture, "caption": words["caption"], "label": "ai"}
    table = {
        "columns": [
            {"type": "text", "heading": words["day"]},
            {"type": "text", "heading": words["cars"]},
        ],
        "rows": [{"values": [words["monday"], "12.400"]}, {"values": [words["tuesday"], "900"]}],
        "caption": "",
    }
    moment = {"when": words["when"], "headline": words["moment"], "text": words["found"]}
    quote = {
        "text": words["quote"],
        "speaker": words["speaker"],
        "role": words["role"],
        "where": words["where"],
        "language": "de",
    }
    return [
        cast.paragraph(words["paragraph"]),
        {"type": "subhead", "value": words["subhead"]},
        {"type": "quote", "value": quote},
        cast.paragraph(words["paragraph"]),
        {"type": "picture", "value": use | {"label": "montage"}},
        {"type": "related", "value": {"article": earlier, "label": "archive"}},
        {"type": "gallery", "value": {"title": words["gallery"], "pictures": [use, use, use]}},
        {"type": "gallery", "value": {"title": "", "pictures": [use, use]}},
        {"type": "fact_box", "value": {"title": words["box"], "text": words["facts"]}},
        {"type": "table", "value": {"caption": words["table"], "table": table}},
        {"type": "embed", "value": {"url": "https://vimeo.com/12345", "title": words["film"]}},
        {"type": "file", "value": {"document": document.pk, "title": ""}},
        {"type": "timeline", "value": {"title": words["timeline"], "moments": [moment, moment]}},
    ]


def breaking(language: str) -> None:
    """A breaking line over every page of the edition."""
    actions.raise_banner(
        WORDS[language]["breaking"],
        language=language,
        until=cast.NOON + timedelta(days=3650),
        article=None,
        by=None,
    )


def retracted(language: str) -> Article:
    """An article that was taken back."""
    words = WORDS[language]
    gone = cast.released(
        "gone",
        language=language,
        title=words["earlier"],
        kicker="",
        lead=words["earlier_lead"],
        body=[cast.paragraph(words["paragraph"])],
    )
    actions.retract(gone, reason=words["reason"], by=None)
    return gone
