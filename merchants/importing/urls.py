"""/imports/: lists of merchants taken into the directory."""

from django.urls import path

from merchants.importing import views

app_name = "imports"
urlpatterns = [
    path("", views.imports, name="list"),
    path("<uuid:public_id>/", views.job, name="job"),
    path("<uuid:public_id>/resume/", views.resume, name="resume"),
    path("<uuid:public_id>/cancel/", views.cancel, name="cancel"),
    path("<uuid:public_id>/rejected.csv", views.rejected, name="rejected"),
]
