"""Every column of every model is classed once, ours and those of other packages (STYLE 20)."""

import pytest
from django.apps import apps

from accounts.fields import BlindIndexField, SealedTextField
from accounts.models import AccessLog, Membership, User
from accounts.personal_data.classes import Unclassified, all_models, classes_of, guarded_names, problems
from accounts.personal_data.foreign import FOREIGN


@pytest.mark.parametrize("model", all_models(), ids=lambda model: model._meta.label)
def test_each_column_has_one_class(model) -> None:
    assert problems(model) == []


@pytest.mark.parametrize("model", all_models(), ids=lambda model: model._meta.label)
def test_sealed_columns_are_never_public_or_internal(model) -> None:
    sealed = {f.name for f in model._meta.local_concrete_fields if isinstance(f, SealedTextField | BlindIndexField)}
    if sealed:
        assert sealed <= classes_of(model).guarded


def test_foreign_names_models_that_exist() -> None:
    assert {label for label in FOREIGN if not apps.get_model(label)} == set()


def test_history_takes_the_classes_of_what_it_tracks() -> None:
    classes = classes_of(Membership.history.model)
    assert classes.personal == {"user", "title"}
    assert "history_user" in classes.internal


def test_a_model_nobody_classed_is_named() -> None:
    data = AccessLog.Data
    try:
        del AccessLog.Data
        with pytest.raises(Unclassified, match="AccessLog"):
            classes_of(AccessLog)
        assert problems(AccessLog) == ["accounts.AccessLog has no class Data"]
    finally:
        AccessLog.Data = data


def test_the_scrubber_learns_the_names() -> None:
    assert {"phone", "email", "password"} <= guarded_names()


def test_a_person_shows_a_number_only() -> None:
    assert repr(User(pk=7, email="zhang@example.com", display_name="张三测试")) == "user 7"
