"""A paper that may not be made, checked, signed or issued, and why."""

from __future__ import annotations

from django.utils.functional import Promise


class Refused(Exception):
    """`code` is for programs, `why` a translated sentence for people, `field` the part of the paper it concerns."""

    def __init__(self, code: str, why: str | Promise, field: str = "") -> None:
        super().__init__(code, field)
        self.code = code
        self.why = why
        self.field = field

    def __str__(self) -> str:
        return f"{self.code}: {self.why}"
