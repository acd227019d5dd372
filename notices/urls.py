from django.urls import path

from notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read, name="read_all"),
    path("read/<uuid:public_id>/", views.read, name="read"),
    path("channels/", views.channels, name="channels"),
]
