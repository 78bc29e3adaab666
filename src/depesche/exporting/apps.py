from django.apps import AppConfig


class Exporting(AppConfig):
    name = "depesche.exporting"
    label = "exporting"
