from django.urls import path

from depesche.pictures.views import delivered

urlpatterns = [path("renditions/<path:name>", delivered, name="picture_file")]
