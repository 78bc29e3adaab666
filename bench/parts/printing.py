"""Lays a paper of any size into an instance: python -m bench.parts.printing ARTICLES.

One article a section is written and released through the newsroom's own actions; the archive is
copies of its rows in every table that a release leaves traces in, made by the database itself. A
hundred thousand take seconds.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import django
from django.db import connection, models, transaction

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management.color import no_style  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402
from modelsearch import index  # noqa: E402
from wagtail.images.models import Filter  # noqa: E402
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision  # noqa: E402
from wagtail.search.models import IndexEntry  # noqa: E402

from depesche.config import statics  # noqa: E402
from depesche.newsroom import actions  # noqa: E402
from depesche.newsroom.models import Article, Byline, Publication, Section  # noqa: E402
from depesche.pictures.models import Picture, Rendition, Use  # noqa: E402
from depesche.pictures.renditions import all_specs  # noqa: E402
from depesche.wire import actions as wire  # noqa: E402
from tests import cast  # noqa: E402

SECTIONS = ("Stadt", "Hafen", "Wirtschaft", "Kultur", "Sport", "Wissen")
WORDS = (
    "Seit dem Mittag steht der Verkehr auf der Aulebrücke still, und niemand im Rathaus mag "
    "sagen, wie lange das so bleibt. Der Riss im Hauptträger misst vierzig Zentimeter; entdeckt "
    "hat ihn ein Prüfer, der <b>eigentlich die Geländer</b> ansehen sollte. Bis die Statiker "
    "gerechnet haben, fahren die Busse über Neuhafen, und wer kann, geht zu Fuß."
)
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LONG = "bericht"
"""The slug of the long article, the newest of the first section."""


def main(articles: int) -> None:
    """Lay the editions and sections, then so many articles spread over them."""
    with transaction.atomic():
        front = cast.edition("de")
        cast.edition("en")
        sections = [_section(front, name) for name in SECTIONS]
        if articles:
            pictures = [_picture(number) for number in range(len(SECTIONS))]
            share = max(articles // len(SECTIONS), 1)
            templates = []
            for number, (section, picture) in enumerate(zip(sections, pictures, strict=True)):
                templates.append(_written(section, f"vorlage-{number}", picture, number))
                multiply(templates[-1], share - 1)
            _written(sections[0], LONG, pictures[0], 0, body=long_body(pictures, templates[-1].pk))
    # What was written stands in the ticker before anybody serves this paper, as it would.
    wire.number()
    wire.tell_consumers()
    DBTaskResult.objects.all().delete()
    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), TABLES):
            cursor.execute(line)
        cursor.execute("ANALYZE")
    statics.gather()


def _section(front: Page, name: str) -> Section:
    slug = name.lower()
    if standing := Section.objects.filter(slug=slug).first():
        return standing
    made: Section = front.add_child(
        instance=Section(title=name, slug=slug, locale=cast.locale("de"))
    )
    return made


def _picture(number: int) -> Picture:
    """A picture with the rows of its delivered files; no page looks at the files themselves."""
    picture = cast.bridge_picture(title=f"Bild {number}", caption="Die Brücke am Montag")
    Rendition.objects.bulk_create(
        Rendition(
            image=picture, filter_spec=spec,
            focal_point_key=Filter(spec=spec).get_cache_key(picture),
            file=f"renditions/{picture.token}/{spec.replace('|', '.')}", width=960, height=640,
        )
        for spec in all_specs()
    )  # fmt: skip
    return picture


def _written(
    section: Section, slug: str, picture: Picture, number: int, body: list[Any] | None = None
) -> Article:
    article = Article(
        title=f"Die Aulebrücke bleibt gesperrt, {slug}",
        slug=slug,
        locale=cast.locale("de"),
        kicker="Verkehr",
        lead="Ein Riss im Träger zwingt die Stadt zu einem Umweg, und das wohl bis in den Sommer.",
        event_date=date(2026, 3, 2),
        lead_picture=picture,
        lead_label="archive",
        body=json.dumps(body or [cast.paragraph(WORDS)] * 2),
    )
    article.bylines.set([Byline(author=cast.jonas()), Byline(agency=cast.kuestenpress())])
    section.add_child(instance=article)
    article.topics = [cast.topic("bruecke"), cast.topic("hafen")]
    article.save()
    article.save_revision()
    at = datetime(2026, 3, 2, 11, number, tzinfo=UTC) + timedelta(days=body is not None)
    actions.publish(article, by=None, at=at)
    released = Article.objects.get(pk=article.pk)
    index.insert_or_update_object(released)
    ReferenceIndex.create_or_update_for_object(released)
    return released


def long_body(pictures: list[Picture], other: int) -> list[dict[str, Any]]:
    """A report of a thousand words, as a newsroom writes them."""
    uses = [{"picture": one.pk, "caption": "", "label": ""} for one in pictures[:3]]
    quote = {"text": "Wir rechnen.", "speaker": "Henrike Zander", "role": "Statikerin", "where": ""}
    body: list[dict[str, Any]] = []
    for part in range(4):
        body.append({"type": "subhead", "value": f"Der {part + 1}. Tag"})
        body += [cast.paragraph(WORDS)] * 4
        body.append(cast.paragraph(f'{WORDS} <a linktype="page" id="{other}">Wie alles begann</a>'))
        body.append({"type": "quote", "value": quote})
    body.insert(4, {"type": "picture", "value": uses[1]})
    body.insert(9, {"type": "related", "value": {"article": other, "label": ""}})
    body.insert(15, {"type": "gallery", "value": {"title": "", "pictures": uses}})
    return body


# -- the archive --------------------------------------------------------------------------------
THROUGH = Article.topics.through
TABLES: list[type[models.Model]] = [
    Page, Article, Byline, Publication, Revision, Use, THROUGH, PageLogEntry, ReferenceIndex,
    IndexEntry,
]  # fmt: skip


def multiply(template: Article, count: int) -> None:
    """Put `count` older copies of a released article into the archive, a minute apart."""
    if count < 1:
        return
    pages, versions = _last(Page), _last(Revision)
    page, version = f"{pages} + i", f"{versions} + i"
    child = " || ".join(
        f"substr('{ALPHABET}', (i + 9) / {36**power} % 36 + 1, 1)" for power in (3, 2, 1, 0)
    )
    above, section = template.path[:-4], template.url_path.rsplit("/", 2)[0]
    clone(Page, {"id": template.pk}, count, id=page, path=f"'{above}' || {child}",
          slug="'archiv-' || i", url_path=f"'{section}/archiv-' || i || '/'",
          translation_key=_uuid(page), latest_revision_id=version,
          live_revision_id=version)  # fmt: skip
    clone(Article, {"pk": template.pk}, count, page_ptr_id=page, number="number - 60000 * i",
          first_released_at=_earlier("first_released_at"))  # fmt: skip
    clone(Revision, {"pk": template.live_revision_id}, count, id=version, object_id=_text(page))
    for model in (Byline, THROUGH):
        clone(model, {"article_id": template.pk}, count, article_id=page)
    clone(Publication, {"article_id": template.pk}, count, article_id=page, revision_id=version)
    clone(Use, {"subject": f"article/{template.pk}"}, count, subject=f"'article/' || ({page})")
    clone(PageLogEntry, {"page_id": template.pk}, count, page_id=page)
    pages_type = ContentType.objects.get_for_model(Page)
    clone(ReferenceIndex, {"base_content_type": pages_type, "object_id": str(template.pk)}, count,
          object_id=_text(page))  # fmt: skip
    clone(IndexEntry, {"object_id": str(template.pk)}, count, object_id=_text(page))
    Page.objects.filter(path=above).update(numchild=models.F("numchild") + count)


def clone(model: type[models.Model], of: dict[str, Any], count: int, **differing: str) -> None:
    """Copy the rows that match `of`; `differing` are SQL expressions of `i`, from 1 to count."""
    own = model._meta.pk.column
    columns = [str(field.column) for field in model._meta.local_concrete_fields]
    named = ", ".join(connection.ops.quote_name(name) for name in columns)
    for row in list(model._default_manager.filter(**of).values_list("pk", flat=True)):
        values = {own: f"{_last(model)} + i"} | differing
        chosen = ", ".join(values.get(name, connection.ops.quote_name(name)) for name in columns)
        with connection.cursor() as cursor:
            cursor.execute(
                "WITH RECURSIVE n(i) AS "
                f"(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
                f"INSERT INTO {model._meta.db_table} ({named}) "
                f"SELECT {chosen} FROM n, {model._meta.db_table} WHERE {own} = %s",
                [row],
            )


def _last(model: type[models.Model]) -> int:
    return int(model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0)


def _text(number: str) -> str:
    return f"CAST({number} AS text)"


def _uuid(number: str) -> str:
    """A number as a UUID of its own."""
    text = _text(number)
    padded = f"substr('{'0' * 32}' || {text}, length({text}) + 1)"
    return f"CAST({padded} AS uuid)" if connection.vendor == "postgresql" else padded


def _earlier(column: str) -> str:
    if connection.vendor == "postgresql":
        return f"{column} - i * interval '1 minute'"
    return f"datetime({column}, '-' || i || ' minutes')"


if __name__ == "__main__":
    main(int(sys.argv[1]))
