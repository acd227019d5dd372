"""What acceptance asks of an officer."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import FutureDateField
from accounts.models import MEDIATING_KINDS, Organisation
from complaints.clocks.calendar import last_day
from complaints.clocks.queries import load_rule_sets
from complaints.clocks.rules import RuleName
from complaints.lifecycle.clockkinds import ClockKind
from mediation.deeds import DeedForm
from mediation.screening.forms import LONG


class BodyForm(DeedForm):
    """Names the right body and says why."""

    body = forms.ModelChoiceField(label=_("Body that has jurisdiction"), queryset=Organisation.objects.none())
    reason = forms.CharField(label=_("Why"), max_length=500, widget=LONG)

    def prepare(self) -> None:
        """Bodies that mediate, without the one that has the case."""
        there = Organisation.objects.filter(kind__in=MEDIATING_KINDS, is_active=True).exclude(pk=self.case.body_id or 0)
        self.fields["body"].queryset = there.order_by("division_code", "pk")  # type: ignore[attr-defined]


def latest_end(case_id: int, rule_set_id: int) -> date | None:
    """The last day to which the rule set lets a mediation be extended: counted from its present end."""
    from complaints.models import Clock

    clock = Clock.objects.filter(
        case_id=case_id, kind=ClockKind.MEDIATION.value, fired_at=None, stopped_at=None
    ).first()
    rules = next((rules for rules in load_rule_sets() if rules.id == rule_set_id), None)
    if clock is None or rules is None or RuleName.EXTENSION_MAX not in rules.rules:
        return None
    return last_day(clock.due) + timedelta(days=rules[RuleName.EXTENSION_MAX].value)


class UntilForm(DeedForm):
    """A day and a reason; the latest day the rules allow is said beside it."""

    until = FutureDateField(label=_("Until which day"))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=LONG)

    def prepare(self) -> None:
        """The rule's maximum, as a hint; the table refuses what lies beyond it."""
        self.latest = latest_end(self.case.pk, self.case.rule_set_id)
        if self.latest is not None:
            self.fields["until"].help_text = _("At the latest %(day)s.") % {"day": self.latest.isoformat()}

    def given(self) -> dict[str, object]:
        """With the latest day, for the guard."""
        return {**self.cleaned_data, "latest": self.latest}
