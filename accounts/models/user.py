"""A person who logs in. Identifiers (phone, ID number) lie sealed in tables of their own."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes people without a user name: a phone or an e-mail address finds them, never a public handle."""

    def create_user(self, *, email: str = "", password: str | None = None, **fields: object) -> User:
        """A person; without a password they log in by code only."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, *, email: str, password: str | None = None, **fields: object) -> User:
        """An administrator of this installation."""
        return self.create_user(email=email, password=password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    display_name = models.CharField(_("name shown"), max_length=40, blank=True)
    is_staff = models.BooleanField(_("administrator"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    USERNAME_FIELD = "public_id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique", condition=~models.Q(email=""))]

    class Data:
        personal = {"email", "display_name", "password"}
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "public_id", "last_login", "is_superuser", "is_staff", "is_active", "date_joined"}

    def get_short_name(self) -> str:
        """What their own pages call them."""
        return self.display_name or self.email

    def __str__(self) -> str:
        return f"user {self.pk}"

    __repr__ = __str__
