"""Choosing a mediator: everybody on the panel with what speaks for and against, the best first."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.forms.widgets import ChoiceCards
from mediation.deeds import DeedForm
from mediation.panel.queries import candidates_for, matter_of
from mediation.panel.rules import Candidate, Matter, concerns, conflicts, ranked
from mediation.panel.wording import CONCERNS, CONFLICTS


class AppointForm(DeedForm):
    """Those with a conflict are not offered; they are listed below with the reason."""

    member = forms.TypedChoiceField(label=gettext_lazy("Mediator"), coerce=int, widget=ChoiceCards)

    def prepare(self) -> None:
        """The panel of the body, ranked."""
        matter = matter_of(self.case)
        everybody = ranked(candidates_for(self.case, self.now), matter)
        free = [each for each in everybody if not conflicts(each, matter)]
        self.kept_out = [
            (each.name, [CONFLICTS[found] for found in conflicts(each, matter)])
            for each in everybody
            if each not in free
        ]
        field = self.fields["member"]
        field.choices = [(each.id, each.name) for each in free]  # type: ignore[attr-defined]
        field.widget.hints = {each.id: _about(each, matter) for each in free}  # type: ignore[attr-defined]

    def given(self) -> dict[str, object]:
        """The member's id."""
        return {"member_id": self.cleaned_data["member"]}


def _about(candidate: Candidate, matter: Matter) -> str:
    """在办4件，无利害关系."""
    load = ngettext("%(count)d open case", "%(count)d open cases", candidate.open_cases) % {
        "count": candidate.open_cases
    }
    found = [str(CONCERNS[each]) for each in concerns(candidate, matter)]
    return _(", ").join([load, *(found or [_("no conflict of interest found")])])
