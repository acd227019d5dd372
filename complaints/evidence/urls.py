"""/evidence/: files in, piece by piece, and out, by permission."""

from django.urls import path

from complaints.evidence import views

urlpatterns = [
    path("uploads/", views.begin_upload, name="upload_begin"),
    path("uploads/<uuid:public_id>/", views.upload, name="upload"),
    path("<uuid:public_id>/", views.evidence, name="evidence"),
]
