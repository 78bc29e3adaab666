"""Delivering pictures: public as long as something released shows them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from depesche.edge.keeping import kept, shows
from depesche.pictures import keys, queries
from depesche.pictures.models import Rendition
from depesche.pictures.renditions import MIME

# Then browsers ask again, by its ETag: the file of a retracted picture is not in them for ever.
FOR_A_DAY = "public, max-age=86400"


def delivered(request: HttpRequest, name: str) -> HttpResponse:
    """One delivered file. Unknown, unreleased and embargoed ones look alike: 404."""
    rendition = None if "\0" in name else queries.rendition_at(f"renditions/{name}")
    if rendition is None:
        raise Http404
    if queries.is_public(rendition.image_id):
        return _public(request, rendition)
    return _for_the_desk(request, rendition)


@kept()
def _public(_request: HttpRequest, rendition: Rendition) -> HttpResponse:
    response = _file(rendition)
    response.headers["Cache-Control"] = FOR_A_DAY
    # Feed readers and other papers' link previews show it on pages of theirs.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return shows(response, {keys.picture(rendition.image_id)})


def _for_the_desk(request: HttpRequest, rendition: Rendition) -> HttpResponse:
    user = request.user
    if not user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    response = _file(rendition)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _file(rendition: Rendition) -> HttpResponse:
    suffix = rendition.file.name.rsplit(".", 1)[-1].replace("jpg", "jpeg")
    try:
        with rendition.file.open("rb") as file:
            return HttpResponse(file.read(), content_type=MIME.get(suffix, f"image/{suffix}"))
    except FileNotFoundError as lost:
        raise Http404 from lost


delivered.edge_policy = _public.edge_policy  # type: ignore[attr-defined]
