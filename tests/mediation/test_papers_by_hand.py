"""An officer makes a paper in the browser: nothing typed is lost, a colleague checks, a leader signs, it is sealed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, User
from complaints.models import Case
from documents.kinds import KINDS
from documents.models import Paper, PaperStep, Status
from documents.printing import print_paper
from mediation.models import PaperSheet
from mediation.papers.byhand.prefill import PREFILL
from notices.models import Outbox
from tests.mediation import cases
from tests.mediation.cases import Town, assigned, town
from tests.people import log_in, member
from tests.words import zh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture(autouse=True)
def _place(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(cases, "NOW", timezone.now() - timedelta(hours=1))


class House:
    """An association whose officer, colleague and leader work on one case."""

    def __init__(self) -> None:
        self.place: Town = town()
        self.place.district.serial_prefix, self.place.district.can_seal = "武昌消调", True
        self.place.district.save()
        self.case = Case.objects.get(pk=assigned(self.place).id)
        self.officer = self.place.officer
        self.colleague = member(Role.OFFICER, self.place.district, display_name="周知")
        self.leader = member(Role.LEADER, self.place.district, display_name="冯主任")

    def browser(self, user: User) -> Client:
        return log_in(Client(), user)

    def begun(self, kind: str) -> PaperSheet:
        """A sheet as the page begins it."""
        page = self.browser(self.officer).post(
            reverse("mediation:paper_new", args=[self.case.public_id]), {"kind": kind}
        )
        assert page.status_code == 302
        return PaperSheet.objects.get(author=self.officer)

    def typed(self, sheet: PaperSheet, **changes: object) -> dict[str, object]:
        """What the form would send, with changes."""
        page = self.browser(self.officer).get(reverse("mediation:sheet", args=[sheet.public_id]))
        form = page.context["form"]
        return {name: form[name].value() or "" for name in form.fields} | changes

    def sent(self, kind: str = "appeal_letter", **changes: object) -> Paper:
        """A draft with the colleague."""
        sheet = self.begun(kind)
        typed = self.typed(sheet, checker=self.colleague.pk, send="1", request="请与消费者协商退款。", **changes)
        page = self.browser(self.officer).post(reverse("mediation:sheet", args=[sheet.public_id]), typed)
        assert page.status_code == 302, page.context["form"].errors
        return Paper.objects.get(by_hand=True)

    def act(self, user: User, paper: Paper, **given: object):  # type: ignore[no-untyped-def]  # a response
        return self.browser(user).post(reverse("mediation:hand_act", args=[paper.public_id]), given)


@pytest.fixture
def house() -> House:
    return House()


@pytest.mark.parametrize("kind", list(PREFILL))
def test_each_kind_begins_with_what_the_case_knows(house: House, kind: str) -> None:
    sheet = house.begun(kind)
    page = house.browser(house.officer).get(reverse("mediation:sheet", args=[sheet.public_id]))
    said = page.content.decode()
    assert page.status_code == 200
    assert KINDS[kind].title in said
    if "number" in KINDS[kind].content.__dataclass_fields__:
        assert page.context["fixed"]["number"] == house.case.number
    assert house.place.district.name in said


def test_what_was_typed_stays_when_it_is_not_whole(house: House) -> None:
    sheet = house.begun("inquiry_letter")
    url = reverse("mediation:sheet", args=[sheet.public_id])
    client = house.browser(house.officer)
    typed = house.typed(sheet, facts="半句", reply_by="三十二日", request="")
    assert client.post(url, {**typed, "save": "1"}).status_code == 302
    assert 'value="三十二日"' in client.get(url).content.decode()
    page = client.post(url, {**typed, "facts": "另半句", "send": "1"})
    assert page.status_code == 200
    assert "reply_by" in page.context["form"].errors
    assert "另半句" in client.get(url).content.decode()
    assert not Paper.objects.filter(by_hand=True).exists()
    assert client.get(reverse("mediation:sheet_look", args=[sheet.public_id])).context["form"].errors
    assert client.post(url, {"drop": "1"}).status_code == 302
    assert not PaperSheet.objects.exists()


def test_the_sheet_can_be_seen_as_it_would_be_printed(house: House) -> None:
    sheet = house.begun("appeal_letter")
    client = house.browser(house.officer)
    url = reverse("mediation:sheet", args=[sheet.public_id])
    client.post(url, house.typed(sheet, request="请退款。", save="1"))
    page = client.get(reverse("mediation:sheet_look", args=[sheet.public_id]))
    assert page["Content-Type"] == "application/pdf"
    assert page.content.startswith(b"%PDF")


def test_checked_signed_sealed_and_delivered(house: House) -> None:
    paper = house.sent()
    assert not PaperSheet.objects.exists()
    desk = house.browser(house.colleague).get(reverse("mediation:papers")).content.decode()
    assert reverse("mediation:hand_paper", args=[paper.public_id]) in desk
    assert zh("to be checked") in desk
    assert "搬店不退年卡" in desk
    house.act(house.colleague, paper, approve="1", **{"approve-leader": house.leader.pk, "approve-remark": ""})
    house.act(house.leader, paper, sign="1")
    house.act(house.officer, paper, seal="1")
    paper.refresh_from_db()
    assert paper.status in (Status.ISSUING, Status.ISSUED)
    assert paper.serial.startswith("武昌消劝〔")
    waits = Outbox.objects.filter(template="paper_waits").order_by("pk").values_list("audience", flat=True)
    assert list(waits) == [f"user:{who.pk}" for who in (house.colleague, house.leader, house.officer)]
    told = Outbox.objects.get(template="paper_issued")
    assert (told.audience, told.case_id) == ("merchant", house.case.pk)
    assert str(paper.public_id) in told.context["url"]
    print_paper(paper.pk)
    merchant = house.browser(house.place.agent)
    assert merchant.get(reverse("documents:paper", args=[paper.public_id]))["Content-Type"] == "application/pdf"
    consumer = house.browser(house.place.consumer)
    assert consumer.get(reverse("documents:paper", args=[paper.public_id])).status_code == 404
    assert PaperStep.objects.filter(paper=paper).count() == 4


def test_refusals_are_said_and_change_nothing(house: House) -> None:
    paper = house.sent()
    page = house.act(house.officer, paper, approve="1", **{"approve-leader": house.leader.pk})
    assert page.status_code == 302
    said = house.browser(house.officer).get(page["Location"]).content.decode()
    assert zh("In order, on to the leader") not in said  # the drafter is not even offered it
    page = house.act(house.colleague, paper, back="1", **{"back-remark": ""})
    assert page.status_code == 200
    assert "remark" in page.context["back_form"].errors
    house.act(house.colleague, paper, sign="1")
    paper.refresh_from_db()
    assert paper.status == Status.DRAFTED


def test_it_comes_back_is_mended_and_sent_again(house: House) -> None:
    paper = house.sent()
    house.act(house.colleague, paper, back="1", **{"back-remark": "请写明退款金额"})
    desk = house.browser(house.officer).get(reverse("mediation:papers")).content.decode()
    assert zh("to be mended") in desk
    page = house.act(house.officer, paper, mend="1")
    sheet = PaperSheet.objects.get(paper_id=paper.pk)
    assert page["Location"] == reverse("mediation:sheet", args=[sheet.public_id])
    said = house.browser(house.officer).get(page["Location"]).content.decode()
    assert "请写明退款金额" in said
    assert "请与消费者协商退款。" in said
    typed = house.typed(sheet, checker=house.colleague.pk, send="1", request="请退还3040.22元。")
    house.browser(house.officer).post(page["Location"], typed)
    paper.refresh_from_db()
    assert paper.waits_for_id == house.colleague.pk
    assert Paper.objects.filter(by_hand=True).count() == 1


def test_a_letter_that_needs_two_takes_the_demands_of_the_case(house: House) -> None:
    sheet = house.begun("referral_letter")
    page = house.browser(house.officer).get(reverse("mediation:sheet", args=[sheet.public_id]))
    assert "退年卡余额" in page.content.decode()
    paper_typed = house.typed(sheet, checker=house.colleague.pk, send="1", addressee="武汉市体育局")
    answer = house.browser(house.officer).post(reverse("mediation:sheet", args=[sheet.public_id]), paper_typed)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Paper.objects.get(by_hand=True).four_eyes


def test_another_bodys_officer_finds_nothing_and_a_mediator_has_no_such_page(house: House) -> None:
    paper, sheet = house.sent(), house.begun("service_receipt")
    stranger = house.browser(member(Role.LEADER))
    assert stranger.get(reverse("mediation:hand_paper", args=[paper.public_id])).status_code == 404
    assert stranger.get(reverse("mediation:sheet", args=[sheet.public_id])).status_code == 404
    assert house.browser(house.colleague).get(reverse("mediation:sheet", args=[sheet.public_id])).status_code == 404
    assert house.browser(house.place.mediator).get(reverse("mediation:papers")).status_code == 403
    above = member(Role.OFFICER, house.place.city)  # sees the case, but does not handle it
    page = house.browser(above).post(
        reverse("mediation:paper_new", args=[house.case.public_id]), {"kind": "appeal_letter"}, follow=True
    )
    assert zh("This paper is made by the body that handles the case.") in page.content.decode()
