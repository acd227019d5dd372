"""A two-page paper of ours beside a bare letter by WeasyPrint, both worded differently each time, in one process.

    ./dev bench papers              # 5 rounds of 10
    ./dev bench papers --rounds 9

The bare letter is that of the measured limits: same fonts, same size, one table, a QR code, no checks, no tags. Ours is
a settlement: content checked, template filled in, every character looked up in both fonts, printed with tags for
screen readers, its fingerprint taken. Rounds are outermost. The last line is JSON.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

PARAGRAPH = (
    "经查，消费者于二〇二六年三月二日在你单位购买空气净化器一台，价款人民币叁仟贰佰捌拾元整，使用七日后出现异响并停机。"
    "消费者提供了购货发票、聊天记录及检测报告，要求退还货款并赔偿检测费用。你单位在规定期限内未作实质答复。"
    "依据《中华人民共和国消费者权益保护法》第二十四条、第三十七条之规定，现将该投诉转交办理，"
    "请于收到本函之日起五个工作日内书面反馈处理意见。"
)
ROWS = (("退还货款", "3,280.00元", "2026年12月10日前"), ("检测费用", "260.00元", "2026年12月10日前"),
        ("上门拆机", "—", "2026年12月5日前"), ("书面道歉", "—", "2026年12月15日前"))  # fmt: skip
URL = "https://example.org/v/3f9a1c7e5b2d4f60a8b1c2d3e4f50617"
STYLE = """@page{size:A4;margin:37mm 26mm 35mm 28mm} body{font-family:Fang,'Noto Serif CJK SC',serif;font-size:16pt;
line-height:29pt;margin:0;text-align:justify} h1{font-family:'Noto Serif CJK SC';font-size:22pt;text-align:center;
color:#c00;margin:0 0 8mm;line-height:32pt} p{text-indent:2em;margin:0} table{width:100%;border-collapse:collapse;
margin:4mm 0} td{border:.5pt solid #000;padding:1mm 2mm} .sig{text-align:right;text-indent:0}
img{width:28mm;height:28mm}"""


def shuffled(text: str, seed: int) -> str:
    """The same words in another order, so that nobody lives on a cache of the last page."""
    parts = text.rstrip("。").split("，")
    random.Random(seed).shuffle(parts)
    return "，".join(parts) + "。"


def bare(seed: int) -> bytes:
    """The letter of the measured limits, by WeasyPrint alone."""
    import segno
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    from documents.glyphs import FANG

    out = io.BytesIO()
    segno.make(URL, error="m").save(out, kind="svg", scale=3, border=2, xmldecl=False, svgns=True)
    image = base64.b64encode(out.getvalue()).decode()
    body = "".join(f"<p>{n}．{shuffled(PARAGRAPH, seed * 10 + at)}</p>" for at, n in enumerate("一二三"))
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    page = f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>转办函</title>
<style>@font-face{{font-family:Fang;src:url('{FANG.as_uri()}')}}{STYLE}</style></head><body><h1>湖北省消费者委员会转办函</h1>
<p>鄂消调〔2026〕{seed:04d}号</p><p>武汉某某电器有限公司：</p>{body}<table>{table}</table>
<p>附注：建筑面积 89.5 ㎡ 䶮 𬭎 㛃 喆 堃 镕 祎 〔2026〕 № ①</p><p class="sig">湖北省消费者委员会<br>2026年11月24日</p>
<img src="data:image/svg+xml;base64,{image}"></body></html>"""
    return weasyprint.HTML(string=page).write_pdf(font_config=FontConfiguration())


def ours(seed: int) -> bytes:
    """One of our papers, from content to fingerprint, as print_paper makes it (without the row and the file)."""
    from accounts.models import Organisation
    from documents.models import Paper
    from documents.printing import markup_of
    from documents.rendering import write_pdf
    from tests.documents.samples import FACTS, NOW, SAMPLES

    content = replace(SAMPLES["settlement"], facts=shuffled(FACTS, seed), number=f"4201062026030200{seed:04d}")
    content.check()
    house = Organisation(name="武汉市武昌区消费者协会", kind="association")
    paper = Paper(kind="settlement", organisation=house, title="和解协议书", code="7KQE-99A4-M2TX", numbered_at=NOW)
    pdf = write_pdf(markup_of(paper, content), identifier=f"{seed:032x}")
    hashlib.sha256(pdf).hexdigest()
    return pdf


def seconds(make: Callable[[int], bytes], seed: int) -> float:
    began = time.perf_counter()
    make(seed)
    return time.perf_counter() - began


def cold(what: str) -> float:
    """Seconds for the first page of a new worker, from the import of WeasyPrint on (Django is up)."""
    command = [sys.executable, "-m", "benchmarks.papers", "--once", what]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1])


def set_up() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--once", choices=["bare", "ours"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    set_up()
    if options.once:
        print(seconds({"bare": bare, "ours": ours}[options.once], 1))
        return
    pages = {make.__name__: len(_pages(make(0))) for make in (bare, ours)}
    found: dict[str, list[float]] = {"bare": [], "ours": [], "bare_cold": [], "ours_cold": []}
    for turn in range(options.rounds):
        for make in (bare, ours):
            found[make.__name__] += [seconds(make, 1 + turn * 10 + at) for at in range(10)]
        for name in ("bare", "ours"):
            found[f"{name}_cold"].append(cold(name))
    median = {name: statistics.median(values) for name, values in found.items()}
    ratio = median["ours"] / median["bare"]
    print(f"pages                 bare {pages['bare']}, ours {pages['ours']}")
    print(f"bare letter, warm     {median['bare']:.3f} s")
    print(f"our paper, warm       {median['ours']:.3f} s   {ratio:.2f} × bare (goal ≤ 1.5)")
    print(f"bare letter, cold     {median['bare_cold']:.2f} s")
    print(f"our paper, cold       {median['ours_cold']:.2f} s   (goal ≤ 2)")
    print(
        json.dumps(
            {"papers": {**{k: round(v, 4) for k, v in median.items()}, "ratio": round(ratio, 3), "pages": pages}}
        )
    )


def _pages(pdf: bytes) -> list[object]:
    from pypdf import PdfReader

    return list(PdfReader(io.BytesIO(pdf)).pages)


if __name__ == "__main__":
    main()
