"""Where the demo answers, and who may log in."""

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from config.demo.organisations import PASSWORD, log_ins


class Command(BaseCommand):
    help = "Print the address and a demo log-in for each role."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", required=True)

    def handle(self, *args: object, **options: object) -> None:
        address = str(options["address"]).rstrip("/")
        lines = [f"Hejie 和解   {address}", ""]
        lines += [f"{email:<36}{role}" for role, email in log_ins()]
        lines += [
            "",
            _("All of them: %(address)s/staff/login/ with the password %(password)s")
            % {"address": address, "password": PASSWORD},
            f"{'13700000000':<36}" + _("consumer, by a code"),
            f"{'13900000000':<36}" + _("merchant, by a code"),
            _("These log in at %(address)s/login/ with a code; it shows at %(address)s/demo/messages/")
            % {"address": address},
            "",
            _("Ctrl-C stops it."),
        ]
        self.stdout.write("\n" + "".join(f"  {line}\n" for line in lines))
