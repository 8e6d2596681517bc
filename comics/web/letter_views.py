"""The lettering of a panel as the inspector shows it, in the language that is on the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from comics.actions.dress import ARC, LARGEST, SMALLEST, TURN, fonts_for
from comics.actions.lettering import can_join
from comics.actions.merging import based_on
from comics.actions.standing_values import dress_of_line, words_of_line
from comics.composition.model import Dress
from comics.composition.soundeffects import DESIGNS
from comics.jobs.compose import told_in
from comics.models import Lettering, Panel, Translation
from comics.vocabulary import LETTERING_LABELS, LetteringKind


@dataclass(frozen=True, slots=True)
class LineView:
    """A piece of lettering; `number` of `count` in its panel. `told` is the row that speaks the language on the desk."""

    line: Lettering
    told: Lettering | Translation
    language: str
    number: int
    count: int
    before: Lettering | None

    @property
    def text(self) -> str:
        """What it says in that language; empty where it is not translated yet."""
        return self.told.text if self.told is not self.line or not self.language else ""

    @property
    def by_hand(self) -> bool:
        """Whether a person set where it stands in that language."""
        return self.told.by_hand if self.told is not self.line or not self.language else False

    @property
    def outdated(self) -> bool:
        """Whether the original changed since it was translated."""
        return isinstance(self.told, Translation) and self.told.outdated

    @property
    def warnings(self) -> list[str]:
        """What a letterer should look at."""
        return list(dict.fromkeys(warning for balloon in self.told.balloons() for warning in balloon.warnings))

    @property
    def dress(self) -> Dress:
        """How it is set beyond what its kind says."""
        return self.line.dress()

    @property
    def words_basis(self) -> str:
        """What a change of its words is based on."""
        return based_on(words_of_line(self.line, self.language))

    @property
    def dress_basis(self) -> str:
        """What a change of its dress is based on."""
        return based_on(dress_of_line(self.dress))

    @property
    def scale(self) -> str:
        """The type size in per cent of the book's."""
        return f"{self.dress.scale * 100:.0f}"

    @property
    def turn(self) -> str:
        """The rotation in degrees; empty where the studio chooses."""
        return "" if self.dress.turn is None else f"{self.dress.turn:g}"

    @property
    def arc(self) -> str:
        """The bend in per cent; empty where the studio chooses."""
        return "" if self.dress.arc is None else f"{self.dress.arc * 100:g}"

    @property
    def dressed(self) -> bool:
        """Whether it differs from what its kind says."""
        return bool(self.line.style) or self.line.joined

    @property
    def is_sound(self) -> bool:
        """Whether it is a sound effect."""
        return self.line.kind == LetteringKind.SFX

    @property
    def fonts(self) -> tuple[tuple[str, str], ...]:
        """The fonts that it can be set in."""
        return fonts_for(self.line.kind)

    @property
    def can_join(self) -> bool:
        """Whether it can hang together with the one before it."""
        return can_join(self.line, self.before)


def line_views(panel: Panel, language: str = "") -> list[LineView]:
    """The pieces of a panel in reading order."""
    lines = list(panel.lettering.all())
    befores = [None, *lines]
    return [
        LineView(line, told_in(line, language), language, number, len(lines), befores[number - 1])
        for number, line in enumerate(lines, start=1)
    ]


def lettering_context(panel: Panel, language: str) -> dict[str, Any]:
    """What the inspector's lettering shows of a panel: its pieces, the kinds there are, the names of the cast."""
    series = panel.page.issue.series
    return {
        "lines": line_views(panel, language),
        "kinds": [(kind.value, label) for kind, label in LETTERING_LABELS.items()],
        "names": list(series.characters.live().values_list("name", flat=True)),
        "designs": list(DESIGNS.items()),
        "limits": {
            "smallest": round(SMALLEST * 100),
            "largest": round(LARGEST * 100),
            "turn": round(TURN),
            "arc": round(ARC * 100),
        },
    }
