"""A place as people write it."""

import pytest

from accounts.divisions import Divisions
from complaints.intake.places import NotAPlace, division_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("湖北省武汉市武昌区", "420106"),
        ("武汉市武昌区", "420106"),
        ("武汉 武昌", "420106"),
        ("武昌", "420106"),
        ("武汉", "420100"),
        ("湖北", "420000"),
        ("潜江市", "429005"),
        ("神农架", "429021"),
        ("恩施州", "422800"),
        ("420106", "420106"),
        ("武漢市武昌区", "420106"),
        ("恩施市", "422801"),
        ("火星", None),
        ("", None),
        ("鼓楼区", None),
    ],
)
def test_places(typed: str, code: str | None) -> None:
    if code is None:
        with pytest.raises(NotAPlace):
            division_of(typed, Divisions.load())
    else:
        assert division_of(typed, Divisions.load()) == code


def test_several_of_one_name_are_listed() -> None:
    with pytest.raises(NotAPlace) as problem:
        division_of("鼓楼区", Divisions.load())
    assert len(problem.value.found) > 1
    assert division_of("南京市鼓楼区", Divisions.load()) == "320106"
