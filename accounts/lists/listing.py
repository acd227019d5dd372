"""A list as a page shows it: filtered, ordered, one keyset page, and the links to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_filters import FilterSet

from accounts.lists.keyset import BadMark, KeysetPage, first_page, keyset_page

PAGE_SIZE = 20
ORDER, AFTER, BEFORE = "order", "after", "before"


@dataclass(frozen=True)
class Order:
    """A way to sort: `key` in the address, `label` like "by time left", `fields` ending with a unique one."""

    key: str
    label: str | Promise
    fields: tuple[str, ...]

    @property
    def turned(self) -> Order:
        """The same way, from the other end."""
        key = self.key.removeprefix("-") if self.key.startswith("-") else f"-{self.key}"
        fields = tuple(field.removeprefix("-") if field.startswith("-") else f"-{field}" for field in self.fields)
        return Order(key, self.label, fields)


@dataclass(frozen=True)
class SortState:
    """What a column head shows: the link that sorts by it, and the value of aria-sort ("" when it is not the order)."""

    href: str
    aria: str


@dataclass(frozen=True)
class Listing:
    """Everything the list components need; `rows` is what the page loops over."""

    page: KeysetPage[Any]
    order: Order
    orders: Sequence[Order]
    query: QueryDict
    form: Form | None = None

    @property
    def rows(self) -> list[Any]:
        return self.page.rows

    @property
    def is_filtered(self) -> bool:
        """Whether an empty list may be the filter's doing."""
        return any(value for key, value in self.query.items() if key not in (ORDER, AFTER, BEFORE))

    def href(self, **changes: str) -> str:
        """This list with other parameters; the marks of a page are dropped unless given."""
        query = self.query.copy()
        for key in (AFTER, BEFORE):
            query.pop(key, None)
        for key, value in changes.items():
            query[key] = value
        return f"?{query.urlencode()}"

    @property
    def next_href(self) -> str:
        return self.href(after=self.page.after)

    @property
    def previous_href(self) -> str:
        return self.href(before=self.page.before)

    @property
    def words(self) -> str:
        """How many rows, in which order; the whole number only where it is known."""
        count = len(self.rows)
        whole = not self.page.after and not self.page.before
        words = (
            ngettext("%(count)d in all, %(order)s", "%(count)d in all, %(order)s", count)
            if whole
            else ngettext("%(count)d on this page, %(order)s", "%(count)d on this page, %(order)s", count)
        )
        return words % {"count": count, "order": self.order.label} if count else _("Nothing found")

    def sort_state(self, key: str) -> SortState:
        """Link and state of the column head for one order; the second press turns it round."""
        base = next(order for order in self.orders if order.key == key)
        descends = self.order.fields[0].startswith("-")
        if self.order.key.lstrip("-") != key:
            return SortState(self.href(order=base.key), "")
        return SortState(self.href(order=self.order.turned.key), "descending" if descends else "ascending")


def _chosen(orders: Sequence[Order], wish: str) -> Order:
    both: Iterable[Order] = (way for order in orders for way in (order, order.turned))
    return next((order for order in both if order.key == wish), orders[0])


def _narrow(queryset: QuerySet[Any], order: Order, rows: object) -> QuerySet[Any]:
    """The keys alone, where `rows` reads the rest."""
    return queryset if rows is None else queryset.values(*[field.lstrip("-") for field in order.fields])


def listing_of(
    query: QueryDict,
    queryset: QuerySet[Any] | Callable[[], QuerySet[Any]],
    *,
    orders: Sequence[Order],
    filters: Callable[..., FilterSet] | None = None,
    rows: Callable[[list[int]], Sequence[Any]] | None = None,
    first: Callable[[Order], Sequence[Any]] | None = None,
    size: int = PAGE_SIZE,
    words: str = "",
) -> Listing:
    """The list a GET query asks for; an unknown order is the first one, a mark not ours is the first page.

    `words` are what somebody looks for, where they are not in the address (accounts/look_ups).

    With `rows`, the queryset says only which rows and in which order, and `rows` reads them by their ids: what is
    wide is then a query of one shape (accounts/prepared.py), whatever somebody filters and sorts by. `first` reads
    the rows of the first page (and one more) where nothing is filtered, in a prepared query too; a queryset that is
    made by a function is then not made at all.
    """
    form = None
    made = queryset if callable(queryset) else lambda: queryset
    if filters is not None:
        asked = query.copy()
        asked["q"] = words
        chosen = filters(asked)
        form = chosen.form
        if any(asked.get(name) for name in form.fields):
            chosen.queryset = made()
            made, first = lambda: chosen.qs, None
    order = _chosen(orders, query.get(ORDER, ""))
    marks = {"after": query.get(AFTER, ""), "before": query.get(BEFORE, "")}
    try:
        if first is not None and not any(marks.values()):
            page, rows = first_page(first(order), fields=order.fields, size=size), None
        else:
            page = keyset_page(_narrow(made(), order, rows), fields=order.fields, size=size, **marks)
    except BadMark:
        page = keyset_page(_narrow(made(), order, rows), fields=order.fields, size=size)
    if rows is not None and page.rows:
        ids = [row[order.fields[-1].lstrip("-")] for row in page.rows]
        by_id = {row.pk: row for row in rows(ids)}
        page = replace(page, rows=[by_id[id_] for id_ in ids if id_ in by_id])
    return Listing(page, order, orders, query, form)
