"""What is done to an entry with one button; each leads back to the ticker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from depesche.newsroom.models import Section
from depesche.ticker import actions
from depesche.ticker.desk.person import may_edit, releaser, writer
from depesche.ticker.models import Entry

Deed = Callable[[Entry, HttpRequest, Any], str]


def _back(entry: Entry, **more: object) -> HttpResponse:
    words = "".join(f"&{name}={value}" for name, value in more.items())
    return redirect(f"{reverse('ticker_desk:ticker')}?edition={entry.language}{words}")


def _deed(do: Deed) -> Callable[[HttpRequest, int], HttpResponse]:
    """A view of those who release: do it and say so, or say why not."""

    @require_POST
    def view(request: HttpRequest, number: int) -> HttpResponse:
        """Raises PermissionDenied, Http404."""
        person = releaser(request)
        entry = get_object_or_404(Entry, pk=number)
        try:
            messages.success(request, do(entry, request, person))
        except actions.TickerRefuses as refusal:
            messages.error(request, str(refusal))
        return _back(entry)

    return view


@_deed
def approve(entry: Entry, request: HttpRequest, by: Any) -> str:
    """Release what was submitted, in the version that stood in the list."""
    read = request.POST.get("version", "")
    actions.approve(entry, based_on=int(read) if read.isdecimal() else 0, by=by)
    return _("The entry is released.")


@_deed
def send_back(entry: Entry, request: HttpRequest, by: Any) -> str:
    """Do not release it, with a reason for whoever wrote it."""
    actions.send_back(entry, reason=request.POST.get("reason", ""), by=by)
    return _("The entry is sent back.")


@_deed
def cancel(entry: Entry, _request: HttpRequest, by: Any) -> str:
    """Drop the plan; the draft stays."""
    actions.cancel_schedule(entry, by=by)
    return _("The plan is cancelled; the draft is kept.")


@_deed
def take_back(entry: Entry, _request: HttpRequest, by: Any) -> str:
    """Undo a withdrawal."""
    actions.take_back_withdrawal(entry, by=by)
    return _("The entry is back in its place.")


@_deed
def correct(entry: Entry, request: HttpRequest, by: Any) -> str:
    """Append a public correction."""
    said = {name: request.POST.get(name, "")[:1000] for name in ("text", "reason")}
    actions.correct(entry, text=said["text"], reason=said["reason"][:250], by=by)
    return _("The correction stands under the entry.")


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take it out at once; the page that follows offers to undo it. Raises PermissionDenied."""
    person = releaser(request)
    entry = get_object_or_404(Entry, pk=number)
    try:
        actions.withdraw(entry, reason=request.POST.get("reason", ""), by=person)
    except actions.TickerRefuses as refusal:
        messages.error(request, str(refusal))
        return _back(entry)
    return _back(entry, withdrawn=entry.pk)


@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a draft away; one's own, or any for those who release. Raises PermissionDenied."""
    person = writer(request)
    entry = get_object_or_404(Entry, pk=number)
    if not may_edit(person, entry):
        return _back(entry)
    try:
        actions.discard(entry)
        messages.success(request, _("The draft is thrown away."))
    except actions.TickerRefuses as refusal:
        messages.error(request, str(refusal))
    return _back(entry)


@require_POST
def speak(request: HttpRequest, language: str) -> HttpResponse:
    """Say whose articles appear by themselves: exactly the sections that are ticked."""
    person = releaser(request)
    ticked = set(request.POST.getlist("section"))
    for section in Section.objects.filter(url_path__startswith=f"/{language}/"):
        if str(section.pk) in ticked:
            actions.end_silence(section, by=person)
        else:
            actions.silence(section, by=person)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('ticker_desk:ticker')}?edition={language}")
