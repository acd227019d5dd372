"""manage.py desensitise as a filter: it needs no database, answers every line and tells by its exit code."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def run(lines: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "manage.py", "desensitise"], input=lines, capture_output=True, cwd=ROOT, check=False
    )


def test_good_lines() -> None:
    done = run('{"id": 7, "text": "店长叫高明，电话13900002222"}\n'.encode())
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["id"] == 7
    assert answer["text"] == "店长叫高某，电话139****2222"
    assert [(span["start"], span["end"], span["type"]) for span in answer["spans"]] == [
        (3, 5, "person"),
        (8, 19, "mobile"),
    ]
    assert all(span["reason"] for span in answer["spans"])


def test_malformed_lines_do_not_stop_the_rest() -> None:
    bad = [b"not json", b"[1]", b'{"id": 2}', b'{"id": 3, "text": 5}', b"\xff\xfe", b"[" * 100_000]
    bad.append(b'{"id": 4, "text": "x", "known": {"persons": "y"}}')
    done = run(b"\n".join([*bad, b"", '{"id": "last", "text": "\\ud800 电话13900002222"}'.encode(), b""]))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [("error" in answer) for answer in answers] == [True] * len(bad) + [False]
    assert answers[2]["id"] == 2
    assert "13900002222" not in answers[-1]["text"]


def test_known_facts_on_the_line() -> None:
    line = {"id": 1, "text": "明明就是不退", "known": {"persons": ["明明"]}}
    done = run(json.dumps(line).encode())
    assert "明明" not in json.loads(done.stdout)["text"]
