from django.apps import AppConfig


class FanRoom(AppConfig):
    name = "bench.parts.fanroom"
    label = "fanroom"

    def ready(self) -> None:
        """Declare the topic and the face."""
        from bench.parts.fanroom import notes  # noqa: F401, PLC0415
