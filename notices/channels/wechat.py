"""WeChat official-account template messages (模板消息). Off until WECHAT_APP_ID, _SECRET and _TEMPLATES are set."""

from __future__ import annotations

import hashlib
import json
import time
from threading import Lock
from typing import Any

from django.conf import settings

from notices.channels.http import post
from notices.channels.message import Message, NotDelivered

_JSON = {"Content-Type": "application/json"}
_TOKEN_REFUSED = frozenset({40001, 40014, 42001})
_PERMANENT = frozenset({40003, 43004, 40037, 43101})  # no such reader, no follower, no such template, not allowed
_LONGEST_VALUE = 20  # signs; the official limit for thing.DATA
_token: dict[str, tuple[str, float]] = {}
_lock = Lock()


def configured() -> bool:
    return bool(settings.WECHAT_APP_ID and settings.WECHAT_TEMPLATES)


def _call(path: str, data: dict[str, Any]) -> dict[str, Any]:
    return post(f"{settings.WECHAT_API}{path}", json.dumps(data, ensure_ascii=False).encode(), _JSON)


def access_token(*, fresh: bool = False) -> str:
    """The account's token, kept until five minutes before it ends; all processes get the same (stable_token)."""
    with _lock:
        value, until = _token.get(settings.WECHAT_APP_ID, ("", 0.0))
        if value and until > time.monotonic() and not fresh:
            return value
        answer = _call(
            "/cgi-bin/stable_token",
            {
                "grant_type": "client_credential",
                "appid": settings.WECHAT_APP_ID,
                "secret": settings.WECHAT_SECRET,
                "force_refresh": fresh,
            },
        )
        if "access_token" not in answer:
            raise NotDelivered(f"no token: {answer.get('errcode', 'no code')}")
        _token[settings.WECHAT_APP_ID] = answer["access_token"], time.monotonic() + answer.get("expires_in", 7200) - 300
        return str(answer["access_token"])


def send(message: Message) -> str:
    """One notice as a template message; returns msgid. A refused token is renewed once."""
    templates = settings.WECHAT_TEMPLATES
    data = {
        "touser": message.to,
        "template_id": templates.get(message.template) or templates["notice"],
        "url": str(message.context.get("url", settings.PUBLIC_URL)),
        "client_msg_id": hashlib.sha256(message.key.encode()).hexdigest()[:32],
        "data": {
            "thing1": {"value": message.subject[:_LONGEST_VALUE]},
            "character_string2": {"value": str(message.context.get("number", ""))[:32]},
            "thing3": {"value": message.body.partition("\n")[0][:_LONGEST_VALUE]},
        },
    }
    answer: dict[str, Any] = {}
    for fresh in (False, True):
        answer = _call(f"/cgi-bin/message/template/send?access_token={access_token(fresh=fresh)}", data)
        if answer.get("errcode") not in _TOKEN_REFUSED:
            break
    if answer.get("errcode"):
        raise NotDelivered(f"WeChat {answer['errcode']}", permanent=answer["errcode"] in _PERMANENT)
    return str(answer.get("msgid", ""))
