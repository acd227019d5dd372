"""Widgets of the design: radio cards with consequences, chips for short answers, amounts and dates typed by hand."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms


class ChoiceCards(forms.RadioSelect):
    """Radio cards; hints maps a value to the line saying what follows. None is preset."""

    look = "cards"

    def __init__(self, *, hints: Mapping[object, object] | None = None, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs)
        self.hints = dict(hints or {})


class Chips(forms.RadioSelect):
    """One short answer among a few."""

    look = "chips"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__({"class": "sr", **(attrs or {})})


class MoneyInput(forms.TextInput):
    """An amount; a text field, for a number field would refuse 3,800 and 1.2万."""

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__({"class": "money", "inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class DateTextInput(forms.TextInput):
    """A date typed as people write it; a date picker would be slow for a date months ago."""

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__({"class": "short", "autocomplete": "off", **(attrs or {})})
