"""Who reads which compartment when; and the list of what every way out of a case may read (DOMAIN 2: privileged)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from accounts.personal_data.classes import classes_of
from complaints.lifecycle.states import State, Who
from mediation.judicial import rules as court_pack
from mediation.papers import parts as papers
from mediation.visibility import Phase, Sealed, Viewer, phase_of, visible, writable

AUTHOR, OTHER = 1, 2
CONSUMER, MERCHANT = frozenset({Who.CONSUMER}), frozenset({Who.MERCHANT})
OFFICER, MEDIATOR = frozenset({Who.OFFICER}), frozenset({Who.MEDIATOR})
COMPARTMENTS = ("staff", "consumer", "merchant")

# compartment, phase, relations, is the author -> may read
TABLE = [
    ("staff", Phase.BEFORE, OFFICER, False, True),
    ("staff", Phase.MEDIATING, OFFICER, False, True),
    ("staff", Phase.AFTER, MEDIATOR, False, True),
    ("consumer", Phase.MEDIATING, MEDIATOR, False, True),  # the next mediator reads what the first was told
    ("consumer", Phase.MEDIATING, OFFICER, False, False),
    ("merchant", Phase.MEDIATING, OFFICER, True, False),  # not even one's own, when one no longer mediates
    ("merchant", Phase.AFTER, MEDIATOR, True, True),
    ("merchant", Phase.AFTER, MEDIATOR, False, False),
    ("consumer", Phase.AFTER, OFFICER, False, False),
]


@pytest.mark.parametrize(("compartment", "phase", "who", "own", "may"), TABLE)
def test_who_reads_what_when(compartment: str, phase: Phase, who: frozenset[Who], own: bool, may: bool) -> None:
    assert visible(Sealed(compartment, AUTHOR), Viewer(AUTHOR if own else OTHER, who), phase) is may


@given(
    st.sampled_from(COMPARTMENTS),
    st.sampled_from(list(Phase)),
    st.frozensets(st.sampled_from([Who.CONSUMER, Who.MERCHANT, Who.DEPARTMENT, Who.COURT, Who.SYSTEM])),
    st.integers(0, 3),
)
def test_no_party_department_or_court_ever_reads_a_note(
    compartment: str, phase: Phase, who: frozenset[Who], user: int
) -> None:
    assert not visible(Sealed(compartment, AUTHOR), Viewer(user, who), phase)
    assert not writable(compartment, Viewer(user, who), phase)


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_phase_and_back_to_back_is_written_in_mediation_only(state: State) -> None:
    phase = phase_of(state)
    may = writable("consumer", Viewer(AUTHOR, MEDIATOR), phase)
    assert may == (state in (State.T2_MEDIATING, State.T2_SUSPENDED, State.T4_DELEGATED, State.SUSPENDED))


# What is privileged: nothing that leaves a case may read it.
PRIVILEGED = {"complaints.Offer", "complaints.OfferLine", "mediation.Note"}
# Every way out of a case, with what it may read. A new one gets its line here.
WAYS_OUT = {"papers": papers.READS, "court pack": court_pack.READS}


@pytest.mark.parametrize("way", list(WAYS_OUT))
def test_no_way_out_reads_what_is_privileged(way: str) -> None:
    assert not WAYS_OUT[way] & PRIVILEGED
    known = {model._meta.label for model in apps.get_models()}
    assert known >= WAYS_OUT[way]


def test_privileged_models_say_so() -> None:
    for label in PRIVILEGED:
        assert classes_of(apps.get_model(label)).privileged, label


# The modules that make what leaves a case: papers, packs, referrals, whatever the public sees.
OUTGOING = ("mediation/papers", "mediation/judicial", "mediation/referrals", "documents", "disclosure")


def _imports(path: Path) -> set[str]:
    """Every name a module imports from anywhere."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom | ast.Import)
        for alias in node.names
    }  # fmt: skip


@pytest.mark.parametrize("folder", OUTGOING)
def test_what_leaves_a_case_cannot_even_name_what_is_privileged(folder: str) -> None:
    names = {label.partition(".")[2] for label in PRIVILEGED} | {"notes_for", "drawers", "gap_for"}
    for path in (Path(settings.BASE_DIR) / folder).rglob("*.py"):
        assert not _imports(path) & names, path
