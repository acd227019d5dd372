"""Persons: LAC's answer, corrected and completed by our own patterns. docs/desensitise.md has the order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from disclosure.desensitise.lac import Token
from disclosure.desensitise.page import Page
from disclosure.desensitise.person import compound, enumerated, frames, held, lone, minority, slots, titles
from disclosure.desensitise.person.minority import TRANSCRIPTION
from disclosure.desensitise.person.reading import Reading, Strength
from disclosure.desensitise.person.sight import HAN, TITLED
from disclosure.desensitise.person.surnames import COMMON, DOUBLE, GIVEN, SINGLE, surname_of
from disclosure.desensitise.person.words import NEVER, ROLES, WORDS
from disclosure.desensitise.spans import Finding, Kind
from disclosure.desensitise.vocabulary import alternatives


@dataclass(frozen=True, slots=True)
class Person:
    """A mention with the full name (or surname) it carries, and whether it is the writer's own name."""

    start: int
    end: int
    name: str
    reason: str
    doubt: bool = False
    own: bool = False


def find(page: Page, others: Iterable[Finding]) -> list[Finding]:
    """All mentions of persons, given what the other recognisers have claimed."""
    others = list(others)
    reading = Reading(page, [(finding.start, finding.end) for finding in others])
    persons: dict[int, Person] = {}

    def keep(person: Person) -> None:
        end = reading.reach(person.start, person.end)
        if end > person.end:
            person = replace(person, end=end, name=page.text[person.start : end])
        held = persons.get(person.start)
        if (
            held is None
            or (held.doubt and not person.doubt and person.end >= held.end)
            or (held.end < person.end and not person.doubt)
        ):
            persons[person.start] = person

    for start, end in minority.find(page.text):
        if not reading.closed(start, end):
            keep(Person(start, end, page.text[start:end], "少数民族姓名、带间隔号的姓名"))
            reading.close(start, end)
    for start, end, doubt, reason in frames.find(reading):
        own = reason in frames.OWN and not _reported(reading, start)
        keep(Person(start, end, page.text[start:end], reason, doubt, own))
    for start, end in frames.listed(reading):
        keep(Person(start, end, page.text[start:end], "清单里并列的人", doubt=True))
    signature = frames.signed(page.text)
    if signature is not None and reading.possible(*signature):
        start, end = signature
        keep(Person(start, end, page.text[start:end], "落款：我加姓名", doubt=True, own=True))
    for person in _by_slot(reading):
        keep(person)
    for person in _by_model(reading):
        keep(person)
    for start, end, doubt, reason in lone.find(reading, others):
        whole = Person(start, end, page.text[start:end], reason, doubt)
        shorter = persons.get(start)
        if shorter is not None and shorter.end < end:  # all that stands between two commas, not the beginning of it
            persons[start] = replace(whole, doubt=shorter.doubt)
        else:
            keep(whole)
    for start, end, doubt, reason in (*held.find(reading), *enumerated.find(reading)):
        keep(Person(start, end, page.text[start:end], reason, doubt))
    for start, end, doubt, reason in (*compound.find(reading), *compound.underrated(reading)):
        keep(Person(start, end, page.text[start:end], reason, doubt))
    for person in list(persons.values()):
        following = frames.joined(reading, person.end)
        while following is not None and following[0] not in persons:
            start, end = following
            keep(Person(start, end, page.text[start:end], "并列的名字", page.text[start:end] in WORDS))
            following = frames.joined(reading, end)
    findings = [
        Finding(
            p.start,
            p.end,
            Kind.PERSON,
            p.reason,
            p.doubt,
            mark=CHILD_MARK if _is_child(p, others) else "",
            name=("我" if p.own else "") + p.name,
        )
        for p in _settle(persons.values())
    ]
    taken = bytearray(len(page.text) + 1)
    for finding in findings:
        taken[finding.start : finding.end] = b"\x01" * (finding.end - finding.start)
    for titled in titles.find(reading):
        if not any(taken[titled.start : titled.end]):
            mark_tail = titled.keeps
            findings.append(
                Finding(
                    titled.start,
                    titled.end,
                    Kind.PERSON_TITLE,
                    "姓加称呼",
                    titled.doubt,
                    mark=mark_tail,
                    name=titled.surname,
                )
            )
            taken[titled.start : titled.end] = b"\x01" * (titled.end - titled.start)
    findings.extend(_repeats(reading, persons.values(), taken))
    return findings


CHILD_MARK = "某某"


def _is_child(person: Person, others: Iterable[Finding]) -> bool:
    """Whether an age under eighteen stands beside the name: of a child not even the family name is shown."""
    ages = [finding for finding in others if finding.kind is Kind.MINOR]
    return any(0 <= age.start - person.end <= 4 or 0 <= person.start - age.end <= 2 for age in ages)


def _by_slot(reading: Reading) -> Iterator[Person]:
    text = reading.text
    for slot in slots.find(reading):
        start = slot.start
        while start < len(text) and text[start] == " ":
            start += 1
        filled = reading.fill(start, slot.strength, bare=slot.bare, own=slot.own)
        if filled is None:
            continue
        end, doubt = filled
        if slot.strength is Strength.WEAK and slot.reason != slots.ROLE_REASON and not slots.dealt_with(text, end):
            continue
        own = slot.own and not _reported(reading, slot.start)
        yield Person(start, end, text[start:end], slot.reason, doubt, own)


def _reported(reading: Reading, at: int) -> bool:
    """Whether “我叫…” stands within quotation marks, so that someone else is speaking."""
    before = reading.text[max(0, at - 80) : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _by_model(reading: Reading) -> Iterator[Person]:
    for token in reading.page.tokens:
        if token.tag == "PER" and len(token.word) > 1:
            yield from _from_token(reading, token)


def _from_token(reading: Reading, token: Token) -> Iterator[Person]:
    """The person in a token that LAC calls one, without title, conjunction or blanks at its ends."""
    word = token.word.rstrip("和与及、\n ")
    title = _TITLE_END.search(word)
    if title and title.start() >= 2 and not _by_surname(word[: title.start()]):
        word = word[: title.start()]
    start, end = token.start, token.start + len(word)
    if len(word) < 2 or reading.closed(start, end):
        return
    if _DOTTED.fullmatch(word):
        yield Person(start, end, word, "模型识别的带间隔号姓名")
        return
    if not HAN.fullmatch(word) or not reading.possible(start, end) or word in DOUBLE:
        return
    if word[1:] == "头" and reading.text[start - 1 : start] == "老":
        return  # 老李头
    longer_title = titles.LONG_TITLE.match(reading.text, start)
    if longer_title and longer_title.end() > end:
        return  # 周调解|员
    if reading.trade_behind(end, weak=True) or not _credible(reading, word, start, end):
        return
    if _titled(word) or _title_behind(word, reading.text, end):
        if word[0] not in COMMON and len(word) <= 3 and word[-1] in "哥姐叔姨爷嫂":
            yield Person(start, end, word, "名字加称呼", doubt=True)
        return
    yield Person(start, end, word, "模型识别的人名", doubt=not surname_of(word) or len(word) > 3)


_SURELY_FOREIGN = 0.8
_DOTTED = re.compile(r"[㐀-鿿]{1,10}(?:[·-][㐀-鿿]{1,12})+")
_TITLE_END = re.compile(
    r"(?:师傅|先生|女士|小姐|老师|经理|主任|店长|律师|医生|老板|太太|阿姨|教练|主管|书记|局长|委员长|部长|院长|校长|教授|主席|总理"
    r"|总统|同志|阁下|队长|所长|厂长|镇长|县长|市长|区长|省长|会长|行长|处长|科长)$"
)


def _by_surname(word: str) -> bool:
    """Two signs before a title that are a prefix and a family name (保安老|魏 aside, 加康|先生), not a name."""
    return len(word) == 2 and word[0] not in SINGLE and word[1] in COMMON


def _titled(word: str) -> bool:
    return bool(TITLED.search(word)) or (len(word) == 2 and word[0] in "小老阿" and word[1] in SINGLE)


def _credible(reading: Reading, word: str, start: int, end: int) -> bool:
    """LAC calls many things persons (轰隆隆, 小苹果): without a common family name the surroundings must agree."""
    if (word[0] in COMMON and len(word) <= 6) or word[:2] in DOUBLE or word[0] == "阿":
        return True
    if len(word) >= 3 and all(sign in TRANSCRIPTION for sign in word):
        return True
    foreign = all(sign in TRANSCRIPTION for sign in word)
    if foreign and reading.leaning(start, end) >= _SURELY_FOREIGN and reading.acts_or_is_joined(start, end):
        return True
    if word[0] in SINGLE and len(word) == 3 and (word[1] in GIVEN or word[2] in GIVEN):
        return True
    if _titled(word) or _ACTS.match(reading.text, end):
        return True
    return _ROLE_END.search(reading.text, max(0, start - 6), start) is not None


_ACTS = re.compile(
    r"(?:告诉|承诺|答应|保证|给我|让我|叫我|跟我|和我|对我|骗我|骂|打了?我|签|收了|说[,:，：“\"]|说他|说她|说我|说是"
    r"|电话|微信|手机号|身份证|先生|女士|小姐)"
)
_ROLE_END = re.compile(rf"(?:{alternatives(ROLES)}|我叫|名叫|叫|姓名[:：]?|我是|本人|人[:：])$")


def _title_behind(word: str, text: str, end: int) -> bool:
    """加康|先生: LAC took the sign before the family name into the name."""
    return _by_surname(word) and _TITLE_BEHIND.match(text, end) is not None


_TITLE_BEHIND = re.compile(r"(?:师傅|先生|女士|小姐|老师|经理|主任|店长|律师|医生|老板|太太|阿姨|教练)")


def _settle(persons: Iterable[Person]) -> list[Person]:
    """No overlaps: the longer of two that overlap stays."""
    settled: list[Person] = []
    for person in sorted(persons, key=lambda p: (p.start, -p.end)):
        if settled and person.start < settled[-1].end:
            if person.end - person.start > settled[-1].end - settled[-1].start and settled[-1].doubt:
                settled[-1] = person
            continue
        settled.append(person)
    return settled


def _repeats(reading: Reading, persons: Iterable[Person], taken: bytearray) -> Iterator[Finding]:
    """Every further mention of a name found once, unless it is part of a longer word or a business."""
    text = reading.text
    names = {
        finding.name.removeprefix("我"): Person(0, 0, "", "", finding.doubt, finding.name.startswith("我"))
        for finding in reading.page.heard.values()
    }
    names.update((person.name, person) for person in persons if len(person.name) >= 2)
    if not names:
        return
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
    for match in pattern.finditer(text):
        start, end = match.span()
        if any(taken[start:end]) or reading.closed(start, end):
            continue
        word = match.group()
        if (
            reading.is_business(start, end)
            or reading.trade_behind(end, weak=True)
            or reading.business[start - 1 if start else start]
            or _PLACE_BEHIND.match(text, end)
            or (len(word) == 2 and not _own_word(reading, start, end))
        ):
            continue
        person = names[word]
        met = _MET.search(text, max(0, start - 1), start) is not None and reading.edge(end)
        if person.doubt and len(word) == 2 and not met and not reading.acts(start, end):
            continue
        yield Finding(
            start,
            end,
            Kind.PERSON,
            "前文已识别的同一人",
            word in WORDS or word in NEVER,
            name=("我" if person.own else "") + word,
        )


_MET = re.compile(r"[找问给跟和与被让对叫是骂告]$")
_PLACE_BEHIND = re.compile(
    r"(?:[东西南北中]?路|大?街|大?道|村|镇|湖|山|桥|站|庄|城|府|苑|店|馆|楼|记|牌|号)(?![人里上])"
)


def _own_word(reading: Reading, start: int, end: int) -> bool:
    token = reading.token_over(start)
    if token is None or token.start != start or token.end != end:
        return False
    following = reading.starts.get(end)
    compound = following is not None and following.tag in {"n", "ORG", "LOC", "nz", "vn"}
    if token.tag not in {"PER", "v"} and compound and not reading.acts(start, end):
        return False
    return not (
        following is not None
        and following.tag in {"n", "LOC", "u"}
        and token.tag in {"a", "ad", "d", "v"}
        and following.word in {"得", "地"}
    )
