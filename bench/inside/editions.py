"""Makes an issue of 100 pages of 5 panels ("make"), or binds it as one edition and prints the most memory it took, as JSON."""

import io
import json
import resource
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

from comics.actions.headless import desk_of, draw_here, issue_from_script
from comics.actions.launch import Plan
from comics.jobs.editions import write_edition
from comics.models import Issue, Lettering, Page, Panel, Picture, Take
from comics.publishing.choices import Choices
from comics.scripting.samples import SAMPLES

PAGES, PER_PAGE = 100, 5
QUALITY = 92  # of the takes, about 250 KB each


def main() -> None:
    """What the first word of the command line says."""
    if sys.argv[1] == "make":
        make()
    else:
        print(json.dumps({"megabytes": bound(sys.argv[1])}))


def make() -> None:
    """A page of five drawn panels, a hundred times over, every panel with a picture of its own."""
    issue = issue_from_script(desk_of(None), SAMPLES[0].text, by=None)
    draw_here(issue, Plan(pages=4, per_page=PER_PAGE), by=None)
    issue.pages.filter(position__gt=1).delete()
    model = list(Panel.objects.filter(page__issue=issue).select_related("chosen__picture").prefetch_related("lettering"))
    for position in range(2, PAGES + 1):
        page = Page.objects.create(issue=issue, position=position)
        for panel in model:
            _copy(panel, page)


def _copy(panel: Panel, page: Page) -> None:
    """The panel again on another page, its picture with a mark that makes it another picture."""
    take = panel.chosen
    lines = list(panel.lettering.all())
    if take is None:
        sys.exit("A panel of the model page was not drawn.")
    with Image.open(take.picture.path) as image:
        ImageDraw.Draw(image).point((page.position, panel.position), "#ff0000")
        out = io.BytesIO()
        image.save(out, "JPEG", quality=QUALITY, subsampling=0)
    picture = Picture.objects.keep(page.issue.series.team, out.getvalue(), "image/jpeg")
    again = Panel.objects.create(page=page, position=panel.position, shot=panel.shot, box=panel.box, action=panel.action)
    again.chosen = Take.objects.create(panel=again, number=1, picture=picture, staging_data=take.staging_data)
    again.save(update_fields=["chosen"])
    Lettering.objects.bulk_create(
        Lettering(panel=again, position=at, kind=line.kind, speaker=line.speaker, text=line.text, placed=line.placed)
        for at, line in enumerate(lines)
    )


def bound(edition: str) -> float:
    """The highest memory of this process once the edition is bound."""
    issue = Issue.objects.select_related("series__team").get()
    choices = Choices(picture="jpeg") if edition == "pictures" else Choices()
    with tempfile.TemporaryDirectory() as folder:
        write_edition(issue, edition, choices, Path(folder) / "book")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


if __name__ == "__main__":
    main()
