"""Which rows are a person's own: the table of tables that one's own file and erasure both read.

Each app lists its own (`settings.SWITCHBOARD` names the lists in OWN_DATA), so a new table with personal data is added
in one place and a test finds one that is in none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.apps import apps
from django.db import models

from accounts.switchboard import listed

Ending = Literal["blank", "delete", "keep"]


@dataclass(frozen=True)
class Own:
    """Rows of `model` found by `path` from a person's id, and what erasure does with them.

    `blank` empties what class Data calls personal or privileged and leaves the row for the figures; `delete` removes
    it; `keep` leaves it, for the reason given. `only` narrows the rows; `shown=False`: not part of one's own file.
    """

    model: str
    path: str
    ending: Ending
    why: str = ""
    shown: bool = True
    only: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> type[models.Model]:
        """The model class."""
        return apps.get_model(self.model)

    def of(self, user_id: int) -> models.QuerySet[models.Model]:
        """The person's rows, oldest first."""
        return self.rows._default_manager.filter(**{self.path: user_id}, **dict(self.only)).order_by("pk")


def own_tables() -> list[Own]:
    """Every list of the switchboard: the first named is erased first."""
    return listed("OWN_DATA")


ACCOUNTS = (
    Own("accounts.PhoneNumber", "user_id", "delete"),
    Own("accounts.ContactChange", "user_id", "delete"),
    Own("account.EmailAddress", "user_id", "delete"),
    Own("mfa.Authenticator", "user_id", "delete", shown=False),
    Own("accounts.KnownDevice", "user_id", "delete"),
    Own("usersessions.UserSession", "user_id", "delete"),
    Own("accounts.AccessLog", "user_id", "keep", "who has read what must stay provable; it names a number only"),
    Own("accounts.AccountEvent", "user_id", "keep", "what administrators did to an account must stay provable"),
    Own("accounts.FactorReset", "user_id", "delete"),
    Own("accounts.LookUp", "user_id", "keep", "who has looked for whom must stay provable; it holds no key"),
    Own("accounts.Membership", "user_id", "keep", "who acted for an organisation is part of its records"),
    Own("accounts.User", "pk", "blank"),
)
