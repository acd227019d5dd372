"""/merchant/team/: the team, and invitations into it."""

from django.urls import path

from merchants.joining import views

app_name = "merchantteam"
urlpatterns = [
    path("", views.team, name="team"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<int:pk>/role/", views.role, name="role"),
    path("invitations/<uuid:public_id>/withdraw/", views.withdraw, name="withdraw"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
]
