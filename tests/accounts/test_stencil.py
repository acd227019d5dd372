"""Rows filled in by name: what is text is escaped, what is markup stays."""

import uuid

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from accounts.lists.hrefs import hrefs
from accounts.lists.stencil import fill, fill_all


@given(st.text(), st.integers() | st.none() | st.text().map(mark_safe))
def test_as_format_html_does(text: str, other: object) -> None:
    stencil = '<a title="{text}">{other}</a>{text}'
    ours = fill(stencil, {"text": text, "other": other, "unused": 1})
    assert ours == format_html(stencil, text=text, other=other)
    assert isinstance(ours, SafeString)


def test_a_lazy_text_is_escaped_too() -> None:
    assert fill("{name}", {"name": gettext_lazy("<i>")}) == "&lt;i&gt;"


def test_rows_one_below_the_other() -> None:
    assert fill_all("<li>{a}</li>", ({"a": each} for each in "<2")) == "<li>&lt;</li>\n<li>2</li>"
    assert fill_all("<li>{a}</li>", []) == ""


def test_addresses_of_rows() -> None:
    id_ = uuid.uuid4()
    assert hrefs("merchantdesk:case")(id_) == reverse("merchantdesk:case", args=[id_])
    with pytest.raises(NoReverseMatch):
        hrefs("merchantdesk:inbox")
