"""What is drawn without Django's templates is what they would have drawn."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms

from accounts.templatetags.controls import control


class Form(forms.Form):
    name = forms.CharField(required=True, max_length=20, help_text="hint")
    free = forms.CharField(required=False, initial='"<b>&')
    city = forms.ChoiceField(choices=[("", "all"), ("420100", "武汉 & <环>"), ("s", [("a", "A"), ("b", "B")])])


def drawn(html: str) -> Tag:
    found = BeautifulSoup(html, "html.parser").find(["input", "select"])
    assert isinstance(found, Tag)
    return found


@pytest.mark.parametrize(
    "data", [None, {"name": "", "city": "420100", "free": "x' onfocus=1"}, {"city": "b", "name": "甲"}]
)
@pytest.mark.parametrize("field", ["name", "free", "city"])
def test_as_django_draws_it(field: str, data: dict[str, str] | None) -> None:
    ours, theirs = drawn(control(Form(data)[field])), drawn(Form(data)[field].as_widget(attrs={"class": "in"}))
    assert ours.name == theirs.name
    assert ours.attrs == theirs.attrs
    assert [(o.name, o.attrs, o.get_text()) for o in ours.find_all(["option", "optgroup"])] == [
        (o.name, o.attrs, o.get_text() if o.name == "option" else ours.find("optgroup").get_text())
        for o in theirs.find_all(["option", "optgroup"])
    ]
