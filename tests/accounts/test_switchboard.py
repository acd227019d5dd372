"""Lower floors ask by name; a name nobody answers is an error at once."""

import pytest
from django.test import override_settings

from accounts.switchboard import NotConnected, effects, fact

FACTS = {"length": "builtins.len"}
EFFECTS = {"show": "builtins.repr"}


@override_settings(SWITCHBOARD="tests.accounts.test_switchboard")
def test_names_lead_to_functions() -> None:
    assert fact("length")([1, 2]) == 2
    assert effects("show")(3) == "3"


@override_settings(SWITCHBOARD="tests.accounts.test_switchboard")
def test_a_name_without_an_answer_is_an_error() -> None:
    with pytest.raises(NotConnected, match="no 'weight'"):
        fact("weight")
