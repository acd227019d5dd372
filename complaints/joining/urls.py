"""/join/: ways in for merchants; for officers the licences to look at, and the letters."""

from django.urls import path

from complaints.joining import staff_views, views

app_name = "joining"
urlpatterns = [
    path("", views.start, name="start"),
    path("licence/", views.licence, name="licence"),
    path("requests/", staff_views.request_list, name="requests"),
    path("requests/<uuid:public_id>/", staff_views.request_page, name="request"),
    path("requests/<uuid:public_id>/licence/", staff_views.licence_file, name="licence_file"),
    path("letters/", staff_views.letter_list, name="letters"),
    path("letters/<uuid:public_id>/", staff_views.letter_page, name="letter"),
    path("letters/<uuid:public_id>/post/", staff_views.post_letter, name="post_letter"),
    path("letters/<uuid:public_id>/close/", staff_views.close_letter, name="close_letter"),
    path("<str:code>/", views.code, name="code"),
]
