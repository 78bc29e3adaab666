from django.apps import AppConfig

from depesche.pictures import encoding


class Pictures(AppConfig):
    name = "depesche.pictures"
    label = "pictures"

    def ready(self) -> None:
        """Willow writes AVIF our way."""
        encoding.install()
