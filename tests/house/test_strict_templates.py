"""The rig that makes templates strict is itself tested."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.house.strict_templates import OURS, RawTemplateMarks, UndefinedVariable


@pytest.fixture
def template(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A name of its own for each test: compiled templates are cached."""
    path = OURS / f"{request.node.name}.html"
    yield path
    path.unlink()


def test_undefined_variable_is_an_error(template: Path) -> None:
    template.write_text("{{ nowhere.to.be.found }}")
    with pytest.raises(UndefinedVariable, match="nowhere"):
        get_template(template.name).render({})


def test_raw_marks_are_an_error(template: Path) -> None:
    template.write_text("{% verbatim %}{{ raw }}{% endverbatim %}")
    with pytest.raises(RawTemplateMarks):
        get_template(template.name).render({})


def test_a_component_sees_nothing_of_the_page(template: Path) -> None:
    template.write_text('<c-tag turn="you">{{ word }}</c-tag>')
    assert "轮到" in get_template(template.name).render({"word": "轮到您", "turn": "late", "slot": "x"})
