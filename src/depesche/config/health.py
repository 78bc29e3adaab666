"""Whether the instance is well."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from depesche.edge.keeping import private


@private
def healthz(request: HttpRequest) -> JsonResponse:
    """`{"status": "ok"}`, or 503 with the part that fails."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "failing", "part": "database"}, status=503)
    return JsonResponse({"status": "ok"})
