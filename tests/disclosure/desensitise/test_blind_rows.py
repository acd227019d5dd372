"""Our own rows (tests/disclosure/data): what has been reached may not be lost again."""

import json
from pathlib import Path

import pytest

from disclosure.desensitise import desensitise

DATA = Path(__file__).parents[1] / "data"


def measured(name: str) -> tuple[float, float]:
    """The share of hard spans leaked and of strings to keep lost."""
    hard = leaked = keep = lost = 0
    for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        result = desensitise(row["text"])
        hidden = {at for span in result.spans for at in range(span.start, span.end)}
        for span in row["spans"]:
            assert row["text"][span["start"] : span["end"]] == span["value"]
            if span["must_mask"] and span["type"] != "person_title":
                hard += 1
                places = range(span["start"], span["end"])
                leaked += any(at not in hidden and row["text"][at].isalnum() for at in places)
        keep += len(row["keep"])
        lost += sum(string not in result.text for string in row["keep"])
    return leaked / hard, lost / keep


@pytest.mark.parametrize(("name", "most"), [("blind_rows", 0.05), ("held_out_rows", 0.20), ("later_rows", 0.25)])
def test_no_more_leaks_than_recorded_and_the_story_stays(name: str, most: float) -> None:
    leaked, lost = measured(name)
    assert leaked <= most
    assert lost <= 0.02
