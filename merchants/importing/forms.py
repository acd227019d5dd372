"""The form that hands in a list of merchants. What is wrong with the file is said at the field."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from merchants.importing import files, jobs
from merchants.importing.columns import NoNameColumn

MOST = 100 * 1024 * 1024
KINDS = (".csv", ".xlsx", ".jsonl")


class ImportForm(forms.Form):
    """`path` is where the upload lies once the form is valid; an invalid one leaves nothing behind."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("List of merchants"),
        help_text=_(
            "CSV or XLSX (also JSON lines), at most 100 MB. One column must be called 名称 or name; 统一社会信用代码, "
            "地址, 电话, 城市, 简称 and others are read where they are there."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        error_messages={"required": _("Choose the file")},
    )
    path: Path

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4

    def clean(self) -> dict[str, Any]:
        """Looks into the file as far as its first row."""
        cleaned = super().clean() or {}
        upload, token = cleaned.get("file"), cleaned.get("token")
        if upload is None or token is None:
            return cleaned
        if upload.size > MOST:
            raise ValidationError({"file": _("The file is larger than 100 MB. Please divide it.")})
        if upload.size == 0:
            raise ValidationError({"file": _("The file is empty.")})
        if Path(upload.name).suffix.lower() not in KINDS:
            raise ValidationError({"file": _("Only CSV, XLSX and JSON lines can be read (.csv, .xlsx, .jsonl).")})
        path = jobs.keep_upload(upload)
        try:
            files.check(path)
        except NoNameColumn as problem:
            path.unlink()
            words = gettext("No column holds the names: call one 名称 or name. The columns are: %(columns)s")
            raise ValidationError({"file": words % {"columns": str(problem) or gettext("none")}}) from problem
        except files.BadFile as problem:
            path.unlink()
            words = gettext("The file cannot be taken: %(why)s.")
            raise ValidationError({"file": words % {"why": gettext(str(problem))}}) from problem
        self.path = path
        return cleaned
