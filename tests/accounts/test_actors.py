"""An actor is a value that cannot be half of one."""

import pytest

from accounts.actors import STAFF_KINDS, Actor, ActorKind


def test_constructors_give_their_kind() -> None:
    made = [
        Actor.system(),
        Actor.public(),
        Actor.consumer(1),
        Actor.merchant(1, 2, "agent"),
        Actor.officer(1, 3),
        Actor.mediator(1, 3),
        Actor.department(1, 3),
        Actor.court(1, 3, "clerk"),
        Actor.admin(1),
    ]
    assert {actor.kind for actor in made} == set(ActorKind)
    assert {actor.kind for actor in made if actor.is_staff} == STAFF_KINDS
    assert Actor.officer(1, 3) == Actor.officer(1, 3, "officer")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (ActorKind.SYSTEM, {"user_id": 1}),
        (ActorKind.CONSUMER, {}),
        (ActorKind.OFFICER, {"user_id": 1}),
        (ActorKind.MERCHANT, {"user_id": 1}),
        (ActorKind.CONSUMER, {"user_id": 1, "merchant_id": 2}),
    ],
)
def test_half_an_actor_is_refused(kind: ActorKind, fields: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="act"):
        Actor(kind, **fields)
