"""Parts that several papers share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.content import Content, part
from documents.refused import Refused


@dataclass(frozen=True, kw_only=True)
class Party(Content):
    """A person, company or shop, and who speaks for it. `id_number` is an ID number or a credit code."""

    role: str
    name: str = part(gettext_lazy("name of the party"))
    is_person: bool = False
    id_number: str = ""
    address: str = ""
    phone: str = ""
    legal_representative: str = ""
    agent: str = ""

    def check_identity(self, field: str) -> None:
        """民诉法 124: a person with ID number and address, an organisation with code, address and who represents it."""
        wanted = {
            gettext_lazy("ID number or credit code"): self.id_number,
            gettext_lazy("address"): self.address,
            gettext_lazy("legal representative"): self.is_person or self.legal_representative,
        }
        for label, value in wanted.items():
            if not value:
                why = _("%(party)s is not fully identified, missing: %(part)s.")
                raise Refused("party_not_identified", why % {"party": self.name, "part": label}, field)


@dataclass(frozen=True, kw_only=True)
class Demand(Content):
    """What is asked, with the sum in fen where there is one."""

    what: str = part(gettext_lazy("what is asked"))
    fen: int | None = None


@dataclass(frozen=True, kw_only=True)
class Duty(Content):
    """Who does what, how and by when: without all four nobody can enforce it."""

    who: str = part(gettext_lazy("who performs"))
    what: str = part(gettext_lazy("what is to be done"))
    how: str = part(gettext_lazy("way of performance"))
    due: date = part(gettext_lazy("time of performance"))
    fen: int | None = None


@dataclass(frozen=True, kw_only=True)
class Statement(Content):
    """What one of those present said, in the joint record."""

    who: str = part(gettext_lazy("who speaks"))
    words: str = part(gettext_lazy("what was said"))


@dataclass(frozen=True, kw_only=True)
class Exhibit(Content):
    """One piece of evidence."""

    name: str = part(gettext_lazy("name of the evidence"))
    proves: str = part(gettext_lazy("what it proves"))
    pages: int = 1
    original: bool = False


@dataclass(frozen=True, kw_only=True)
class Element(Content):
    """One question of a court's form, and the answer."""

    question: str = part(gettext_lazy("question"))
    answer: str = part(gettext_lazy("answer"))
