"""Every kind of paper: its template, its parts, and what is refused when one is missing."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import Organisation, OrganisationKind
from documents.content import Content
from documents.kinds import KINDS
from documents.kinds.parts import Party
from documents.models import Paper
from documents.printing import markup_of, parts_sha256
from documents.refused import Refused
from documents.rendering import text_of
from tests.documents.samples import NOW, SAMPLES, SHOP, WANG

LAYOUTS = {"base", "letter", "form", "file"}
PIECES = {"party", "sign", "duties", "attachments"}


def paper(kind: str, *, house: str = OrganisationKind.ASSOCIATION) -> Paper:
    """A paper in memory."""
    issuer = Organisation(name="武汉市武昌区消费者协会", kind=house)
    content = SAMPLES[kind]
    return Paper(
        kind=kind, organisation=issuer, title=KINDS[kind].title_for(content), code="7KQE-99A4-M2TX",
        serial="武昌消调〔2026〕1号", numbered_at=NOW,
    )  # fmt: skip


def test_each_kind_has_a_template_and_each_template_a_kind() -> None:
    found = {path.stem for path in Path(settings.BASE_DIR, "templates/documents").glob("*.html")}
    assert {f"documents/{stem}.html" for stem in found - LAYOUTS - PIECES} == {kind.template for kind in KINDS.values()}
    assert set(SAMPLES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_paper_passes_is_kept_and_read_back_the_same(kind: str) -> None:
    content = SAMPLES[kind]
    content.check()
    again = type(content).from_json(content.as_json())
    assert again == content
    assert parts_sha256(again) == parts_sha256(content)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_it_says_is_printed(kind: str) -> None:
    """Each text of the content appears on the pages: nothing is asked for and then left out."""
    text = text_of(markup_of(paper(kind), SAMPLES[kind])).replace("\n", "")
    quiet = {"procedure"}
    for name, value in SAMPLES[kind].as_json().items():
        if isinstance(value, str) and name not in quiet and not _is_a_day(value):
            said = value.rstrip("。") in text
            assert said, f"{kind}.{name} is not printed"
    assert "7KQE-99A4-M2TX" in text


def _is_a_day(value: str) -> bool:
    try:
        date.fromisoformat(value[:10])
    except ValueError:
        return False
    return True


def _required() -> list[tuple[str, str]]:
    return [
        (kind, field.name)
        for kind, content in SAMPLES.items()
        for field in dataclasses.fields(content)
        if "label" in field.metadata
    ]


@pytest.mark.parametrize(("kind", "name"), _required())
def test_a_missing_legal_part_is_refused_by_its_name(kind: str, name: str) -> None:
    content = SAMPLES[kind]
    empty = (
        () if isinstance(getattr(content, name), tuple) else None if not isinstance(getattr(content, name), str) else ""
    )
    with pytest.raises(Refused) as refused:
        dataclasses.replace(content, **{name: empty}).check()
    assert (refused.value.code, refused.value.field) == ("missing_part", name)


@pytest.mark.parametrize(
    ("kind", "change", "code"),
    [
        ("mediation_agreement", {"parties": (WANG,)}, "one_sided"),
        ("mediation_agreement", {"parties": (dataclasses.replace(WANG, id_number=""), SHOP)}, "party_not_identified"),
        ("mediation_agreement", {"parties": (WANG, dataclasses.replace(SHOP, address=""))}, "party_not_identified"),
        ("settlement", {"parties": (SHOP,)}, "one_sided"),
        (
            "payment_order_application",
            {"respondent": dataclasses.replace(SHOP, legal_representative="")},
            "party_not_identified",
        ),
        ("mediation_record", {"rights_told": False}, "rights_not_told"),
        ("mediation_record", {"ended_at": SAMPLES["mediation_record"].began_at}, "ends_before_it_begins"),
        ("mediation_notice", {"object_until": date(2026, 3, 21)}, "objection_after_sitting"),
        ("extension_notice", {"new_day": date(2026, 5, 15)}, "not_longer"),
        ("refusal_notice", {"review_until": None}, "missing_part"),
        ("confirmation_application", {"made_on": date(2026, 4, 16)}, "too_late"),
        ("payment_order_application", {"no_other_debt": False}, "other_debts"),
        ("payment_order_application", {"due_on": date(2026, 3, 16)}, "not_due"),
        ("payment_order_application", {"fen": 0}, "no_sum"),
        ("small_claim", {"claims": (dataclasses.replace(SAMPLES["small_claim"].claims[0], fen=None),)}, "no_sum"),
        ("enforcement_application", {"made_on": date(2028, 3, 11)}, "too_late"),
    ],
)
def test_what_the_law_does_not_allow_is_refused(kind: str, change: dict, code: str) -> None:
    with pytest.raises(Refused) as refused:
        dataclasses.replace(SAMPLES[kind], **change).check()
    assert refused.value.code == code


def test_an_administrative_refusal_needs_no_review() -> None:
    dataclasses.replace(SAMPLES["refusal_notice"], procedure="administrative", review_until=None).check()


@pytest.mark.parametrize(
    ("kind", "title"),
    [("acceptance_notice", "投诉受理决定书"), ("mediation_agreement", "投诉调解书"), ("settlement", "和解协议书")],
)
def test_titles_follow_the_procedure(kind: str, title: str) -> None:
    content = SAMPLES[kind]
    if hasattr(content, "procedure"):
        content = dataclasses.replace(content, procedure="administrative")
    assert KINDS[kind].title_for(content) == title


def test_the_body_speaks_of_itself_by_its_kind() -> None:
    assert "本会将在双方自愿的基础上调解" in text_of(
        markup_of(paper("acceptance_notice"), SAMPLES["acceptance_notice"])
    )
    bureau = paper("acceptance_notice", house=OrganisationKind.BUREAU)
    assert "本局将在双方自愿的基础上调解" in text_of(markup_of(bureau, SAMPLES["acceptance_notice"]))


def test_no_paper_draws_a_seal_or_says_what_we_never_say() -> None:
    for kind in KINDS:
        markup = markup_of(paper(kind), SAMPLES[kind])
        assert markup.count("<img") == 1, "the QR code and nothing else"
        assert not any(word in text_of(markup) for word in ("黑榜", "失信", "骗", "跑路", "亲"))


def test_markup_in_a_name_is_text() -> None:
    shop = dataclasses.replace(SHOP, name="<b>青禾</b>&amp;<img src=x>")
    markup = markup_of(paper("settlement"), dataclasses.replace(SAMPLES["settlement"], parties=(WANG, shop)))
    assert "<b>青禾" not in markup
    assert markup.count("<img") == 1


@pytest.mark.parametrize("data", [{"number": 5}, {"surprise": "x"}, {"number": "1", "exhibits": 3}])
def test_json_of_another_shape_is_refused(data: dict) -> None:
    with pytest.raises(Refused):
        KINDS["evidence_list"].content.from_json({**SAMPLES["evidence_list"].as_json(), **data})


def test_parts_are_checked_at_every_depth() -> None:
    nameless: Content = dataclasses.replace(SAMPLES["settlement"], parties=(WANG, Party(role="被申请人", name="")))
    with pytest.raises(Refused) as refused:
        nameless.check()
    assert refused.value.field == "name"
