"""Django's own error texts that we say better in Chinese: named here so that our catalogue keeps them."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

OURS = (
    _("This field is required."),
    _("Enter a valid email address."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("The submitted file is empty."),
    _("No file was submitted. Check the encoding type on the form."),
    _("Null characters are not allowed."),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
)
