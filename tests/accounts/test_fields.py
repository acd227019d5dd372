"""Sealed fields: what goes in comes out of its own row only, and nothing goes around the seal."""

import base64
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, models
from hypothesis import given
from hypothesis import strategies as st

from accounts.fields import SealBroken, SealedFieldError, SealedTextField, Token, blind_index, keyring
from accounts.models import PhoneNumber, User
from accounts.sealing import SM4GCM, Keyring, index_of

KEY_1, KEY_2 = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))


@pytest.fixture
def number(db: None) -> PhoneNumber:
    return PhoneNumber.objects.create(user=User.objects.create_user(), phone="13812345678", phone_masked="138****5678")


def raw(number: PhoneNumber) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM accounts_phonenumber WHERE id = %s", [number.pk])
        return bytes(cursor.fetchone()[0])


SM4 = "sm4:MDEyMzQ1Njc4OWFiY2RlZg=="
KEYS = pytest.mark.parametrize("key", [KEY_1, f"aes:{KEY_1}", SM4], ids=["plain", "aes", "sm4"])


@KEYS
@given(text=st.text())
def test_every_text_comes_back(key: str, text: str) -> None:
    ring = Keyring.parse(f"7:{key}")
    encodable = text.encode("utf-8", "ignore").decode()
    assert ring.open(ring.seal(encodable, b"here"), b"here") == encodable


def test_sm4_is_the_one_of_the_standard() -> None:
    """RFC 8998, appendix A.1: SM4 in GCM."""
    key, nonce = bytes.fromhex("0123456789abcdeffedcba9876543210"), bytes.fromhex("00001234567800000000abcd")
    plain = b"".join(bytes([byte]) * 8 for byte in (0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0xEE, 0xAA))
    bound = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    sealed = bytes.fromhex(
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec"
    )
    assert SM4GCM(key).encrypt(nonce, plain, bound) == sealed
    assert SM4GCM(key).decrypt(nonce, sealed, bound) == plain


@KEYS
def test_a_token_opens_nowhere_else(key: str) -> None:
    ring = Keyring.parse(f"1:{key}")
    token = ring.seal("13812345678", b"table.column:1")
    for place in (b"table.column:2", b"table.other:1", b""):
        with pytest.raises(SealBroken):
            ring.open(token, place)
    for at in range(len(token)):
        broken = token[:at] + bytes([token[at] ^ 1]) + token[at + 1 :]
        with pytest.raises(SealBroken):
            ring.open(broken, b"table.column:1")
    with pytest.raises(SealBroken):
        ring.open(token[:16], b"table.column:1")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        f"0:{KEY_1}",
        f"256:{KEY_1}",
        "1:short",
        "1:c2hvcnQ=",
        f"1:{KEY_1},1:{KEY_2}",
        f"1:sm4:{KEY_1}",
        f"1:des:{KEY_1}",
        f"1:{SM4.removeprefix('sm4:')}",
    ],
)
def test_a_wrong_keyring_is_refused_without_showing_a_key(text: str) -> None:
    with pytest.raises(ValueError, match="FIELD_KEYS") as refusal:
        Keyring.parse(text)
    assert KEY_1 not in str(refusal.value)


def test_what_lies_in_the_database_is_sealed(number: PhoneNumber) -> None:
    assert b"138" not in raw(number)
    assert raw(number)[:2] == bytes((1, keyring().current))
    assert PhoneNumber.objects.get(pk=number.pk).phone == "13812345678"


@pytest.mark.parametrize("value", ["0", "", " ", "王" * 20])
def test_empty_and_zero_survive(value: str) -> None:
    field, row = PhoneNumber._meta.get_field("phone"), uuid.uuid4()
    assert field.open(row, field.seal(row, value)) == value


def test_an_empty_value_has_no_index(number: PhoneNumber) -> None:
    number.phone = ""
    assert PhoneNumber._meta.get_field("phone_bidx").pre_save(number, False) is None


def test_none_is_null_and_stays_apart_from_the_empty_text() -> None:
    field = SealedTextField(null=True)
    assert field.get_db_prep_save(None, connection) is None
    assert field.to_python(0) == "0"
    assert field.to_python("") == ""


def test_loading_opens_nothing_until_somebody_reads(number: PhoneNumber) -> None:
    found = PhoneNumber.objects.get(pk=number.pk)
    assert isinstance(found.__dict__["phone"], Token)
    assert repr(found.__dict__["phone"]) == str(found.__dict__["phone"]) == "<sealed>"
    assert found.phone == "13812345678"
    assert PhoneNumber.objects.defer("phone").get(pk=number.pk).phone == "13812345678"


def test_values_give_tokens_that_open_by_name(number: PhoneNumber) -> None:
    row = PhoneNumber.objects.values("public_id", "phone").get(pk=number.pk)
    field = PhoneNumber._meta.get_field("phone")
    assert isinstance(row["phone"], Token)
    assert field.open(row["public_id"], row["phone"]) == "13812345678"


def test_writers_in_sql_seal_by_name(number: PhoneNumber) -> None:
    token = PhoneNumber._meta.get_field("phone").seal(number.public_id, "13900001111")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_phonenumber SET phone = %s WHERE id = %s", [token, number.pk])
    number.refresh_from_db()
    assert number.phone == "13900001111"


def test_update_and_bulk_update_raise(number: PhoneNumber) -> None:
    with pytest.raises(SealedFieldError):
        PhoneNumber.objects.filter(pk=number.pk).update(phone="13900001111")
    number.phone = "13900001111"
    with pytest.raises(SealedFieldError):
        PhoneNumber.objects.bulk_update([number], ["phone"])


def test_look_up_by_the_text_raises(number: PhoneNumber) -> None:
    for look_up in ("phone", "phone__contains", "phone__in", "phone__startswith"):
        with pytest.raises(SealedFieldError):
            PhoneNumber.objects.filter(**{look_up: "13812345678"}).exists()
    assert PhoneNumber.objects.filter(phone__isnull=False).exists()


def test_a_row_copied_to_another_public_id_does_not_open(number: PhoneNumber) -> None:
    PhoneNumber.objects.filter(pk=number.pk).update(public_id=uuid.uuid4())
    copy = PhoneNumber.objects.get(pk=number.pk)
    with pytest.raises(SealBroken):
        _ = copy.phone
    with pytest.raises(SealBroken):
        copy.save()


def test_bulk_create_seals(db: None) -> None:
    users = [User.objects.create_user() for _ in range(3)]
    PhoneNumber.objects.bulk_create([PhoneNumber(user=user, phone=f"1380000000{user.pk % 10}") for user in users])
    assert {number.phone for number in PhoneNumber.objects.all()} == {f"1380000000{user.pk % 10}" for user in users}


def test_too_long_is_a_validation_error(number: PhoneNumber) -> None:
    number.phone = "1" * 21
    with pytest.raises(ValidationError):
        number.full_clean(exclude=["user"])


@pytest.mark.parametrize(
    "typed", ["13812345678", "+86 138-1234-5678", "008613812345678", "１３８１２３４５６７８", " 138 1234 5678 "]
)
def test_the_blind_index_finds_whatever_was_typed(number: PhoneNumber, typed: str) -> None:
    assert PhoneNumber.objects.get(phone_bidx=blind_index("phone", typed)) == number


def test_indices_differ_by_kind_and_key() -> None:
    assert index_of(b"a" * 32, "phone", "1") != index_of(b"a" * 32, "id_number", "1")
    assert index_of(b"a" * 32, "phone", "1") != index_of(b"b" * 32, "phone", "1")
    assert blind_index("id_number", "42010619900307451x") == blind_index("id_number", "420106 19900307 451X")
    assert blind_index("name", "阿依古丽•买买提") == blind_index("name", "阿依古丽 · 买买提")
    with pytest.raises(ValueError, match="empty"):
        blind_index("phone", "--")
    with pytest.raises(KeyError):
        blind_index("shoe_size", "43")


def test_rotation_seals_anew_and_the_old_key_may_leave(number: PhoneNumber, settings) -> None:
    old = settings.FIELD_KEYS
    before = raw(number)
    settings.FIELD_KEYS = f"2:{KEY_2},{old}"
    call_command("rotate_keys", batch=1)
    assert raw(number)[1] == 2 != before[1]
    settings.FIELD_KEYS = f"2:{KEY_2}"
    assert PhoneNumber.objects.get(pk=number.pk).phone == "13812345678"
    settings.FIELD_KEYS = old
    with pytest.raises(SealBroken, match="key 2"):
        _ = PhoneNumber.objects.get(pk=number.pk).phone


def test_rotation_of_the_index_key(number: PhoneNumber, settings) -> None:
    settings.INDEX_KEY = KEY_2
    assert not PhoneNumber.objects.filter(phone_bidx=blind_index("phone", "13812345678")).exists()
    call_command("rotate_keys", index=True)
    assert PhoneNumber.objects.get(phone_bidx=blind_index("phone", "13812345678")) == number


def test_rotation_without_the_old_key_changes_nothing(number: PhoneNumber, settings) -> None:
    before = raw(number)
    settings.FIELD_KEYS = f"2:{KEY_2}"
    with pytest.raises(SealBroken):
        call_command("rotate_keys")
    assert raw(number) == before


def test_a_model_without_public_id_fails_the_check() -> None:
    field = SealedTextField()

    class Meta:
        app_label = "accounts"
        abstract = True

    base = type("Loose", (models.Model,), {"__module__": __name__, "Meta": Meta, "secret": field})
    bound = base._meta.get_field("secret")
    bound.model = base
    assert [found.id for found in bound.check()] == ["accounts.E001"]
