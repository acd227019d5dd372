"""Bodies that issue papers, and people who work there."""

import pytest

from accounts.actors import Actor
from accounts.models import Organisation, OrganisationKind, Role
from tests.people import member, organisation


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.PUBLIC_URL = "https://hejie.example"


@pytest.fixture
def association() -> Organisation:
    return organisation(name="武汉市武昌区消费者协会", serial_prefix="武昌消调", can_seal=True, address="民主路57号")


@pytest.fixture
def office() -> Organisation:
    """A market-supervision office under its bureau: it handles, the bureau seals."""
    bureau = organisation(
        OrganisationKind.BUREAU, name="武昌区市场监督管理局", serial_prefix="武昌市监投", can_seal=True
    )
    return organisation(OrganisationKind.OFFICE, name="中南路市场监督管理所", parent=bureau)


@pytest.fixture
def officer(association: Organisation) -> Actor:
    return Actor.officer(member(Role.OFFICER, association).pk, association.pk)


@pytest.fixture
def leader(association: Organisation) -> Actor:
    return Actor.officer(member(Role.LEADER, association).pk, association.pk, "leader")
