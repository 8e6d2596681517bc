"""From a script to a bound book in this process, without a browser, a running server or a worker."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from pathlib import Path

from comics.actions.cast import cast_written
from comics.actions.errors import Refusal
from comics.actions.exports import check_options
from comics.actions.launch import Plan, launch
from comics.actions.series import create_issue, create_series
from comics.actions.teams import FOUNDING_TEAM, welcome
from comics.engines.remote_catalogue import is_remote
from comics.jobs import queue
from comics.jobs.draw import draw_portrait
from comics.jobs.editions import write_edition
from comics.jobs.watch import run_until
from comics.models import Drawing, Generation, Issue, Series, Team, User
from comics.publishing.choices import Choices
from comics.publishing.editions import EDITIONS, edition_of_ending
from comics.scripting.model import Script as ParsedScript
from comics.scripting.parse import parse
from comics.scripting.people import people_of_idea
from comics.vocabulary import GenerationState

PATIENCE = 0.2  # seconds between two looks at a panel that a running worker took over
TITLE_WORDS = 6  # of an idea that has no title


def issue_from_script(team: Team, text: str, *, by: User | None, title: str = "") -> Issue:
    """A new series with one issue of this script; style and cast are taken from the script's own words."""
    script = parse(text)
    style = script.style
    series = create_series(
        team,
        by=by,
        title=(title or script.title or _working_title(script))[:200],
        summary=script.story.premise[:5000],
        genre=style.genre[:300],
        art_style=style.art_style[:300],
        palette=style.palette[:300],
        lighting=style.lighting[:300],
        camera=style.camera[:300],
    )
    cast_written(series, script.characters or people_of_idea(f"{script.story.premise} {script.preamble}"))
    return create_issue(series, by=by, text=text)


def _working_title(script: ParsedScript) -> str:
    """The first words of the idea, until the author thinks of a better title."""
    words = (script.story.premise or script.preamble).split()
    return " ".join(words[:TITLE_WORDS]).rstrip(".,;:!?") + ("…" if len(words) > TITLE_WORDS else "") or "Untitled"


def draw_here(issue: Issue, plan: Plan, *, by: User | None, progress: Callable[[int, int], None] | None = None) -> Generation:
    """Launch an issue and do all of its work in this process. `progress` hears of the panels done and the panels in all.

    A remote engine is asked by a watcher of this process, beside any that runs already. Raises `Refusal` when the plan or the
    script stands in the way, or when a panel could not be drawn.
    """
    tell = progress or _silence
    with queue.here() as work:
        generation = launch(issue, plan, by=by, nonce=secrets.token_urlsafe(24))
        if is_remote(plan.engine):
            run_until(generation.pk, tell)
            tell = _silence  # the pages that are lettered now are no more panels
        _work_off(work, generation, tell)
    failed = Drawing.objects.filter(generation=generation).exclude(state=GenerationState.READY).first()
    if failed:
        raise Refusal(failed.error or "A panel could not be drawn.")
    return generation


def _silence(done: int, total: int) -> None:
    """Tell nobody how far it is."""


def _work_off(work: list[queue.Work], generation: Generation, progress: Callable[[int, int], None]) -> None:
    """Do the work, and see to it that no panel is left that is still to come.

    A worker that runs on the same data takes over panels that have waited for long; then we wait for it, and draw them after
    all when its lease runs out.
    """
    drawings = Drawing.objects.filter(generation=generation)
    total, told = drawings.count(), 0
    while work or (left := drawings.moving().first()):
        if not work and left:
            time.sleep(PATIENCE)
            work.append(("draw.draw_panel", (left.pk,)))
        queue.run(work.pop(0))
        done = total - drawings.moving().count()
        if done > told:
            progress(done, total)
            told = done


def bind_here(
    issue: Issue,
    target: Path,
    *,
    by: User | None,
    edition: str = "",
    choices: Choices | None = None,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Bind an issue into a file, as the edition that is named or that the file's ending means.

    Raises `Refusal` for an ending that does not go with the edition, or choices that the issue cannot meet; `OSError` for a
    full disk.
    """
    wanted = edition_for(target, edition)
    heeded, _ = check_options(issue, wanted, choices or Choices())
    write_edition(issue, wanted, heeded, target, progress=progress, by=by.display_name if by else "")


def edition_for(target: Path, edition: str = "") -> str:
    """The edition of a file of this name. Raises `Refusal` for a name whose ending says none, or not the one that is named."""
    ending = target.suffix.lstrip(".").lower()
    if edition and edition not in EDITIONS:
        raise Refusal(f"There is no edition {edition}. Choose one of {', '.join(EDITIONS)}.", field="edition")
    found = edition or edition_of_ending(ending)
    if found is None:
        raise Refusal(
            f"The file to write must have a name that ends in .pdf, .cbz, .epub or .zip; {target.name} does not.", field="out"
        )
    if EDITIONS[found].ending != ending:
        raise Refusal(f"A file of the edition {found} ends in .{EDITIONS[found].ending}; {target.name} does not.", field="out")
    return found


def desk_of(user: User | None) -> Team:
    """The team that a person's headless work lands in: the personal one, or, before anybody has signed up, the one that the
    first account will find."""
    return welcome(user) if user else Team.objects.get_or_create(name=FOUNDING_TEAM, personal_of=None)[0]


def sample_issue(text: str, title: str) -> Issue | None:
    """Draw the sample issue for the first account to find; None when there is an account, or the sample already."""
    if User.objects.exists() or Series.objects.exists():
        return None
    issue = issue_from_script(desk_of(None), text, by=None, title=title)
    for character in issue.series.characters.all():
        draw_portrait(character.pk)
    draw_here(issue, Plan(), by=None)
    return issue
