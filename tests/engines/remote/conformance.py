"""What every remote engine does alike, from the plan to the pictures. `test_conformance.py` runs it against the strict servers.

What services accept is in `conformance_fit.py`, their faults are in `conformance_faults.py`.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from PIL import Image

from comics.engines.contract import Brief, PanelBrief, Price
from comics.engines.http import Service
from tests.engines.remote.bench import (
    ALL_AT_ONCE,
    ALLEY,
    MINO,
    PAGES,
    REN,
    Bench,
    call_again,
    most_pictures,
    panels,
    reference,
    remote_of,
)


def empty_values(value: Any, path: str = "") -> list[str]:
    """The paths of all values of a request that say nothing."""
    if value is None or value in ("", [], {}):
        return [path]
    if isinstance(value, dict):
        return [bad for name, each in value.items() for bad in empty_values(each, f"{path}/{name}")]
    if isinstance(value, list):
        return [bad for number, each in enumerate(value) for bad in empty_values(each, f"{path}/{number}")]
    return []


class Planning:
    """Before anything is spent."""

    def test_it_says_what_it_is(self, bench: Bench) -> None:
        engine = bench.engine
        assert re.fullmatch(r"[a-z_]+", engine.name)
        assert engine.label.strip()
        assert engine.abilities.free is False
        assert engine.abilities.unit in ("issue", "story", "panel")
        assert engine.abilities.sizes
        assert engine.abilities.variations >= 1
        address = urlsplit(engine.base_url)
        assert address.scheme == "https"
        assert not engine.base_url.endswith("/")
        assert any(address.hostname == host or (address.hostname or "").endswith(f".{host}") for host in engine.hosts)

    def test_its_limits_are_positive(self, bench: Bench) -> None:
        limits = bench.engine.limits
        assert limits.per_minute is None or limits.per_minute > 0
        assert limits.concurrent is None or limits.concurrent > 0
        assert 3 <= limits.poll <= 10
        assert 0 < limits.first_poll <= limits.deadline
        assert limits.deadline >= 300

    def test_options_have_names_of_their_own_and_valid_defaults(self, bench: Bench) -> None:
        options = bench.engine.options(bench.facts)
        assert len({option.name for option in options}) == len(options)
        for option in options:
            assert option.label.strip()
            if option.kind == "choice":
                assert option.default in [value for value, _ in option.choices], option.name
            if option.kind == "flag":
                assert isinstance(option.default, bool)
            if option.kind in ("number", "whole") and option.default not in ("", None):
                assert option.low is None or option.default >= option.low
                assert option.high is None or option.default <= option.high
        assert not bench.blocks(bench.brief())
        json.dumps(bench.settings)

    def test_options_are_there_before_the_key_is_tested(self, bench: Bench) -> None:
        untested, tested = bench.engine.options({}), bench.engine.options(bench.facts)
        assert {option.name for option in untested} == {option.name for option in tested}

    @pytest.mark.parametrize("pages", PAGES, ids=str)
    def test_every_panel_is_in_exactly_one_call(self, bench: Bench, pages: tuple[int, ...]) -> None:
        for kind in ("create", "continue"):
            brief = bench.brief(sum(pages), pages=pages, kind=kind)
            calls = bench.plan(brief)
            assert [key for call in calls for key in call.keys] == [panel.key for panel in brief.panels]
            assert {call.kind for call in calls} == {kind}
            if bench.engine.abilities.unit == "panel":
                assert {len(call.keys) for call in calls} == {1}

    def test_calls_survive_the_database(self, bench: Bench) -> None:
        brief = bench.brief(11, references=(reference("lantern"),))
        for call in bench.plan(brief):
            assert call_again(call) == call
            assert bench.token not in json.dumps(call.to_json())

    def test_calls_have_external_ids_of_their_own_or_none(self, bench: Bench) -> None:
        ids = [call.external_id for brief in (bench.brief(11), bench.brief(11)) for call in bench.plan(brief)]
        assert len(set(ids)) == len(ids) or set(ids) == {""}

    @pytest.mark.parametrize("count", [1, 2, 11])
    def test_the_price_is_that_of_the_calls(self, bench: Bench, count: int) -> None:
        brief = bench.brief(count)
        facts = {**bench.facts, "unit_price": "0.25", "unit": "EUR"}
        for known in (bench.facts, facts):
            whole = bench.engine.price(brief, known)
            parts = [call.price for call in bench.engine.plan(brief, known)]
            assert {part.unit for part in parts} == {whole.unit}
            if whole.amount is None:
                assert {part.amount for part in parts} == {None}
            else:
                assert sum((part.amount or Decimal(0) for part in parts), Decimal(0)) == whole.amount > 0
        assert isinstance(bench.engine.price(brief, facts), Price)
        assert bench.engine.price(brief, facts).amount is not None

    def test_what_is_dropped_is_said(self, bench: Bench) -> None:
        """Every telling word of a brief is in a request, or the review speaks of its kind."""
        ren = replace(REN, reference=reference("beard"), signature="scratches his ear", personality="melancholic")
        brief = bench.brief(
            panels=tuple(replace(panel, states={"Ren": "disguise"}) for panel in panels(3)),
            cast=(ren, MINO),
            forbidden="zeppelins",
            references=(reference("harbour"),),
            direction="rtl",
        )
        sent = json.dumps([call.to_json() for call in bench.plan(brief)], ensure_ascii=False)
        said = bench.said(brief).casefold()
        words_of = {
            "false beard": ("state", "looks", "words"),
            "tan coat": ("cast", "character", "appearance", "words"),
            "paper lanterns": ("place", "location", "words"),
            "zeppelins": ("forbid", "avoid", "keep out", "negative", "words"),
            "clean line art": ("style", "words"),
            "finds a map": ("words",),
        }
        for word, about in words_of.items():
            assert word in sent + said or any(each in said for each in about), f"{word} is dropped silently"
        for name in ("beard", "harbour"):
            assert reference(name).sha256 in sent or "picture" in said or "reference" in said, (
                f"the picture of {name} is dropped silently"
            )

    def test_sizes_that_are_changed_are_said(self, bench: Bench) -> None:
        odd = bench.brief(panels=tuple(replace(panel, width=700, height=1000) for panel in panels(2)), size="fit")
        assert re.search(r"\d+\s?[:x×]\s?\d+|ratio|size", bench.said(odd))

    def test_remarks_are_sentences_about_panels_of_the_brief(self, bench: Bench) -> None:
        for brief in (bench.brief(1), bench.brief(12), bench.brief(2, cast=(), places=(), forbidden="cars, signs")):
            for remark in bench.engine.review(brief, bench.facts):
                assert remark.text.strip().endswith((".", "?", "!", "”"))
                assert remark.panel in {"", *(panel.key for panel in brief.panels)}
                assert not re.search(r"\b(?:job|task|object|bubble)s?\b", remark.text, re.IGNORECASE), remark.text


class Drawing:
    """From the create call to the pictures."""

    @pytest.mark.parametrize("count", [1, 2, 5])
    def test_every_panel_gets_its_picture(self, bench: Bench, count: int) -> None:
        brief = bench.brief(count)
        drawn = bench.draw(brief)
        assert len(bench.server.creates) == len(drawn) == len(bench.spending())
        first = [found.key for each in drawn for found in each.last.pictures if not found.ordinal]
        wanted = [panel.key for panel in brief.panels]
        assert sorted(first) == sorted(wanted[: most_pictures(bench)])
        if len(first) < len(wanted):
            assert re.search(r"panel|picture", bench.said(brief))
        for each in drawn:
            assert each.last.state == "done"
            assert each.last.error is None
            ways = [(found.key, found.ordinal) for found in each.last.pictures]
            assert len(set(ways)) == len(ways)
            assert set(each.call.keys) & set(first) == {key for key, _ in ways}
            assert max(ordinal for _, ordinal in ways) < bench.engine.abilities.variations
        assert len({found.url for each in drawn for found in each.last.pictures}) >= len(first)

    def test_pictures_come_one_by_one_and_stay(self, bench: Bench) -> None:
        (first, *_) = bench.plan(bench.brief(5))
        drawn = bench.watch(first, bench.submit(first))
        seen: set[tuple[str, int, str]] = set()
        for progress in drawn.told:
            now = {(found.key, found.ordinal, found.url) for found in progress.pictures}
            assert seen <= now
            seen = now
            for number in (progress.done, progress.total):
                assert number is None or 0 <= number <= 60
        if len(first.keys) > 1 and bench.engine.name not in ALL_AT_ONCE:
            assert len({len(progress.pictures) for progress in drawn.told}) > 2

    def test_pictures_can_be_fetched_without_the_token(self, bench: Bench) -> None:
        drawn = bench.draw(bench.brief(2))

        async def fetch(service: Service) -> None:
            async with httpx.AsyncClient(trust_env=False) as client:
                for found in (found for each in drawn for found in each.last.pictures):
                    answer = await client.get(found.url)
                    assert answer.status_code == 200
                    assert Image.open(io.BytesIO(answer.content)).size >= (16, 16)

        bench.run(fetch)

    def test_requests_hold_no_empty_values(self, bench: Bench) -> None:
        bare = Brief((PanelBrief("a", action="A cat sleeps"), PanelBrief("b", action="A cat wakes")), options=bench.settings)
        for brief in (bare, replace(bare, options={}), bench.brief()):
            if bench.blocks(brief):
                continue
            for call in bench.plan(replace(brief, text=brief.text or "A cat sleeps, then wakes.")):
                bench.submit(call)
        assert bench.server.creates
        for seen in bench.server.creates:
            if "json" in seen.headers.get("content-type", ""):
                assert empty_values(seen.json()) == []
            else:
                assert not re.search(rb"\r\n\r\n(?:None|null|\[\]|\{\}|\s*)\r\n--", seen.body)

    def test_an_id_that_a_person_looked_up_is_as_good_as_a_receipt(self, bench: Bench) -> None:
        (call, *_) = bench.plan(bench.brief(2))
        ticket = bench.submit(call)
        found = bench.engine.ticket(call, f"  {ticket.id}\n")
        assert found.id == ticket.id
        assert {found.key for found in bench.watch(call, found).last.pictures} == set(call.keys)

    def test_a_redraw_gives_the_panel_a_new_picture(self, bench: Bench) -> None:
        if not bench.engine.abilities.redraws:
            pytest.skip("it cannot redraw")
        drawn = bench.draw(bench.brief(3))
        old = {found.url for each in drawn for found in each.last.pictures}
        panel = replace(panels(3)[1], prompt="Mino climbs a ladder", take=1, remote=remote_of(drawn)["p1"])
        brief = bench.brief(panels=(panel,), kind="redraw", pages=(1,))
        assert not bench.blocks(brief)
        (again,) = bench.draw(brief)
        assert {found.key for found in again.last.pictures} == {"p1"}
        assert not old & {found.url for found in again.last.pictures}

    def test_a_redraw_of_what_it_never_drew_works(self, bench: Bench) -> None:
        if not bench.engine.abilities.redraws:
            pytest.skip("it cannot redraw")
        panel = replace(panels(1)[0], prompt="Ren opens the door", take=2)
        (drawn,) = bench.draw(bench.brief(panels=(panel,), kind="redraw", pages=(1,)))
        assert {found.key for found in drawn.last.pictures} == {"p0"}

    @pytest.mark.parametrize("pages", [(2,), (3, 3), (3, 1)], ids=str)
    def test_a_continuation_draws_the_new_panels_only(self, bench: Bench, pages: tuple[int, ...]) -> None:
        drawn = bench.draw(bench.brief(3))
        old = {found.url for each in drawn for found in each.last.pictures}
        follows = list(remote_of(drawn).values())[-1]
        fresh = tuple(replace(panel, key=f"n{panel.key}") for panel in panels(sum(pages)))
        more = {"kind": "continue", "pages": pages, "follows": follows, "prompt": "They reach the sea.", "text": ""}
        after = bench.draw(bench.brief(panels=fresh, **more))
        new = [panel.key for panel in fresh][: most_pictures(bench)]
        assert {found.key for each in after for found in each.last.pictures} == set(new)
        assert not old & {found.url for each in after for found in each.last.pictures}

    def test_pictures_that_authors_give_reach_the_service_or_are_said_to_stay(self, bench: Bench) -> None:
        url = "https://studio.example.org/reference/1"
        for address in ("", url):
            ren = replace(REN, reference=reference("ren", url=address))
            alley = replace(ALLEY, reference=reference("alley", url=address))
            shown = tuple(replace(panel, references=(reference("sketch", url=address),)) for panel in panels(2))
            brief = bench.brief(panels=shown, cast=(ren, MINO), places=(alley,), references=(reference("mood", url=address),))
            assert not bench.blocks(brief)
            before = len(bench.server.creates)
            drawn = bench.draw(brief)
            assert {found.key for each in drawn for found in each.last.pictures} == {"p0", "p1"}
            assert len(bench.server.creates) == before + len(drawn)
