"""How near `import_merchants` comes to a bare COPY plus index build of the same tables.

`./dev bench import_merchants [rounds]`. One round: empty the directory, import the 100,000 companies; then write the
filled tables out, make tables of the same columns, COPY the files in, build the same indexes. Goal: at least 1/3.
"""

import io
import statistics
import sys
import time

from benchmarks._matching_data import DATA, setup

TABLES = ("merchants_merchant", "merchants_matchdoc", "merchants_phone")


def empty() -> None:
    """No merchants, no jobs, in the benchmark's own database; its guards against truncation are passed by."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("TRUNCATE merchants_merchant, merchants_importjob CASCADE")


def ours() -> float:
    """Seconds of the command."""
    from django.core.management import call_command

    started = time.perf_counter()
    call_command("import_merchants", str(DATA / "companies_dev.csv.gz"), verbosity=0, stdout=io.StringIO())
    return time.perf_counter() - started


def bare() -> float:
    """Seconds of COPY and index build alone."""
    from django.db import connection

    with connection.cursor() as cursor:
        spent = 0.0
        for table in TABLES:
            file = io.StringIO()
            cursor.copy_expert(f"COPY {table} TO STDOUT", file)
            cursor.execute(
                "SELECT replace(replace(indexdef, ' ON public.' || tablename, ' ON bare'), indexname, 'bare_' || indexname) "
                "FROM pg_indexes WHERE schemaname = 'public' AND tablename = %s",
                [table],
            )
            indexes = [row[0] for row in cursor.fetchall()]
            cursor.execute(f"CREATE TABLE bare (LIKE {table})")
            file.seek(0)
            started = time.perf_counter()
            cursor.copy_expert("COPY bare FROM STDIN", file)
            for sql in indexes:
                cursor.execute(sql)
            cursor.execute("ANALYZE bare")
            spent += time.perf_counter() - started
            cursor.execute("DROP TABLE bare")
    return spent


def main() -> None:
    """Rounds outermost, medians."""
    setup()
    pairs = []
    for number in range(int(sys.argv[1]) if len(sys.argv) > 1 else 1):
        empty()
        pairs.append((ours(), bare()))
        print(f"round {number + 1}: import {pairs[-1][0]:.1f} s, bare {pairs[-1][1]:.1f} s", flush=True)
    took, limit = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"import {100_000 / took:,.0f} rows/s, bare COPY and indexes {100_000 / limit:,.0f} rows/s: {limit / took:.2f}"
    )
    print("goal 0.33:", "met" if limit / took >= 1 / 3 else "missed")


if __name__ == "__main__":
    main()
