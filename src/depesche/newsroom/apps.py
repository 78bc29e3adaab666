from django.apps import AppConfig


class Newsroom(AppConfig):
    name = "depesche.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        """Let the guards listen, and give the article its editor."""
        from depesche.newsroom import guards  # noqa: F401, PLC0415
        from depesche.newsroom.desk import editor  # noqa: PLC0415

        editor.furnish()
