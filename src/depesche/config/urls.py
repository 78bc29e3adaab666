"""All addresses of the site."""

from django.urls import include, path
from wagtail.admin import urls as desk
from wagtail.documents import urls as documents

from depesche.config.health import healthz
from depesche.config.metrics import metrics
from depesche.front.errors import bad_request, forbidden, not_found, server_error

urlpatterns = [
    path("healthz", healthz),
    path("metrics", metrics),
    path("desk/", include(desk)),
    path("dokumente/", include(documents)),
    path("media/", include("depesche.pictures.urls")),
    path("", include("depesche.edge.urls")),
    path("", include("depesche.exporting.urls")),
    path("", include("depesche.front.urls")),
]

handler400 = bad_request
handler403 = forbidden
handler404 = not_found
handler500 = server_error
