"""/health/ for administrators; /health/live and /health/ready for probes."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.actors import ActorKind
from accounts.doors import enter
from config.health.checks import broker_answers, database_answers, findings


@never_cache
@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is asked. A supervisor restarts what does not."""
    return JsonResponse({"live": True})


@never_cache
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """200 when pages can be served: database there and of this release. Without the broker they still can."""
    database = database_answers()
    return JsonResponse({"database": database, "broker": broker_answers()}, status=200 if database else 503)


@never_cache
@require_safe
@enter(ActorKind.ADMIN)
def page(request: HttpRequest) -> HttpResponse:
    """Everything an operator should look at, worst first."""
    found = sorted(findings(timezone.now()), key=lambda finding: finding.good)
    return render(request, "health/health.html", {"findings": found, "bad": sum(not row.good for row in found)})
