"""State × action × role: generated from the table, compared with a committed one that a person reads (STYLE 8).

Rewrite it with REWRITE_MATRIX=1 and read the diff: a changed cell is a changed right.
"""

import os
from pathlib import Path

from complaints.lifecycle.decide import BY_ACTION
from complaints.lifecycle.states import State

FILE = Path(__file__).with_name("matrix.txt")


def matrix() -> str:
    lines = []
    for state in (None, *State):
        lines.append(f"{state.value if state else '(not filed)'}")
        for action, rows in sorted(BY_ACTION.items()):
            who = sorted({who.value for row in rows if row.leaves(state) for who in row.who})
            if who:
                lines.append(f"    {action}: {', '.join(who)}")
    return "\n".join(lines) + "\n"


def test_nobody_gained_or_lost_a_right_unread() -> None:
    if os.environ.get("REWRITE_MATRIX"):
        FILE.write_text(matrix())
    assert FILE.read_text() == matrix()
