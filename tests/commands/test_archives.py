"""`export_series` and `import_series`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from comics.models import Series
from tests.archives import elsewhere, make_series, rendered
from tests.studio import make_people

pytestmark = pytest.mark.django_db(transaction=True)


def run(*args, **options):
    out = StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def test_there_and_back(tmp_path):
    people = make_people()
    series = make_series(people)
    file = str(tmp_path / "fox.zip")
    assert "The Fox Detective" in run("export_series", str(series.pk), file)
    said = run("import_series", file, team=elsewhere().name, email=people.stranger.email)
    copy = Series.objects.exclude(pk=series.pk).get()
    assert f"series {copy.pk} of Elsewhere" in said
    assert copy.created_by == people.stranger
    assert rendered(copy) == rendered(series)


def test_what_is_not_there_is_told(tmp_path):
    people = make_people()
    file = tmp_path / "fox.zip"
    with pytest.raises(CommandError, match="no series 99"):
        run("export_series", "99", str(file))
    with pytest.raises(CommandError, match="could not be read"):
        run("import_series", str(file), team=str(people.team.pk))
    file.write_bytes(b"nothing")
    with pytest.raises(CommandError, match="not an archive"):
        run("import_series", str(file), team=str(people.team.pk))
    for team in ("Nobody", "999"):
        with pytest.raises(CommandError, match="There is no team"):
            run("import_series", str(file), team=team)
    elsewhere()
    elsewhere()
    with pytest.raises(CommandError, match="Several teams"):
        run("import_series", str(file), team="Elsewhere")
    with pytest.raises(CommandError, match="Nobody here"):
        run("import_series", str(file), team=str(people.team.pk), email="no@example.test")
    series = Series.objects.create(team=people.team, title="Empty")
    with pytest.raises(CommandError, match="could not be written"):
        run("export_series", str(series.pk), "/nowhere/fox.zip")
    assert "Empty" in run("export_series", str(series.pk), str(file))
    run("import_series", str(file), team=str(people.team.pk))
    assert Series.objects.filter(title="Empty").count() == 2
