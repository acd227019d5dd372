"""Seal everything anew with the first key of FIELD_KEYS; after that an old key can leave the setting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, models, transaction

from accounts.fields import BlindIndexField, SealedTextField, keyring
from accounts.login.secrets import reseal_secrets


def sealed_models() -> Iterator[tuple[type[models.Model], list[SealedTextField]]]:
    """Every model with sealed fields, and those fields."""
    for model in apps.get_models():
        fields = [field for field in model._meta.local_concrete_fields if isinstance(field, SealedTextField)]
        if fields and model._meta.managed and not model._meta.proxy:
            yield model, fields


def column_of(field: models.Field[Any, Any]) -> str:
    """The field's column, quoted for SQL."""
    return connection.ops.quote_name(str(field.column))


def under_old_keys(fields: list[SealedTextField]) -> tuple[str, list[int]]:
    """The WHERE clause, and its parameters, of rows with anything not sealed by the current key."""
    columns = [column_of(field) for field in fields]
    return " OR ".join(f"get_byte({column}, 1) <> %s" for column in columns), [keyring().current] * len(columns)


def left(model: type[models.Model], fields: list[SealedTextField]) -> int:
    """Rows still under an old key."""
    where, values = under_old_keys(fields)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(model._meta.db_table)} WHERE {where}", values)
        count: int = cursor.fetchone()[0]
    return count


def reseal_batch(model: type[models.Model], fields: list[SealedTextField], size: int) -> int:
    """Up to `size` rows under an old key, sealed anew in one transaction; rows somebody else holds are passed over."""
    table, key = connection.ops.quote_name(model._meta.db_table), column_of(model._meta.pk)
    columns = [column_of(field) for field in fields]
    where, values = under_old_keys(fields)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, public_id, {', '.join(columns)} FROM {table} WHERE {where} ORDER BY {key} LIMIT %s"
            " FOR UPDATE SKIP LOCKED",
            [*values, size],
        )
        rows = cursor.fetchall()
        for pk, public_id, *tokens in rows:
            sealed = [
                None if token is None else bytes(field.seal(public_id, field.open(public_id, token)))
                for field, token in zip(fields, tokens, strict=True)
            ]
            cursor.execute(
                f"UPDATE {table} SET {', '.join(f'{column} = %s' for column in columns)} WHERE {key} = %s",
                [*sealed, pk],
            )
    return len(rows)


def reindex(model: type[models.Model], size: int) -> int:
    """Blind indices made anew from the sealed values, after INDEX_KEY changed; the platform is stopped meanwhile."""
    indices = [field for field in model._meta.local_concrete_fields if isinstance(field, BlindIndexField)]
    if not indices:
        return 0
    done = 0
    for row in model._default_manager.order_by("pk").iterator(chunk_size=size):
        found = {field.attname: field.index_for(row) for field in indices}
        done += model._default_manager.filter(pk=row.pk).update(**found)
    return done


class Command(BaseCommand):
    help = "Seal personal data anew with the first key of FIELD_KEYS. Safe to stop, to repeat and to run while serving."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="rows per transaction")
        parser.add_argument(
            "--index", action="store_true", help="also make blind indices anew (INDEX_KEY changed; stop the web first)"
        )

    def handle(self, *args: object, **options: object) -> None:
        size, waiting = int(str(options["batch"])), 0
        for model, fields in sealed_models():
            total = 0
            while batch := reseal_batch(model, fields, size):
                total += batch
            self.stderr.write(f"{model._meta.label}: {total} rows sealed with key {keyring().current}")
            waiting += left(model, fields)
            if options["index"]:
                self.stderr.write(f"{model._meta.label}: {reindex(model, size)} rows indexed anew")
        self.stderr.write(f"second factors: {reseal_secrets()} rows sealed with key {keyring().current}")
        if waiting:
            raise CommandError(
                f"{waiting} rows were held by somebody: run it again before the old key leaves FIELD_KEYS"
            )
