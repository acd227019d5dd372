from django.urls import path

from disclosure.front.views import front

app_name = "front"
urlpatterns = [path("", front, name="front")]
