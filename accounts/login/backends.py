"""Who a session belongs to. Nobody logs in here: the door (accounts/login) has asked for code and second factor."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import BigIntegerField

from accounts.models import User
from accounts.prepared import Param, Prepared

USER = Prepared(lambda: User.objects.filter(pk=Param("user_id", BigIntegerField())))


class Backend(AuthenticationBackend):
    """allauth's, with the person of a session read by a prepared query."""

    def get_user(self, user_id: int) -> User | None:
        """The person, unless the account is closed."""
        user = USER.first(user_id=user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
