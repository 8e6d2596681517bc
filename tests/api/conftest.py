"""What all tests of the REST door have in common."""

import json

import pytest

from comics.programs import generations


@pytest.fixture(autouse=True)
def _nothing_old_is_told(monkeypatch):
    """Whatever a test does, what is told of a comic is what would be told of it anew."""
    kept = generations.told_json

    def compared(bearer, id, *, base):
        told = kept(bearer, id, base=base)
        assert json.loads(told) == json.loads(json.dumps(generations.told(bearer, id, base=base)))
        return told

    monkeypatch.setattr(generations, "told_json", compared)
