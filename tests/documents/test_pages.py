"""Verification for everybody; the papers themselves only for those they concern."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client

from accounts.access.queries import AccessLog
from accounts.actors import Actor
from accounts.models import Organisation, Role, User
from documents import printing
from documents.models import Paper
from documents.steps import declare_void, draft
from tests.documents import parts
from tests.documents.samples import NOW, SAMPLES
from tests.documents.test_issuing import make
from tests.people import log_in, member, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(association: Organisation, officer: Actor) -> Paper:
    return make("mediation_agreement", association, officer)


def soup(response: HttpResponseBase) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def upload(client: Client, data: bytes) -> HttpResponseBase:
    return client.post("/verify/", {"file": SimpleUploadedFile("x.pdf", data, "application/pdf")})


def test_the_code_leads_to_what_may_be_said_and_no_more(client: Client, paper: Paper) -> None:
    response = client.post("/verify/", {"code": paper.code.lower().replace("-", " ")})
    assert response["Location"] == f"/verify/{paper.code}/"
    page = soup(client.get(response["Location"]))
    assert page.select_one(".turn")["data-turn"] == "done"
    text = page.get_text()
    for said in ("调解协议书", "武昌消调〔2026〕1号", "武汉市武昌区消费者协会", "2026-03-16", paper.sha256[:8]):
        assert said in text
    for secret in ("王堃", "青禾", "2,520", "42010619900307421X", "健身"):
        assert secret not in text


def test_the_file_itself_is_genuine_and_one_changed_byte_is_not(client: Client, paper: Paper) -> None:
    pdf = printing.path_of(paper).read_bytes()
    assert "逐字节" in soup(upload(client, pdf)).select_one(".turn").get_text()
    changed = bytearray(pdf)
    changed[len(changed) // 2] ^= 1
    page = soup(upload(client, bytes(changed)))
    assert page.select_one(".turn")["data-turn"] == "late"
    assert "武昌消调〔2026〕1号" in page.select_one(".turn").get_text()


@pytest.mark.parametrize("data", [b"%PDF-1.7 of somebody else", b"\x00" * 50_000])
def test_a_file_of_somebody_else_is_not_ours(client: Client, paper: Paper, data: bytes) -> None:
    response = upload(client, data)
    assert response.status_code == 404
    assert soup(response).select_one(".turn")["data-turn"] == "late"
    assert "武昌消调" not in response.content.decode()


@pytest.mark.parametrize("code", ["7KQE-99A4-M2TX", "x" * 300, "<script>", "..."])
def test_an_unknown_code_is_not_ours(client: Client, code: str) -> None:
    response = client.get(f"/verify/{code}/")
    assert response.status_code == 404
    assert soup(response).select_one(".turn")["data-turn"] == "late"


def test_a_void_paper_says_so(client: Client, paper: Paper, officer: Actor) -> None:
    declare_void(paper_id=paper.pk, actor=officer, now=NOW, reason="金额有误")
    page = soup(client.get(f"/verify/{paper.code}/"))
    assert page.select_one(".turn")["data-turn"] == "late"
    assert "金额有误" not in page.get_text()


def test_a_draft_does_not_exist_for_the_public(client: Client, association: Organisation, officer: Actor) -> None:
    row = draft(
        kind="settlement",
        organisation_id=association.pk,
        case_id=1,
        content=SAMPLES["settlement"],
        actor=officer,
        now=NOW,
    )
    assert client.get(f"/verify/{row.code}/").status_code == 404


@pytest.mark.parametrize("data", [{}, {"code": "7KQE"}, {"code": "7KQE-99A4-M2TX-1"}])
def test_nothing_or_half_a_code_is_an_error_at_the_field(client: Client, data: dict[str, str]) -> None:
    response = client.post("/verify/", data)
    assert response.status_code == 200
    assert soup(response).select(".errors")


def test_a_huge_file_is_refused(client: Client) -> None:
    assert soup(upload(client, b"x" * (10 * 1024 * 1024 + 1))).select(".errors a[href='#id_file']")


def test_guessing_is_limited(client: Client, settings) -> None:
    settings.LIMITS = {**settings.LIMITS, "verify.address": "3/600"}
    answers = [client.get("/verify/7KQE-99A4-M2TX/", REMOTE_ADDR="203.0.113.77").status_code for _ in range(4)]
    assert answers == [404, 404, 404, 429]


class TestReading:
    @pytest.fixture(autouse=True)
    def _parts(self, settings):
        settings.SWITCHBOARD = "tests.documents.parts"
        parts.PARTS.clear()

    def reader(self, *held: str) -> User:
        user = person()
        parts.PARTS[user.pk] = set(held)
        return user

    def get(self, paper: Paper, user: User | None) -> HttpResponseBase:
        client = Client()
        if user:
            log_in(client, user)
        return client.get(f"/papers/{paper.public_id}/")

    @pytest.mark.parametrize(
        ("kind", "readers"),
        [
            ("mediation_agreement", {"consumer", "merchant", "court", "body"}),
            ("filing_receipt", {"consumer", "body"}),
            ("claim_letter", {"body"}),
        ],
    )
    def test_each_paper_is_read_by_those_it_is_for(self, association, officer, kind: str, readers: set[str]) -> None:
        row = make(kind, association, officer)
        for part in ("consumer", "merchant", "department", "court", "body", "stranger"):
            assert self.get(row, self.reader(part)).status_code == (200 if part in readers else 404), part
        assert self.get(row, None).status_code == 302

    def test_whoever_works_at_the_body_reads_its_papers_and_its_drafts(self, association, officer, settings) -> None:
        row = draft(
            kind="settlement", organisation_id=association.pk, case_id=1, content=SAMPLES["settlement"], actor=officer,
            now=NOW,
        )  # fmt: skip
        assert self.get(row, member(Role.OFFICER, association)).status_code == 200
        assert self.get(row, member(Role.OFFICER)).status_code == 404
        assert self.get(row, self.reader("consumer")).status_code == 404

    def test_the_file_comes_with_its_own_headers_and_leaves_an_access_row(self, paper: Paper) -> None:
        user = self.reader("consumer")
        response = self.get(paper, user)
        assert response.content == printing.path_of(paper).read_bytes()
        assert response["Content-Type"] == "application/pdf"
        assert "script-src" not in response["Content-Security-Policy"]
        assert response["Content-Security-Policy"].startswith("default-src 'none'")
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "filename*=utf-8''" in response["Content-Disposition"]
        assert AccessLog.objects.filter(user_id=user.pk, object_kind="paper", object_id=str(paper.public_id)).exists()

    def test_behind_nginx_it_is_handed_out_by_nginx(self, paper: Paper, settings) -> None:
        settings.X_ACCEL_PREFIX = "/protected/"
        response = self.get(paper, self.reader("merchant"))
        assert response["X-Accel-Redirect"] == f"/protected/papers/2026/{paper.public_id}.pdf"
        assert response.content == b""


def test_the_upload_is_not_kept(client: Client, paper: Paper, settings) -> None:
    before = set(settings.MEDIA_ROOT.rglob("*"))
    upload(client, io.BytesIO(b"x" * 3_000_000).read())
    assert set(settings.MEDIA_ROOT.rglob("*")) == before
