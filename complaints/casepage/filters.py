"""Filters of one's own list."""

from __future__ import annotations

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from complaints.models import Case


class MineFilter(filters.FilterSet):
    """Open or ended."""

    which = filters.ChoiceFilter(
        label=_("Which"),
        choices=[("open", _("going on")), ("closed", _("ended"))],
        empty_label=_("All"),
        method="by_state",
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def by_state(self, queryset: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """A case has ended when it has its day of closing."""
        return queryset.filter(closed_at__isnull=value == "open")
