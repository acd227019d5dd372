"""Whose place, which body, and why: the rules one by one."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.utils.translation import gettext, override
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.divisions.lookup import Divisions, Entry
from mediation.jurisdiction import reasons
from mediation.jurisdiction.assign import Outcome, assign, settle
from mediation.jurisdiction.cover import Body, Cover, Patch
from mediation.jurisdiction.place import Ground, Place, Seller

# A province with two cities, one district each, townships in the first; a city directly under the province; another
# province; and an old code of the first district.
DIVISIONS = Divisions([
    Entry("990000", "某省", "province", ""),
    Entry("990100", "甲市", "city", "990000"),
    Entry("990101", "东区", "county", "990100"),
    Entry("990101001", "东一街道", "township", "990101"),
    Entry("990101002", "东二街道", "township", "990101"),
    Entry("990200", "乙市", "city", "990000"),
    Entry("990201", "西区", "county", "990200"),
    Entry("999005", "直管市", "county", "990000"),
    Entry("990121", "东县", "county", "990100", "990101", date(2015, 1, 1)),
    Entry("990122", "散县", "county", "990100", "", date(2001, 1, 1)),
    Entry("980000", "外省", "province", ""),
    Entry("980100", "外市", "city", "980000"),
])  # fmt: skip
PROVINCE, CITY, DISTRICT, OTHER, ZONE, BUREAU = range(1, 7)
NAMES = {
    PROVINCE: "省协会",
    CITY: "甲市协会",
    DISTRICT: "东区协会",
    OTHER: "乙市协会",
    ZONE: "开发区协会",
    BUREAU: "东区局",
}
COVER = Cover(
    [Body(id, name, "administrative" if id == BUREAU else "association") for id, name in NAMES.items()],
    [
        Patch(PROVINCE, "990000"), Patch(CITY, "990100"), Patch(DISTRICT, "990101"), Patch(OTHER, "990200"),
        Patch(DISTRICT, "990101002", include=False), Patch(ZONE, "990101002"), Patch(BUREAU, "990101"),
    ],
)  # fmt: skip


def found(place: Place, **how) -> tuple:
    how.setdefault("procedure", "association")
    result = assign(place, COVER, DIVISIONS, **how)
    return result.organisation_id, result.superior_ids, result.ground


def sentences(place: Place, **how) -> list[str]:
    how.setdefault("procedure", "association")
    return [sentence.msgid for sentence in assign(place, COVER, DIVISIONS, **how).reason]


@pytest.mark.parametrize(
    ("code", "body", "superiors"),
    [
        ("990101", DISTRICT, (CITY, PROVINCE)),
        ("990101001", DISTRICT, (CITY, PROVINCE)),
        ("990101002", ZONE, (CITY, PROVINCE)),  # cut out of the district: its association is not even above
        ("990201", OTHER, (PROVINCE,)),  # no body of its own: the city's
        ("999005", PROVINCE, ()),  # directly under the province, whatever its digits say
        ("990000", PROVINCE, ()),
        ("990121", DISTRICT, (CITY, PROVINCE)),  # abolished, with one successor
        ("990122", CITY, (PROVINCE,)),  # abolished, without
    ],
)
def test_the_most_specific_area_wins(code: str, body: int, superiors: tuple) -> None:
    assert found(Place(business=code)) == (body, superiors, Ground.BUSINESS)


@pytest.mark.parametrize(
    ("place", "body", "ground"),
    [
        # 令121: actual place of business or domicile, the consumer may choose
        (Place("990101", "990201"), DISTRICT, Ground.BUSINESS),
        (Place("990101", "990201", chosen=Ground.DOMICILE), OTHER, Ground.DOMICILE),
        (Place("", "990201"), OTHER, Ground.DOMICILE),
        (Place("980100", "990201"), OTHER, Ground.DOMICILE),  # the one place that lies in the area
        (Place("980100", "990201", chosen=Ground.BUSINESS), None, None),  # a choice is kept
        (Place("990101", "", chosen=Ground.DOMICILE), DISTRICT, Ground.BUSINESS),  # nothing there to choose
        # own-site online sellers: domicile
        (Place("990101", "990201", seller=Seller.OWN_SITE), OTHER, Ground.DOMICILE),
        (Place("990101", "", seller=Seller.OWN_SITE), DISTRICT, Ground.BUSINESS),
        # sellers on a platform: their place, or the platform's
        (Place("990101", "", "990200", seller=Seller.PLATFORM), DISTRICT, Ground.BUSINESS),
        (Place("990101", "", "990200", seller=Seller.PLATFORM, reachable=False), OTHER, Ground.PLATFORM),
        (Place("", "", "990200", seller=Seller.PLATFORM), OTHER, Ground.PLATFORM),
        (Place("990101", "", "990200", seller=Seller.PLATFORM, chosen=Ground.PLATFORM), OTHER, Ground.PLATFORM),
        (Place("990101", "", "", seller=Seller.PLATFORM, reachable=False), DISTRICT, Ground.BUSINESS),
        (Place("990101", "", "990200"), DISTRICT, Ground.BUSINESS),  # no platform in it: its place says nothing
        # nobody knows where the merchant is
        (Place(consumer="990201"), OTHER, Ground.CONSUMER),
        (Place("123456", consumer="990201"), OTHER, Ground.CONSUMER),
        (Place("980100", consumer="990201"), None, None),
    ],
)
def test_whose_place_decides(place: Place, body: int | None, ground: Ground | None) -> None:
    assert found(place)[::2] == (body, ground)


def test_outside_the_area_it_is_sent_out_and_the_consumers_own_body_is_named() -> None:
    result = assign(Place("980100", consumer="990101"), COVER, DIVISIONS, procedure="association")
    assert (result.outcome, result.organisation_id, result.consumers_own_id) == (Outcome.OUT_OF_AREA, None, DISTRICT)
    assert [sentence.msgid for sentence in result.reason] == [reasons.OUT_OF_AREA]


def test_nowhere_at_all() -> None:
    result = assign(Place(), COVER, DIVISIONS)
    assert (result.outcome, result.division_code, result.superior_id) == (Outcome.UNPLACED, "", None)


def test_a_code_nobody_knows_is_left_aside_and_said() -> None:
    assert sentences(Place("123456", "990201")) == [reasons.UNKNOWN_CODE, reasons.DOMICILE, reasons.COVERS]


def test_the_reason_tells_of_cuts_and_old_codes() -> None:
    assert sentences(Place("990101002")) == [reasons.BUSINESS, reasons.COVERS, reasons.CUT_OUT]
    assert sentences(Place("990121")) == [reasons.BUSINESS, reasons.REPLACED, reasons.COVERS]
    assert sentences(Place("990122")) == [reasons.BUSINESS, reasons.STANDS_IN, reasons.COVERS]


def test_both_languages_say_the_reason_after_storing() -> None:
    reason = assign(Place("990121"), COVER, DIVISIONS, procedure="association").reason
    kept = reasons.from_json(reasons.as_json(reason))
    assert kept == reason
    with override("en"):
        assert reasons.told(kept) == (
            "The merchant does business in 某省甲市东县. The code 990121 was that of 东县 until 2014; "
            "today this is 某省甲市东区. 东区协会 covers 某省甲市东区."
        )
    with override("zh-hans"):
        assert reasons.told(kept) == (
            "经营者实际经营地为某省甲市东县。代码 990121 原为东县（用至 2014 年），现为某省甲市东区。"
            "东区协会的辖区包括某省甲市东区。"
        )


def test_the_procedure_chosen_finds_its_own_bodies() -> None:
    assert found(Place("990101"), procedure="administrative") == (BUREAU, (), Ground.BUSINESS)
    assert found(Place("990201"), procedure="administrative")[0] == OTHER
    assert reasons.OTHER_PROCEDURE in sentences(Place("990201"), procedure="administrative")


def test_ties_break_by_category_then_load_then_age() -> None:
    bodies = [Body(1, "一"), Body(2, "二"), Body(3, "旅游", competences=frozenset({"travel"}))]
    cover = Cover(bodies, [Patch(body.id, "990101") for body in bodies])

    def who(**how) -> tuple[int, list[str]]:
        result = assign(Place("990101"), cover, DIVISIONS, **how)
        return result.organisation_id, [sentence.msgid for sentence in result.reason][2:]

    assert who(category="travel", load={3: 99}) == (3, [reasons.COMPETENT])
    assert who(category="food", load={1: 5, 2: 4}) == (2, [reasons.LEAST_LOADED])
    assert who(category="food") == (1, [reasons.LEAST_LOADED])


def test_the_most_specific_word_of_a_body_counts() -> None:
    cover = Cover(
        [Body(1, "甲")],
        [Patch(1, "990100"), Patch(1, "990101", include=False), Patch(1, "990101001")],
    )
    assert settle("990101001", cover, DIVISIONS).area_code == "990101001"
    assert settle("990101002", cover, DIVISIONS) is None
    assert settle("990100", cover, DIVISIONS).area_code == "990100"


CODES = ["990000", "990100", "990101", "990101001", "990101002", "990200", "990201", "999005"]
PATCHES = st.dictionaries(st.tuples(st.integers(1, 4), st.sampled_from(CODES)), st.booleans(), max_size=14)


@settings(max_examples=300, deadline=None)
@given(words=PATCHES, code=st.sampled_from(CODES), load=st.dictionaries(st.integers(1, 4), st.integers(0, 9)))
def test_whatever_the_areas(words: dict, code: str, load: dict) -> None:
    """The body found covers the place, nobody covers it more closely, and those above follow in order, none twice."""
    cover = Cover([Body(id, str(id)) for id in range(1, 5)], [Patch(id, c, yes) for (id, c), yes in words.items()])
    chain = DIVISIONS.ancestors(code)

    def nearest(id: int) -> int | None:
        for at, above in enumerate(chain):
            if (id, above) in words:
                return at if words[id, above] else None
        return None

    reach = {id: at for id in range(1, 5) if (at := nearest(id)) is not None}
    result = assign(Place(code), cover, DIVISIONS, load=load)
    if not reach:
        assert result.outcome is Outcome.OUT_OF_AREA
        return
    at = reach[result.organisation_id]
    assert at == min(reach.values())
    assert all(load.get(result.organisation_id, 0) <= load.get(id, 0) for id in reach if reach[id] == at)
    assert Counter([result.organisation_id, *result.superior_ids]).most_common(1)[0][1] == 1
    climbed = [reach[id] for id in result.superior_ids]
    assert climbed == sorted(set(reach.values()) - {at})


@settings(max_examples=200, deadline=None)
@given(
    st.builds(
        Place,
        *(st.sampled_from(["", "123456", "980100", *CODES, "990121"]) for _ in range(4)),
        st.sampled_from(Seller),
        st.sampled_from([None, *Ground]),
        st.booleans(),
    )
)
def test_every_place_gets_an_answer_with_a_reason(place: Place) -> None:
    result = assign(place, COVER, DIVISIONS, procedure="association")
    assert result.reason
    assert (result.organisation_id is None) == (result.outcome is not Outcome.ASSIGNED)
    with override("zh-hans"):
        assert "%(" not in reasons.told(result.reason)


def test_every_sentence_is_said_in_chinese() -> None:
    with override("zh-hans"):
        for name, msgid in vars(reasons).items():
            if name.isupper() and isinstance(msgid, str):
                assert any("\u4e00" <= sign <= "\u9fff" for sign in gettext(msgid)), name
