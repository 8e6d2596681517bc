"""`manage.py draw`: from a script file to a bound book, without a browser, a running server or a worker."""

from __future__ import annotations

import logging
import os
import sys
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from comics.actions.asking import Quote
from comics.actions.errors import Refusal
from comics.actions.headless import bind_here, desk_of, draw_here, edition_for, issue_from_script
from comics.actions.launch import BEST_FIT, Plan, Preflight, preflight
from comics.engines.remote_catalogue import is_remote
from comics.models import Issue, User
from comics.publishing.editions import EDITIONS
from comics.scripting.importing import ScriptImportError, import_text

BAR = 30  # characters
KEPT = "No file was made; what is drawn so far is kept in the studio."


class Command(BaseCommand):
    """Draws a script and binds it. Exit code 2, and no file, when the script or an option is at fault."""

    help = "Draw a script and bind it as PDF, CBZ, EPUB or ZIP, without a server or worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("script", type=Path, metavar="SCRIPT.txt")
        parser.add_argument("--engine", default="storyboard", help="with a key of --as; by default storyboard, which is free")
        parser.add_argument(
            "--option", action="append", default=[], metavar="NAME=VALUE", help="a setting of the engine; may be given again"
        )
        parser.add_argument("--pages", type=int, metavar="N", help="1 to 20; the script decides when it is left out")
        parser.add_argument("--panels", type=int, metavar="M", help="panels a page, 1 to 20")
        parser.add_argument("--size", default=BEST_FIT, help="a size such as 1024x1024; best fit for each panel by default")
        parser.add_argument("--as", dest="email", metavar="EMAIL", help="whose work it is; the installation's owner by default")
        parser.add_argument("--out", type=Path, required=True, metavar="BOOK.pdf|.cbz|.epub|.zip")
        parser.add_argument(
            "--edition", default="", help=f"{', '.join(EDITIONS)}; by the ending of --out when left out (.zip: webtoon)"
        )

    def handle(self, *args: object, script: Path, out: Path, email: str | None, **options: object) -> None:
        """Read, check, draw, bind; tell how far it is on standard error."""
        logging.getLogger("comics").setLevel(logging.WARNING)  # the bar tells it better than a line for each step
        try:
            user, issue, plan, ready = _draft(script, out, email, options)
        except (Refusal, ScriptImportError) as error:
            raise CommandError(str(error), returncode=2) from error
        if ready.quote.key:
            self._tell_price(ready.quote)
        try:
            draw_here(issue, plan, by=user, progress=self._progress)
            bind_here(issue, out, by=user, edition=str(options["edition"]))
        except Refusal as error:
            raise CommandError(f"{error} {KEPT}") from error
        except OSError as error:
            raise CommandError(f"{out} could not be written: {error.strerror or error}. {KEPT}") from error
        pages = issue.live_pages().count()
        self.stdout.write(f"{out}: {pages} page{'s' if pages != 1 else ''}, {out.stat().st_size / 1e6:.1f} MB")

    def _tell_price(self, quote: Quote) -> None:
        price = f"about {quote.price}" if quote.price.amount else str(quote.price)
        self.stderr.write(
            f"{quote.label}, {quote.panels} panels with the key “{quote.key.name if quote.key else ''}”: {price}."
        )
        for sentence in dict.fromkeys(remark.text for remark in quote.remarks):
            self.stderr.write(f"  {sentence}")

    def _progress(self, done: int, total: int) -> None:
        filled = BAR * done // total
        end = "\n" if done == total else ""
        if sys.stderr.isatty() or done == total:
            self.stderr.write(f"\r[{'#' * filled}{'.' * (BAR - filled)}] {done} of {total} panels", ending=end)
            self.stderr.flush()


def _draft(
    script: Path, out: Path, email: str | None, options: dict[str, object]
) -> tuple[User | None, Issue, Plan, Preflight]:
    """Who draws what by which plan, and what it will be. Raises `Refusal` or `ScriptImportError`; then nothing was kept."""
    text = _read(script)
    _check_target(out, str(options["edition"]))
    call_command("migrate", verbosity=0)
    if email is None and is_remote(str(options["engine"])):
        raise Refusal("Say with whose key: --as EMAIL.")
    user = _person(email)
    with transaction.atomic():
        issue = issue_from_script(desk_of(user), text, by=user, title=_title(text, script))
        plan = _plan(issue, options)
        ready = preflight(issue, plan, by=user)
        _check(ready)
    return user, issue, plan, ready


def _read(path: Path) -> str:
    try:
        return import_text(path.read_bytes(), path.name)
    except OSError as error:
        raise Refusal(f"{path} could not be read: {error.strerror}.") from error


def _check_target(out: Path, edition: str) -> None:
    """Refuse, before anything is drawn, a file that could not be written in the end."""
    edition_for(out, edition)
    if not out.parent.is_dir():
        raise Refusal(f"There is no folder {out.parent}.")
    if out.is_dir():
        raise Refusal(f"{out} is a folder. Name a file.")
    if not os.access(out.parent, os.W_OK):
        raise Refusal(f"The folder {out.parent} cannot be written to.")


def _person(email: str | None) -> User | None:
    if email is None:
        return User.objects.filter(is_superuser=True).order_by("pk").first()
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise Refusal(f"Nobody here has the address {email}.")
    return user


def _title(text: str, script: Path) -> str:
    first = text.lstrip().partition("\n")[0]
    return "" if first.lower().startswith("title:") else script.stem.replace("_", " ").replace("-", " ").strip().title()


def _plan(issue: Issue, options: dict[str, object]) -> Plan:
    """The options as a plan: panels alone mean one page of so many, pages alone share the script's panels out evenly."""
    pages, per_page = options["pages"], options["panels"]
    plan = Plan(size=str(options["size"]), engine=str(options["engine"]), options=_settings(options["option"]))
    if pages is not None and per_page is None:
        per_page = max(1, -(-len(preflight(issue, plan).panels) // max(1, int(str(pages)))))
    elif per_page is not None and pages is None:
        pages = 1
    if pages is None:
        return plan
    return replace(plan, pages=int(str(pages)), per_page=int(str(per_page)))


def _settings(given: object) -> dict[str, str | list[str]]:
    """The engine's settings by name; one that is given again becomes a list."""
    found: dict[str, list[str]] = {}
    for text in given if isinstance(given, list) else []:
        name, equals, value = str(text).partition("=")
        if not equals:
            raise Refusal(f"Write --option as NAME=VALUE; {text} has no equals sign.")
        found.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _check(ready: Preflight) -> None:
    if ready.may_launch:
        return
    reasons = [f"Line {f.line}: {f.message}" if f.line else f.message for f in ready.findings if f.level == "error"]
    raise Refusal("\n".join(reasons + [remark.text for remark in ready.remarks if remark.blocking]))
