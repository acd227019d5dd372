"""Django's makemessages without guesses: a fuzzy match puts a wrong sentence in front of a person."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
