"""Doors of the disclosure floor."""

from django.urls import path

from disclosure.public import views as public
from disclosure.publication import views

app_name = "disclosure"
urlpatterns = [
    path("published/", public.cases, name="list"),
    path("published/<str:code>/", public.case, name="case"),
    path("published/<str:code>/report/", public.report, name="report"),
    path("merchants/", public.merchants, name="merchants"),
    path("merchants/<uuid:public_id>/", public.merchant, name="merchant"),
    path("publications/", views.reviews, name="reviews"),
    path("publications/new/<uuid:public_id>/", views.draft, name="draft"),
    path("publications/<uuid:public_id>/", views.publication, name="publication"),
    path("publications/<uuid:public_id>/mask/", views.mask, name="mask"),
    path("publications/<uuid:public_id>/lift/", views.lift, name="lift"),
    path("publications/<uuid:public_id>/settle/<int:mark_id>/", views.settle, name="settle"),
    path("publications/<uuid:public_id>/finish/", views.finish, name="finish"),
    path("publications/<uuid:public_id>/consent/", views.consent, name="consent"),
    path("publications/<uuid:public_id>/decline/", views.decline, name="decline"),
    path("publications/<uuid:public_id>/revoke/", views.revoke, name="revoke"),
    path("publications/<uuid:public_id>/objection/", views.objection, name="objection"),
    path("publications/<uuid:public_id>/publish/", views.publish, name="publish"),
    path("publications/<uuid:public_id>/refuse/", views.refuse, name="refuse"),
    path("publications/<uuid:public_id>/withdraw/", views.withdraw, name="withdraw"),
    path("publications/<uuid:public_id>/show/", views.show_again, name="show_again"),
]
