from django.urls import path

from accounts.sheet.views import desk, sheet

app_name = "sheet"
urlpatterns = [path("", sheet, name="sheet"), path("desk/", desk, name="desk")]
