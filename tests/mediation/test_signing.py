"""Signing on a screen: drawn, by a picture or by the typed name; kept sealed, and placed in the agreement's paper."""

from __future__ import annotations

import base64
import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageDraw
from pypdf import PdfReader

from accounts.actors import Actor
from complaints.models import Complainant
from documents.models import Paper, SignatureKind
from documents.models import Signature as PaperSignature
from documents.printing import path_of, print_paper
from mediation.acceptance.actions import accept
from mediation.models import MediatedAgreement, Signature, SignatureMark, Sitting
from mediation.panel.actions import appoint
from mediation.papers.making import make_papers
from mediation.sittings.actions import Came, plan_sitting, record_sitting
from mediation.sittings.agreement import Matter, Term, agree, draft_agreement, sign_record
from mediation.sittings.signing import terms_sha256
from tests.documents.test_strokes import picture
from tests.mediation import cases
from tests.mediation.cases import Town, assigned, town
from tests.people import log_in
from tests.words import zh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _place(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(cases, "NOW", timezone.now() - timedelta(hours=1))


def drawn() -> str:
    """What the canvas hands over."""
    image = Image.new("RGBA", (720, 352), (0, 0, 0, 0))
    ImageDraw.Draw(image).line((100, 200, 400, 100), fill=(17, 17, 17, 255), width=5)
    out = io.BytesIO()
    image.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


@pytest.fixture
def place() -> Town:
    found = town()
    found.district.serial_prefix, found.district.can_seal, found.district.address = "武昌消调", True, "民主路57号"
    found.district.save()
    found.merchant.uscc, found.merchant.address = "91420106MA4KUEA21L", "武昌区中南路1号"
    found.merchant.save()
    return found


@pytest.fixture
def draft(place: Town) -> MediatedAgreement:
    """An agreement that waits to be signed."""
    now = timezone.now() - timedelta(minutes=30)
    case = assigned(place)
    Complainant.objects.filter(complaint_id=case.complaint_id).update(identity_verified_at=now)
    person = Complainant.objects.get(complaint_id=case.complaint_id)
    person.id_number, person.address = "42010619900307421X", "武昌区紫阳路2号"
    person.save()
    accept(case_id=case.id, actor=place.acts("officer"), now=now)
    appoint(case_id=case.id, actor=place.acts("officer"), now=now, member_id=place.panel_member.pk)
    return draft_agreement(
        case_id=case.id, actor=place.acts("mediator"), now=now,
        matter=Matter("健身房搬走，年卡余额未退。", "退款金额", "民主路57号", "李某"),
        terms=[Term("refund", "退年卡余额", (now + 10 * DAY).date(), 285_000)],
    )  # fmt: skip


def browser(place: Town, who: str) -> Client:
    user = {"consumer": place.consumer, "merchant": place.agent, "mediator": place.mediator}[who]
    return log_in(Client(), user)


def sign(place: Town, draft: MediatedAgreement, who: str, **given: object):  # type: ignore[no-untyped-def]  # a response
    return browser(place, who).post(reverse("mediation:signing", args=[draft.public_id]), given)


def test_three_ways_to_sign_stand_in_the_paper(place: Town, draft: MediatedAgreement) -> None:
    assert sign(place, draft, "consumer", name="张三测试", agrees="on", drawing=drawn()).status_code == 302
    photo = SimpleUploadedFile("签名.jpg", picture(20), "image/jpeg")
    assert sign(place, draft, "merchant", name="赵店长", agrees="on", picture=photo).status_code == 302
    assert sign(place, draft, "mediator", name="孙柏", agrees="on").status_code == 302
    now = timezone.now()
    agree(case_id=draft.case_id, actor=place.acts("mediator"), now=now)
    assert make_papers(actor=Actor.system(), now=now) >= 1
    paper = Paper.objects.get(case_id=draft.case_id, kind="mediation_agreement")
    placed = {row.role: (row.kind, row.name, bool(row.image)) for row in PaperSignature.objects.filter(paper=paper)}
    assert placed == {
        "申请人": (SignatureKind.DRAWN, "张三测试", True),
        "被申请人": (SignatureKind.PICTURE, "赵店长", True),
        "调解员": (SignatureKind.TYPED, "孙柏", False),
    }
    print_paper(paper.pk)
    paper.refresh_from_db()
    reader = PdfReader(path_of(paper))
    text = "".join(page.extract_text() for page in reader.pages).replace("\n", "")
    for name in ("张三测试", "赵店长", "孙柏"):
        assert name in text
    assert sum(len(page.images) for page in reader.pages) >= 2


def test_what_was_signed_is_bound_to_it_and_lies_sealed(place: Town, draft: MediatedAgreement) -> None:
    sign(place, draft, "consumer", name="张三 测试", agrees="on", drawing=drawn())
    mark = SignatureMark.objects.get()
    assert mark.sha256 == terms_sha256(draft)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, image FROM mediation_signaturemark")
        name, image = (bytes(column) for column in cursor.fetchone())
    assert "张三".encode() not in name
    assert b"data:image" not in image


def test_without_javascript_the_name_and_a_tick_do(place: Town, draft: MediatedAgreement) -> None:
    client = browser(place, "consumer")
    page = client.get(reverse("mediation:signing", args=[draft.public_id])).content.decode()
    assert "data-signpad hidden" in page  # shown by the script alone
    assert sign(place, draft, "consumer", name="", agrees="on").context["form"].errors.keys() == {"name"}
    assert sign(place, draft, "consumer", name="张三测试").context["form"].errors.keys() == {"agrees"}
    assert not Signature.objects.exists()
    assert sign(place, draft, "consumer", name="张三测试", agrees="on").status_code == 302
    again = client.get(reverse("mediation:signing", args=[draft.public_id]), follow=True)
    assert zh("You have signed already.") in again.content.decode()
    assert zh("name typed on a screen") in again.content.decode()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "李四", "agrees": "on"}, "name"),
        ({"name": "张三测试", "agrees": "on", "drawing": "data:image/png;base64,???"}, "drawing"),
        ({"name": "张三测试", "agrees": "on", "drawing": "１２３"}, "drawing"),
        ({"name": "张三测试", "agrees": "on", "drawing": base64.b64encode(b"no picture").decode()}, "drawing"),
    ],
)
def test_what_is_no_signature_is_refused_at_its_field(
    place: Town, draft: MediatedAgreement, given: dict[str, str], field: str
) -> None:
    page = sign(place, draft, "consumer", **given)
    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert not Signature.objects.exists()
    empty = SimpleUploadedFile("leer.png", picture(None, kind="PNG"), "image/png")
    page = sign(place, draft, "consumer", name="张三测试", agrees="on", picture=empty)
    assert "picture" in page.context["form"].errors
    assert not Signature.objects.exists()


def test_the_joint_record_is_signed_the_same_way(place: Town, draft: MediatedAgreement) -> None:
    now = timezone.now()
    row = Sitting.objects.create(
        case_id=draft.case_id, kind="round_table", mode="on_site", place="三楼", starts_at=now - DAY, state="held",
        held_at=now, minutes="双方同意退款。", planned_by=place.mediator, planned_at=now - 2 * DAY,
    )  # fmt: skip
    client = browser(place, "merchant")
    bare = client.post(reverse("mediation:sign_minutes", args=[row.public_id]))
    assert bare["Location"] == reverse("mediation:signing_minutes", args=[row.public_id])
    assert not Signature.objects.exists()
    page = client.post(bare["Location"], {"name": "赵店长", "agrees": "on"})
    assert page.status_code == 302
    assert SignatureMark.objects.get().signature.signed == "minutes"


@pytest.fixture
def held(place: Town, draft: MediatedAgreement) -> Sitting:
    """A round-table that was held, its joint record made and not yet signed."""
    now = timezone.now()
    planned = plan_sitting(
        case_id=draft.case_id, actor=place.acts("mediator"), now=now, kind="round_table", mode="on_site",
        starts_at=now + timedelta(minutes=1), place="三楼会议室",
    )  # fmt: skip
    record_sitting(
        sitting_id=planned.pk, actor=place.acts("mediator"), now=now + timedelta(hours=1),
        attendance=(Came("consumer", True), Came("merchant", True, "赵店长")), minutes="双方同意退款。",
        rights_told=True,
    )  # fmt: skip
    make_papers(actor=Actor.system(), now=now + timedelta(hours=1))
    return planned


def records(held: Sitting) -> list[Paper]:
    return list(Paper.objects.filter(case_id=held.case_id, kind="mediation_record").order_by("pk"))


def sign_minutes(place: Town, held: Sitting, who: str, name: str) -> None:
    url = reverse("mediation:signing_minutes", args=[held.public_id])
    assert browser(place, who).post(url, {"name": name, "agrees": "on"}).status_code == 302


def make() -> None:
    make_papers(actor=Actor.system(), now=timezone.now() + timedelta(hours=2))


def test_when_all_have_signed_the_joint_record_is_placed_in_the_file_with_their_names(
    place: Town, held: Sitting
) -> None:
    (bare,) = records(held)
    sign_minutes(place, held, "consumer", "张三测试")
    sign_minutes(place, held, "merchant", "赵店长")
    make()
    assert records(held) == [bare]  # the mediator has not signed
    sign_minutes(place, held, "mediator", "孙柏")
    sign_minutes(place, held, "mediator", "孙柏")
    make()
    make()
    before, after = records(held)
    placed = {row.role: (row.kind, row.name) for row in PaperSignature.objects.filter(paper=after)}
    assert placed == {
        "申请人": (SignatureKind.TYPED, "张三测试"),
        "被申请人": (SignatureKind.TYPED, "赵店长"),
        "调解员": (SignatureKind.TYPED, "孙柏"),
        "记录人": (SignatureKind.TYPED, "孙柏"),
    }
    assert (before.status, before.replaced_by, after.readers) == ("void", after, "parties")
    print_paper(after.pk)
    after.refresh_from_db()
    text = "".join(page.extract_text() for page in PdfReader(path_of(after)).pages).replace("\n", "")
    for name in ("张三测试", "赵店长", "孙柏", "双方同意退款"):
        assert name in text


def test_where_ink_stands_on_the_first_print_it_stays(place: Town, held: Sitting) -> None:
    now = timezone.now()
    sign_record(sitting_id=held.pk, actor=place.acts("mediator"), now=now, how="paper", side="merchant")
    sign_minutes(place, held, "consumer", "张三测试")
    sign_minutes(place, held, "mediator", "孙柏")
    make()
    before, after = records(held)
    assert (before.status, before.replaced_by) == ("issuing", None)
    assert not PaperSignature.objects.filter(paper=after, role="被申请人").exists()  # its line stays blank for the ink


def test_signed_with_ink_alone_the_first_print_is_the_record(place: Town, held: Sitting) -> None:
    for side in ("consumer", "merchant", "mediator"):
        sign_record(sitting_id=held.pk, actor=place.acts("mediator"), now=timezone.now(), how="paper", side=side)
    make()
    assert len(records(held)) == 1


def test_nobody_signs_elsewhere(place: Town, draft: MediatedAgreement) -> None:
    other = town()
    assert sign(other, draft, "consumer", name="张三测试", agrees="on").status_code == 404
    officer = log_in(Client(), place.officer)
    assert officer.get(reverse("mediation:signing", args=[draft.public_id])).status_code == 404
