"""Every door of the house, one line each."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from complaints.casedoor import door
from notices.views import recorded

urlpatterns = [
    path("", include("disclosure.front.urls")),
    path("", include("accounts.urls")),
    path("", include("disclosure.urls")),
    path("", include("documents.urls")),
    path("", include("complaints.urls")),
    path("c/<uuid:public_id>/", door, name="case_door"),
    path("merchant/", include("complaints.merchantdesk.urls")),
    path("merchant/team/", include("merchants.joining.urls")),
    path("join/", include("complaints.joining.urls")),
    path("imports/", include("merchants.importing.urls")),
    path("retention/", include("complaints.retention.urls")),
    path("inbox/", include("notices.urls")),
    path("hooks/deliveries/", include("notices.reports.urls")),
    path("demo/messages/", recorded, name="recorded_messages"),
    path("preferences/", include("accounts.preferences.urls")),
    path("about/", include("disclosure.about.urls")),
    path("mediation/", include("mediation.urls")),
    path("health/", include("config.health.urls")),
    path("admin/", admin.site.urls),
]
if settings.SHOWS_SHEET:
    urlpatterns.append(path("ui/", include("accounts.sheet.urls")))
