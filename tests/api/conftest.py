"""What all tests of the REST door have in common."""

import json

import pytest

from comics.programs import generations
from comics.serialize import comic
from comics.serialize.rendered import comic_json


@pytest.fixture(autouse=True)
def _kept_pages_are_never_old(monkeypatch):
    """Whatever a test does, what is told of a comic is what would be told of it anew."""

    def compared(issue, *, base):
        told = comic_json(issue, base=base)
        assert json.loads(told) == json.loads(json.dumps(comic(issue, base=base)))
        return told

    monkeypatch.setattr(generations, "comic_json", compared)
