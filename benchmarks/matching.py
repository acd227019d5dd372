"""How often the right merchant is found, how fast, and beside what.

`./dev bench matching` measures the thousand queries over the 100,000 companies, by kind, with every query asked a second
time after its right answers have been taken out; beside plain pg_trgm (ordered top five through its GiST index) and
rapidfuzz (ratio over all names) in the same run. `./dev bench matching million` then fills the directory up to a million
with invented names and measures the speed again. Goals: issue “Two engines”, part A.
"""

import csv
import gzip
import io
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from benchmarks._matching_data import DATA, companies, measured_queries, merchants_by_code, setup
from benchmarks.import_merchants import empty

ROUNDS = 3
TIMED = 300
_BRAND = "鑫华宏瑞德信泰康安盛达隆兴源丰金嘉恒佳利顺通海天润博远东方新美龙凯星宇诚和悦雅晨明志文永长福祥云锦江山春秋梅兰竹菊松柏鹤凤麒麟玉珠宝石青紫红绿蓝白"
_TRADES = [
    "房地产开发",
    "物业管理",
    "装饰工程",
    "食品",
    "餐饮管理",
    "汽车销售服务",
    "电器",
    "服饰",
    "眼镜",
    "旅行社",
    "商贸",
    "贸易",
    "科技",
    "机械",
    "建材",
    "家具",
    "广告",
    "化工",
    "物流",
    "教育咨询",
    "医疗器械",
    "通讯设备",
    "五金制品",
    "酒店管理",
    "房地产经纪",
    "汽车维修",
    "建筑工程",
    "电子科技",
    "农业开发",
    "文化传播",
]
_FORMS = ("有限公司", "有限责任公司", "厂", "商行", "经营部", "店")
_ROADS = (
    "人民",
    "解放",
    "中山",
    "建设",
    "长江",
    "新华",
    "和平",
    "文化",
    "建国",
    "胜利",
    "团结",
    "友谊",
    "滨江",
    "发展",
    "创业",
)


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def load_directory(extra: int = 0) -> None:
    """The companies, `extra` invented ones, and the telephones."""
    from django.core.management import call_command
    from django.db import connection

    from merchants.matching import statistics
    from merchants.matching.identifiers import clean_phone, subscriber
    from merchants.models import Merchant, Phone

    if Merchant.objects.count() != 100_000 + extra:
        empty()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "directory.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                out = csv.writer(file)
                out.writerow(("name", "uscc", "province", "city", "address"))
                out.writerows((r["name"], r["uscc"], r["province"], r["city"], r["address"]) for r in companies())
                out.writerows(invented(extra))
            started = time.perf_counter()
            call_command("import_merchants", str(path), verbosity=0, stdout=io.StringIO())
            print(f"directory of {100_000 + extra:,} loaded in {time.perf_counter() - started:.0f} s", flush=True)
    if not Phone.objects.exists():
        ids = {code: pk for pk, code in merchants_by_code().items()}
        with gzip.open(DATA / "merchant_phones_dev.csv.gz", "rt", encoding="utf-8") as file:
            numbers = [(ids[r["uscc"]], clean_phone(r["phone"]) or "") for r in csv.DictReader(file)]
        Phone.objects.bulk_create(
            [Phone(merchant_id=pk, number=n, subscriber=subscriber(n)) for pk, n in numbers], batch_size=5000
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE merchants_phone")
    statistics.forget()


def invented(count: int):
    """Rows of merchants that do not exist, in real cities."""
    chance = random.Random(5)
    cities = sorted({(r["province"], r["city"]) for r in companies()})
    for _ in range(count):
        province, city = chance.choice(cities)
        brand = "".join(chance.choice(_BRAND) for _ in range(chance.choice((2, 2, 2, 3, 3, 4))))
        name = f"{city}市{brand}{chance.choice(_TRADES)}{chance.choice(_FORMS)}"
        address = f"{city}市{chance.choice(_ROADS)}路{chance.randrange(1, 900)}号{chance.randrange(1, 30)}栋{chance.randrange(101, 2500)}室"
        yield name, "", province, city, address


def ask(query: dict):
    from django.utils import timezone

    from merchants.matching import Query, match

    return match(Query(query["query"], region=query["hint"] or None), now=timezone.now())


def judge(queries: list[dict]) -> dict[str, Counter]:
    """Right and wrong by kind. An answer of `none` is a miss, whatever stands under it."""
    kinds: dict[str, Counter] = defaultdict(Counter)
    for query in queries:
        tally = kinds[query["kind"]]
        tally["n"] += 1
        outcome = ask(query)
        right = [m.uscc in query["answers"] for m in outcome.candidates[:5]]
        offered = outcome.decision != "none"
        asked_back = query["n_answers"] > 5 and outcome.decision == "shortlist"
        tally["first"] += offered and (right[:1] == [True] or asked_back)
        tally["five"] += offered and (any(right) or asked_back)
        tally["auto"] += outcome.decision == "auto"
        tally["auto wrong"] += outcome.decision == "auto" and not right[0]
        left = _ask_without(query)
        tally["none when left out"] += left.decision == "none"
        tally["auto when left out"] += left.decision == "auto"
    return kinds


def _ask_without(query: dict):
    """Ask after taking the right answers out of the directory; they come back with the rollback."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM merchants_merchant WHERE uscc = ANY(%s) OR (uscc_text <> '' AND uscc_text = ANY(%s))",
            [query["answers"], query["answers"]],
        )
        ids = [row[0] for row in cursor.fetchall()]
        cursor.execute("DELETE FROM merchants_matchdoc WHERE merchant_id = ANY(%s)", [ids])
        cursor.execute("DELETE FROM merchants_phone WHERE merchant_id = ANY(%s)", [ids])
        cursor.execute("UPDATE merchants_merchant SET uscc = NULL WHERE id = ANY(%s)", [ids])
        outcome = ask(query)
        transaction.set_rollback(True)
    return outcome


def trigram(query: dict) -> list[str]:
    """Plain pg_trgm: the five nearest names."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(uscc, uscc_text) FROM merchants_merchant ORDER BY name <-> %s LIMIT 5", [query["query"]]
        )
        return [row[0] for row in cursor.fetchall()]


def with_trigram_index() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("CREATE INDEX bench_trgm ON merchants_merchant USING gist (name gist_trgm_ops)")
        cursor.execute("ANALYZE merchants_merchant")


def without_trigram_index() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS bench_trgm")


def shares(name: str, queries: list[dict], find: Callable[[dict], list[str]]) -> None:
    first = five = 0
    for query in queries:
        found = find(query)
        first += found[:1] != [] and found[0] in query["answers"]
        five += any(code in query["answers"] for code in found)
    print(
        f"{name}: right first {first / len(queries):.3f}, in the first five {five / len(queries):.3f} of {len(queries)}"
    )


def timed(find: Callable[[dict], object], queries: list[dict]) -> list[float]:
    out = []
    for query in queries:
        started = time.perf_counter()
        find(query)
        out.append((time.perf_counter() - started) * 1000)
    return out


def speed(queries: list[dict]) -> tuple[float, float]:
    """p95 of ours and of pg_trgm in ms: rounds outermost, the median round."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(timed(ask, queries))
        theirs.append(timed(trigram, queries))
    middle = ROUNDS // 2
    for name, rounds in (("ours", ours), ("pg_trgm", theirs)):
        print(name, *(f"p50 {percentile(r, 0.5):.1f} p95 {percentile(r, 0.95):.1f} ms;" for r in rounds))
    return sorted(percentile(r, 0.95) for r in ours)[middle], sorted(percentile(r, 0.95) for r in theirs)[middle]


def report(kinds: dict[str, Counter]) -> None:
    columns = ("n", "first", "five", "none when left out", "auto", "auto wrong", "auto when left out")
    print("| kind | " + " | ".join(columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    total: Counter = Counter()
    for kind, tally in sorted(kinds.items()):
        print(f"| {kind} | " + " | ".join(str(tally[c]) for c in columns) + " |")
        total.update(tally)
    n = total["n"]
    print("| **all** | " + " | ".join([str(n), *(f"{total[c] / n:.3f}" for c in columns[1:])]) + " |")
    wrong = (total["auto wrong"] + total["auto when left out"]) / max(1, total["auto"] + total["auto when left out"])
    for goal, value, met in (
        ("right first >= 0.95", total["first"] / n, total["first"] / n >= 0.95),
        ("in the first five >= 0.985", total["five"] / n, total["five"] / n >= 0.985),
        ("automatic wrong <= 0.003", wrong, wrong <= 0.003),
        ("left out answered none >= 0.95", total["none when left out"] / n, total["none when left out"] / n >= 0.95),
    ):
        print(f"{goal}: {value:.4f} {'met' if met else 'MISSED'}")


def main() -> None:
    """Accuracy, neighbours, speed; with `million` the growth."""
    setup()
    without_trigram_index()  # left by a run that was stopped
    queries = measured_queries()
    some = random.Random(1).sample(queries, TIMED)
    load_directory()
    ask(queries[0])
    report(judge(queries))
    with_trigram_index()
    shares("pg_trgm", queries, trigram)
    from rapidfuzz import fuzz, process

    names = {row["uscc"]: row["name"] for row in companies()}
    shares(
        "rapidfuzz",
        some[:100],
        lambda q: [c for _, _, c in process.extract(q["query"], names, scorer=fuzz.ratio, limit=5)],
    )
    small, theirs = speed(some)
    print(f"p95 ours {small:.1f} ms, pg_trgm {theirs:.1f} ms: {small / theirs:.2f} (goal 0.5)")
    without_trigram_index()
    if "million" in sys.argv[1:]:
        load_directory(extra=900_000)
        ask(queries[0])
        large = sorted(percentile(timed(ask, some), 0.95) for _ in range(ROUNDS))[ROUNDS // 2]
        print(f"p95 at 1,000,000 merchants {large:.1f} ms: {large / small:.2f} times that at 100,000 (goal 3)")


if __name__ == "__main__":
    main()
