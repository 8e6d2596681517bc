"""Archives made to do harm: each is refused with a sentence, and nothing of it is left."""

import hashlib
import io
import json
import random
import struct
import zipfile

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from comics.jobs import archive_import
from comics.jobs.archive_export import KIND, VERSION
from comics.jobs.archive_import import LIMITS, take_in
from comics.jobs.archive_looks import look_at
from comics.jobs.render import preview_page
from comics.models import Page, Team
from comics.publishing.archive_json import BadArchive
from comics.publishing.archive_reading import Limits, open_archive
from comics.publishing.archive_writing import MANIFEST
from comics.publishing.archive_zip import NOT_ONE
from tests.archives import archive_bytes, archive_in, counts, elsewhere, forged, members, resealed

pytestmark = pytest.mark.django_db
BYTES_CHANGED, ROWS_CHANGED = 1500, 1500


@pytest.fixture
def path(tmp_path, settings):
    return archive_in(tmp_path)


def refused(path, sentence=None):
    """The sentence with which an archive is refused, after which nothing is here that was not here before."""
    before, team = counts(), Team.objects.first() or elsewhere()
    with pytest.raises(BadArchive, match=sentence) as caught:
        take_in(path, team=team, by=None)
    assert counts() == before
    assert str(caught.value).endswith(".")
    return str(caught.value)


def rezipped(path, change):
    """The members written again by `change`, which gets the archive to write and what is in it."""
    content = members(path)
    target = path.with_name("rezipped.zip")
    with zipfile.ZipFile(target, "w") as archive:
        change(archive, content)
    return target


def put(archive, content):
    for name, data in content.items():
        archive.writestr(name, data)


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "/etc/passwd", "rows/../../evil", "C:\\evil", "pictures//a.png", "rows/ä.jsonl", ".hidden", "a/" * 9 + "a"],
)
def test_names_that_lead_elsewhere_are_refused(path, name):
    refused(rezipped(path, lambda archive, content: put(archive, {**content, name: b"x"})), "name the studio never writes")


def test_links_folders_and_packed_members_are_refused(path):
    def link(archive, content):
        put(archive, content)
        entry = zipfile.ZipInfo("pictures/link.png")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")

    refused(rezipped(path, link), "link or a folder")

    def bomb(archive, content):
        put(archive, content)
        archive.writestr("rows/bomb.jsonl", b"0" * 10_000_000, compress_type=zipfile.ZIP_DEFLATED)

    refused(rezipped(path, bomb), "packed or locked")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused(path):
    def twice(archive, content):
        put(archive, content)
        archive.writestr("rows/series.jsonl", b"{}")

    refused(rezipped(path, twice), "two members of one name")


def test_members_that_overlap_are_refused(path):
    """A hundred names for the same bytes: the bomb that needs no packing."""
    data = archive_bytes()
    directory = data.rindex(b"PK\x05\x06")
    start = struct.unpack("<L", data[directory + 16 : directory + 20])[0]
    entries = data[start:directory]
    first = entries[: entries.index(b"PK\x01\x02", 4)]
    blank = len("rows/pictures.jsonl")
    names = [f"p{at:03}".encode().ljust(blank, b"x") for at in range(999)]
    copies = b"".join(first[:46] + name + first[46 + blank :] for name in names)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 999, 999, len(copies), start, 0)
    path.write_bytes(data[:start] + copies + end)
    refused(path, "overlap|not an archive")


def test_a_directory_without_measure_is_not_read(path):
    data = archive_bytes()
    directory = data.rindex(b"PK\x05\x06")
    for count, length in ((65000, 100), (10, 2**31)):
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, length, 0, 0)
        path.write_bytes(data[:directory] + end)
        refused(path, "members; at most|directory")


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + b"\0" * 18, b"%PDF-1.7 " * 99, b"\0" * 5000])
def test_what_is_no_archive_is_refused(path, data):
    path.write_bytes(data)
    refused(path, NOT_ONE)


def test_what_stands_behind_or_before_is_refused(path):
    path.write_bytes(archive_bytes() + b"<script>alert(1)</script>")
    refused(path, NOT_ONE)


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ({"version": VERSION + 1}, "Update this studio first"),
        ({"version": 0}, "No studio reads it any more"),
        ({"version": "1"}, "does not say which version"),
        ({"version": True}, "does not say which version"),
        ({"kind": "panelwright-backup"}, NOT_ONE),
        ({"kind": None}, NOT_ONE),
    ],
)
def test_other_kinds_and_versions_are_refused(path, head, sentence):
    refused(resealed(path, members(path), **head), sentence)


@pytest.mark.parametrize(
    "manifest",
    [
        b"[" * 100_000,
        b'{"a":' * 5000 + b"1" + b"}" * 5000,
        b'{"kind": NaN}',
        b'{"kind": 1e999}',
        b'{"kind": "a", "kind": "b"}',
        b'{"kind": "\\ud800"}',
        b'{"kind": "\\u0000"}',
        b'{"kind": ' + b"9" * 10_000 + b"}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"{}",
        b'{"kind":"panelwright-series","version":1}',
        b'{"kind":"panelwright-series","version":1,"members":[]}',
        b'{"kind":"panelwright-series","version":1,"members":{"rows/series.jsonl":1}}',
    ],
)
def test_a_manifest_that_is_none_is_refused(path, manifest):
    refused(rezipped(path, lambda archive, content: put(archive, {**content, MANIFEST: manifest})))


def test_a_manifest_without_measure_is_not_read(path, monkeypatch):
    monkeypatch.setattr(archive_import, "LIMITS", Limits(members=1000, manifest=100, row=1000))
    refused(path, "manifest of this archive is too large")


def test_too_many_members_are_refused(path, monkeypatch):
    monkeypatch.setattr(archive_import, "LIMITS", Limits(members=3, manifest=10**6, row=10**6))
    refused(path, "at most 3 are taken")


def test_a_row_without_end_is_refused(path):
    content = members(path)
    content["rows/panels.jsonl"] = b'{"id": "' + b"x" * (LIMITS.row + 2_000_000) + b'"}\n'
    refused(resealed(path, content), "too long")
    content["rows/panels.jsonl"] = b'{"id": 1}'
    refused(resealed(path, content), "damaged")


def test_a_file_that_is_too_large_is_refused(path, settings):
    settings.MAX_ARCHIVE_BYTES = 1000
    refused(path, "larger than")


def test_bytes_that_are_not_the_manifests_are_refused(path):
    name = next(name for name in members(path) if name.startswith("pictures/"))
    for member in ("rows/pages.jsonl", name):
        changed = {member: members(path)[member][:-3] + b"???"}
        refused(rezipped(path, lambda archive, content, new=changed: put(archive, content | new)), "damaged|cannot be read")


def first(**fields):
    """Change the first row of a kind."""
    return lambda rows: rows[0].update(fields)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("series", lambda rows: rows.append({**rows[0], "id": 2})),
        ("series", list.clear),
        ("series", first(title=None)),
        ("series", first(title="x" * 201)),
        ("series", first(title=["x"])),
        ("series", first(page_format="custom-of-evil")),
        ("series", first(page_format={"a": 1})),
        ("series", first(language="../../etc")),
        ("series", first(direction="up")),
        ("series", first(dialogue_font="/etc/passwd")),
        ("series", first(created_at="yesterday")),
        ("series", first(created_at="2020-01-01T00:00:00")),
        ("series", first(created_at="9999-12-31T23:59:59-12:00")),
        ("series", first(team=1)),
        ("series", first(pk=1)),
        ("series", lambda rows: rows[0].pop("title")),
        ("issues", first(number=-1)),
        ("issues", first(number=2**31)),
        ("issues", first(number=1.5)),
        ("issues", first(number=True)),
        ("issues", first(languages=["id", "<script>"])),
        ("issues", first(credits=[["Writer"]])),
        ("issues", first(series=2)),
        ("issues", first(series=None)),
        ("issues", lambda rows: rows.append({**rows[0], "id": 2})),
        ("scripts", lambda rows: rows.append({**rows[0], "id": 2})),
        ("pages", first(id=7)),
        ("pages", first(issue=10**30)),
        ("pages", first(kind="spine")),
        ("pages", first(state="burnt")),
        ("pages", first(frames=[[0, 0, 0, 0]])),
        ("pages", first(frames=[[0, 0, 1e300, 1]])),
        ("pages", first(cover={"title": 5})),
        ("pages", first(cover={"evil": "x"})),
        ("pages", first(preview="0" * 64)),
        ("pages", first(preview=5)),
        ("pages", lambda rows: rows.extend({**rows[0], "id": at} for at in range(4, 10_001))),
        ("pages", lambda rows: rows.append({**rows[2], "id": 4})),
        ("panels", first(page=99)),
        ("panels", first(page="1")),
        ("panels", first(chosen=99)),
        ("panels", first(chosen=2)),
        ("panels", first(box=[1, 2, 3])),
        ("panels", first(box=[1, 2, "3", 4])),
        ("panels", first(importance="high")),
        ("panels", first(stale="yes")),
        ("panels", lambda rows: rows.extend({**rows[0], "id": at, "chosen": None} for at in range(4, 40))),
        ("lettering", first(kind="graffiti")),
        ("lettering", first(style={"font": "../../x"})),
        ("lettering", first(style={"evil": 1})),
        ("lettering", first(placed=[{}])),
        ("lettering", lambda rows: rows[0]["placed"][0].update(key="2")),
        ("lettering", lambda rows: rows[0]["placed"][0].update(key="x")),
        ("lettering", lambda rows: rows[0]["placed"][0].update(size=0)),
        ("lettering", lambda rows: rows[0]["placed"][0].update(lines="abc")),
        ("translations", lambda rows: rows.append({**rows[0], "id": len(rows) + 1})),
        ("translations", first(language="tlh-klingon-evil")),
        ("generations", first(state="queued")),
        ("generations", first(kind="steal")),
        ("generations", first(options=[1])),
        ("drawings", first(state="submitting")),
        ("drawings", first(generation=9)),
        ("takes", first(picture=None)),
        ("takes", first(picture="f" * 64)),
        ("takes", first(drawing=2)),
        ("takes", first(number=2**40)),
        ("takes", first(staging_data={"actors": [{}]})),
        ("takes", first(edges="zz")),
        ("takes", first(view=[1, 2])),
        ("takes", first(source={"cast": {}})),
        ("notes", first(parent=2)),
        ("notes", first(parent=1)),
        ("notes", first(panel=3)),
        ("notes", lambda rows: rows.append({**rows[1], "id": 3, "parent": 2})),
        ("charges", first(estimated="NaN")),
        ("charges", first(estimated=-1)),
        ("charges", first(reported="1e40")),
        ("charges", first(outcome="free")),
        ("pictures", first(media_type="image/svg+xml")),
        ("pictures", first(width=0)),
        ("pictures", first(width=17)),
        ("pictures", first(size=1)),
        ("pictures", first(sha256="0" * 64)),
        ("pictures", lambda rows: rows.append(rows[0])),
        ("pictures", lambda rows: rows.pop()),
    ],
)
def test_rows_that_cannot_be_are_refused(path, kind, change):
    refused(forged(path, **{kind: change}), "this archive|This archive|An issue of|A page of")


def with_picture(path, data, media_type="image/png"):
    """An archive whose first picture has other bytes, all hashes agreeing."""
    content = members(path)
    rows = [json.loads(line) for line in content["rows/pictures.jsonl"].splitlines()]
    row = next(row for row in rows if row["media_type"] == "image/png")
    old, new = row["sha256"], hashlib.sha256(data).hexdigest()
    del content[f"pictures/{old}.png"]
    content[f"pictures/{new}.{media_type.removeprefix('image/')}"] = data
    row.update(sha256=new, size=len(data), media_type=media_type)
    for name in [name for name in content if name.startswith("rows/")]:
        content[name] = content[name].replace(old.encode(), new.encode())
    content["rows/pictures.jsonl"] = b"".join(json.dumps(each).encode() + b"\n" for each in rows)
    return resealed(path, content)


def picture(kind, size=(1024, 1024), **options):
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
        picture("PNG")[:900],
        picture("GIF"),
        picture("BMP", size=(8, 8)),
        picture("JPEG"),  # said to be a PNG
        picture("PNG", size=(20, 20)),  # said to be larger
        picture("PNG", size=(9000, 9000)),
    ],
    ids=["svg", "html", "broken", "cut", "gif", "bmp", "jpeg", "small", "vast"],
)
def test_pictures_that_are_not_what_they_say_are_refused(path, data):
    refused(with_picture(path, data), "^The picture [0-9a-f]{12} of this archive")


def test_an_honest_picture_stays_equal_to_the_byte_whatever_is_behind_it(path):
    """What engines send is kept as it came, so that what an archive brings is held to the same check and no other."""
    row = {}
    size = json.loads(members(path)["rows/pictures.jsonl"].splitlines()[0])
    for line in members(path)["rows/pictures.jsonl"].splitlines():
        row = json.loads(line)
        if row["media_type"] == "image/png":
            size = (row["width"], row["height"])
            break
    data = picture("PNG", size=size) + b"trailing"
    series = take_in(with_picture(path, data), team=elsewhere(), by=None)
    kept = [each.path.read_bytes() for each in series.team.pictures.all()]
    assert data in kept


def looked(path, whole=True):
    """Whether an archive passes the look at all of its rows; refusals are the only other answer."""
    try:
        with open_archive(path, kind=KIND, versions=(VERSION,), limits=LIMITS) as archive:
            look_at(archive)
            for name in archive.members if whole else ():
                archive.verify(name)
    except BadArchive:
        return False
    return True


def test_any_bytes_changed_are_refused_or_change_nothing(path):
    chance = random.Random(7)  # noqa: S311 - the same every time
    data = archive_bytes()
    for _ in range(BYTES_CHANGED):
        changed = bytearray(data)
        for _ in range(chance.choice((1, 1, 4, 40))):
            # The directory at the end decides most, so that half of the changes go there.
            low = 0 if chance.random() < 0.5 else len(data) - 6000
            changed[chance.randrange(low, len(data))] = chance.randrange(256)
        if chance.random() < 0.1:
            changed = changed[: chance.randrange(len(data))]
        path.write_bytes(changed)
        looked(path)


ODD = (
    None, True, False, 0, 1, -1, 2, 7, 2**31, 2**63 - 1, -(2**63), 0.0, -0.5, 1e300, 5e-324, "", "x", "x" * 50_000, "\u202e",
    "<script>", "1", "1:2", "front", "ready", "en", [], [[]], [0], [0, 0, 0, 0], [1, 1, 9e5, 9e5], [None], ["x"], {}, {"a": {}},
    {"key": "1"}, "2026-01-01T00:00:00+00:00", "0001-01-01T00:00:00+00:00",
)  # fmt: skip


def mutate(rows, chance):
    """Put something odd somewhere into a row: into a field, or deep into what a field holds."""
    if not rows:
        return
    row = place = chance.choice(rows)
    key = chance.choice(list(row))
    while isinstance(place[key], (list, dict)) and place[key] and chance.random() < 0.7:
        place = place[key]
        key = chance.choice(list(place)) if isinstance(place, dict) else chance.randrange(len(place))
    place[key] = chance.choice(ODD)


def test_rows_changed_at_random_are_refused_or_can_be_shown(path):
    """Nothing but the refusal is raised, and what is taken in makes pages that can be drawn."""
    chance = random.Random(11)  # noqa: S311 - the same every time
    kinds = ["series", "issues", "pages", "panels", "lettering", "translations", "takes", "drawings", "notes", "characters"]
    taken = 0
    for turn in range(ROWS_CHANGED):
        changed = forged(path, **{chance.choice(kinds): lambda rows: mutate(rows, chance)})
        if looked(changed, whole=False) and turn % 30 == 0:
            taken += shown(changed)
    assert taken > 3


def shown(path):
    """Take an archive in and draw its pages, then forget it; 0 for one that the database refused."""
    team = elsewhere()
    try:
        series = take_in(path, team=team, by=None)
    except BadArchive:
        return 0
    Page.objects.filter(issue__series=series).update(content_stamp=5)
    for page in Page.objects.filter(issue__series=series):
        preview_page(page.pk)
    series.delete()
    return 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)


@hypothesis_settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(manifest=JSON | st.fixed_dictionaries({"kind": st.just(KIND), "version": st.just(VERSION), "members": JSON}))
def test_manifests_of_any_shape_are_refused(path, manifest):
    data = json.dumps(manifest).encode("utf-8", "surrogatepass")
    assert not looked(rezipped(path, lambda archive, content: put(archive, {**content, MANIFEST: data})))
