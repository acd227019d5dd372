"""Every page of mediation: the desk, sittings, referrals, the court room, and the parties' next way."""

from django.urls import path

from mediation.clues import views as clues
from mediation.desk import views as desk
from mediation.judicial import views as judicial
from mediation.papers.byhand import views as byhand
from mediation.referrals import views as referrals
from mediation.sittings import signing_views
from mediation.sittings import views as sittings
from mediation.undelivered import views as undelivered

app_name = "mediation"
urlpatterns = [
    path("", desk.bench, name="bench"),
    path("cases/<uuid:public_id>/", desk.case, name="case"),
    path("cases/<uuid:public_id>/do/<slug:slug>/", desk.do, name="do"),
    path("cases/<uuid:public_id>/note/", desk.note, name="note"),
    path("cases/<uuid:public_id>/message/", desk.message, name="message"),
    path("cases/<uuid:public_id>/way/", judicial.way, name="way"),
    path("cases/<uuid:public_id>/sittings/plan/", sittings.plan, name="plan"),
    path("cases/<uuid:public_id>/agreement/draft/", sittings.draft, name="draft"),
    path("cases/<uuid:public_id>/papers/new/", byhand.new, name="paper_new"),
    path("papers/", byhand.papers, name="papers"),
    path("papers/sheets/<uuid:public_id>/", byhand.sheet, name="sheet"),
    path("papers/sheets/<uuid:public_id>/look/", byhand.look, name="sheet_look"),
    path("papers/<uuid:public_id>/", byhand.hand_paper, name="hand_paper"),
    path("papers/<uuid:public_id>/act/", byhand.act, name="hand_act"),
    path("undelivered/", undelivered.undelivered, name="undelivered"),
    path("undelivered/<int:notice_id>/", undelivered.notice, name="notice"),
    path("undelivered/<int:notice_id>/act/", undelivered.act, name="notice_act"),
    path("sittings/", sittings.calendar, name="sittings"),
    path("sittings/<uuid:public_id>/", sittings.sitting, name="sitting"),
    path("sittings/<uuid:public_id>/calendar.ics", sittings.ics, name="ics"),
    path("sittings/<uuid:public_id>/move/", sittings.move, name="move"),
    path("sittings/<uuid:public_id>/cancel/", sittings.cancel, name="cancel"),
    path("sittings/<uuid:public_id>/record/", sittings.record, name="record"),
    path("sittings/<uuid:public_id>/sign/", sittings.sign_minutes, name="sign_minutes"),
    path("agreements/<uuid:public_id>/", sittings.agreement, name="agreement"),
    path("agreements/<uuid:public_id>/sign/", sittings.sign, name="sign"),
    path("agreements/<uuid:public_id>/signing/", signing_views.signing, name="signing"),
    path("sittings/<uuid:public_id>/signing/", signing_views.signing_minutes, name="signing_minutes"),
    path("clues/", clues.clues, name="clues"),
    path("clues/<uuid:public_id>/", clues.go_on, name="clue_go_on"),
    path("cases/<uuid:public_id>/clue/", clues.note, name="clue_note"),
    path("referrals/", referrals.desk, name="referrals"),
    path("referrals/<uuid:public_id>/", referrals.referral, name="referral"),
    path("referrals/<uuid:public_id>/link/", referrals.new_link, name="referral_link"),
    path("r/<str:token>/", referrals.by_link, name="referral_by_link"),
    path("confirmations/", judicial.confirmations, name="confirmations"),
    path("rooms/<uuid:public_id>/", judicial.room, name="room"),
    path("cases/<uuid:public_id>/<slug:tab>/", desk.case, name="case_tab"),
    path("rooms/<uuid:public_id>/act/", judicial.act, name="room_act"),
]
