from django.apps import AppConfig


class Edge(AppConfig):
    name = "depesche.edge"
    label = "edge"

    def ready(self) -> None:
        """Hear who signs out: what only that person may hear ends with it."""
        from depesche.edge import leaving  # noqa: F401, PLC0415
