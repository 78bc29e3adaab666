from django.apps import AppConfig


class Importing(AppConfig):
    name = "depesche.importing"
    label = "importing"
