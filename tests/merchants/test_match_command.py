"""`manage.py match_merchants`: JSON lines in and out; a bad line is answered, the rest goes on."""

import io
import json
import sys
from types import SimpleNamespace

import pytest
from django.core.management import call_command


def ask(monkeypatch, lines: list[bytes]) -> tuple[list[dict], int]:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\n".join(lines))))
    out, code = io.StringIO(), 0
    try:
        call_command("match_merchants", stdout=out, stderr=io.StringIO())
    except SystemExit as stop:
        code = int(stop.code or 0)
    return [json.loads(line) for line in out.getvalue().splitlines()], code


def test_answers_each_line(directory, monkeypatch) -> None:
    answers, code = ask(monkeypatch, [json.dumps({"id": 1, "query": "绿湾宠物用品", "region": "武汉"}).encode()])
    assert code == 0
    assert answers[0]["id"] == 1
    assert answers[0]["decision"] == "auto"
    assert answers[0]["candidates"][0]["name"] == "武汉市江夏绿湾宠物用品有限公司"
    assert answers[0]["candidates"][0]["reasons"]


@pytest.mark.parametrize(
    "bad", [b"{", b"[]", b"null", b"\xff\xfe", b'{"query": "x"}', b'{"id": 1}', b'{"id": 1, "query": 5}',
            b'{"id": 1, "query": "x", "phone": 7}', b"[" * 100_000]
)  # fmt: skip
def test_a_bad_line_is_answered_and_the_rest_goes_on(directory, monkeypatch, bad: bytes) -> None:
    good = json.dumps({"id": "g", "query": "悦来眼镜"}).encode()
    answers, code = ask(monkeypatch, [bad, good])
    assert code == 1
    assert answers[0]["error"]
    assert answers[0]["line"] == 1
    assert answers[1]["candidates"]


def test_hostile_texts_get_an_answer(directory, monkeypatch) -> None:
    texts = ["", "x" * 1_000_000, "\ud800", "\x00\x07", "😀" * 50, "((((((", "9" * 5000, "的" * 300, "' OR 1=1 --"]
    lines = [json.dumps({"id": n, "query": text}).encode() for n, text in enumerate(texts)]
    answers, code = ask(monkeypatch, lines)
    assert code == 0
    assert [a["id"] for a in answers] == list(range(len(texts)))
