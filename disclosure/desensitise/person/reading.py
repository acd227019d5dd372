"""How the person recogniser reads a page: whether a stretch can be a name, and how far a name reaches."""

from __future__ import annotations

import re
from enum import IntEnum

from disclosure.desensitise.lac import Token
from disclosure.desensitise.person.minority import TRANSCRIPTION
from disclosure.desensitise.person.sight import HAN, TITLED, Sight
from disclosure.desensitise.person.surnames import ALL_GIVEN, COMMON, DOUBLE, FUNCTION_LIKE, GIVEN, SINGLE
from disclosure.desensitise.person.words import ASIDES, NEVER, NOT_FILLED, OF_ROLES, ROLES, WORDS

_LATIN = re.compile(r"[A-Z][A-Za-z]{1,14}(?: [A-Z][A-Za-z]{1,14}){0,2}")
# Characters that begin or end no name but many a clause.
_FIRST = frozenset("不没很也就都还把被给让叫请跟我你他她它这那哪什怎可已要会")
_LAST = frozenset("不没也就都还把被给让跟我你他她它这那说来去在是有要会能才")
_FUNCTION_TAGS = frozenset({"p", "c", "u", "r", "xc", "d", "m", "q", "f", "vd", "TIME", "w"})
_STARTERS = tuple("的了是我你他她它们这那在不没很也就都还把被给让叫请跟吗呢吧啊么什怎哪有会要可已")
# Family names that are everyday nouns when they stand alone behind another noun.
_VERBS_AFTER = re.compile(
    r"(?:说|讲|称|告|承诺|保证|答应|回[复电]|答复|解释|推[销荐]|介绍|联系|打电话|接|不|没"
    r"|也|都|就|还|又|却|已|一直|总|突|在|从|把|被|给|跟|和|与|及|、|对|向|让|叫|去|来|走"
    r"|离|辞|跑|失联|消失|签|收|做|办|负责|接待|服务|安装|维修|拿|送|发|卖|买|骗|欺|骂|辱"
    r"|打|威胁|恐吓|强|态度"
    r"|电话|手机|微信|身份|账|名下|本人|家|的|是|有|要|想|因|于|今年|现|当时|男|女|住|你"
    r"|您|我|他|这|那|等|们|处|说|订|坐|上|下|出|进|问|催|退|换|拖|欠|借|转|付|交|骑|开|驾"
    r"|投诉|反映|申请|购|承|否认|拒|同意|要求|建议|故意|竟|居然|完全|多次|反复|受伤|摔|休"
    r"|请假|加|拉黑|删|提|使用|持|用|以|将|为|则|便|能|会|可|应|肯|敢|愿|拍|转|先|此|再|只"
    r"|根本|原话|亲|私|所)"
)
# Words of these kinds may fill the place of a name where a form or 自称 asks for one (万一, 马上).
_ODD_TAGS = frozenset({"d", "c", "v", "a", "ad", "vd", "TIME", "m", "PER"})
# How words for groups, offices and places end: 开发商, 招商部, 过程中.
_GROUP_ENDS = frozenset("商方者员们部室局科队会处所厂店馆院校人")
_PLACE_ENDS = frozenset("中里上下内外时后前")
# Enough to take 曾, 于 for a family name though LAC ends up with an adverb or preposition (曾小贤).
_LEANS_ENOUGH = 0.2
# Of a name with one character more than LAC took: the share from which that one belongs to it, and the share where it
# is a character that mostly does not (张三|不退).
_REACHES, _REACHES_FAR = 0.13, 0.25
SELDOM_IN_NAMES = _FIRST | _LAST | frozenset("及与之家等系称时因为于从向对并即将再又先")
# Particles that end a phrase, and arrivals (房|到店, 钟|到点); no name holds them.
NO_NAME = re.compile("[的了吗呢吧啊啦哦嘛呀什么]|到[店家点货场账期站]")


class Strength(IntEnum):
    """How sure the surroundings are that a person's name stands here."""

    WEAK = 1
    MEDIUM = 2
    STRONG = 3


class Reading(Sight):
    """Whether and how far a stretch of the page can be a person's name."""

    def fill(self, start: int, strength: Strength, *, bare: bool = False, own: bool = False) -> tuple[int, bool] | None:
        """The end of the name that starts here and whether there is doubt about it, or None when none does."""
        if start >= len(self.text) or self.closed(start, start + 1):
            return None
        latin = _LATIN.match(self.text, start)
        spelt = latin is not None and latin.group().isupper() and " " in latin.group()  # 英文名CHEN GUODONG
        if latin and strength is Strength.STRONG and (not bare or spelt) and not self.closed(start, latin.end()):
            return latin.end(), False
        run = HAN.match(self.text, start)
        if not run:
            return None
        longest = min(4, run.end() - start)
        best: tuple[float, int] | None = None
        for length in range(2, longest + 1):
            end = start + length
            if self.closed(start, end):
                break
            score = self._score(start, end, strength)
            if score is not None and not self._named_so(start, end, bare=bare, own=own):
                score = None
            longer = self.text[start : start + 2] in DOUBLE and best is not None and score == best[0]
            if score is not None and (best is None or score > best[0] or longer):
                best = (score, end)
        needed = {Strength.STRONG: 2.5, Strength.MEDIUM: 4.5, Strength.WEAK: 6.5}[strength]
        if best is None or best[0] < needed:
            return None
        return best[1], best[0] < needed + 1

    def _score(self, start: int, end: int, strength: Strength) -> float | None:
        text = self.text
        name = text[start:end]
        if not self._possible(start, name, strength):
            return None
        long = len(name) == 4 and name[0] in COMMON and self._no_phrase(start, end)
        if strength is Strength.STRONG and self.edge(end) and (long or self._form_field(start, end)):
            return 4.0
        token = self.starts.get(start)
        last = self.token_over(end - 1)
        at_edge = self.edge(end)
        score = 0.0
        double = name[:2] in DOUBLE
        single = name[0] in SINGLE
        length = len(name)
        leans = self.leaning(start, end) >= _LEANS_ENOUGH
        if leans:
            score += 1.5
        if double:
            score += {2: -1.0, 3: 3.0, 4: 3.0}[length]
        elif single:
            score += 2.0 if length < 4 else -3.0
            score += 0.5 if name[0] in COMMON else 0.0
            if length == 3 and (name[1] == name[2] or (name[1] in GIVEN and name[2] in GIVEN)):
                score += 1.0
            if name[0] in FUNCTION_LIKE and not leans:
                score -= 1.5
        else:
            score -= {2: 1.0, 3: 1.0, 4: 3.0}[length]
        if at_edge:
            score += 3.0
        elif last is not None and last.end == end:
            score += 1.5
        else:
            score -= 1.5
        if not at_edge and _VERBS_AFTER.match(text, end):
            score += 1.0
        if token is not None and token.end == end:
            score += 1.5 if token.tag != "PER" else 3.5
            if token.tag in _FUNCTION_TAGS and not leans:
                score -= 2.5
        elif token is not None and token.tag == "PER" and token.end > end:
            score -= 2.5
        if strength < Strength.STRONG:
            score += self._penalty(name, token, end, strength)
        return score

    def _penalty(self, name: str, token: Token | None, end: int, strength: Strength) -> float:
        """What speaks against a name where the surroundings alone do not prove one."""
        penalty = 0.0
        whole = token is not None and token.end == end
        named = whole and token is not None and token.tag == "PER"
        leans = self.leaning(end - len(name), end) >= _LEANS_ENOUGH
        if token is not None and token.tag in _FUNCTION_TAGS and token.tag != "m" and not leans:
            penalty -= 2.5
        if self.trade_behind(end, weak=False):
            penalty -= 4.0
        if named:
            return penalty
        if token is not None and token.tag in {"v", "vn"} and whole and not self.edge(end):
            penalty -= 0.5
        if name[:2] in DOUBLE and len(name) > 2:
            return penalty
        if name[0] not in COMMON:
            # A rare family name is an everyday character; without LAC's word only an unusual pair is a name.
            penalty -= 3.0 if whole else 1.5
        if strength is Strength.WEAK and whole:
            penalty -= 3.0
        return penalty

    def _named_so(self, start: int, end: int, *, bare: bool, own: bool) -> bool:
        """Whether the name may stand here: behind a label without colon it must look like one, else end cleanly."""
        token = self.starts.get(start)
        word = token is not None and token.end == end and token.tag in {"n", "v", "vn", "nz", "a"}
        return self.likely(start, end) or (
            not bare and (self.edge(end) or not word or (own and _VERBS_AFTER.match(self.text, end) is not None))
        )

    def likely(self, start: int, end: int) -> bool:
        """A common family name in front, a double one, two characters of given names, or LAC's word for it."""
        name = self.text[start:end]
        if name[:2] in DOUBLE and len(name) > 2:
            return True
        token = self.starts.get(start)
        if token is not None and token.tag == "PER" and token.end == end:
            return True
        if name[0] in SINGLE and self.leaning(start, end) >= self.sure:
            return True
        if len(name) == 3 and name[0] in SINGLE and self._first_name(start + 1, end):
            return True
        return (name[0] in COMMON and len(name) <= 3) or (
            len(name) == 2 and name[0] in ALL_GIVEN and name[1] in ALL_GIVEN
        )

    def _first_name(self, start: int, end: int) -> bool:
        """Two characters of given names, or what LAC calls a person without a family name (占|小刚)."""
        token = self.starts.get(start)
        named = token is not None and token.tag == "PER" and token.end == end
        return named or all(sign in ALL_GIVEN for sign in self.text[start:end])

    def possible(self, start: int, end: int) -> bool:
        """Whether nothing speaks against a name: no known word of another use, no business."""
        name = self.text[start:end]
        sure = self.leaning(start, end) >= self.sure
        used = name in NEVER or name in ROLES or (not sure and (name in WORDS or name[:2] in NEVER))
        return not (used or NO_NAME.search(name) or self.closed(start, end) or self.is_business(start, end))

    def plausible(self, start: int, end: int) -> bool | None:
        """Where the sentence wants a person: True for a name, False for a word that can be one, None for neither."""
        name = self.text[start:end]
        if self.closed(start, end) or NO_NAME.search(name) or name in NEVER or name in ROLES or name[:2] in NEVER:
            return None
        if (
            TITLED.search(name)
            or name[0] in _FIRST
            or (name[-1] in _LAST and self.leaning(start, end) < _LEANS_ENOUGH)
            or self.is_business(start, end)
            or not self.stands(start, end)
        ):
            return None
        if not self.likely(start, end):
            return None
        last = self.token_over(end - 1)
        if last is not None and last.end > end and last.tag != "PER":
            return None
        token = self.starts.get(start)
        named = token is not None and token.tag == "PER" and token.end == end
        return (
            named
            or self.leaning(start, end) >= self.sure
            or not (name in WORDS or name[:2] in WORDS or (token is not None and token.end == end))
        )

    def fits(self, start: int, end: int, *, firm: bool, brand: bool = False, held: bool = True) -> bool:
        """Whether the stretch has the outer shape of a name, whatever word it is.

        Unless ``firm`` no adverb or verb, nor, if a role ``held`` it, what roles have and do; a ``brand`` (方正) only
        where it is told.
        """
        name, last = self.text[start:end], self.token_over(end - 1)
        if self.closed(start, end) or NO_NAME.search(name) or TITLED.search(name):
            return False
        if self.is_business(start, end) and not (brand and self.brand_alone(start, end)):
            return False
        if name in NOT_FILLED or name in ASIDES or name in ROLES or name.startswith(_STARTERS) or len(name) > 3:
            return False
        if name[0] in _FIRST or name[-1] in _LAST or name[-1] in _GROUP_ENDS or name[1:] in ROLES:
            return False
        token = self.starts.get(start)
        if not firm:
            tag = token.tag if token is not None and (token.end == end or token.tag in {"p", "c"}) else ""
            if (
                name in NEVER
                or name[:2] in NEVER
                or (held and name[:2] in OF_ROLES)
                or tag in _FUNCTION_TAGS - {"m", "TIME", "f"}
            ):
                return False
            if name[-1] in _PLACE_ENDS:
                return False
        named = name[0] in SINGLE or name[:2] in DOUBLE or all(sign in ALL_GIVEN for sign in name)
        named = named or (firm and len(name) == 3 and TRANSCRIPTION.issuperset(name))  # 收件人格日勒
        return named and (firm or (last is not None and last.end == end))

    def acts(self, start: int, end: int) -> bool:
        """Whether the word opens a clause and does what persons do."""
        opens = start == 0 or not HAN.match(self.text[start - 1])
        return opens and _VERBS_AFTER.match(self.text, end) is not None

    def stands(self, start: int, end: int) -> bool:
        """Whether the stretch does not begin in the middle of a function word and is not one."""
        if self.text[start : start + 2] in DOUBLE and end - start > 2:
            return True
        token = self.starts.get(start)
        if token is None:
            over = self.token_over(start)
            return over is not None and over.tag in {"PER", "v", "n", "nz"}
        return not (token.tag in _FUNCTION_TAGS - {"m"} and (token.end >= end or token.word[0] in FUNCTION_LIKE))

    def reach(self, start: int, end: int) -> int:
        """Where a name really ends that was taken a character too short: 罗大|右, 诸葛亮|亮."""
        family = 2 if self.text[start : start + 2] in DOUBLE else 1
        sign = self.text[end : end + 1]
        if end - start != family + 1 or not HAN.match(sign) or NO_NAME.match(sign) or self.closed(end, end + 1):
            return end
        if self.text[start] not in SINGLE and family == 1:
            return end
        share = self.leaning(start, end + 1)
        another = self.page.leaning[0][end] > share  # 王梅|国齐: here begins the next one
        following = self.token_over(end)
        word = following is not None and following.end > end + 1  # 凌先|夫妇
        needed = _REACHES_FAR if word or sign in SELDOM_IN_NAMES else _REACHES
        if share < needed or another:
            return end
        # 肖威来, 肖威说: who is followed by something else elsewhere is called so far and no further
        alone = self.text.count(self.text[start:end]) > self.text.count(self.text[start : end + 1])
        return end if alone else end + 1

    def acts_or_is_joined(self, start: int, end: int) -> bool:
        """Whether the word does what persons do, or stands beside another person (布朗和…)."""
        if _VERBS_AFTER.match(self.text, end):
            return True
        before = self.token_over(start - 1) if start else None
        return before is not None and before.tag in {"c", "v", "p"}

    def _oddly_named(self, start: int, end: int) -> bool:
        """Whether a word that is otherwise never a name (万一, 马上) fills the place of one and cannot mean itself."""
        name, token = self.text[start:end], self.starts.get(start)
        whole = token is not None and token.end == end
        alone = self.edge(end) and self.text[end : end + 1] not in {":", "="}
        field = self.text[max(0, start - 3) : start].rstrip() in {"姓名:", "名字:", "大名:"}
        return (
            alone
            and len(name) < 4
            and (name[0] in COMMON or (field and name[0] in SINGLE))
            and name not in NOT_FILLED
            and name not in ROLES
            and not TITLED.search(name)
            and (not whole or field or (token is not None and token.tag in _ODD_TAGS))
        )

    def _no_phrase(self, start: int, end: int) -> bool:
        """Four characters that are not two words, as 客服退款 would be: 罗永浩然."""
        name, middle = self.text[start:end], self.token_over(start + 1)
        known = name[:2] in NEVER or name[:2] in ROLES or name[:2] in WORDS or name[:2] in OF_ROLES
        return not known and not (middle is not None and middle.end == start + 2 and middle.tag != "PER")

    def _form_field(self, start: int, end: int) -> bool:
        """A field of a form that holds two to four characters and nothing else: 被访人：敬一丹丹　时间：…"""
        name, token = self.text[start:end], self.starts.get(start)
        colon = start > 0 and self.text[start - 1] in ": =" and ":" in self.text[max(0, start - 3) : start]
        word = token is not None and token.end == end and token.tag not in {"PER", "nr"}
        return colon and not word and (name[0] in SINGLE or name[:2] in DOUBLE) and not self.is_business(start, end)

    def _possible(self, start: int, name: str, strength: Strength) -> bool:
        strong, end = strength is Strength.STRONG, start + len(name)
        if strong and self._oddly_named(start, end):
            return True
        if NO_NAME.search(name) or name in NEVER or name in ROLES or name[:2] in NEVER or name.startswith(_STARTERS):
            return False
        if not strong:
            if self.leaning(start, end) < self.leans and (
                name in WORDS or (name[:2] in WORDS and name[:2] not in DOUBLE)
            ):
                return False
            if self.is_business(start, start + len(name)):
                return False
        return not any(
            name.endswith(role)
            for role in (
                "先生",
                "女士",
                "小姐",
                "老师",
                "师傅",
                "经理",
                "主任",
                "店长",
                "公司",
                "平台",
                "调解",
                "检验",
                "收银",
                "营业",
            )
        )
