"""Controls and clocks as the design draws them: a form writes no class by hand, a list no bar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.lists.listing import Listing, SortState
from accounts.lists.stencil import fill, fill_all
from accounts.preferences.frame import draw
from accounts.wording.times import SHANGHAI, moment_words

register = template.Library()

BAR = (
    '<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
    '<rect width="{share}" height="4"/></svg>'
)
DATED = '<span class="clock">{words} <small>{date}</small></span>' + BAR
LINE = '<input type="{type}" name="{name}"{given}{rest}>'
OPTION = '<option value="{value}"{rest}>{label}</option>'
OPTIONS = '<optgroup label="{group}">{inside}</optgroup>'
SELECT = '<select name="{name}"{rest}>{inside}</select>'
POINT = '<li{state}><time datetime="{machine}">{at}</time><p>{text}{detail}</p></li>'
BOXES = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.simple_tag
def control(field: BoundField, **attrs: str) -> SafeString:
    """The input of a field with the design's class; aria-describedby and aria-invalid come from Django."""
    widget = field.field.widget
    classes = [widget.attrs.get("class", "")]
    if not isinstance(widget, BOXES):
        classes.insert(0, "in")
    css = " ".join(name for name in classes if name)
    drawn: dict[str, str | bool] = {**attrs, **({"class": css} if css else {})}
    if type(widget) is forms.Select:
        return _select(field, drawn)
    if type(widget) is forms.TextInput:
        return _line(field, drawn)
    return field.as_widget(attrs=drawn)


def _context(field: BoundField, attrs: dict[str, str | bool]) -> dict[str, Any]:
    """What Django's template of the widget would be given (`BoundField.as_widget`)."""
    widget = field.field.widget
    attrs = field.build_widget_attrs(attrs, widget)
    if field.auto_id and "id" not in widget.attrs:
        attrs.setdefault("id", field.auto_id)
    drawn: dict[str, Any] = widget.get_context(field.html_name, field.value(), attrs)["widget"]
    return drawn


def _line(field: BoundField, attrs: dict[str, str | bool]) -> SafeString:
    """A line to type into, drawn here for the same reason as a select."""
    drawn = _context(field, attrs)
    value = "" if drawn["value"] is None else fill(' value="{value}"', drawn)
    return fill(LINE, {**drawn, "given": value, "rest": flatatt(drawn["attrs"])})


def _select(field: BoundField, attrs: dict[str, str | bool]) -> SafeString:
    """A select of one, drawn here: Django's templates take longer for a hundred options than the page for the rest."""
    drawn = _context(field, attrs)
    parts = []
    for group, options, _index in drawn["optgroups"]:
        inside = fill_all(
            OPTION, ({**option, "rest": flatatt(option["attrs"]) if option["attrs"] else ""} for option in options)
        )
        parts.append(fill(OPTIONS, {"group": group, "inside": inside}) if group else inside)
    return fill(SELECT, {"name": drawn["name"], "rest": flatatt(drawn["attrs"]), "inside": SafeString("".join(parts))})


@register.filter
def look(field: BoundField) -> str:
    """Which layout a field takes: check, cards, chips, list or plain."""
    widget = field.field.widget
    wanted = getattr(widget, "look", "")
    if wanted:
        return str(wanted)
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "list"
    return "check" if isinstance(widget, forms.CheckboxInput) else "plain"


@register.filter
def option_hint(field: BoundField, value: object) -> str:
    """The line below one choice, saying what follows; "" when the widget has none."""
    hints = getattr(field.field.widget, "hints", {})
    return str(hints.get(value, hints.get(str(value), "")))


@register.filter
def count_errors(forms_shown: object) -> int:
    """Fields and whole-form errors to mend in a form, a formset or a list of forms."""
    return sum(len(shown.errors) for shown in as_forms(forms_shown))


@register.filter
def as_forms(forms_shown: object) -> list[forms.BaseForm]:
    """One form, a formset or a list of forms, as a list; empty places are dropped."""
    if isinstance(forms_shown, forms.BaseForm):
        return [forms_shown]
    return [shown for shown in forms_shown if shown]  # type: ignore[attr-defined]


@register.filter
def anchor(field: BoundField) -> str:
    """Id the error summary links to: the control, or the fieldset of a group of choices."""
    return field.id_for_label or field.auto_id


@register.filter
def sort_state(listing: Listing, key: str) -> SortState:
    """What the column head of an order shows."""
    return listing.sort_state(key)


@register.simple_tag
def clock(words: str, date: str = "", share: int | str = "") -> SafeString:
    """A clock in a list: words over a bar of what is left (1 to 100). Its colour is `data-turn` of the cell around it.

    Drawn here and not as a component: a desk shows forty of them.
    """
    if date and share != "":
        return fill(DATED, {"words": words, "date": date, "share": share})
    small = fill(" <small>{date}</small>", {"date": date}) if date else ""
    bar = fill(BAR, {"share": share}) if share != "" else ""
    return fill('<span class="clock">{words}{small}</span>{bar}', {"words": words, "small": small, "bar": bar})


@register.simple_tag
def history(lines: Iterable[Any] | None) -> SafeString:
    """The points of a `<c-line>`, from lines with `at`, `text`, `detail` and `state` (next, now or nothing)."""
    now = timezone.now()
    return fill_all(POINT, (_point(line, now) for line in lines or ()))


def _point(line: Any, now: datetime) -> dict[str, object]:
    return {
        "state": fill(' data-is="{state}"', {"state": line.state}) if line.state else "",
        "machine": line.at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "at": moment_words(line.at, now=now),
        "text": fill("<b>{text}</b>", {"text": line.text}) if line.state == "now" else line.text,
        "detail": fill('<br><span class="hint">{detail}</span>', {"detail": line.detail}) if line.detail else "",
    }


@register.simple_tag(takes_context=True)
def frame(context: template.Context, part: str) -> SafeString:
    """What every page of a reader has alike: `head` (styles and scripts), header (`top`) or footer (`foot`)."""
    site = context["site"]
    return draw(part, site.frame, site.path)
