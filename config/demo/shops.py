"""The demo's shops: two hundred, some joined, some chains with branches, some silent. No real company is meant."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from stdnum.cn import uscc

from accounts.divisions import Divisions
from accounts.masking import mask_phone
from accounts.models import PhoneNumber, User
from config.demo.names import people
from config.demo.trades import TRADES, Trade
from merchants.matching.indexing import index_merchants
from merchants.models import Alias, Merchant, MerchantMembership, Phone, Store

SHOPS = 200
JOINED_OF_THREE = 2  # two of three shops have joined
CHAIN_EVERY = 9
PLACES = (
    "420106", "420102", "420103", "420104", "420105", "420107", "420111", "420112", "420502", "420503", "420602",
    "420607", "420302", "421002", "421003", "420802", "420902", "421102", "421202", "421303", "422801", "429005",
    "429004", "429006", "420704", "420202",
)  # fmt: skip
STREETS = ("云岭路", "望江路", "青石街", "梧桐巷", "和平里", "书院街", "新桥路", "荷花池路", "文昌街", "临湖道")


@dataclass
class DemoShops:
    """Shops by trade; each joined one has somebody who answers."""

    joined: list[tuple[Merchant, Trade, User]] = field(default_factory=list)
    not_joined: list[tuple[Merchant, Trade]] = field(default_factory=list)


@transaction.atomic
def load(now: datetime, seed: int) -> DemoShops:
    """Two hundred shops with their people, and the index that finds them. Runs on an empty directory."""
    dice, names = Random(seed), people(seed + 1)
    divisions = Divisions.load()
    shops = DemoShops()
    for number in range(SHOPS):
        trade = TRADES[number % len(TRADES)]
        word = trade.words[number // len(TRADES) % len(trade.words)]
        place = PLACES[number % len(PLACES)] if number % 4 else PLACES[number // 4 % 8]
        shop = _found(number, trade, word, place, divisions, dice, now)
        if number % 3 < JOINED_OF_THREE:
            shops.joined.append((shop, trade, _agent(number, shop, next(names), now)))
        else:
            shops.not_joined.append((shop, trade))
    index_merchants(Merchant.objects.values_list("pk", flat=True))
    return shops


def _found(
    number: int, trade: Trade, word: str, place: str, divisions: Divisions, dice: Random, now: datetime
) -> Merchant:
    city = divisions.name(divisions.parent(place)).removesuffix("市")
    city = city if len(city) <= 3 else divisions.name(place).removesuffix("市")
    street = f"{divisions.name(place)}{dice.choice(STREETS)}{dice.randrange(3, 260)}号"
    joined = number % 3 < JOINED_OF_THREE
    shop = Merchant.objects.create(
        name=f"{city}{word}{trade.legal}",
        uscc=_code(place, number),
        division_code=place,
        place=divisions.name(place),
        address=street,
        is_prepaid=trade.prepaid,
        joined_at=now - timedelta(days=dice.randrange(200, 700)) if joined else None,
    )
    Alias.objects.create(merchant=shop, text=f"{word}{trade.suffix}", kind="brand")
    Phone.objects.create(merchant=shop, number=f"0270000{number:04d}", subscriber=f"0000{number:04d}")
    branches = 4 if number % CHAIN_EVERY == 0 else 1
    for branch in range(branches):
        Store.objects.create(
            merchant=shop,
            name=f"{word}{trade.suffix}（{STREETS[(number + branch) % len(STREETS)].removesuffix('路')}店）",
            division_code=place,
            address=street if branch == 0 else f"{divisions.name(place)}{STREETS[(number + branch) % len(STREETS)]}",
        )
    return shop


def _code(place: str, number: int) -> str:
    """A code with a right check digit for an organisation that cannot exist: its own code is nearly all zeros."""
    body = f"91{place}MAD000{number:03d}"
    return body + uscc.calc_check_digit(body)


def _agent(number: int, shop: Merchant, name: str, now: datetime) -> User:
    """Who answers for the shop; logs in by a code to this phone."""
    user = User.objects.create_user(email=f"shop{number:03d}@demo.example", display_name=name)
    phone = f"1390000{number:04d}"
    PhoneNumber.objects.create(user=user, phone=phone, phone_masked=mask_phone(phone), verified_at=now)
    MerchantMembership.objects.create(user=user, merchant=shop, role="owner", accepted_at=now)
    return user
