from django.apps import AppConfig


class Newsroom(AppConfig):
    name = "depesche.newsroom"
    label = "newsroom"
