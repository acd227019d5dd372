"""Fit the weights of the name model (merchants/matching/weights.py) on queries of our own making.

`./dev bench matching_fit [queries] [seed]`. The directory must be loaded (`./dev bench matching` does it). Companies
that the measured queries name are not drawn. Prints the weights, and on a second, freshly drawn set and on the
measured queries: right first, in the first five, and both at the threshold that answers `none` to 95 % of left-outs.
The weights are then rounded and copied by hand; the model stays small enough to read.
"""

import sys
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from benchmarks._matching_data import companies, measured_queries, merchants_by_code, setup
from benchmarks._noise import Asked, Maker

WEIGHTS_OF_KINDS = {
    "swapped": 56, "brand": 66, "city_brand": 85, "chatty": 75, "no_region": 126, "typo": 61, "width_marks": 44,
    "branch": 51, "homophone": 95, "no_form": 91, "traditional": 50, "exact": 34, "pinyin": 39, "initials": 12,
}  # fmt: skip
COMPARED = 60


@dataclass
class Case:
    """A query with the features of its candidates and which of them are right."""

    asked: Asked
    features: np.ndarray
    right: np.ndarray


def gather(asked: Asked, names: list[str], codes: dict[int, str]) -> Case:
    """What the engine sees for one query."""
    from merchants.matching import candidates, engine
    from merchants.matching.features import Lens, Name, name_features
    from merchants.matching.gazetteer import gazetteer
    from merchants.matching.normalise import typed
    from merchants.matching.score import latin_features
    from merchants.matching.statistics import gram_statistics

    places, statistics = gazetteer(), gram_statistics()
    lens = Lens(statistics.bits, places)
    text = typed(asked.text, places, asked.hint or None)
    found = candidates.fetch(candidates.probes(text, statistics))
    rows, right = [], []
    for doc in engine.closest(found, text, statistics, ()):
        name = Name(doc.text, doc.start, doc.places)
        made = [name_features(text, name, lens)]
        if text.latin:
            made = latin_features(text, name, lens) or made
        rows.append([made[0].values.get(n, 0.0) for n in names])
        right.append(codes[doc.merchant_id] in asked.answers)
    return Case(asked, np.array(rows or np.zeros((0, len(names)))), np.array(right, bool))


def fit(cases: list[Case], rounds: int = 6, hardest: int = 4, ridge: float = 3e-6) -> np.ndarray:
    """Logistic weights; each round keeps the right candidates and the wrong ones that score highest."""
    weights = None
    for _ in range(rounds):
        features, labels, shares = [], [], []
        for case in cases:
            if not len(case.right):
                continue
            scores = case.features @ weights if weights is not None else np.zeros(len(case.right))
            for wanted, most in ((True, 2), (False, hardest)):
                chosen = np.where(case.right == wanted)[0]
                chosen = chosen[np.argsort(-scores[chosen], kind="stable")][:most]
                if len(chosen):
                    features.append(case.features[chosen])
                    labels += [float(wanted)] * len(chosen)
                    shares += [1 / len(chosen)] * len(chosen)
        weights = _newton(np.vstack(features), np.array(labels), np.array(shares), ridge)
    assert weights is not None
    return weights


def _newton(x: np.ndarray, y: np.ndarray, share: np.ndarray, ridge: float) -> np.ndarray:
    b = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ b, -30, 30)))
        gradient = x.T @ (share * (p - y)) + ridge * len(y) * b
        curvature = (x * (share * p * (1 - p) + 1e-9)[:, None]).T @ x + ridge * len(y) * np.eye(x.shape[1])
        step = np.linalg.solve(curvature, gradient)
        b -= step
        if np.abs(step).max() < 1e-6:
            break
    return b


def report(title: str, cases: list[Case], weights: np.ndarray) -> None:
    """Shares right, and at the threshold for 95 % of left-outs."""
    left_out, top, first, five = [], [], 0, 0
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for case in cases:
        scores = case.features @ weights if len(case.right) else np.zeros(0)
        order = np.argsort(-scores, kind="stable")
        is_first = bool(len(order)) and bool(case.right[order[0]])
        is_five = bool(case.right[order[:5]].any()) if len(order) else False
        first, five = first + is_first, five + is_five
        kinds[case.asked.kind][0] += 1
        kinds[case.asked.kind][1] += is_first
        wrong = scores[~case.right]
        left_out.append(wrong.max() if len(wrong) else -99.0)
        top.append(scores[order[0]] if is_five else -1e9)
    n = len(cases)
    threshold = sorted(left_out)[int(0.95 * n)]
    kept = float((np.array(top) > threshold).mean())
    print(f"{title}: n {n}, first {first / n:.4f}, five {five / n:.4f}, threshold {threshold:.2f} keeps {kept:.4f}")
    print("   ", {kind: round(right / total, 3) for kind, (total, right) in sorted(kinds.items())})


def main() -> None:
    """Draw, fit, report."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 6000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    setup()
    from merchants.matching.gazetteer import gazetteer
    from merchants.matching.weights import NAME

    names = list(NAME)
    codes = merchants_by_code()
    measured = measured_queries()
    named = {query["uscc"] for query in measured}
    maker = Maker(companies(), gazetteer(), seed, leave_out=named)
    made = [gather(asked, names, codes) for asked in maker.stream(WEIGHTS_OF_KINDS, count)]
    train, check = made[: len(made) * 3 // 4], made[len(made) * 3 // 4 :]
    weights = fit(train)
    for name, weight in zip(names, weights, strict=True):
        print(f"{name:20s} {weight:6.1f}   now {NAME[name]:5.1f}")
    ours = [
        Asked(q["kind"], q["query"], q["hint"], set(q["answers"])) for q in measured if q["kind"] in WEIGHTS_OF_KINDS
    ]
    dev = [gather(asked, names, codes) for asked in ours]
    kept = np.array([NAME[name] for name in names])
    for title, cases in (("fitted on", train), ("freshly drawn", check), ("measured", dev)):
        report(title + ", fitted weights", cases, weights)
        report(title + ", weights in use", cases, kept)


if __name__ == "__main__":
    main()
