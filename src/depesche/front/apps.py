from django.apps import AppConfig


class Front(AppConfig):
    name = "depesche.front"
    label = "front"

    def ready(self) -> None:
        """Give the events of the rooms below the faces in which they go out."""
        from depesche.front import live  # noqa: F401, PLC0415
