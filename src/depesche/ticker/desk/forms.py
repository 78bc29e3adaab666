"""What the desk asks for an entry: a text, and everything else if wanted."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser

from depesche.kit.moments import Moment, local
from depesche.newsroom.models import Section, Topic
from depesche.pictures.models import Label, Picture
from depesche.ticker.copy import Copy
from depesche.ticker.models import Urgency, Version
from depesche.ticker.models.entry import LONGEST_HEADLINE, LONGEST_TEXT


class EntryForm(forms.Form):
    """An entry of one edition. based_on: the version that was edited, 0 for a new entry."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(
            attrs={
                "rows": 3,
                "autofocus": True,
                "maxlength": LONGEST_TEXT,
                "aria-describedby": "entry-marks",
            }
        ),
    )
    urgency = forms.ChoiceField(
        label=_("Urgency"),
        choices=Urgency.choices,
        initial=Urgency.NORMAL,
        required=False,
        widget=forms.RadioSelect,
    )
    sections: Any = forms.ModelMultipleChoiceField(
        Section.objects.none(),
        label=_("Sections"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    headline = forms.CharField(label=_("Headline"), max_length=LONGEST_HEADLINE, required=False)
    link = forms.CharField(label=_("Link"), max_length=500, required=False)
    source = forms.CharField(label=_("Source"), max_length=120, required=False)
    topics: Any = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    happened_at = Moment(label=_("Time of the event"), required=False)
    picture = forms.ModelChoiceField(
        Picture.objects.all(), label=_("Picture"), required=False, widget=AdminImageChooser
    )
    label = forms.ChoiceField(label=_("Label"), choices=[("", "–"), *Label.choices], required=False)
    release_at = Moment(label=_("Release at"), required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = Section.objects.filter(url_path__startswith=f"/{language}/", live=True)
        cast("Any", self.fields["sections"]).queryset = sections.order_by("path")
        topics = Topic.objects.filter(locale__language_code=language)
        cast("Any", self.fields["topics"]).queryset = topics.order_by("name")

    def copy(self) -> Copy:
        """What was written."""
        said = self.cleaned_data
        return Copy(
            text=said["text"],
            headline=said["headline"],
            urgency=said["urgency"] or Urgency.NORMAL,
            link=said["link"],
            source=said["source"],
            happened_at=said["happened_at"],
            sections=tuple(sorted(one.pk for one in said["sections"])),
            topics=tuple(sorted(one.pk for one in said["topics"])),
            picture=said["picture"].pk if said["picture"] else None,
            label=said["label"],
        )


def initial(version: Version) -> dict[str, Any]:
    """A version as the form shows it."""
    copy = Copy.of(version)
    happened = copy.happened_at
    return {
        "based_on": version.number,
        "text": copy.text,
        "headline": copy.headline,
        "urgency": copy.urgency,
        "link": copy.link,
        "source": copy.source,
        "happened_at": local(happened) if happened else None,
        "sections": copy.sections,
        "topics": copy.topics,
        "picture": copy.picture,
        "label": copy.label,
    }
