"""The best sequence of tags for what LAC's network says of each character (Viterbi), without trying what cannot win.

LAC's transitions are weak: from one tag to the next they add or take a fifth of a point, where the network mostly
prefers its first tag by two and more. How much a tag can ever gain over another by its neighbours is a fixed number;
where the first tag leads all others by more, no path can do better than to go through it. That settles 94 of 100
characters at once, and between two settled characters the ordinary search has one or two steps to go.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
# More than sums of single precision are off by: what leads by less is searched for.
_ROUNDING = np.float32(1e-3)
# Stretches that are searched together; each needs a table of all tags against all.
_TOGETHER = 256


class Decoder:
    """Searches best paths under fixed ``transitions``: ``transitions[i, j]`` is what going from tag i to j is worth."""

    def __init__(self, transitions: Scores) -> None:
        self._transitions = transitions
        arriving = (transitions[:, None, :] - transitions[:, :, None]).max(axis=0)
        leaving = (transitions[None, :, :] - transitions[:, None, :]).max(axis=2)
        # The most that tag j gains over tag i by its neighbours; a sentence's ends have only one.
        self._gain = np.maximum(arriving, 0) + np.maximum(leaving, 0) + _ROUNDING

    def best_paths(self, sentences: Sequence[Scores]) -> list[NDArray[np.intp]]:
        """For each sentence, which has a row of scores for every character, the tags of the best path."""
        lengths = [len(each) for each in sentences]
        edges = np.cumsum([0, *lengths])
        scores = np.concatenate(sentences)
        path = scores.argmax(axis=1)
        lead = scores.max(axis=1)[:, None] - scores - self._gain[path]
        lead[np.arange(len(path)), path] = 1
        self._search(scores, path, (lead <= 0).any(axis=1), edges)
        return [path[start:end] for start, end in pairwise(edges.tolist())]

    def _search(
        self, scores: Scores, path: NDArray[np.intp], unsettled: NDArray[np.bool_], edges: NDArray[np.intp]
    ) -> None:
        """Fill in the stretches of ``path`` that are unsettled; those of equal length are searched together."""
        opens = np.zeros(len(path) + 1, dtype=bool)
        opens[edges] = True
        settled = np.concatenate([[True], ~unsettled, [True]])
        first = np.flatnonzero(unsettled & (settled[:-2] | opens[:-1]))
        last = np.flatnonzero(unsettled & (settled[2:] | opens[1:]))
        lengths = last - first + 1
        for length in np.unique(lengths):
            alike = first[lengths == length]
            for some in np.split(alike, range(_TOGETHER, len(alike), _TOGETHER)):
                path[some[:, None] + np.arange(length)] = self._between(scores, path, some, int(length), opens)

    def _between(
        self, scores: Scores, path: NDArray[np.intp], starts: NDArray[np.intp], length: int, opens: NDArray[np.bool_]
    ) -> NDArray[np.intp]:
        """Viterbi over stretches of one length between tags that are settled, or the end of the sentence."""
        transitions = self._transitions
        rows = np.arange(len(starts))
        best = scores[starts] + np.where(opens[starts, None], 0, transitions[path[starts - 1]])
        back: list[NDArray[np.intp]] = []
        for step in range(1, length):
            ways = best[:, :, None] + transitions
            back.append(ways.argmax(axis=1))
            best = ways.max(axis=1) + scores[starts + step]
        after = starts + length
        onward = transitions[:, path[np.minimum(after, len(path) - 1)]].T
        tags = [(best + np.where(opens[after, None], 0, onward)).argmax(axis=1)]
        for came_from in reversed(back):
            tags.append(came_from[rows, tags[-1]])
        return np.stack(tags[::-1], axis=1)
