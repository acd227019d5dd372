"""Words of the desk."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def side_words(by: str) -> str:
    """Who said something, in words."""
    return {
        "consumer": _("consumer"),
        "merchant": _("merchant"),
        "body": _("association"),
        "officer": _("association"),
        "mediator": _("mediator"),
    }.get(by, by)
