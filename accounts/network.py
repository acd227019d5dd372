"""From where a request comes: the address, and the network it belongs to, for limits and the list of sessions."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"


def client_address(request: HttpRequest) -> str:
    """The address of the client, behind `settings.TRUSTED_PROXIES` proxies of ours; never what the client claims."""
    trusted: int = settings.TRUSTED_PROXIES
    if trusted:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        text = hops[-trusted] if len(hops) >= trusted else ""
    else:
        text = request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return UNKNOWN


def network_of(address: str) -> str:
    """The /24 of an IPv4 address, the /48 of an IPv6 address: what one subscriber can change at will."""
    bits = 24 if ipaddress.ip_address(address).version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))
