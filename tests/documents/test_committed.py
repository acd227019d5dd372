"""Issuing with real commits: inline printing, and numbers taken by many at once."""

import threading

import pytest
from django.db import connection, transaction

from accounts.actors import Actor
from accounts.models import Organisation
from documents import printing
from documents.issuing import issue
from documents.models import Serial, Status
from documents.numbering import next_serial
from tests.documents.samples import NOW, SAMPLES, TODAY


def test_outside_a_transaction_the_paper_comes_back_printed(
    committed: str, association: Organisation, officer: Actor
) -> None:
    paper = issue(
        "settlement", organisation_id=association.pk, case_id=1, context=SAMPLES["settlement"], actor=officer, now=NOW
    )
    assert paper.status == Status.ISSUED
    assert printing.path_of(paper).exists()


def test_numbers_taken_at_the_same_time_differ_and_a_rolled_back_one_is_given_again(
    committed: str, association: Organisation
) -> None:
    taken: list[str] = []

    def take() -> None:
        try:
            with transaction.atomic():
                taken.append(next_serial(association, "受", TODAY))
        finally:
            connection.close()

    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        next_serial(association, "受", TODAY)
        raise KeyboardInterrupt
    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [f"武昌消受〔2026〕{number}号" for number in range(1, 9)]
    assert Serial.objects.get().last == 8
