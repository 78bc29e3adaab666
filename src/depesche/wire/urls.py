"""The room's own addresses at the desk, under `/desk/wire/`."""

from __future__ import annotations

from django.urls import path

from depesche.wire import views

app_name = "wire_desk"
urlpatterns = [
    path("", views.Wire.as_view(), name="wire"),
    path("<path:consumer>/try/", views.try_now, name="try_now"),
]
