"""What every remote engine's review lets pass, its service accepts; and what becomes of its key."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from comics.engines.contract import Brief, CastMember, PanelBrief, Place, Style
from comics.engines.errors import EngineError, KeyRejected, Unsupported
from comics.engines.remote import Option
from tests.engines.remote.bench import ALLEY, MINO, PAGES, REN, Bench, panels, reference, with_options
from tests.services.base import Answer

LONG = "Rain falls on the roofs of the old town, and nobody sleeps. " * 200


def choices_of(option: Option) -> list[Any]:
    """The values of an option that a test can try."""
    values = [value for value, _ in option.choices]
    if option.kind == "choices":
        return [[value] for value in values]
    if option.kind == "flag":
        return [True, False]
    if option.kind in ("number", "whole"):
        bounds = [bound for bound in (option.low, option.high) if bound is not None]
        return [int(bound) for bound in bounds] if option.kind == "whole" else bounds
    return values


class Fit:
    """What the review lets pass, the service accepts."""

    def accepted(self, bench: Bench, brief: Brief) -> None:
        """Send every call of a brief that the review does not block; the strict server refuses what is sloppy."""
        if bench.blocks(brief):
            return
        for call in bench.plan(brief):
            bench.submit(call)

    def test_every_choice_of_every_option_is_accepted(self, bench: Bench) -> None:
        for option in bench.engine.options(bench.facts):
            for value in choices_of(option):
                self.free(bench)
                brief = with_options(bench.brief(2), **{option.name: value})
                assert not bench.blocks(brief), (option.name, value)
                self.accepted(bench, brief)

    @pytest.mark.parametrize("kind", ["create", "continue", "redraw"])
    def test_choices_are_accepted_for_every_kind(self, bench: Bench, kind: str) -> None:
        for option in bench.engine.options(bench.facts):
            if kind in option.kinds:
                for value in choices_of(option):
                    self.free(bench)
                    self.accepted(bench, with_options(bench.brief(1, kind=kind), **{option.name: value}))

    def test_options_left_out_are_as_untouched(self, bench: Bench) -> None:
        brief = replace(bench.brief(2), options={})
        if not bench.blocks(brief):
            self.accepted(bench, brief)
            assert bench.server.creates

    @pytest.mark.parametrize("pages", PAGES, ids=str)
    def test_every_number_of_panels_is_accepted(self, bench: Bench, pages: tuple[int, ...]) -> None:
        brief = bench.brief(sum(pages), pages=pages)
        assert not bench.blocks(brief)
        for call in bench.plan(brief):
            self.free(bench)
            bench.submit(call)

    @pytest.mark.parametrize("size", [(64, 2048), (2048, 64), (333, 777), (1024, 1024), (1, 1)], ids=str)
    def test_every_frame_is_accepted(self, bench: Bench, size: tuple[int, int]) -> None:
        some = tuple(replace(panel, width=size[0], height=size[1]) for panel in panels(2))
        self.accepted(bench, bench.brief(panels=some))

    @pytest.mark.parametrize("words", ["", " \n\t", LONG, "🦊" * 300, '"; null; </script>', "\x00\x07\ud7ff", "Ren (disguise)"])
    def test_absurd_words_are_accepted_or_blocked(self, bench: Bench, words: str) -> None:
        odd = tuple(
            replace(panel, scene=words, action=words, objective=words, dialogue=words, prompt=words, context=(words,))
            for panel in panels(2)
        )
        member = CastMember(words or "?", words, words, words, words, words, words, words, states={words or "x": words})
        odd = tuple(replace(panel, present=(member.name,), states={member.name: words or "x"}) for panel in odd)
        place = Place(words or "?", words)
        told = {"cast": (member,), "places": (place,), "style": Style(words, words, words), "forbidden": words}
        self.accepted(bench, bench.brief(panels=odd, text=words, premise=words, prompt=words, **told))

    def test_a_crowd_is_accepted_or_blocked(self, bench: Bench) -> None:
        names = [f"Guest {number}" for number in range(30)]
        crowd = tuple(
            CastMember(name, role="guest", states={f"mood {mood}": f"look {mood}" for mood in range(9)}) for name in names
        )
        some = tuple(
            replace(panel, present=tuple(names), speakers=tuple(names[:12]), states={names[0]: f"mood {number}"})
            for number, panel in enumerate(panels(9))
        )
        pictures = tuple(reference(f"mood{number}", url=f"https://studio.example.org/{number}") for number in range(9))
        brief = bench.brief(panels=some, cast=crowd, references=pictures)
        self.accepted(bench, brief)
        assert bench.said(brief)

    def test_nobody_and_nowhere_is_accepted_or_blocked(self, bench: Bench) -> None:
        some = (PanelBrief("a", scene="An empty beach"), PanelBrief("b", scene="The same beach at night"))
        self.accepted(bench, bench.brief(panels=some, cast=(), places=(), style=Style(), premise=""))

    def test_people_of_the_same_name_are_accepted_or_blocked(self, bench: Bench) -> None:
        self.accepted(bench, bench.brief(2, cast=(REN, replace(REN, name="REN"), MINO), places=(ALLEY, ALLEY)))

    def test_words_at_an_address_are_read_or_blocked(self, bench: Bench) -> None:
        brief = bench.brief(2, text="", premise="", prompt_url="https://studio.example.org/script.txt")
        assert bench.blocks(brief) is not bench.engine.abilities.prompt_urls
        self.accepted(bench, brief)

    def free(self, bench: Bench) -> None:
        """Have the service forget what runs, so that its own limit on work at once is not what is tried."""
        for kind in ("jobs", "tasks", "generations", "artworks"):
            if isinstance(running := getattr(bench.server, kind, None), dict):
                running.clear()


class Keys:
    """What a key's test tells, and that the token stays where it belongs."""

    def test_a_key_is_tested_for_free(self, bench: Bench) -> None:
        if not bench.engine.testable:
            with pytest.raises(Unsupported):
                bench.run(bench.engine.test)
            return
        account = bench.run(bench.engine.test)
        assert account.says.strip()
        assert bench.token not in json.dumps([account.says, account.credits, account.facts])
        assert account.per_minute is None or account.per_minute > 0
        assert bench.spending() == []

    def test_a_wrong_key_is_told_from_everything_else(self, bench: Bench) -> None:
        (call, *_) = bench.plan(bench.brief(1))
        with pytest.raises(KeyRejected):
            bench.submit(call, token="wrong-token-0123456789")
        if bench.engine.testable:
            with pytest.raises(KeyRejected):
                bench.run(bench.engine.test, token="wrong-token-0123456789")
        assert bench.server.creates == []

    @pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 422, 429, 500, 503])
    @pytest.mark.parametrize("creating", [True, False], ids=["create", "check"])
    def test_a_token_that_the_service_echoes_goes_no_further(self, bench: Bench, status: int, creating: bool) -> None:
        call, ticket = self._accepted(bench)
        echo = f"no, {bench.token} is wrong"
        for body in ({"error": echo}, {"message": echo, "error": "bad_request"}, {"error": {"message": echo, "code": "x"}}):
            bench.server.faults.clear()
            bench.fault(Answer(status, body), creating=creating, times=3)
            with pytest.raises(EngineError) as caught:
                bench.submit(call) if creating else bench.check(ticket, call)
            assert bench.token not in f"{caught.value} {caught.value!r} {caught.value.raw} {vars(caught.value)}"

    def _accepted(self, bench: Bench) -> tuple[Any, Any]:
        (call, *_) = bench.plan(bench.brief(1))
        return call, bench.submit(call)
