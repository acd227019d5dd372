"""A form sent after the session ended leads through the log-in back to its page, never to another site."""

import pytest
from django.test import RequestFactory

from accounts.doors import to_log_in


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/desk/?tab=name", "%2Fdesk%2F%3Ftab%3Dname"),
        ("http://testserver/desk/", "%2Fdesk%2F"),
        ("https://evil.example/desk/", "%2F"),
        ("", "%2F"),
    ],
)
def test_back_to_the_page_of_the_form(rf: RequestFactory, referer: str, back: str) -> None:
    request = rf.post("/desk/answer/", headers={"referer": referer} if referer else {})
    assert to_log_in(request)["Location"] == f"/login/?next={back}"


def test_a_page_is_its_own_way_back(rf: RequestFactory) -> None:
    assert to_log_in(rf.get("/desk/?a=1"))["Location"] == "/login/?next=%2Fdesk%2F%3Fa%3D1"
