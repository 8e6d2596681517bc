"""A snapshot holds every field that an edit can change, so that undoing forgets nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comics.actions.snapshots import _FIELDS, difference, merged
from comics.models import Lettering, Page, Panel, Translation

# Where lettering stands and how a page looks are worked out anew, the stamps tell open editors what is new, and a page's words
# and attachments are those it was continued with: none of these is what an edit sets.
NOT_EDITED = {
    Page: {
        *("id", "state", "state_by_id", "state_at", "prompt", "attachments"),
        *("preview_id", "preview_stamp", "stamp", "content_stamp"),
    },
    Panel: {"id", "stamp"},
    Lettering: {"id", "placed"},
    Translation: {"id", "placed"},
}


@pytest.mark.parametrize("kind", ["pages", "panels", "lettering", "translations"])
def test_every_field_is_in_the_snapshot_or_known_not_to_be_edited(kind):
    model, fields = _FIELDS[kind]
    assert {field.attname for field in model._meta.concrete_fields} == set(fields) | NOT_EDITED[model]


rows = st.dictionaries(
    st.sampled_from(["1", "2", "3"]),
    st.none() | st.fixed_dictionaries({"text": st.sampled_from("abc"), "at_x": st.sampled_from([None, 0.1, 0.5])}),
)
snapshots = st.fixed_dictionaries({"lettering": rows.map(lambda all_: {k: v for k, v in all_.items() if v})})


def applied(snapshot, change):
    lines = dict(snapshot["lettering"])
    for key, row in change.get("lettering", {}).items():
        if row is None:
            lines.pop(key, None)
        else:
            lines[key] = {**lines.get(key, {}), **row}
    return {"lettering": lines}


@given(snapshots, snapshots)
def test_a_difference_leads_there_and_back(before, after):
    old, new = difference(before, after)
    assert applied(before, new) == after
    assert applied(after, old) == before


@given(snapshots, snapshots, snapshots)
def test_two_differences_made_one_lead_there_and_back(first, second, third):
    old, new = difference(first, second)
    older, newer = difference(second, third)
    assert applied(first, merged(new, newer)) == third
    assert applied(third, merged(older, old)) == first
