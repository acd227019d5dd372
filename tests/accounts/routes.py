"""Routes of the tests of middleware and doors."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from accounts.access import records_access, saw
from accounts.actors import ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.models import User
from config.urls import urlpatterns as house


def writes(request: HttpRequest) -> HttpResponse:
    User.objects.create_user()
    return HttpResponse("written")


def fails(request: HttpRequest) -> HttpResponse:
    User.objects.raw("SELECT broken")[0]
    return HttpResponse("never")


@records_access("case", "public_id")
def case(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    if request.GET.get("foreign"):
        raise Http404
    return HttpResponse("case")


@records_access("case")
def cases(request: HttpRequest) -> HttpResponse:
    saw(request, "person", ["6f1d3b1e-0a44-4c0c-8a51-0d1f1f3f1f3f"])
    return HttpResponse("cases")


@enter(ActorKind.OFFICER, ActorKind.MEDIATOR)
def desk(request: HttpRequest) -> HttpResponse:
    return HttpResponse(actor_of(request).kind)


@enter(ActorKind.CONSUMER)
def mine(request: HttpRequest) -> HttpResponse:
    return HttpResponse(actor_of(request).kind)


def crashes(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"lost {request.user.display_name} {request.GET['q']}")


urlpatterns = [
    path("crashes/", crashes),
    path("writes/", writes),
    path("fails/", fails),
    path("cases/", cases, name="cases"),
    path("cases/<uuid:public_id>/", case, name="case"),
    path("desk/", desk),
    path("mine/", mine),
    path("admin/writes/", writes),
    *house,
]
