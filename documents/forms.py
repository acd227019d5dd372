"""What somebody holds in hand: a code, or a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.numbering import normal_code
from documents.verification import LARGEST_FILE


class VerifyForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code on the paper"),
        help_text=gettext_lazy("Beside the QR code, 12 characters. Scanning the QR code leads straight to the answer."),
        max_length=40,
        required=False,
        widget=forms.TextInput({"class": "code", "autocomplete": "off", "autocapitalize": "characters"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or the PDF itself"),
        help_text=gettext_lazy("Then we also see whether it was altered. The file is compared and not kept."),
        required=False,
        widget=forms.ClearableFileInput({"accept": "application/pdf,.pdf"}),
    )

    def clean_code(self) -> str:
        code = normal_code(self.cleaned_data["code"])
        if code and len(code) != 14:
            raise forms.ValidationError(_("The code has 12 characters, for example 7KQE-99A4-M2TX."))
        return code

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("This file is larger than 10 MB; our papers are smaller."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("code") and not cleaned.get("file"):
            raise forms.ValidationError(_("Fill in the code or choose the PDF."))
        return cleaned
