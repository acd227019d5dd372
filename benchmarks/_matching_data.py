"""The directory and the queries for the matching benchmarks, from the shared data beside the checkout."""

import csv
import gzip
import json
import os
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("HEJIE_SHARED_DATA", CHECKOUT.parent / "shared" / "data"))


def setup() -> None:
    """Django on the benchmark's own database, with its tables, divisions and rules."""
    if not DATA.is_dir():
        sys.exit(f"needs the shared data in {DATA} (or HEJIE_SHARED_DATA)")
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.core.management import call_command

    from accounts.divisions import fixture
    from complaints.clocks.load import load_rules

    call_command("migrate", verbosity=0)
    fixture.load()
    load_rules()


def companies() -> list[dict[str, str]]:
    """The 100,000 companies."""
    with gzip.open(DATA / "companies_dev.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def measured_queries() -> list[dict]:
    """The thousand measured queries."""
    with gzip.open(DATA / "merchant_queries_dev.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def merchants_by_code() -> dict[int, str]:
    """Merchant id → credit code, as the register wrote it."""
    from merchants.models import Merchant

    return {pk: uscc or text for pk, uscc, text in Merchant.objects.values_list("pk", "uscc", "uscc_text")}
