"""Alibaba Cloud and WeChat against a server of ours that answers as theirs do."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from notices.channels import Message, NotDelivered, wechat
from notices.channels.aliyun import AliyunSms, signed_headers

MESSAGE = Message(
    "case:1:4:offer_made:consumer:x",
    "oABC",
    "offer_made",
    "商家提出了方案",
    "请看看：可以接受，可以还价。\n投诉件",
    {"number": "42010620260302000421", "url": "https://hejie.example/c/1"},
)


class Peer(ThreadingHTTPServer):
    """Remembers requests, answers from a list."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[tuple[int, object]] = []
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Peer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        status, answer = self.server.answers.pop(0)
        raw = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        if 300 <= status < 400:
            self.send_header("Location", f"{self.server.url}/elsewhere")
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def aliyun(settings, peer: Peer) -> Peer:
    settings.ALIYUN_SMS_ENDPOINT = peer.url
    settings.ALIYUN_SMS_KEY_ID, settings.ALIYUN_SMS_KEY_SECRET = "key-id", "key-secret"
    settings.ALIYUN_SMS_SIGN, settings.ALIYUN_SMS_TEMPLATES = "和解", {"notice": "SMS_1", "code": "SMS_2"}
    return peer


@pytest.fixture
def official_account(settings, peer: Peer) -> Peer:
    settings.WECHAT_API, settings.WECHAT_APP_ID, settings.WECHAT_SECRET = peer.url, "wx1", "s"
    settings.WECHAT_TEMPLATES = {"notice": "T1"}
    wechat._token.clear()
    return peer


def test_the_signature_is_that_of_the_published_example() -> None:
    """Alibaba Cloud's documentation of the V3 signature prints this request and this result."""
    headers = signed_headers(
        host="ecs.cn-shanghai.aliyuncs.com",
        action="RunInstances",
        version="2014-05-26",
        query="ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
        body=b"",
        key_id="YourAccessKeyId",
        secret="YourAccessKeySecret",
        now=datetime(2023, 10, 26, 10, 22, 32, tzinfo=UTC),
        nonce="3156853299f313e23d1673dc12e1703d",
    )
    assert headers["Authorization"].endswith(
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_aliyun_is_asked_by_registered_template_and_gives_its_id(aliyun: Peer) -> None:
    aliyun.answers = [(200, {"Code": "OK", "BizId": "9001"})]
    sent = AliyunSms().send(
        "13800138000", "……", template="offer.made", parameters={"number": "421", "what": "轮到您" * 20}, key="k1"
    )
    assert sent == "9001"
    path, headers, body = aliyun.seen[0]
    query = parse_qs(urlsplit(path).query)
    assert query["PhoneNumbers"] == ["13800138000"]
    assert (query["TemplateCode"], query["SignName"], query["OutId"]) == (["SMS_1"], ["和解"], ["k1"])
    assert len(json.loads(query["TemplateParam"][0])["what"]) == 35
    assert headers["x-acs-action"] == "SendSms"
    assert headers["authorization"].startswith("ACS3-HMAC-SHA256 Credential=key-id,")
    assert body == b""


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(aliyun: Peer, status: int) -> None:
    aliyun.answers = [(status, b"elsewhere"), (200, {"Code": "OK", "BizId": "1"})]
    with pytest.raises(NotDelivered):
        AliyunSms().send("13800138000", "x", template="code", parameters={"code": "123456"}, key="k")
    assert len(aliyun.seen) == 1


def test_a_code_uses_its_own_template(aliyun: Peer) -> None:
    aliyun.answers = [(200, {"Code": "OK", "BizId": "1"})]
    AliyunSms().send("13800138000", "……", template="code", parameters={"code": "123456"})
    query = parse_qs(urlsplit(aliyun.seen[0][0]).query)
    assert (query["TemplateCode"], query["TemplateParam"]) == (["SMS_2"], ['{"code": "123456"}'])


@pytest.mark.parametrize(
    ("status", "answer", "permanent"),
    [
        (400, {"Code": "isv.MOBILE_NUMBER_ILLEGAL"}, True),
        (200, {"Code": "isv.BUSINESS_LIMIT_CONTROL"}, False),
        (503, b"<html>busy</html>", False),
        (200, [], False),
    ],
)
def test_aliyun_refusals(aliyun: Peer, status: int, answer: object, permanent: bool) -> None:
    aliyun.answers = [(status, answer)]
    with pytest.raises(NotDelivered) as refusal:
        AliyunSms().send("1", "……")
    assert refusal.value.permanent is permanent


def test_a_provider_that_is_down_is_no_crash(aliyun: Peer, settings) -> None:
    settings.ALIYUN_SMS_ENDPOINT = "http://127.0.0.1:9"
    with pytest.raises(NotDelivered, match="no connection"):
        AliyunSms().send("1", "……")


def test_wechat_fetches_its_token_once_and_renews_a_refused_one(official_account: Peer) -> None:
    token = {"access_token": "A", "expires_in": 7200}
    official_account.answers = [(200, token), (200, {"errcode": 0, "msgid": 7}), (200, {"errcode": 0, "msgid": 8})]
    assert [wechat.send(MESSAGE), wechat.send(MESSAGE)] == ["7", "8"]
    assert [path.split("?")[0] for path, _h, _b in official_account.seen] == [
        "/cgi-bin/stable_token",
        "/cgi-bin/message/template/send",
        "/cgi-bin/message/template/send",
    ]
    sent = json.loads(official_account.seen[1][2])
    assert (sent["touser"], sent["template_id"], sent["url"]) == ("oABC", "T1", "https://hejie.example/c/1")
    assert sent["client_msg_id"] == json.loads(official_account.seen[2][2])["client_msg_id"]
    assert sent["data"]["character_string2"]["value"] == "42010620260302000421"
    assert sent["data"]["thing3"]["value"] == "请看看：可以接受，可以还价。"
    official_account.answers = [
        (200, {"errcode": 40001}),
        (200, {**token, "access_token": "B"}),
        (200, {"errcode": 0, "msgid": 9}),
    ]
    assert wechat.send(MESSAGE) == "9"
    assert official_account.seen[-1][0].endswith("access_token=B")


@pytest.mark.parametrize(("code", "permanent"), [(43004, True), (45009, False)])
def test_wechat_refusals(official_account: Peer, code: int, permanent: bool) -> None:
    official_account.answers = [(200, {"access_token": "A", "expires_in": 7200}), (200, {"errcode": code})]
    with pytest.raises(NotDelivered) as refusal:
        wechat.send(MESSAGE)
    assert refusal.value.permanent is permanent


def test_without_a_token_nothing_is_sent(official_account: Peer) -> None:
    official_account.answers = [(200, {"errcode": 40125})]
    with pytest.raises(NotDelivered, match="no token: 40125"):
        wechat.send(MESSAGE)
