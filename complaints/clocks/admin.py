"""Rule sets, rules and holidays in the Django admin, with their history."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

from complaints.clocks.calendar import DAY, Holidays, end_of
from complaints.clocks.correcting import misplaced
from complaints.clocks.correction import changed_days
from complaints.clocks.labels import RULES
from complaints.clocks.published import published_holidays
from complaints.clocks.queries import coverage, load_holidays
from complaints.clocks.statutory import statutory_holidays
from complaints.clocks.tasks import wake_correction
from complaints.models import HolidayNotice, HolidayOverride, Rule, RuleSet


class RuleSetForm(forms.ModelForm):
    """A rule set; the sets it extends must not lead back to it."""

    class Meta:
        model = RuleSet
        fields = ("code", "name", "division_code", "scheme", "extends", "valid_from", "valid_to")

    def clean_extends(self) -> RuleSet | None:
        above: RuleSet | None = self.cleaned_data["extends"]
        at = above
        while at is not None:
            if at.pk == self.instance.pk:
                raise ValidationError(_("This set extends the one you are editing."))
            at = at.extends
        return above


class RulesFormSet(BaseInlineFormSet):
    """The rules of a set: one that extends no other must have them all, or a clock would find none."""

    def clean(self) -> None:
        super().clean()
        if self.instance.extends_id is not None:
            return
        kept = {form.cleaned_data.get("name") for form in self.forms if not form.cleaned_data.get("DELETE")}
        missing = [label for name, label in RULES.items() if name not in kept]
        if missing:
            raise ValidationError(
                _("A set that extends no other needs every rule. Missing: %(rules)s")
                % {"rules": ", ".join(map(str, missing))}
            )


class RuleInline(admin.TabularInline):
    model = Rule
    formset = RulesFormSet
    fields = ("name", "value", "unit", "kind", "source", "is_policy", "is_doubtful")
    extra = 0


@admin.register(RuleSet)
class RuleSetAdmin(SimpleHistoryAdmin):
    form = RuleSetForm
    inlines = (RuleInline,)
    list_display = ("name", "code", "division_code", "scheme", "extends", "valid_from", "valid_to", "to_check")
    list_filter = ("scheme",)
    search_fields = ("name", "code", "division_code")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("rules")

    @admin.display(description=_("to be checked (?)"))
    def to_check(self, rule_set: RuleSet) -> int:
        """How many rules of the set an operator still has to check."""
        return sum(rule.is_doubtful for rule in rule_set.rules.all())


@admin.register(Rule)
class RuleAdmin(SimpleHistoryAdmin):
    list_display = ("__str__", "rule_set", "value", "unit", "source", "marks")
    list_filter = ("is_doubtful", "is_policy", "rule_set")
    list_select_related = ("rule_set",)
    search_fields = ("name", "source")

    @admin.display(description=_("marks"))
    def marks(self, rule: Rule) -> str:
        """(P) our own choice, (?) to be checked."""
        return ("(P)" if rule.is_policy else "") + ("(?)" if rule.is_doubtful else "")

    def has_delete_permission(self, request: HttpRequest, obj: Rule | None = None) -> bool:
        """Rules go with their set or in its form, where it is checked that none is missing."""
        return False


class CalendarAdmin(SimpleHistoryAdmin):
    """After a change of the calendar, has the running deadlines it moves corrected, and says how many."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        form.calendar_before = load_holidays()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self._correct(request, form.calendar_before)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        before = load_holidays()
        super().delete_model(request, obj)
        self._correct(request, before)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        before = load_holidays()
        super().delete_queryset(request, queryset)
        self._correct(request, before)

    def _correct(self, request: HttpRequest, before: Holidays) -> None:
        """The worker corrects, in batches; when the broker is down, beat's nightly run does."""
        days = changed_days(before, load_holidays())
        count = sum(1 for _ in misplaced(timezone.now(), after=end_of(min(days) - DAY))) if days else 0
        if not count:
            return
        transaction.on_commit(wake_correction, robust=True)
        sentence = ngettext(
            "%(n)d running deadline ends at another moment by the new calendar. It is being corrected, and its parties"
            " are told.",
            "%(n)d running deadlines end at another moment by the new calendar. They are being corrected, and their"
            " parties are told.",
            count,
        )
        self.message_user(request, sentence % {"n": count}, messages.WARNING)


class DaysFormSet(BaseInlineFormSet):
    """The days of a notice: with a statutory holiday left out, deadlines would move by a slip of the pen."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors) or not self.instance.year:
            return
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        off = {row["day"] for row in rows if row.get("is_off")}
        if rows and (missing := sorted(set(statutory_holidays(self.instance.year)) - off)):
            raise ValidationError(
                _("These statutory holidays are not among the days off: %(days)s")
                % {"days": ", ".join(day.isoformat() for day in missing)}
            )


class DayInline(admin.TabularInline):
    model = HolidayOverride
    formset = DaysFormSet
    fields = ("day", "is_off", "name")
    extra = 40


class HolidayNoticeForm(forms.ModelForm):
    """A year's notice; an address typed without its scheme is a secure one."""

    url = forms.URLField(label=_("address"), required=False, assume_scheme="https")

    class Meta:
        model = HolidayNotice
        fields = ("year", "title", "url")


@admin.register(HolidayNotice)
class HolidayNoticeAdmin(CalendarAdmin):
    form = HolidayNoticeForm
    inlines = (DayInline,)
    list_display = ("year", "title", "rests_on")

    @admin.display(description=_("calendar of the year"))
    def rests_on(self, notice: HolidayNotice) -> str:
        """What the year's calendar rests on now."""
        return coverage(notice.year).sentence


class HolidayOverrideForm(forms.ModelForm):
    """One day; a day that already is as it is ruled needs no override."""

    class Meta:
        model = HolidayOverride
        fields = ("day", "is_off", "name", "source", "notice")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        day, is_off = cleaned.get("day"), cleaned.get("is_off")
        published = published_holidays()
        if day and not published.is_provisional(day) and published.is_working(day) is not is_off:
            raise ValidationError({"day": _("The published calendar says the same already.")})
        if not cleaned.get("notice") and not cleaned.get("source"):
            raise ValidationError({"source": _("Say who ruled it: a day without a notice needs its source.")})
        return cleaned


@admin.register(HolidayOverride)
class HolidayOverrideAdmin(CalendarAdmin):
    form = HolidayOverrideForm
    list_display = ("day", "name", "is_off", "source", "notice")
    list_select_related = ("notice",)
    list_filter = ("is_off",)
    date_hierarchy = "day"
