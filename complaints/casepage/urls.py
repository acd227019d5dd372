"""/case/: one's own cases, and what one can do in each."""

from django.urls import path

from complaints.casepage import act_views, views

urlpatterns = [
    path("", views.mine, name="mine"),
    path("<uuid:public_id>/", views.case, name="case"),
    path("<uuid:public_id>/decide/", views.decide, name="decide"),
    path("<uuid:public_id>/message/", views.message, name="message"),
    path("<uuid:public_id>/evidence/", views.add_evidence, name="add_evidence"),
    path("<uuid:public_id>/receipt/", views.receipt, name="receipt"),
    path("<uuid:public_id>/contact/", views.contact, name="contact"),
    path("<uuid:public_id>/unpublish/", views.unpublish, name="unpublish"),
    path("<uuid:public_id>/do/<slug:key>/", act_views.act, name="act"),
]
