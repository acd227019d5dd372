"""How much of what was typed is explained by a name, and by which slips. Pure.

Two readings are tried. In order: the typed text against any stretch of the name, with the slips people
make (a homophone, a look-alike, two characters swapped, one doubled, one lost). Out of order: the longest
common stretches, wherever they stand.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from merchants.matching.lookalikes import alike
from merchants.matching.sounds import readings

_HOMOPHONE, _ALIKE, _SWAPPED, _DOUBLED, _LOST, _OTHER, _EXTRA = 0.3, 0.45, 0.4, 0.3, 0.7, 1.0, 1.0


@dataclass(slots=True)
class Alignment:
    """What was found. `matched` marks positions of the name, `used` positions of the typed text."""

    homophones: int = 0
    alikes: int = 0
    swaps: int = 0
    doubled: int = 0
    lost: int = 0
    others: int = 0
    extra: int = 0
    blocks: int = 0
    cost: float = 0.0
    matched: list[bool] | None = None
    used: list[bool] | None = None
    slips: list[int] = field(default_factory=list)
    """Positions of the name at which a slip was made."""


@lru_cache(maxsize=200_000)
def _slip(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if readings(one) & readings(other):
        return _HOMOPHONE
    return _ALIKE if alike(one, other) else _OTHER


def in_order(typed: str, name: str) -> Alignment:
    """The cheapest reading of `typed` as a stretch of `name`, both ends of the name free."""
    at = name.find(typed)
    if at >= 0:
        matched = [at <= i < at + len(typed) for i in range(len(name))]
        return Alignment(blocks=1, matched=matched, used=[True] * len(typed))
    rows, columns = len(typed), len(name)
    cost = [[0.0] * (columns + 1)]
    step: list[list[str]] = [["-"] * (columns + 1)]
    for i in range(1, rows + 1):
        a = typed[i - 1]
        above = cost[i - 1]
        extra = _DOUBLED if i > 1 and a == typed[i - 2] else _EXTRA
        row = [above[0] + extra]
        steps = ["e"]
        for j in range(1, columns + 1):
            b = name[j - 1]
            best, how = above[j - 1] + (0.0 if a == b else _slip(a, b)), "m"
            other = above[j] + extra
            if other < best:
                best, how = other, "e"
            other = row[j - 1] + _LOST
            if other < best:
                best, how = other, "l"
            if i > 1 and j > 1 and a != b and a == name[j - 2] and typed[i - 2] == b:
                other = cost[i - 2][j - 2] + _SWAPPED
                if other < best:
                    best, how = other, "s"
            row.append(best)
            steps.append(how)
        cost.append(row)
        step.append(steps)
    return _trace(typed, name, cost, step)


def _trace(typed: str, name: str, cost: list[list[float]], step: list[list[str]]) -> Alignment:
    i = len(typed)
    j = min(range(len(name) + 1), key=lambda column: (cost[i][column], column))
    out = Alignment(cost=cost[i][j], matched=[False] * len(name), used=[False] * len(typed), blocks=1)
    assert out.matched is not None and out.used is not None
    while i:
        how = step[i][j]
        if how == "m":
            _count(out, typed[i - 1], name[j - 1], i - 1, j - 1)
            i, j = i - 1, j - 1
        elif how == "s":
            out.swaps += 1
            out.slips.append(j - 2)
            for k in (1, 2):
                out.matched[j - k] = out.used[i - k] = True
            i, j = i - 2, j - 2
        elif how == "l":
            out.lost += 1
            j -= 1
            out.slips.append(j)
        else:
            if i > 1 and typed[i - 1] == typed[i - 2]:
                out.doubled += 1
                out.used[i - 1] = True
            else:
                out.extra += 1
            i -= 1
    return out


def _count(out: Alignment, a: str, b: str, i: int, j: int) -> None:
    assert out.matched is not None and out.used is not None
    slip = _slip(a, b)
    if slip:
        out.slips.append(j)
    if slip == _OTHER:
        out.others += 1
        return
    out.matched[j] = out.used[i] = True
    if slip == _HOMOPHONE:
        out.homophones += 1
    elif slip == _ALIKE:
        out.alikes += 1


def in_blocks(typed: str, name: str) -> Alignment:
    """The longest common stretches, greedily, in whatever order; single characters do not count."""
    out = Alignment(matched=[False] * len(name), used=[False] * len(typed))
    assert out.matched is not None and out.used is not None
    while out.blocks < 4:
        length, i, j = _longest(typed, name, out.used, out.matched)
        if length < 2:
            break
        for k in range(length):
            out.used[i + k] = out.matched[j + k] = True
        out.blocks += 1
    out.extra = out.used.count(False)
    out.cost = float(out.extra) + 0.3 * max(0, out.blocks - 1)
    return out


def _longest(typed: str, name: str, used: list[bool], matched: list[bool]) -> tuple[int, int, int]:
    best = (0, 0, 0)
    previous = [0] * (len(name) + 1)
    for i, a in enumerate(typed):
        current = [0] * (len(name) + 1)
        if not used[i]:
            for j, b in enumerate(name):
                if a == b and not matched[j]:
                    length = previous[j] + 1
                    current[j + 1] = length
                    if length > best[0]:
                        best = (length, i - length + 1, j - length + 1)
        previous = current
    return best


@lru_cache(maxsize=20_000)
def _heard(name: str) -> frozenset[str]:
    """Every syllable some character of the name may have."""
    return frozenset(reading for char in name for reading in readings(char))


def strangers(typed: str, name: str) -> int:
    """Characters of the typed text that the name does not hold, not even by sound."""
    missing = [char for char in typed if char not in name]
    return sum(1 for char in missing if readings(char).isdisjoint(_heard(name))) if missing else 0


def align(typed: str, name: str) -> Alignment:
    """The better of both readings. Slips are only looked for where few characters are strange to the name."""
    at = name.find(typed)
    if at >= 0 or strangers(typed, name) <= 1 + len(typed) // 5:
        straight = in_order(typed, name)
        if straight.cost <= 0.5:
            return straight
        loose = in_blocks(typed, name)
        # One letter lost also looks like two stretches: a slip is the likelier story.
        return straight if straight.cost <= loose.cost + 0.5 else loose
    return in_blocks(typed, name)
