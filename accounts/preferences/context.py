"""`site` in every template: brand, operator, doors, and what the reader has set."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language

from accounts.preferences import choices, navigation
from accounts.preferences.frame import Frame, doors_here

HTML_LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}


class Site:
    """Read by base.html; each part is worked out only when a template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def operator(self) -> str:
        """The body that runs this installation."""
        return settings.OPERATOR_NAME

    @cached_property
    def house(self) -> str:
        """Whose desk this is: the reader's body or merchant, else the operator."""
        return navigation.house_of(self._request) or self.operator

    @property
    def path(self) -> str:
        """This page with its query, to come back to."""
        return self._request.get_full_path()

    @cached_property
    def language(self) -> str:
        """Value of the lang attribute."""
        return HTML_LANGUAGES.get(get_language() or "", "zh-Hans")

    @property
    def theme(self) -> str:
        return choices.theme_of(self._request)

    @property
    def size(self) -> str:
        return choices.size_of(self._request)

    @cached_property
    def role(self) -> str:
        return navigation.role_of(self._request)

    @cached_property
    def frame(self) -> Frame:
        """What header and footer of this page depend on."""
        here = doors_here(self.role, self._request.path)
        return Frame(self.language, self.theme, self.size, self.role, self.house, self.operator, here)

    @property
    def door(self) -> dict[str, str]:
        """Path by URL name with `:` and `-` as `_`, for a page that links to another app: site.door.complaints_file."""
        return navigation.paths()


def site(request: HttpRequest) -> dict[str, Site]:
    """Context processor."""
    return {"site": Site(request)}
