"""Finding a case in the inbox: by number, order number, words of the title, store or colleague."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.fields import blind_index
from accounts.normal import normalise
from complaints.models import Case, CaseHandler, Complainant

NOBODY = "0"
Choices = Sequence[tuple[int, str]]


class InboxFilter(django_filters.FilterSet):
    """One box for words; store and colleague where there is more than one."""

    q = django_filters.CharFilter(method="find", label=_("Find: case number, order number or demand"))
    store = django_filters.ChoiceFilter(field_name="store_id", label=_("Store"), empty_label=_("all stores"))
    who = django_filters.ChoiceFilter(method="handled_by", label=_("In charge"), empty_label=_("everybody"))

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, *args: Any, stores: Choices, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["who"].extra["choices"] = [(NOBODY, _("not handed out")), *members]
        self.filters["store"].extra["choices"] = stores
        if len(stores) < 2:
            del self.filters["store"]

    def find(self, queryset: QuerySet[Case], name: str, words: str) -> QuerySet[Case]:
        """A number exactly, its last digits, the order number by its blind index, else part of the title."""
        bare = words.replace(" ", "").lstrip("…")
        found = Q(complaint__title__icontains=words)
        if bare.isdigit():
            found |= Q(number__endswith=bare)
        if normalise("order_number", bare):
            same = Complainant.objects.filter(order_number_bidx=blind_index("order_number", bare))
            found |= Q(complaint__in=same.values("complaint_id"))
        return queryset.filter(found)

    def handled_by(self, queryset: QuerySet[Case], name: str, member: str) -> QuerySet[Case]:
        """Those of one colleague, or those nobody has."""
        now = CaseHandler.objects.filter(case_id=OuterRef("pk"), until=None)
        if member == NOBODY:
            return queryset.filter(~Exists(now))
        return queryset.filter(Exists(now.filter(member_id=int(member))))
