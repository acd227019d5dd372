from django.urls import path

from config.health import views

app_name = "health"
urlpatterns = [
    path("", views.page, name="page"),
    path("live", views.live, name="live"),
    path("ready", views.ready, name="ready"),
]
