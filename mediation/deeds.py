"""A deed: one thing a person does to a case, as the pages offer it. Its words, its form, and the action behind it.

Whether it may be done now is not said here: the table of transitions says it, and the button shows the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise

from accounts.actors import Actor
from complaints.lifecycle.states import Tier
from complaints.models import Case

Words = str | Promise


class DeedForm(forms.Form):
    """A form about one case; `given` is what goes to the action as keywords."""

    def __init__(self, *args: Any, case: Case, actor: Actor, now: datetime, search: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.actor, self.now, self.search = case, actor, now, search
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on the case."""

    def given(self) -> Mapping[str, Any]:
        """Keywords of the action."""
        return self.cleaned_data


@dataclass(frozen=True)
class Deed:
    """`question` is the title of its page, `follows` what happens then, `when` what a dashed button says."""

    action: str
    label: Words
    icon: str
    do: Callable[..., object]
    form: type[DeedForm] = DeedForm
    question: Words = ""
    follows: Words = ""
    when: Words = ""
    done: Words = ""
    stage: Tier = Tier.MEDIATION
    template: str = "desk/deed.html"

    @property
    def slug(self) -> str:
        """In addresses: mediator.appoint → mediator-appoint."""
        return self.action.replace(".", "-").replace("_", "-")
