"""What the parties sign: settlement, record of a sitting, mediation agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.content import Content, part
from documents.kinds.notices import NUMBER
from documents.kinds.parts import Duty, Party, Statement
from documents.refused import Refused

PARTIES = gettext_lazy("parties")
FACTS = gettext_lazy("facts")
DUTIES = gettext_lazy("rights and duties")
COPIES = gettext_lazy("number of copies")
MADE_ON = gettext_lazy("day it is made")


def check_two_sides(parties: tuple[Party, ...]) -> None:
    """Raises Refused unless at least two parties stand in the paper."""
    if len(parties) < 2:
        raise Refused("one_sided", _("An agreement needs two parties."), "parties")


@dataclass(frozen=True, kw_only=True)
class Settlement(Content):
    """和解协议书: the parties' own contract, reached without a mediator (消法 39(1))."""

    number: str = part(NUMBER)
    parties: tuple[Party, ...] = part(PARTIES)
    facts: str = part(FACTS)
    duties: tuple[Duty, ...] = part(DUTIES)
    copies: int = part(COPIES)
    made_on: date = part(MADE_ON)

    def check(self) -> None:
        super().check()
        check_two_sides(self.parties)


@dataclass(frozen=True, kw_only=True)
class MediationRecord(Content):
    """调解笔录: what both sides said in each other's presence; notes of separate talks never enter it."""

    number: str = part(NUMBER)
    began_at: datetime = part(gettext_lazy("time of the sitting"))
    ended_at: datetime = part(gettext_lazy("end of the sitting"))
    place: str = part(gettext_lazy("place of the sitting"))
    mediator: str = part(gettext_lazy("mediator"))
    recorder: str = part(gettext_lazy("who keeps the record"))
    present: tuple[Party, ...] = part(gettext_lazy("who is present"))
    rights_told: bool = False
    objection: str = "双方均表示听清，不申请回避，自愿参加调解"
    statements: tuple[Statement, ...] = part(gettext_lazy("statements"))
    result: str = part(gettext_lazy("result"))

    def check(self) -> None:
        """The parties were told their rights, else the record proves nothing."""
        super().check()
        if not self.rights_told:
            raise Refused("rights_not_told", _("The parties must have been told their rights."), "rights_told")
        if self.ended_at <= self.began_at:
            raise Refused("ends_before_it_begins", _("The sitting ends before it begins."), "ended_at")


@dataclass(frozen=True, kw_only=True)
class MediationAgreement(Content):
    """调解协议书 / 投诉调解书 (人民调解法 29; 令121): what a court wants to see before it confirms."""

    number: str = part(NUMBER)
    procedure: str
    parties: tuple[Party, ...] = part(PARTIES, identity=True)
    facts: str = part(FACTS)
    points: str = part(gettext_lazy("points in dispute"))
    duties: tuple[Duty, ...] = part(DUTIES)
    other_terms: tuple[str, ...] = ()
    mediator: str = part(gettext_lazy("mediator"))
    place: str = part(gettext_lazy("place of the sitting"))
    copies: int = part(COPIES)
    made_on: date = part(MADE_ON)

    def check(self) -> None:
        super().check()
        check_two_sides(self.parties)


@dataclass(frozen=True, kw_only=True)
class PowerOfAttorney(Content):
    """授权委托书: what an agent may do, and until when; a special power is named item by item (民诉法 62)."""

    number: str = part(NUMBER)
    principal: Party = part(gettext_lazy("principal"), identity=True)
    agent: Party = part(gettext_lazy("agent"), identity=True)
    matter: str = part(gettext_lazy("matter"))
    powers: tuple[str, ...] = part(gettext_lazy("powers"))
    until: date = part(gettext_lazy("last day of the power"))
    made_on: date = part(MADE_ON)
