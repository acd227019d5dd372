"""Eighty cases, one way or several to every state. Deadlines that end within minutes are built last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import cycle, islice

from accounts.models import Organisation
from complaints.lifecycle.states import State
from config.demo.shops import DemoShops
from config.demo.trades import Story, Trade
from config.demo.walk import Setting, Walk

MINUTES = "经双方当事人陈述，对付款事实没有争议；经营者同意退款，双方就金额和期限达成一致意见。"


HARM = "不按约定履行，经多次沟通仍拒绝退款"


class Streets:
    """Gives each walk its shop: with staffed bodies for what goes up, anywhere for the rest."""

    def __init__(self, setting: Setting, shops: DemoShops, staffed: set[str]) -> None:
        self.setting = setting
        self.joined = cycle(shops.joined)
        self.near = cycle([each for each in shops.joined if each[0].division_code in staffed])
        self.letters = cycle([each for each in shops.not_joined if each[0].division_code in staffed])
        self.told: dict[str, Iterator[Story]] = {}
        self.published: set[str] = set()
        self.is_for_publication = False

    def for_publication(self) -> Streets:
        """The next walk tells a story that no published case has told."""
        self.is_for_publication = True
        return self

    def walk(self, days_ago: float, *, near: bool = True, joined: bool = True, **options: object) -> Walk:
        """A walk that begins so many days before now."""
        at = self.setting.now - timedelta(days=days_ago, hours=self.setting.dice.uniform(0, 3))
        while True:
            if not joined:
                shop, trade = next(self.letters)
                agent = None
            else:
                shop, trade, agent = next(self.near if near else self.joined)
            plot = self._story(trade)
            if plot is not None:
                return Walk(self.setting, shop, plot, at, agent, **options)  # type: ignore[arg-type]

    def _story(self, trade: Trade) -> Story | None:
        """Each trade tells its stories in turn; None when all of them are published and one is to be."""
        turn = self.told.setdefault(trade.suffix, cycle(trade.stories))
        if not self.is_for_publication:
            return next(turn)
        for plot in islice(turn, len(trade.stories)):
            if plot.title not in self.published:
                self.published.add(plot.title)
                self.is_for_publication = False
                return plot
        return None


Recipe = Callable[[Streets], Walk]


def _t2(s: Streets, days: float = 40) -> Walk:
    return s.walk(days).file().silence()


def _offered(s: Streets, *, by_visitor: bool = False) -> Walk:
    share = s.setting.dice.choice((0.5, 0.6, 0.75, 0.9))
    walk = s.walk(5, near=False, by_visitor=by_visitor).file().after(days=2)
    return walk.answer(share, "您好，给您添麻烦了，这是我们能做到的方案，您看可以吗？")


def _accepted(s: Streets, days: float = 45) -> Walk:
    return _t2(s, days).after(days=2).take_up()


def _mediating(s: Streets, days: float = 50) -> Walk:
    return _accepted(s, days).after(days=1).appoint()


def _mediated(s: Streets, days: float = 40, share: float = 0.85, due: int = 20) -> Walk:
    return _mediating(s, days).after(days=3).sit(MINUTES).after(days=1).agree(share, due)


def _failed(s: Streets, days: float = 45) -> Walk:
    return _mediating(s, days).after(days=5).terminate()


def recipes(departments: list[Organisation]) -> Iterator[tuple[State, int, Recipe]]:
    """(state it ends in, how many, how)."""
    office = departments[0]
    yield State.SCREENING, 2, lambda s: s.walk(0.4).file(handled_elsewhere="12315")
    yield State.NEEDS_INFO, 1, lambda s: _asked(s.walk(1.5).file(handled_elsewhere="court"))
    yield State.NOT_ACCEPTED, 2, _refused
    yield State.T1_UNMATCHED, 3, lambda s: s.walk(3, matched=False).file()
    yield State.T1_UNJOINED, 3, lambda s: s.walk(4, joined=False).file()
    yield State.T1_NOTICED, 2, lambda s: _noticed(s, 6)
    yield State.T1_MERCHANT, 9, lambda s: s.walk(s.setting.dice.uniform(0.3, 5.5), near=False).file()
    yield State.T1_MERCHANT_INFO, 2, lambda s: _question(s.walk(3, near=False).file().after(days=1))
    yield State.T1_CONSUMER, 6, _offered
    yield State.T1_CONSUMER, 1, lambda s: _offered(s, by_visitor=True)
    yield State.T1_REPICK, 1, lambda s: _not_us(s.walk(4, near=False).file().after(days=1))
    yield (
        State.T1_PERFORMING,
        4,
        lambda s: s.walk(8, near=False).file().after(days=2).answer(0.8).after(days=1).accept_offer(),
    )
    yield State.T2_ASSIGNED, 10, lambda s: _t2(s, 10.5)
    yield State.T2_ACCEPTED, 2, lambda s: _accepted(s, 15)
    yield State.T2_MEDIATING, 5, lambda s: _mediating(s, 20)
    yield State.T2_SUSPENDED, 1, lambda s: _suspended(s, 30)
    yield State.T2_PERFORMING, 3, lambda s: _mediated(s, 24)
    yield State.T2_FAILED, 2, lambda s: _failed(s, 22)
    yield State.T3_SENT, 1, lambda s: _failed(s, 22).after(days=1).refer(office)
    yield State.T3_RECEIPTED, 1, lambda s: _failed(s, 26).after(days=1).refer(office).after(days=2).acknowledge()
    yield State.T3_OVERDUE, 1, lambda s: _failed(s, 33).after(days=1).refer(departments[1]).silence()
    yield State.T4_PREPARING, 1, lambda s: _mediated(s, 26).after(days=1).prepare_pack()
    yield State.T4_FILED, 1, lambda s: _mediated(s, 30).after(days=1).prepare_pack().after(days=2).file_pack()
    yield State.T4_PERFORMING, 1, lambda s: _filed(s).rule(True, "（2026）演示0001民特1号")
    yield State.T4_REFUSED, 1, lambda s: _filed(s).rule(False, "（2026）演示0001民特2号")
    yield State.T4_KIT, 2, lambda s: _failed(s, 24).after(days=2).kit()
    yield State.T4_SUPPORT, 1, lambda s: _failed(s, 24).after(days=2).ask_support()
    yield State.EVALUATING, 2, lambda s: _failed(s, 40).after(days=1).refer(office).after(days=2).acknowledge().after(
        days=6).report()  # fmt: skip
    yield State.SUSPENDED, 1, lambda s: _promised(s, 5)
    yield State.CLOSED, 5, lambda s: s.walk(60, near=False).file().after(days=2).answer(0.9).after(
        days=1).accept_offer().after(days=3).claim().after(days=2).confirm()  # fmt: skip
    yield State.CLOSED, 3, lambda s: s.walk(70, near=False).file().after(days=1).answer(1).after(days=4).claim().after(
        days=1).confirm()  # fmt: skip
    yield State.CLOSED, 2, lambda s: _mediated(s, 80).after(days=4).claim().after(days=2).confirm()
    yield State.CLOSED, 2, lambda s: _failed(s, 75).after(days=1).evaluate("unsolved")
    yield State.CLOSED, 1, lambda s: s.walk(50, near=False).file().after(days=2).withdraw("paid")
    yield State.CLOSED, 1, lambda s: _failed(s, 70).silence()
    # published, and on their way to it
    yield (
        State.CLOSED,
        3,
        lambda s: (
            _failed(s.for_publication(), 80).after(days=1).evaluate("unsolved").after(days=3).publish("criticism", HARM)
        ),
    )
    yield State.CLOSED, 2, lambda s: _mediated(s.for_publication(), 90).after(days=4).claim().after(days=2).confirm().after(days=2).publish(
        "supervision")  # fmt: skip
    yield State.CLOSED, 1, lambda s: _unanswered(s.for_publication()).publish("silence")
    yield (
        State.CLOSED,
        3,
        lambda s: (
            _failed(s.for_publication(), 45).after(days=1).evaluate("unsolved").after(days=1).review("criticism", HARM)
        ),
    )


def _unanswered(s: Streets) -> Walk:
    return _failed(s, 75).after(days=1).evaluate("unsolved").after(days=2)


def _filed(s: Streets) -> Walk:
    return _mediated(s, 34, due=40).after(days=1).prepare_pack().after(days=2).file_pack().after(days=3)


def _refused(s: Streets) -> Walk:
    from mediation.acceptance import actions as acceptance

    walk = _t2(s, 12).after(days=2)
    acceptance.refuse(
        case_id=walk.case.pk, actor=walk.as_officer, now=walk.at, code="not_consumption",
        reason="所购商品用于经营，不属于为生活消费需要。",
    )  # fmt: skip
    return walk


def _asked(walk: Walk) -> Walk:
    from mediation.screening import actions as screening

    walk.after(hours=3)
    screening.ask_for_information(
        case_id=walk.case.pk, actor=walk.as_officer, now=walk.at, question="请补充付款凭证和与商家的聊天记录。"
    )
    return walk


def _noticed(s: Streets, days: float) -> Walk:
    from mediation.screening import actions as screening

    walk = s.walk(days, joined=False).file().after(days=3)
    screening.prove_notice(
        case_id=walk.case.pk, actor=walk.as_officer, now=walk.at, proof="挂号信XA0000000142，本人签收"
    )
    return walk


def _question(walk: Walk) -> Walk:
    return walk.say("merchant", "您好，请问您是哪天在哪家门店办的卡？麻烦发一下收据。").perform(
        "answer.ask_info", walk.as_merchant
    )


def _not_us(walk: Walk) -> Walk:
    return walk.perform("answer.incorrect", walk.as_merchant, code="not_ours")


def _suspended(s: Streets, days: float) -> Walk:
    from mediation.sittings import actions as sittings

    walk = _mediating(s, days).after(days=3)
    until = (s.setting.now + timedelta(days=12)).date()
    sittings.suspend(
        case_id=walk.case.pk, actor=walk.as_mediator, now=walk.at, until=until, latest=None, reason="送检鉴定"
    )
    return walk


def _promised(s: Streets, days: float) -> Walk:
    return s.walk(days, near=False).file().after(days=2).withdraw("promised", s.setting.now + timedelta(days=2))


def within_minutes(streets: Streets, now: datetime) -> Iterator[Walk]:
    """Deadlines a visitor can watch: promises to pay that end at a minute named, and letters overdue since midnight."""
    for minutes in (2, 4, 7, 11, 16, 25):
        yield streets.walk(4, near=True).file().after(days=1).withdraw("promised", now + timedelta(minutes=minutes))


def load(streets: Streets, departments: list[Organisation]) -> int:
    """Walk them all; returns how many cases there are. Raises when a walk does not end where it should."""
    made = 0
    for state, times, recipe in recipes(departments):
        for _ in range(times):
            walk = recipe(streets)
            walk.case.refresh_from_db()
            if walk.case.state != state:
                raise AssertionError(f"a walk to {state} ended in {walk.case.state} ({walk.case.number})")
            made += 1
    for _walk in within_minutes(streets, streets.setting.now):
        made += 1
    return made
