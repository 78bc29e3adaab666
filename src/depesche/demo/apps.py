from django.apps import AppConfig


class Demo(AppConfig):
    name = "depesche.demo"
    label = "demo"
