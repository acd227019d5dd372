"""Alibaba Cloud SMS (短信服务, SendSms 2017-05-25), signed with ACS3-HMAC-SHA256.

Chinese carriers take registered texts only: `ALIYUN_SMS_TEMPLATES` maps our template names to their codes, `notice` and
`code` being the general ones, with the parameters `number` and `what`, or `code`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from django.conf import settings

from notices.channels.http import post
from notices.channels.message import NotDelivered

_LONGEST_PARAMETER = 35  # signs; the carriers' limit for one variable
_PERMANENT = frozenset(
    {"isv.MOBILE_NUMBER_ILLEGAL", "isv.MOBILE_COUNT_OVER_LIMIT", "isv.SMS_TEMPLATE_ILLEGAL", "isv.INVALID_PARAMETERS"}
)


def _query(parameters: Mapping[str, str]) -> str:
    return "&".join(f"{quote(name, safe='-_.~')}={quote(parameters[name], safe='-_.~')}" for name in sorted(parameters))


def signed_headers(
    *,
    host: str,
    action: str,
    version: str,
    query: str,
    body: bytes,
    key_id: str,
    secret: str,
    now: datetime,
    nonce: str,
) -> dict[str, str]:
    """The headers of one request, Authorization included (Alibaba Cloud, "V3 request signature")."""
    digest = hashlib.sha256(body).hexdigest()
    headers = {
        "host": host,
        "x-acs-action": action,
        "x-acs-content-sha256": digest,
        "x-acs-date": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": nonce,
        "x-acs-version": version,
    }
    names = ";".join(headers)
    canonical = "\n".join(
        ["POST", "/", query, *(f"{name}:{value}" for name, value in headers.items()), "", names, digest]
    )
    text = "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical.encode()).hexdigest()
    signature = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    headers["Authorization"] = f"ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={names},Signature={signature}"
    return headers


class AliyunSms:
    """Off until ALIYUN_SMS_KEY_ID, _KEY_SECRET, _SIGN and _TEMPLATES are set."""

    def send(
        self,
        phone: str,
        text: str,
        *,
        template: str = "notice",
        parameters: Mapping[str, str] | None = None,
        key: str = "",
    ) -> str:
        """Send by the registered template; returns BizId."""
        codes = settings.ALIYUN_SMS_TEMPLATES
        values = {name: value[:_LONGEST_PARAMETER] for name, value in (parameters or {}).items()}
        query = _query(
            {
                "PhoneNumbers": phone,
                "SignName": settings.ALIYUN_SMS_SIGN,
                "TemplateCode": codes.get(template) or codes["notice"],
                "TemplateParam": json.dumps(values, ensure_ascii=False),
                "OutId": key,
            }
        )
        endpoint = settings.ALIYUN_SMS_ENDPOINT
        headers = signed_headers(
            host=urlsplit(endpoint).netloc,
            action="SendSms",
            version="2017-05-25",
            query=query,
            body=b"",
            key_id=settings.ALIYUN_SMS_KEY_ID,
            secret=settings.ALIYUN_SMS_KEY_SECRET,
            now=datetime.now(UTC),
            nonce=uuid.uuid4().hex,
        )
        answer = post(f"{endpoint}/?{query}", b"", headers)
        if answer.get("Code") != "OK":
            code = str(answer.get("Code", "no code"))
            raise NotDelivered(code, permanent=code in _PERMANENT)
        return str(answer.get("BizId", ""))
