"""Finding a case at the desk: by number, telephone of the person, merchant or title."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.fields import blind_index
from complaints.lifecycle.numbers import is_valid
from complaints.models import Case

_DIGITS_OF_A_PHONE = 11


class DeskFilter(django_filters.FilterSet):
    """One box for everything an officer has at hand."""

    q = django_filters.CharFilter(method="find", label=_("Number, telephone, merchant or title"))

    class Meta:
        model = Case
        fields: list[str] = []

    def find(self, queryset: QuerySet[Case], name: str, words: str) -> QuerySet[Case]:
        """A number or a telephone is found exactly, the latter by its blind index; anything else as part of a name."""
        bare = words.replace(" ", "")
        if bare.isdecimal() and is_valid(bare):
            return queryset.filter(number=bare)
        if bare.isdecimal() and len(bare) == _DIGITS_OF_A_PHONE:
            return queryset.filter(complaint__complainant__phone_bidx=blind_index("phone", bare))
        return queryset.filter(
            Q(respondent_name__icontains=words)
            | Q(merchant__name__icontains=words)
            | Q(complaint__title__icontains=words)
        )
