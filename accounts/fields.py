"""Model fields for personal identifiers (ARCHITECTURE 5): sealed at rest, found by a blind index, listed by a mask.

    class PhoneNumber(models.Model):
        public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
        phone = SealedTextField(max_length=20)
        phone_bidx = BlindIndexField(kind="phone", of="phone", unique=True)
        phone_masked = models.CharField(max_length=20)

    PhoneNumber.objects.get(phone_bidx=blind_index("phone", "+86 138 1234 5678"))

Writers in SQL (`unnest`, `COPY`) call `Model._meta.get_field("phone").seal(public_id, text)`.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.base import DEFERRED
from django.db.models.lookups import IsNull
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.normal import KINDS, normalise
from accounts.sealing import INDEX_BYTES, Keyring, SealBroken, index_key_of, index_of, keyring_of

__all__ = ["BlindIndexField", "SealBroken", "SealedFieldError", "SealedTextField", "Token", "blind_index", "keyring"]


class SealedFieldError(Exception):
    """A sealed field was used in a way that would bypass its seal."""


class Token(bytes):
    """Sealed bytes as they lie in the database; shows nothing of itself."""

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__


def keyring() -> Keyring:
    """The keys of this installation (`FIELD_KEYS`)."""
    return keyring_of(settings.FIELD_KEYS)


def blind_index(kind: str, value: str) -> bytes:
    """The 16 bytes under which a value is found (`INDEX_KEY`): phone, email, id_number, order_number, name.

    Raises KeyError for another kind, ValueError for a value with nothing in it.
    """
    return index_of(index_key_of(settings.INDEX_KEY), kind, value)


class SealedAttribute(DeferredAttribute):
    """Opens the token when somebody reads the attribute, not when the row is loaded; then keeps the text."""

    field: SealedTextField

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        value = instance.__dict__[name] if name in instance.__dict__ else super().__get__(instance, cls)
        if type(value) is Token:
            value = instance.__dict__[name] = self.field.open(instance.public_id, value)  # type: ignore[attr-defined]
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.BinaryField):
    """Text sealed with AES-256-GCM to its table, column and row (`public_id`). Saving seals, reading opens.

    `update()`, `bulk_update()`, fixtures and look-ups other than `isnull` raise SealedFieldError; `update(field=None)`
    is erasure and allowed. A wrong key, row or column raises SealBroken.
    """

    if TYPE_CHECKING:
        _pyi_private_set_type: str | None
        _pyi_private_get_type: str  # type: ignore[assignment]

    description = _("Text sealed at rest")
    descriptor_class = SealedAttribute

    def __init__(self, *args: Any, max_length: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)
        self.max_length = max_length  # characters of the text, not bytes of the token
        if max_length is not None:
            self.validators.append(MaxLengthValidator(max_length))

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        try:
            right = isinstance(self.model._meta.get_field("public_id"), models.UUIDField)
        except FieldDoesNotExist:
            right = False
        if not right:
            found.append(
                checks.Error("a model with sealed fields needs a UUID public_id", obj=self, id="accounts.E001")
            )
        return found

    def place(self, public_id: uuid.UUID) -> bytes:
        """What a token of this field in this row is bound to."""
        if not isinstance(public_id, uuid.UUID):
            raise SealedFieldError(f"{self} is sealed to a public_id, which this row does not have yet")
        return self._home + public_id.bytes

    @cached_property
    def _home(self) -> bytes:
        """Table and column."""
        return f"{self.model._meta.db_table}.{self.column}:".encode()

    def seal(self, public_id: uuid.UUID, text: str) -> Token:
        """The token for a row that is written in SQL."""
        return Token(keyring().seal(text, self.place(public_id)))

    def open(self, public_id: uuid.UUID, token: bytes) -> str:
        """The text of a token read with `values()` or in SQL; SealBroken when it does not belong here."""
        return keyring().open(bytes(token), self.place(public_id))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Token | None:
        return None if value is None else Token(value)

    def to_python(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str | Token) else str(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Token | None:
        """Seal what was set; a token never opened is checked against this row: a copied row cannot carry it along."""
        public_id = model_instance.public_id  # type: ignore[attr-defined]
        value = model_instance.__dict__.get(self.attname, DEFERRED)
        if value is DEFERRED:
            value = getattr(model_instance, self.attname)
        if value is None:
            return None
        if isinstance(value, Token):
            text = self.open(public_id, value)
            return value if keyring().is_current(value) else self.seal(public_id, text)
        return self.seal(public_id, self.to_python(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Token):
            raise SealedFieldError(
                f"{self} is written by save() or bulk_create() only, and looked up by its blind index"
            )
        return super().get_db_prep_value(None if value is None else bytes(value), connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise SealedFieldError(f"{self} cannot be compared: look it up by its blind index")
        return IsNull

    def get_transform(self, lookup_name: str) -> Any:
        raise SealedFieldError(f"{self} cannot be compared: look it up by its blind index")

    def value_to_string(self, obj: models.Model) -> str:
        raise SealedFieldError(f"{self} does not go into fixtures")

    def value_from_object(self, obj: models.Model) -> Any:
        return getattr(obj, self.attname)

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{"max_length": self.max_length, **kwargs})


class BlindIndexField(models.BinaryField):
    """HMAC of a normalised value, for equality look-ups; filled from the sealed field named in `of` on each save.

    Where the kind differs from row to row, `kind_from` names the row's attribute that says it (None: no index).
    """

    description = _("Blind index")

    def __init__(self, *args: Any, of: str = "", kind: str = "phone", kind_from: str = "", **kwargs: Any) -> None:
        if kind not in KINDS:
            raise ValueError(f"no blind index of kind {kind!r}")
        self.kind, self.of, self.kind_from = kind, of, kind_from
        kwargs["max_length"] = INDEX_BYTES
        kwargs["editable"] = False
        kwargs["db_index"] = not kwargs.get("unique")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "db_index"):
            kwargs.pop(fixed, None)
        if self.of:
            kwargs["of"] = self.of
        kwargs.update({"kind_from": self.kind_from} if self.kind_from else {"kind": self.kind})
        return name, path, args, kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if not self.of:  # the first migrations have such a field; a model may not
            found.append(checks.Error("a blind index says which field it is of", obj=self, id="accounts.E002"))
        return found

    def index_for(self, row: models.Model) -> bytes | None:
        """The index of what the row's sealed field says now; None when that is empty."""
        text = getattr(row, self.of)
        kind = getattr(row, self.kind_from) if self.kind_from else self.kind
        return blind_index(kind, text) if kind and text and normalise(kind, text) else None

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> bytes | None:
        return None if value is None else bytes(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        index = self.index_for(model_instance)
        setattr(model_instance, self.attname, index)
        return index
