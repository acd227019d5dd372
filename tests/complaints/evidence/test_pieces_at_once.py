"""Pieces sent twice at once, offsets that are no numbers, and somebody else's upload."""

from __future__ import annotations

import io
from threading import Barrier, Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from complaints.models import Case, Evidence
from tests.factories import file_case
from tests.people import log_in


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


def begun(client: Client, case: Case, size: int) -> str:
    made = client.post(reverse("complaints:upload_begin"), {"case": case.public_id, "name": "a.png", "size": size})
    return reverse("complaints:upload", args=[made.json()["id"]])


def send(client: Client, address: str, piece: bytes, offset: str = "0") -> int:
    return client.post(address, {"offset": offset, "piece": SimpleUploadedFile("p", piece)}).status_code


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_an_offset_is_a_number() -> None:
    case, people = file_case()
    client = log_in(Client(), people.consumer)
    address = begun(client, case, 100)
    assert [send(client, address, b"x", offset) for offset in ("²", "-1", "", "x", "1e2")] == [400] * 5


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_the_other_side_adds_nothing_to_ones_file() -> None:
    case, people = file_case()
    mine, theirs = log_in(Client(), people.consumer), log_in(Client(), people.agent)
    assert theirs.get(f"/merchant/cases/{case.public_id}/").status_code == 200
    address = begun(mine, case, len(picture()))
    assert send(theirs, address, picture()) == 404
    assert theirs.get(address).status_code == 404
    assert send(mine, address, picture()) == 200


@pytest.mark.slow
def test_eight_times_the_last_piece(committed: str) -> None:
    case, people = file_case()
    clients = [log_in(Client(), people.consumer) for _ in range(8)]
    address, together, answers = begun(clients[0], case, len(picture())), Barrier(8), []

    def press(client: Client) -> None:
        try:
            together.wait(30)
            answers.append(send(client, address, picture()))
        finally:
            connection.close()

    presses = [Thread(target=press, args=[client]) for client in clients]
    for each in presses:
        each.start()
    for each in presses:
        each.join(60)
    assert len(answers) == 8
    assert set(answers) <= {200, 409, 404}
    assert 200 in answers
    assert Evidence.objects.count() == 1
