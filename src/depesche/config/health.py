"""Whether the instance is well."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from depesche.config import checkup
from depesche.edge.keeping import private


@private
def healthz(request: HttpRequest) -> JsonResponse:
    """`{"status": "ok"}`, or 503 with the part that fails."""
    if part := checkup.failing():
        return JsonResponse({"status": "failing", "part": part}, status=503)
    return JsonResponse({"status": "ok"})
