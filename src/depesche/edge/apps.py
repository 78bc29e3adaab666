from django.apps import AppConfig


class Edge(AppConfig):
    name = "depesche.edge"
    label = "edge"
