"""A form for each kind of paper, made of the parts that its content names; and the forms of the steps after it."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import FutureDateField, PastDateField
from accounts.models import User
from documents.content import Content
from documents.kinds import KINDS
from mediation.papers.byhand.prefill import FIXED, PREFILL

LONG = frozenset({"facts", "request", "reason", "suspicion", "text"})
PAST = frozenset({"consented_on"})
LABELS = {"attachments": _("attachments"), "phone": _("telephone")}
LINES = _("One on each line")


class LinesField(forms.CharField):
    """Several short texts, one on each line -> tuple."""

    widget = forms.Textarea

    def to_python(self, value: object) -> tuple[str, ...]:  # type: ignore[override]  # a list of lines, not one text
        """Empty lines do not count."""
        text = super().to_python(value) or ""
        return tuple(line.strip() for line in text.splitlines() if line.strip())


class Person(forms.ModelChoiceField):
    """A colleague, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """As colleagues call each other."""
        return str(obj.display_name or obj.pk)


class SheetForm(forms.Form):
    """The parts of one paper that are typed; every part may be missing until the paper is sent."""

    def __init__(self, *args: Any, kind: str, checkers: QuerySet[User] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = typing.get_type_hints(KINDS[kind].content)
        for part in dataclasses.fields(KINDS[kind].content):
            if part.name not in FIXED:
                self.fields[part.name] = _field(part, hints[part.name])
        if checkers is not None:
            self.fields["checker"] = Person(label=_("Who checks it"), queryset=checkers)

    def parts(self) -> dict[str, Any]:
        """What was typed, for the content."""
        return {name: value for name, value in self.cleaned_data.items() if name != "checker"}

    @property
    def checker_id(self) -> int | None:
        """Who was chosen to check it."""
        chosen = self.cleaned_data.get("checker")
        return chosen.pk if chosen else None


def _field(part: Any, hint: Any) -> forms.Field:
    label = capfirst(part.metadata.get("label") or LABELS.get(part.name, part.name))
    required = "label" in part.metadata
    if typing.get_origin(hint) is tuple:
        return LinesField(
            label=label, required=required, help_text=LINES, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
        )
    if hint is date:
        return (PastDateField if part.name in PAST else FutureDateField)(label=label, required=required)
    if part.name in LONG:
        return forms.CharField(
            label=label, required=required, max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
        )
    return forms.CharField(label=label, required=required, max_length=200)


def as_typed(facts: Mapping[str, Any]) -> dict[str, str]:
    """Values of a content as they stand in the form."""
    return {
        name: "\n".join(value) if isinstance(value, tuple) else value.isoformat() if isinstance(value, date) else value
        for name, value in facts.items()
        if name not in FIXED
    }


def content_of_sheet(kind: str, facts: Mapping[str, Any], parts: Mapping[str, Any]) -> Content:
    """The content: what the case says, and what was typed."""
    fixed = {name: value for name, value in facts.items() if name in FIXED}
    return KINDS[kind].content(**fixed, **parts)


class KindForm(forms.Form):
    """Which paper."""

    kind = forms.ChoiceField(choices=[(kind, KINDS[kind].title) for kind in PREFILL])


class ApproveForm(forms.Form):
    """核稿: in order, and who signs it off."""

    leader = Person(label=_("Who signs it off"), queryset=User.objects.none())
    remark = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, leaders: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]


class RemarkForm(forms.Form):
    """What is to be mended."""

    remark = forms.CharField(label=_("What is to be mended"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class EndForm(forms.Form):
    """Why it no longer counts."""

    reason = forms.CharField(label=_("Why it no longer counts"), max_length=200)
