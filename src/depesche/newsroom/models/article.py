"""The article."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable, Page, Revision
from wagtail.search import index

from depesche.newsroom.blocks import BodyBlock
from depesche.newsroom.models.address import Addressed, slug_of
from depesche.newsroom.models.body import BodyField
from depesche.newsroom.models.edition import Section
from depesche.newsroom.models.permissions import ArticlePermissions
from depesche.newsroom.models.road import OnlyByAction, refuse_other_roads
from depesche.newsroom.models.standing import is_on_record, standings
from depesche.pictures.models import Label

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
    from django.http import HttpRequest, HttpResponse

# Of a version as it is stored, what no person wrote.
NOT_WRITTEN = frozenset(
    "pk path depth numchild url_path live live_revision has_unpublished_changes latest_revision "
    "latest_revision_created_at first_published_at last_published_at draft_title locked "
    "locked_at locked_by number first_released_at materially_changed_at section language "
    "body".split()  # the body is compared apart
)
# The editor numbers paragraphs anew as it likes.
BLOCK_KEY = re.compile(r' data-block-key=\\"[^"\\]*\\"')
BELONGS_TO_THE_PAGE = ("number", "first_released_at", "materially_changed_at", "section_id")


class Article(Addressed, Page):
    """A page of the paper.

    `title` is the headline. `number` is the place in lists: milliseconds of the first release,
    set as long as the article is public, so that (number, id) pages without gap or double.
    """

    kicker = models.CharField(_("kicker"), max_length=60, blank=True)
    short_headline = models.CharField(_("short headline for cards"), max_length=80, blank=True)
    lead = models.TextField(_("lead"), blank=True)
    place_line = models.CharField(_("place line"), max_length=80, blank=True)
    event_date = models.DateField(_("date of the event"), null=True, blank=True)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, editable=False)
    section = models.ForeignKey(
        Section, null=True, editable=False, on_delete=models.PROTECT, related_name="articles"
    )
    topics = ParentalManyToManyField(
        "newsroom.Topic", blank=True, verbose_name=_("topics"), related_name="articles"
    )
    lead_picture = models.ForeignKey(
        "pictures.Picture",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_caption = models.TextField(_("caption"), blank=True)
    lead_label = models.CharField(_("label"), max_length=20, choices=Label, blank=True)
    body = BodyField(BodyBlock(), verbose_name=_("body"), blank=True)
    update_is_material = models.BooleanField(
        _("material update"),
        default=False,
        help_text=_("Readers see “updated” with the time when this version is released."),
    )
    number = models.BigIntegerField(null=True, editable=False)
    first_released_at = models.DateTimeField(null=True, editable=False)
    materially_changed_at = models.DateTimeField(null=True, editable=False)

    parent_page_types: ClassVar = ["newsroom.Section"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("kicker"),
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("language"),
        index.FilterField("number"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes: ClassVar = [
            models.Index(fields=["language", "-number", "-page_ptr"], name="newsroom_latest"),
            models.Index(fields=["section", "-number", "-page_ptr"], name="newsroom_in_section"),
        ]
        permissions: ClassVar = [
            ("override_gate", "Can release against the gate"),
            ("retract_article", "Can retract an article"),
            ("plan_release", "Can schedule and embargo"),
        ]

    @property
    def headline(self) -> str:
        """The headline readers see."""
        return str(self.title)

    @property
    def is_public(self) -> bool:
        """Whether readers may see it now."""
        return self.number is not None

    def author_numbers(self) -> set[int]:
        """The ids of its authors."""
        return {line.author_id for line in self.bylines.all() if line.author_id}

    @property
    def status_string(self) -> str:
        """How it stands, in the desk's words."""
        return " · ".join(str(standing.label) for standing in standings(self))

    def permissions_for_user(self, user: AbstractBaseUser | AnonymousUser) -> ArticlePermissions:
        """What somebody may do to it with Wagtail's own buttons."""
        return ArticlePermissions(user, self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep language and section as the tree says. Raises OnlyByAction."""
        if self.depth and self.depth > 1:
            self.section_id = self._section_above()
            self.language = self.locale.language_code
        if self._state.adding:
            self._begin_as_draft()
        elif not kwargs.get("update_fields") and self._changes_what_is_public():
            refuse_other_roads()
        super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Write the address for the headline as long as nobody wrote another."""
        self.slug = slug_of(self.slug)
        if not self.slug and self.title:
            self.slug = self._get_autogenerated_slug(slug_of(self.title) or "article")
        super().full_clean(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a version. One that was planned, approved or released is never overwritten.

        Saving it again unchanged makes no other version: an approval would be lost by a click.
        """
        overwritten = kwargs.get("overwrite_revision")
        if overwritten is not None and is_on_record(overwritten.pk):
            kwargs["overwrite_revision"] = None
        latest: Revision | None = self.latest_revision
        if latest and is_on_record(latest.pk) and self._reads_like(latest):
            return latest
        return super().save_revision(*args, **kwargs)

    def _reads_like(self, revision: Revision) -> bool:
        now = json.loads(json.dumps(self.serializable_data(), cls=DjangoJSONEncoder))
        then = revision.content
        same_body = BLOCK_KEY.sub("", now["body"]) == BLOCK_KEY.sub("", then["body"])
        names = (now.keys() | then.keys()) - NOT_WRITTEN
        return same_body and all(now.get(name) == then.get(name) for name in names)

    def _begin_as_draft(self) -> None:
        """A new article is a draft, also where Wagtail would copy a public one as it stands."""
        if self.alias_of_id:
            raise OnlyByAction("An article stands in one place; there are no aliases of it.")
        self.live, self.has_unpublished_changes, self.live_revision = False, True, None
        self.number = self.first_released_at = self.materially_changed_at = None

    def _changes_what_is_public(self) -> bool:
        stored = Article.objects.filter(pk=self.pk).values_list("live", "live_revision", "number")
        return stored.first() != (self.live, self.live_revision_id, self.number)

    def update_aliases(self, **_others: Any) -> None:
        """There are none. Looking for them would read the whole archive at every release."""

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """The article as a revision has it; what belongs to the page as a whole stays."""
        article: Self = super().with_content_json(content)
        for name in BELONGS_TO_THE_PAGE:
            setattr(article, name, getattr(self, name))
        return article

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Exactly what would be printed: the paper's own face, named by the settings."""
        response: HttpResponse = import_string(settings.DEPESCHE_PREVIEW)(request, self)
        return response

    def _section_above(self) -> int | None:
        parent = self.path[: -self.steplen]
        return Section.objects.filter(path=parent).values_list("pk", flat=True).first()


class Byline(Orderable):
    """An author or an agency over an article."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        "newsroom.Author",
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bylines",
    )
    agency = models.ForeignKey(
        "newsroom.Agency",
        verbose_name=_("agency"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bylines",
    )

    class Meta(Orderable.Meta):
        # Lines without an order stand as they were added, on every database.
        ordering: ClassVar = ["sort_order", "pk"]

    def __str__(self) -> str:
        return str(self.author or self.agency or "")

    def clean(self) -> None:
        """It names one of the two. Raises ValidationError."""
        super().clean()
        if self.author_id and self.agency_id:
            raise ValidationError({"agency": _("A byline names an author or an agency, not both.")})
        if not (self.author_id or self.agency_id):
            raise ValidationError({"author": _("Please choose an author or an agency.")})
