from django.apps import AppConfig


class Config(AppConfig):
    name = "depesche.config"
    label = "config"
