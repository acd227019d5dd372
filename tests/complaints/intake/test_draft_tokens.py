"""The token of a draft is all that guards it until somebody logs in."""

import re

import pytest
from django.test import Client

from complaints.intake.drafts import new_token


def test_tokens_of_drafts_are_random() -> None:
    """All 128 bits: no version and no variant of a UUID stand in it."""
    tokens = [new_token().int for _ in range(200)]
    seen_set = seen_clear = 0
    for token in tokens:
        seen_set, seen_clear = seen_set | token, seen_clear | ~token
    assert seen_set & seen_clear & (2**128 - 1) == 2**128 - 1


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_each_empty_form_has_its_own(client: Client) -> None:
    found = {re.search(r'name="token" value="([^"]+)"', client.get("/file/what/").text)[1] for _ in range(3)}  # type: ignore[index]
    assert len(found) == 3
