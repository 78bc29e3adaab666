from django.apps import AppConfig


class Wire(AppConfig):
    name = "depesche.wire"
    label = "wire"
