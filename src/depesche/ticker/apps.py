from django.apps import AppConfig


class Ticker(AppConfig):
    name = "depesche.ticker"
    label = "ticker"

    def ready(self) -> None:
        """Hear what the newsroom releases."""
        from depesche.ticker import tasks  # noqa: F401, PLC0415
