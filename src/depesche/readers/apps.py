from django.apps import AppConfig


class Readers(AppConfig):
    name = "depesche.readers"
    label = "readers"
