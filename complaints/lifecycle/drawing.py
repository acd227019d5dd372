"""The table draws itself: a Mermaid diagram of the tiers and a Markdown table of every row."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from complaints.lifecycle.row import T
from complaints.lifecycle.states import State, Tier
from complaints.lifecycle.transitions import TRANSITIONS

HEAD = """# The life of a case

Drawn by `./dev manage lifecycle_table --write` from `complaints/lifecycle/transitions.py`; a test says when stale.
A row is the only way a case moves. [clock] marks what a clock does by itself at its end.
"""
COLUMNS = ("action", "from", "to", "who may", "if", "clock at its end", "starts", "tells", "effects", "source")


def page() -> str:
    """docs/lifecycle.md, whole, in English."""
    with translation.override("en"):
        return f"{HEAD}\n```mermaid\n{mermaid()}\n```\n\n{states_table()}\n\n{markdown()}\n"


def mermaid() -> str:
    """Every change of state, grouped by tier; a move only a clock makes is dotted by its [clock]."""
    lines = ["stateDiagram-v2", "    direction LR"]
    for tier in Tier:
        members = [state for state in State if state.tier is tier]
        lines.append(f'    state "{tier.label}" as tier{int(tier)} {{')
        lines += [f"        {state.value}: {state.label}" for state in members]
        lines.append("    }")
    edges: dict[tuple[str, str], list[str]] = {}
    for row in TRANSITIONS:
        for start in _froms(row):
            if row.to is not None and row.to is not start:
                source = start.value if start else "[*]"
                words = f"[clock] {row.action}" if row.fires else row.action
                edges.setdefault((source, row.to.value), []).append(words)
    for (source, target), all_words in edges.items():
        lines.append(f"    {source} --> {target}: {', '.join(dict.fromkeys(all_words))}")
    return "\n".join(lines)


def states_table() -> str:
    """Every state with tier and holder."""
    rows = ["| state | tier | whose turn | meaning | what they do |", "|---|---|---|---|---|"]
    rows += [
        f"| `{state.value}` | {int(state.tier)} | {state.holder.label} | {state.label} | {state.task or '–'} |"
        for state in State
    ]
    return "\n".join(rows)


def markdown() -> str:
    """Every row of the table."""
    lines = [f"| {' | '.join(COLUMNS)} |", f"|{'---|' * len(COLUMNS)}"]
    for row in TRANSITIONS:
        cells = (
            f"`{row.action}`",
            "<br>".join(start.value if start else "–" for start in _froms(row)),
            row.to.value if row.to else "stays",
            ", ".join(who.value for who in row.who),
            ", ".join(guard.__name__ for guard in row.guard) or "–",
            ", ".join(kind.value for kind in row.fires) or "–",
            ", ".join(kind.value for kind in row.starts) or "–",
            ", ".join(f"{template} → {'/'.join(audiences)}" for template, audiences in row.notices) or "–",
            ", ".join(row.effects) or "–",
            row.source,
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _froms(row: T) -> Iterator[State | None]:
    yield from row.froms if isinstance(row.froms, tuple) else (row.froms,)
