"""The door, one's own corner, and allauth's pages for second factors (our templates)."""

from django.urls import include, path
from django.views.generic import RedirectView

from accounts.care import views as care
from accounts.contact import views as contact
from accounts.login import staff, views
from accounts.login.confirm import confirm
from accounts.login.factor_views import authenticate
from accounts.login.kept import kept
from accounts.login.recovery import recovery_codes
from accounts.me import views as me
from accounts.me.own_data import download, own_data
from accounts.me.password import password
from accounts.policy_reports import report
from accounts.team import views as team

urlpatterns = [
    path("login/", views.log_in, name="login"),
    path("login/code/", views.code, name="login_code"),
    path("login/again/", views.code_again, name="login_again"),
    path("login/kept/", kept, name="kept_words"),
    path("logout/", views.log_out, name="logout"),
    path("staff/login/", staff.staff_log_in, name="staff_login"),
    path("staff/second-factor/", staff.second_factor, name="second_factor"),
    path("me/", me.me, name="me"),
    path("me/hat/", me.wear, name="hat"),
    path("me/password/", password, name="password"),
    path("me/contact/", contact.contact, name="contact"),
    path("me/contact/code/", contact.contact_code, name="contact_code"),
    path("me/contact/<uuid:public_id>/cancel/", contact.cancel, name="cancel_contact_change"),
    path("contact-change/<str:token>/", contact.stop, name="stop_contact_change"),
    path("me/data/", own_data, name="own_data"),
    path("me/data/file/", download, name="own_file"),
    path("me/sessions/", me.sessions, name="sessions"),
    path("me/sessions/others/end/", me.end_others, name="end_others"),
    path("me/sessions/<int:pk>/end/", me.end_session, name="end_session"),
    path("people/", care.people, name="people"),
    path("people/<uuid:public_id>/", care.person, name="person"),
    path("people/<uuid:public_id>/sessions/end/", care.end_sessions, name="end_sessions_of"),
    path("people/<uuid:public_id>/second-factor/", care.open_reset, name="open_factor_reset"),
    path("second-factor/<uuid:public_id>/confirm/", care.confirm_reset, name="confirm_factor_reset"),
    path("second-factor/<uuid:public_id>/stop/", care.stop_reset, name="stop_factor_reset_of"),
    path("second-factor/stop/<str:token>/", care.stop_by_link, name="stop_factor_reset"),
    path("second-factor/new/<str:token>/", care.renew_by_link, name="renew_factor"),
    path("team/", team.team, name="team"),
    path("team/<int:pk>/end/", team.end, name="team_end"),
    path("team/invitations/<uuid:public_id>/withdraw/", team.withdraw, name="team_withdraw"),
    path("invitation/<str:token>/", team.invitation, name="invitation"),
    path("policy-reports/", report, name="policy_reports"),
    path("admin/login/", staff.admin_log_in, name="admin_login"),
    path("admin/logout/", views.log_out, name="admin_logout"),
    # names that allauth's pages link to
    path("accounts/login/", RedirectView.as_view(pattern_name="staff_login", query_string=True), name="account_login"),
    path("accounts/logout/", views.log_out, name="account_logout"),
    path("accounts/reauthenticate/", confirm, name="account_reauthenticate"),
    path("accounts/2fa/authenticate/", authenticate, name="mfa_authenticate"),
    path("accounts/2fa/recovery-codes/", recovery_codes, name="mfa_view_recovery_codes"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
]
