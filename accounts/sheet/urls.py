from django.urls import path

from accounts.sheet.views import sheet

app_name = "sheet"
urlpatterns = [path("", sheet, name="sheet")]
