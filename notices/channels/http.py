"""POST and read JSON, with a timeout, by the standard library: two providers need no more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from notices.channels.message import NotDelivered

TIMEOUT_SECONDS = 10
_LARGEST_ANSWER = 64 * 1024


class _NoRedirects(HTTPRedirectHandler):
    """A provider answers where it is asked; keys and numbers of people go to no other address."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """None: the answer stays an HTTP error."""


_OPENER = build_opener(_NoRedirects)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
    """The JSON object a provider answers, also with an HTTP error; NotDelivered when there is none."""
    request = Request(url, data=body, headers=dict(headers), method="POST")
    try:
        try:
            with _OPENER.open(request, timeout=TIMEOUT_SECONDS) as response:
                raw = response.read(_LARGEST_ANSWER)
        except HTTPError as error:
            with error:
                raw = error.read(_LARGEST_ANSWER)
    except (OSError, HTTPException) as error:
        raise NotDelivered(f"no connection: {type(error).__name__}") from error
    try:
        answer = json.loads(raw)
    except ValueError as error:
        raise NotDelivered("the provider's answer is not JSON") from error
    if not isinstance(answer, dict):
        raise NotDelivered("the provider's answer is no object")
    return answer
