"""The desk's own addresses, under `/desk/newsroom/`."""

from __future__ import annotations

from django.urls import path

from depesche.newsroom.desk import banner, deeds, gate, history, plan, withholding

app_name = "newsroom_desk"
urlpatterns = [
    path("plan/", plan.Plan.as_view(), name="plan"),
    path("plan/<int:number>/seen/", plan.seen, name="seen"),
    path("front/", plan.front, name="front"),
    path("banner/", banner.Banners.as_view(), name="banner"),
    path("banner/<int:number>/end/", banner.end, name="end_banner"),
    path("<int:number>/gate/", gate.GateDeed.as_view(), name="gate"),
    path("<int:number>/schedule/", deeds.ScheduleDeed.as_view(), name="schedule"),
    path(
        "<int:number>/schedule/cancel/", deeds.CancelScheduleDeed.as_view(), name="cancel_schedule"
    ),
    path("<int:number>/embargo/", deeds.EmbargoDeed.as_view(), name="embargo"),
    path("<int:number>/embargo/lift/", deeds.LiftEmbargoDeed.as_view(), name="lift_embargo"),
    path("<int:number>/correct/", deeds.CorrectDeed.as_view(), name="correct"),
    path("<int:number>/retract/", deeds.RetractDeed.as_view(), name="retract"),
    path("<int:number>/retract/take-back/", deeds.TakeBackDeed.as_view(), name="take_back"),
    path("<int:number>/history/", history.History.as_view(), name="history"),
    path(
        "<int:number>/history/<int:publication>/withhold/",
        withholding.WithholdDeed.as_view(),
        name="withhold",
    ),
    path(
        "<int:number>/history/<int:publication>/show/",
        withholding.ShowAgainDeed.as_view(),
        name="show_again",
    ),
]
