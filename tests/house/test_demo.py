"""The demo is made by the real actions: it verifies, it reaches every state it names, and it accuses nobody."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.fields import blind_index
from accounts.hats import hats_of
from accounts.models import User
from complaints.lifecycle.log import verify_database
from complaints.lifecycle.states import State
from complaints.models import Case, Clock, RetentionHold
from config.demo.load import load
from config.demo.organisations import log_ins
from config.demo.trades import TRADES
from config.navigation import DOORS
from disclosure.models import PublishedCase
from documents.models import Paper
from mediation.models import PaperSheet
from merchants.models import Merchant
from notices.addressing import address_waiting
from notices.queries import failed
from tests.people import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("reference")]

NOT_IN_THE_DEMO = {
    State.SENT_OUT,
    State.REVIEW,
    State.T2_NEEDS_INFO,
    State.T3_RETURNED,
    State.T4_DELEGATED,
    State.MERGED,
}


def test_the_demo_is_consistent() -> None:
    now = timezone.now()
    load(now)
    found = verify_database()
    assert found.faults == []
    assert found.cases == Case.objects.count() >= 80
    assert Merchant.objects.count() == 200
    states = {State.of(state) for state in Case.objects.values_list("state", flat=True)}
    assert states >= set(State) - NOT_IN_THE_DEMO
    soon = Clock.objects.filter(fired_at=None, stopped_at=None, due__gt=now, due__lt=now + timedelta(minutes=30))
    assert soon.count() >= 5
    assert Paper.objects.filter(by_hand=True, waits_for__isnull=False).count() >= 2
    assert PaperSheet.objects.exists()
    assert failed().exists()
    titles = list(PublishedCase.objects.values_list("title", flat=True))
    assert len(titles) == len(set(titles)) == 6
    assert RetentionHold.objects.exists()
    visitor = User.objects.get(phone_number__phone_bidx=blind_index("phone", "13700000000"))
    assert Case.objects.filter(complaint__user=visitor, state=State.T1_CONSUMER).exists(), "an offer to decide on"
    address_waiting(now=now)
    connection.cursor().execute("ANALYZE")
    wanting = empty_pages()
    assert wanting == [], "\n".join(wanting)
    assert all(event.at <= now for case in Case.objects.all() for event in case.events.all())


# What a body of that kind has none of, and years that a demo has not seen.
BARE = {
    ("admin", "notices:inbox"),
    ("hubei.officer1", "disclosure:reviews"),
    ("office1.officer1", "mediation:papers"),  # one officer has a sheet begun, and nobody to check it
    ("office1.officer1", "disclosure:reviews"),
    ("office1.officer1", "joining:letters"),
    ("office1.officer1", "joining:requests"),
    *((handle.partition("@")[0], "retention:list") for _role, handle in log_ins()),
}


def empty_pages() -> list[str]:
    """Pages of the printed log-ins' navigation that answer otherwise than well, or show nothing."""
    wanting = []
    for _role, email in log_ins():
        user = User.objects.get(email=email)
        client = log_in(Client(), user)
        kind = next(iter(hats_of(user, timezone.now()))).actor.kind.value
        for name, *_labels in [*DOORS[kind], *DOORS[f"mine.{kind}"]]:
            page = client.get(reverse(name), follow=True)
            is_bare = b'class="empty' in page.content and (email.partition("@")[0], name) not in BARE
            if page.status_code != 200 or is_bare:
                wanting.append(f"{email}: {name} {page.status_code}")
    return wanting


def test_every_trade_has_three_stories_and_no_two_are_alike() -> None:
    titles = [story.title for trade in TRADES for story in trade.stories]
    assert all(len(trade.stories) >= 3 for trade in TRADES)
    assert len(titles) == len(set(titles))


def test_no_shop_of_the_demo_can_be_a_real_one() -> None:
    from config.demo.shops import _code

    assert all(re.fullmatch(r"91\d{6}MAD000\d{3}.", _code("420106", n)) for n in range(200))
