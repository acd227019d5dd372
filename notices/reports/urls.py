"""/hooks/deliveries/"""

from django.urls import path

from notices.models import Channel
from notices.reports.views import report

app_name = "reports"
urlpatterns = [
    path(f"{channel.value}/", report, {"channel": channel}, name=channel.value)
    for channel in (Channel.SMS, Channel.EMAIL, Channel.WECHAT)
]
