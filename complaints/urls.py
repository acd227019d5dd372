"""Doors of the complaints floor."""

from django.urls import include, path

app_name = "complaints"
urlpatterns = [
    path("file/", include("complaints.intake.urls")),
    path("case/", include("complaints.casepage.urls")),
    path("evidence/", include("complaints.evidence.urls")),
]
