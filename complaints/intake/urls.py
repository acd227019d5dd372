"""/file/: four steps, and what they save on the way."""

from django.urls import path

from complaints.intake import ask_views, views, whom_views, you_views

urlpatterns = [
    path("", views.start, name="file"),
    path("what/", views.what, name="file_what"),
    path("what/save/", views.save, name="file_save"),
    path("what/files/", views.files, name="file_files"),
    path("what/files/<uuid:public_id>/remove/", views.remove_file, name="file_remove"),
    path("facts/", views.facts, name="file_facts"),
    path("whom/", whom_views.whom, name="file_whom"),
    path("whom/search/", whom_views.search, name="file_search"),
    path("ask/", ask_views.ask, name="file_ask"),
    path("you/", you_views.you, name="file_you"),
    path("send/", you_views.send, name="file_send"),
    path("anew/", views.anew, name="file_anew"),
]
