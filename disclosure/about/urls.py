from django.urls import path

from disclosure.about import views

app_name = "about"
urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
