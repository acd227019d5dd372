"""The stories of cases.txt: each must lose what identifies somebody and keep what the story is about."""

from pathlib import Path

import pytest

from disclosure.desensitise import desensitise

LINES = Path(__file__).with_name("cases.txt").read_text(encoding="utf-8").splitlines()
CASES = [tuple(part.strip() for part in line.split("|||")) for line in LINES if not line.startswith("#")]


def parts(written: str) -> list[str]:
    return [part for part in written.split(";") if part]


@pytest.mark.parametrize(("text", "gone", "kept"), CASES, ids=range(1, len(CASES) + 1))
def test_case(text: str, gone: str, kept: str) -> None:
    masked = desensitise(text).text
    assert [part for part in parts(gone) if part in masked] == []
    assert [part for part in parts(kept) if part not in masked] == []
