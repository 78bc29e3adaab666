from django.apps import AppConfig


class Front(AppConfig):
    name = "depesche.front"
    label = "front"
