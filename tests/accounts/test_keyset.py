"""Keyset pages against the whole ordered list: nothing twice, nothing lost, there and back."""

from collections.abc import Sequence

import pytest
from django.db.models import QuerySet
from django.http import QueryDict

from accounts.lists.keyset import BadMark, keyset_page
from accounts.lists.listing import Order, listing_of
from accounts.models import User

pytestmark = pytest.mark.django_db

ORDERS = (Order("name", "by name", ("display_name", "id")), Order("since", "by age", ("date_joined", "id")))


@pytest.fixture
def people() -> QuerySet[User]:
    User.objects.bulk_create(
        [User(display_name=f"名{n % 4}", email=f"p{n}@example.cn", password="!") for n in range(23)]
    )
    return User.objects.filter(email__endswith="@example.cn")


def walk(people: QuerySet[User], fields: Sequence[str], size: int) -> list[list[int]]:
    pages, after = [], ""
    while True:
        page = keyset_page(people, fields=fields, size=size, after=after)
        pages.append([row.pk for row in page.rows])
        if not page.after:
            return pages
        after = page.after


@pytest.mark.parametrize(
    "fields", [("display_name", "id"), ("-display_name", "-id"), ("date_joined", "id"), ("-public_id",)]
)
@pytest.mark.parametrize("size", [1, 5, 22, 23, 24])
def test_pages_are_the_ordered_list(people: QuerySet[User], fields: tuple[str, ...], size: int) -> None:
    whole = list(people.order_by(*fields).values_list("pk", flat=True))
    assert [pk for page in walk(people, fields, size) for pk in page] == whole


def test_back_leads_where_one_came_from(people: QuerySet[User]) -> None:
    fields = ("display_name", "id")
    first = keyset_page(people, fields=fields, size=5)
    second = keyset_page(people, fields=fields, size=5, after=first.after)
    third = keyset_page(people, fields=fields, size=5, after=second.after)
    back = keyset_page(people, fields=fields, size=5, before=third.before)
    assert [row.pk for row in back.rows] == [row.pk for row in second.rows]
    assert back.after
    assert back.before
    start = keyset_page(people, fields=fields, size=5, before=back.before)
    assert [row.pk for row in start.rows] == [row.pk for row in first.rows]
    assert not start.before


def test_new_rows_shift_nothing(people: QuerySet[User]) -> None:
    fields = ("-date_joined", "-id")
    first = keyset_page(people, fields=fields, size=5)
    expected = keyset_page(people, fields=fields, size=5, after=first.after)
    User.objects.create(display_name="新", email="new@example.cn", password="!")
    again = keyset_page(people, fields=fields, size=5, after=first.after)
    assert [row.pk for row in again.rows] == [row.pk for row in expected.rows]


@pytest.mark.parametrize("mark", ["x", "a:b:c", "\U0001f600"])
def test_a_mark_that_is_not_ours_is_refused(people: QuerySet[User], mark: str) -> None:
    with pytest.raises(BadMark):
        keyset_page(people, fields=("id",), size=5, after=mark)
    listing = listing_of(QueryDict(mutable=True), people, orders=ORDERS)
    assert len(listing.rows) == 20


def test_a_mark_of_another_order_is_refused(people: QuerySet[User]) -> None:
    other = keyset_page(people, fields=("display_name", "id"), size=5).after
    with pytest.raises(BadMark):
        keyset_page(people, fields=("id",), size=5, after=other)


def test_listing_sorts_and_keeps_filters(people: QuerySet[User]) -> None:
    listing = listing_of(QueryDict("q=1&order=-name&after=junk"), people, orders=ORDERS, size=5)
    assert [row.display_name for row in listing.rows] == ["名3"] * 5
    assert listing.sort_state("name").aria == "descending"
    assert listing.sort_state("since").aria == ""
    assert "q=1" in listing.next_href
    assert "junk" not in listing.next_href
    assert "order=name" in listing.sort_state("name").href
    assert listing.is_filtered
    assert not listing_of(QueryDict("order=since"), people, orders=ORDERS).is_filtered
