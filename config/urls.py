"""Every door of the house, one line each."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("preferences/", include("accounts.preferences.urls")),
    path("ui/", include("accounts.sheet.urls")),
    path("admin/", admin.site.urls),
]
