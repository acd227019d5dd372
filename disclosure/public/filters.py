"""Facets of the published cases."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.divisions import Divisions
from accounts.prepared import Prepared
from complaints.lifecycle.states import Outcome
from complaints.models import Category
from disclosure.models import PublishedCase

CATEGORIES = Prepared(lambda: Category.objects.filter(kind="object").values_list("code", "name"))
HUBEI = "420000"


def _cities() -> list[tuple[str, str]]:
    divisions = Divisions.load()
    return [(code, divisions.name(code)) for code in divisions.children(HUBEI)] if HUBEI in divisions else []


def _categories() -> list[tuple[str, str]]:
    return CATEGORIES.all()


class PublishedFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Words"), method="words")
    category_code = django_filters.ChoiceFilter(label=_("Goods or service"), choices=_categories, empty_label=_("all"))
    city = django_filters.ChoiceFilter(label=_("City"), choices=_cities, empty_label=_("all"))
    outcome = django_filters.ChoiceFilter(label=_("Outcome"), choices=Outcome.choices, empty_label=_("all"))
    joined = django_filters.ChoiceFilter(
        label=_("Merchant"), choices=[("true", _("joined")), ("false", _("not joined"))], empty_label=_("all"),
        method="by_joined",
    )  # fmt: skip

    class Meta:
        model = PublishedCase
        fields: list[str] = []

    def by_joined(self, queryset: Any, _name: str, value: str) -> Any:
        """Merchants who answer here, or those who do not."""
        return queryset.filter(joined=value == "true")

    def words(self, queryset: Any, _name: str, _value: str) -> Any:
        """The words are applied by the query already."""
        return queryset
