"""The words of each notice, `templates/notices/<name>.txt`: the subject, an empty line, the body.

A shorter `<name>.sms.txt` beside it is used for text messages. Every text says what happened, whose turn it is, until
when, and where to look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.template import Context
from django.template.loader import select_template
from django.utils import translation

from notices.models import Channel, Outbox

# Nobody is obliged to receive these, nor reminders; all others report a step of a procedure and are always sent.
OPTIONAL = frozenset({"evaluate"})
REMINDERS = "reminder"
# What concerns the account itself is told wherever somebody can be reached: a thief may hold one of the places.
ACCOUNT = "account."


@dataclass(frozen=True, slots=True)
class Text:
    subject: str
    body: str


def is_optional(template: str) -> bool:
    """Whether a person may say that they do not want such notices."""
    return template in OPTIONAL or template.startswith(REMINDERS)


def goes_everywhere(template: str) -> bool:
    """Whether a notice is sent by every usable channel, not by the first of the ladder."""
    return template.startswith(ACCOUNT)


def words_of(notice: Outbox, channel: Channel, language: str = "zh-hans") -> Text:
    """What a notice says to its audience on a channel."""
    return text_of(notice.template, {**notice.context, "audience": notice.audience}, channel, language)


def text_of(template: str, context: Mapping[str, object], channel: Channel, language: str = "zh-hans") -> Text:
    """Subject and body of a notice. Raises TemplateDoesNotExist for an unknown one."""
    found = select_template([f"notices/{template}.{channel}.txt", f"notices/{template}.txt"])
    with translation.override(language):
        whole = found.template.render(Context(dict(context), autoescape=False))
    subject, _empty, body = whole.strip().partition("\n")
    return Text(subject.strip(), body.strip())
