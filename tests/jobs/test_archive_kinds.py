"""Whoever adds a field or a model decides whether archives carry it."""

from django.apps import apps

from comics.access import CAPABILITIES, Can
from comics.jobs.archive_kinds import KINDS, LEFT_OUT, MODELS_LEFT_OUT, PICTURE_FIELDS
from comics.jobs.permission import MAY_EDIT, MAY_EXPORT
from comics.models import Picture

CARRIED = {kind.model: {*kind.fields, *kind.refs, *kind.pictures} for kind in KINDS} | {Picture: set(PICTURE_FIELDS)}
MODELS = {model for model in apps.get_app_config("comics").get_models() if not model._meta.auto_created}


def test_every_model_is_carried_or_left_out_with_a_reason():
    decided = {model.__name__ for model in CARRIED} | set(MODELS_LEFT_OUT)
    assert {model.__name__ for model in MODELS} == decided, "say in jobs/archive_kinds.py whether archives carry it"
    assert not {model.__name__ for model in CARRIED} & set(MODELS_LEFT_OUT)


def test_every_field_is_carried_or_left_out_with_a_reason():
    for model, carried in CARRIED.items():
        fields = {field.name for field in model._meta.concrete_fields if not field.primary_key}
        left_out = LEFT_OUT.get(model, {})
        assert fields == carried | set(left_out), f"{model.__name__}: say in jobs/archive_kinds.py whether archives carry it"
        assert not carried & set(left_out)
        assert all(left_out.values())


def test_the_worker_asks_for_the_roles_that_the_doors_ask_for():
    assert set(MAY_EXPORT) == {role for role, abilities in CAPABILITIES.items() if Can.EXPORT in abilities}
    assert set(MAY_EDIT) == {role for role, abilities in CAPABILITIES.items() if Can.EDIT in abilities}
