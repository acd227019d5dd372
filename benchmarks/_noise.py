"""Queries like those of consumers, made from a directory: the seventeen kinds, with noise of our own.

Used to fit the few weights of the model and to see that it holds on rows it was not fitted on. Nothing here
reads the measured queries.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from opencc import OpenCC
from pypinyin.pinyin_dict import pinyin_dict

from merchants.matching import sounds
from merchants.matching.lookalikes import LOOKALIKES
from merchants.matching.normalise import name_form
from merchants.matching.places import Gazetteer, short
from merchants.matching.words import CONSUMER_TRADE

KINDS = (
    "exact", "no_form", "no_region", "brand", "city_brand", "swapped", "branch", "chatty", "homophone", "typo", "pinyin",
    "initials", "traditional", "width_marks", "address", "uscc", "phone",
)  # fmt: skip

_BEFORE = ("我在", "投诉", "楼下那个", "就是那家", "微信上的", "朋友介绍的", "好像叫", "一个叫", "名字大概是", "我家附近的", "我要投诉",
           "抖音上的", "我们小区旁边的", "应该是叫", "网上的", "同事推荐的")  # fmt: skip
_AFTER = ("", "", "那家", "吧", "的店", "好像改名了", "，老板跑路了", "，在二楼", "，具体名字记不清了", "（招牌上写的）", "，已经关门了",
          "这家店", "，电话打不通", "（发票上写的）")  # fmt: skip
_BRANCHES = (
    "万达店",
    "步行街店",
    "光谷店",
    "大学城店",
    "火车站店",
    "总店",
    "旗舰店",
    "二店",
    "江汉路店",
    "开发区店",
    "人民路店",
    "银泰店",
)


@dataclass
class Asked:
    """A query with every merchant that is a right answer."""

    kind: str
    text: str
    hint: str
    answers: set[str]
    phone: str = ""
    extra: dict[str, str] = field(default_factory=dict)


class Maker:
    """Makes queries over a list of rows with name, uscc, province, city, address."""

    def __init__(
        self, rows: list[dict[str, str]], gazetteer: Gazetteer, seed: int, leave_out: set[str] | None = None
    ) -> None:
        self.random = random.Random(seed)
        self.rows = rows
        self.leave_out = leave_out or set()
        self.traditional = OpenCC("s2t")
        self.forms = [name_form(r["name"], gazetteer, frozenset((r["city"], r["province"]))) for r in rows]
        # People leave out words at the head that are places, and some that only look like places.
        for at, form in enumerate(self.forms):
            second = gazetteer.second_start(form.text, form.start)
            if second > form.start and len(form.text) - second >= 3 and self.random.random() < 0.6:
                self.forms[at] = replace(form, start=second)
        self.common = Counter(f.proper[i : i + 2] for f in self.forms for i in range(2, len(f.proper) - 1))
        self.by_proper: dict[str, list[int]] = defaultdict(list)
        self.by_brand: dict[str, list[int]] = defaultdict(list)
        self.brands = [self._brand_of(f.proper) for f in self.forms]
        for index, form in enumerate(self.forms):
            self.by_proper[form.proper].append(index)
            self.by_brand[self.brands[index]].append(index)
        self.by_sound: dict[str, list[str]] = defaultdict(list)
        used = Counter("".join(f.proper for f in self.forms))
        for char, count in used.items():
            if count >= 5 and ord(char) in pinyin_dict:
                self.by_sound[sounds.usual(char)].append(char)

    def _brand_of(self, proper: str) -> str:
        for at in range(2, min(6, len(proper))):
            if self.common[proper[at : at + 2]] >= len(self.rows) // 1500 + 3:
                return proper[:at]
        return proper[:4]

    def make(self, kind: str) -> Asked | None:
        """One query of this kind, or None when the drawn row does not lend itself to it."""
        index = self.random.randrange(len(self.rows))
        row, form, brand = self.rows[index], self.forms[index], self.brands[index]
        if row["uscc"] in self.leave_out:
            return None
        if not CONSUMER_TRADE.search(form.proper) and self.random.random() < 0.92:
            return None  # consumers mostly ask after those who sell to consumers
        if "公司" in form.proper or "有限" in form.proper:
            return None  # a part of a firm: people name the firm
        if len(form.proper) < 3 or len(form.proper) > 14 or len(brand) < 2:
            return None
        city = short(row["city"])
        hint = city if self.random.random() < 0.42 else ""
        made = getattr(self, "_brand_alone" if kind == "brand" else "_" + kind)(row, form, brand, city)
        if made is None:
            return None
        text, key, in_city = made
        pool = {"proper": self.by_proper[form.proper], "brand": self.by_brand[brand], "one": [index]}.get(key)
        if pool is None:
            pool = [i for i in self.by_brand[brand] if self.forms[i].proper.startswith(text)]
        if hint or in_city:
            pool = [i for i in pool if short(self.rows[i]["city"]) == city]
        return Asked(kind, text, hint, {self.rows[i]["uscc"] for i in pool} | {row["uscc"]})

    def _exact(self, row, form, brand, city):
        return row["name"], "one", False

    def _no_form(self, row, form, brand, city):
        return form.text, "one", False

    def _no_region(self, row, form, brand, city):
        return form.proper, "proper", False

    def _brand_alone(self, row, form, brand, city):
        text = brand
        if self.random.random() < 0.25 and len(form.proper) >= len(brand) + 2:
            text = form.proper[: len(brand) + 2]
            return text, "brand" if text == brand else "prefix", False
        return text, "brand", False

    def _city_brand(self, row, form, brand, city):
        return city + brand, "brand", True

    def _swapped(self, row, form, brand, city):
        rest = form.proper[len(brand) :]
        if len(rest) < 2:
            return None
        place = city if self.random.random() < 0.5 else ""
        text = self.random.choice(
            (
                f"{rest}（{brand}）",
                f"{brand}{place}{rest}",
                f"{place}{rest}{brand}",
                f"{rest}{place}{brand}",
                f"{rest} {brand}",
            )
        )
        return text, "proper", place in text and bool(place)

    def _some_name(self, form, brand, city):
        roll = self.random.random()
        place = city if self.random.random() < 0.35 else ""
        if roll < 0.35:
            return place + brand, "brand", bool(place)
        return place + form.proper, "proper", bool(place)

    def _branch(self, row, form, brand, city):
        name = brand if self.random.random() < 0.5 else form.proper
        inside = city if self.random.random() < 0.5 else ""
        text = self.random.choice(("{}（{}{}）", "{}({}{}）", "{} {}{}")).format(
            name, inside, self.random.choice(_BRANCHES)
        )
        return text, "brand" if name == brand else "proper", bool(inside)

    def _chatty(self, row, form, brand, city):
        name, key, in_city = self._some_name(form, brand, city)
        return self.random.choice(_BEFORE) + name + self.random.choice(_AFTER), key, in_city

    def _homophone(self, row, form, brand, city):
        text = form.proper
        at = self.random.randrange(min(len(brand) + 1, len(text)))
        others = [c for c in self.by_sound.get(sounds.usual(text[at]), ()) if c != text[at]]
        if not others:
            return None
        return text[:at] + self.random.choice(others) + text[at + 1 :], "proper", False

    def _typo(self, row, form, brand, city):
        text = form.proper
        at = self.random.randrange(len(text) - 1)
        roll = self.random.random()
        if roll < 0.3:
            text = text[: at + 1] + text[at:]
        elif roll < 0.55:
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        elif roll < 0.85 and len(text) > 3:
            text = text[:at] + text[at + 1 :]
        else:
            others = LOOKALIKES.get(text[at])
            other = (
                self.random.choice(sorted(others))
                if others
                else self.random.choice(self.by_sound["yi"] + self.by_sound["shi"])
            )
            text = text[:at] + other + text[at + 1 :]
        return None if text == form.proper else (text, "proper", False)

    def _pinyin(self, row, form, brand, city):
        heard = sounds.sound(brand)
        if not all(s.isascii() and s.isalpha() for s in heard):
            return None
        roll = self.random.random()
        if roll < 0.35:
            return city + "".join(heard), "brand", True
        return (" " if roll < 0.65 else "").join(heard), "brand", False

    def _initials(self, row, form, brand, city):
        letters = sounds.initials(form.proper)
        if not (letters.isascii() and letters.isalpha() and 4 <= len(letters) <= 9):
            return None
        return self.random.choice((letters, letters.upper())), "proper", False

    def _traditional(self, row, form, brand, city):
        text = self.traditional.convert(self.random.choice((form.proper, form.text)))
        return text, "proper", False

    def _width_marks(self, row, form, brand, city):
        text = form.proper
        at = self.random.randrange(1, len(text))
        return (
            self.random.choice(
                (
                    f"“{text}”",
                    f"　{text}　有限公司",
                    f"{text}！！",
                    f"{text[:at]}·{text[at:]}",
                    f"{text[:at]}*{text[at:]}",
                    f"【{text}】",
                    f"{text[:at]} {text[at:]}",
                )
            ),
            "proper",
            False,
        )

    def _address(self, row, form, brand, city):
        address = row["address"]
        if len(address) < 8:
            return None
        cut = self.random.choice((0, 0, 2, 3, 5, 6))
        text = address[cut:]
        if len(text) < 8 or not any(c.isdigit() for c in text):
            return None
        if self.random.random() < 0.4:
            text += "那家" + self.random.choice(("", form.proper[len(brand) :]))
        return text, "one", False

    def _uscc(self, row, form, brand, city):
        code = row["uscc"]
        roll = self.random.randrange(6)
        return (
            [
                code,
                code[2:17],
                "税号：" + code,
                " ".join((code[:4], code[4:10], code[10:])),
                code.lower(),
                code.replace("0", "O", 1),
            ][roll],
            "one",
            False,
        )

    def _phone(self, row, form, brand, city):
        return None

    def stream(self, weights: dict[str, int], count: int) -> Iterator[Asked]:
        """`count` queries with kinds in these proportions."""
        kinds = [kind for kind, weight in weights.items() for _ in range(weight)]
        made = 0
        while made < count:
            asked = self.make(self.random.choice(kinds))
            if asked is not None:
                made += 1
                yield asked
