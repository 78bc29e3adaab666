from django.apps import AppConfig


class Pictures(AppConfig):
    name = "depesche.pictures"
    label = "pictures"
