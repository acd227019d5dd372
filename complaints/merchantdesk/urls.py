"""Pages of a merchant's desk."""

from django.urls import path

from complaints.merchantdesk import act_views, views

app_name = "merchantdesk"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("cases/<uuid:public_id>/", views.case, name="case"),
    path("cases/<uuid:public_id>/answer/", views.answer, name="answer"),
    path("cases/<uuid:public_id>/message/", views.message, name="message"),
    path("cases/<uuid:public_id>/evidence/", views.add_evidence, name="add_evidence"),
    path("cases/<uuid:public_id>/hand-over/", views.hand_over, name="hand_over"),
    path("cases/<uuid:public_id>/duties/<int:duty_id>/done/", act_views.claim_duty, name="claim_duty"),
    path("cases/<uuid:public_id>/do/<slug:slug>/", act_views.act, name="act"),
]
