"""What the pages are measured against: one view, one primary-key query, one small template, no middleware."""

from __future__ import annotations

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{{ case.number }}</title></head><body>
<h1>{{ case.number }}</h1><dl>{% for name, value in rows %}<dt>{{ name }}</dt><dd>{{ value }}</dd>{% endfor %}</dl>
<p>{{ filler }}</p></body></html>"""
FIELDS = ("number", "state", "tier", "holder", "respondent_name", "filed_at", "state_since", "claimed_fen")
FILLER = "消费者权益保护" * 200


def bare(_request: HttpRequest, pk: int) -> HttpResponse:
    """One query, about 6 kB."""
    from complaints.models import Case

    case = Case.objects.get(pk=pk)
    rows = [(name, getattr(case, name)) for name in FIELDS]
    page = engines["django"].from_string(PAGE) if "page" not in _KEPT else _KEPT["page"]
    _KEPT["page"] = page
    return HttpResponse(page.render({"case": case, "rows": rows, "filler": FILLER}))


_KEPT: dict = {}
urlpatterns = [path("bare/<int:pk>/", bare)]
django.setup()
settings.MIDDLEWARE = []  # allauth wants to see its own when it is set up, not afterwards
settings.ROOT_URLCONF = "benchmarks._bare"
application = WSGIHandler()
