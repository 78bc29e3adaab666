from django.apps import AppConfig

from depesche.pictures import encoding


class Pictures(AppConfig):
    name = "depesche.pictures"
    label = "pictures"

    def ready(self) -> None:
        """Willow writes AVIF our way, and the wire is heard."""
        from depesche.pictures import tasks  # noqa: F401, PLC0415

        encoding.install()
