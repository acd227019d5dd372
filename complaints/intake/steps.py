"""The steps of filing as data: what each is called, where it lies, and what must stand before it (STYLE 23)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.intake.drafts import Content
from complaints.intake.forms import DemandForm, WhatForm, YouForm


def told(content: Content) -> bool:
    """What happened has been written."""
    return WhatForm(content.what).is_valid()


def named(content: Content) -> bool:
    """At least one respondent is named."""
    return bool(content.whom)


def asked(content: Content) -> bool:
    """At least one demand, and each of them whole."""
    return bool(content.ask) and all(form.is_valid() for form in demand_forms(content))


def signed(content: Content) -> bool:
    """Name, scope and consents are there."""
    return YouForm(content.you).is_valid()


def demand_forms(content: Content) -> list[DemandForm]:
    """The lines as they were kept, each validated."""
    names = [respondent["name"] for respondent in content.whom]
    return [
        DemandForm({f"{at}-{key}": value for key, value in line.items()}, prefix=str(at), names=names)
        for at, line in enumerate(content.ask)
    ]


@dataclass(frozen=True, slots=True)
class Step:
    """One screen. `number` is the step it counts as for people; `needs` are earlier steps, asked again each time."""

    key: str
    number: int
    label: object
    needs: tuple[Callable[[Content], bool], ...] = ()

    @property
    def path(self) -> str:
        return reverse(f"complaints:file_{self.key}")


WHAT = Step("what", 1, _("What happened"))
FACTS = Step("facts", 1, _("What happened"), (told,))
WHOM = Step("whom", 2, _("Whom"), (told,))
ASK = Step("ask", 3, _("What you ask"), (told, named))
YOU = Step("you", 4, _("Contact"), (told, named, asked))
SEND = Step("send", 4, _("Contact"), (told, named, asked, signed))
SCREEN_OF: dict[Callable[[Content], bool], Step] = {told: WHAT, named: WHOM, asked: ASK, signed: YOU}
BAR = (WHAT, WHOM, ASK, YOU)


def missing_before(step: Step, content: Content) -> Step | None:
    """The first earlier step that is not done, to go there; None when this one may be shown."""
    return next((SCREEN_OF[need] for need in step.needs if not need(content)), None)


def bar(step: Step, content: Content) -> list[tuple[str, str]]:
    """The four steps with what stands above each: done, now, or nothing."""
    done = {1: told, 2: named, 3: asked, 4: signed}
    return [
        (str(each.label), "now" if each.number == step.number else "done" if done[each.number](content) else "")
        for each in BAR
    ]
