"""/retention/"""

from django.urls import path

from complaints.retention import views

app_name = "retention"
urlpatterns = [
    path("", views.retention, name="list"),
    path("cases/<uuid:public_id>/hold/", views.hold, name="hold"),
    path("holds/<uuid:public_id>/lift/", views.lift, name="lift"),
]
