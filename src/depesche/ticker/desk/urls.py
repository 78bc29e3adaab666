"""The room's own addresses at the desk, under `/desk/ticker/`."""

from __future__ import annotations

from django.urls import path

from depesche.ticker.desk import deeds, writing

app_name = "ticker_desk"
urlpatterns = [
    path("", writing.Ticker.as_view(), name="ticker"),
    path("speak/<slug:language>/", deeds.speak, name="speak"),
    path("<int:number>/", writing.Edit.as_view(), name="edit"),
    *(
        path(f"<int:number>/{name}/", getattr(deeds, name), name=name)
        for name in (
            "approve",
            "send_back",
            "cancel",
            "take_back",
            "correct",
            "withdraw",
            "discard",
        )
    ),
]
