from django.urls import path

from accounts.preferences.views import preferences

app_name = "preferences"
urlpatterns = [path("", preferences, name="preferences")]
