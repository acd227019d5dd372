"""The directory's own promises, kept by the database."""

import pytest
from django.db import IntegrityError, transaction

from merchants.models import Alias, Merchant, MerchantMembership, Store

pytestmark = pytest.mark.django_db


def test_merchants_without_a_code_are_many_but_a_code_is_held_once() -> None:
    Merchant.objects.create(name="江夏小李修鞋")
    Merchant.objects.create(name="江夏小李修鞋")
    Merchant.objects.create(name="甲", uscc="91420100000000000X")
    with pytest.raises(IntegrityError), transaction.atomic():
        Merchant.objects.create(name="乙", uscc="91420100000000000X")


@pytest.mark.parametrize("uscc", ["", "91420100", "91420100000000000x", "９1420100000000000X"])
def test_a_code_has_eighteen_capitals_and_digits(uscc: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Merchant.objects.create(name="甲", uscc=uscc)


def test_a_person_holds_one_role_at_a_merchant_and_one_at_each_store(django_user_model) -> None:
    person = django_user_model.objects.create_user(email="a@example.org")
    merchant = Merchant.objects.create(name="甲")
    store = Store.objects.create(merchant=merchant, name="光谷店")
    roles = MerchantMembership.Role
    MerchantMembership.objects.create(user=person, merchant=merchant, role=roles.VIEWER)
    MerchantMembership.objects.create(user=person, merchant=merchant, store=store, role=roles.ADMIN)
    with pytest.raises(IntegrityError), transaction.atomic():
        MerchantMembership.objects.create(user=person, merchant=merchant, role=roles.AGENT)


def test_the_same_alias_is_kept_once() -> None:
    merchant = Merchant.objects.create(name="甲")
    Alias.objects.create(merchant=merchant, text="小甲", kind=Alias.Kind.SHORT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Alias.objects.create(merchant=merchant, text="小甲", kind=Alias.Kind.SHORT)
