"""How one piece of lettering is set beyond what its kind says: stress, size, font, joined balloons, the look of sounds."""

from __future__ import annotations

import math
from dataclasses import asdict

from comics.actions.edits import recorded
from comics.actions.errors import Refusal
from comics.actions.lettering import can_join, settle, still_there
from comics.actions.merging import Basis, edit_author, merged
from comics.actions.standing_values import dress_of_line
from comics.composition.model import Dress
from comics.composition.soundeffects import DESIGNS
from comics.drawing.fonts import DIALOGUE_FONTS, SFX_FONTS
from comics.models import Lettering, User
from comics.vocabulary import LetteringKind

SMALLEST, LARGEST = 0.5, 3.0  # type size, as a factor on the book's
TURN = 90.0  # degrees either way
ARC = 1.0  # hill or valley


def fonts_for(kind: str) -> tuple[tuple[str, str], ...]:
    """The fonts that a kind of lettering can be set in, by name and label."""
    return SFX_FONTS if kind == LetteringKind.SFX else DIALOGUE_FONTS


def dress_lettering(line: Lettering, *, by: User, dress: Dress, basis: Basis = None) -> Lettering:
    """Set a piece in another dress and place its panel anew.

    Raises `Refusal` for what is out of range or not installed, and `Overtaken` where somebody else changed the same since
    `basis`.
    """
    _check(line, dress)
    with recorded([line.panel.page], by=by, label="dress lettering", about=f"dress-{line.pk}"):
        still_there(line)
        author = edit_author(line.panel.page.issue, "lettering", line.pk, dict.fromkeys(asdict(dress), "style"), by=by)
        mine, now = dress_of_line(dress), dress_of_line(line.dress())
        values = merged(now, mine, basis, thing="how these words are set", author=author)
        line.style = Dress(**values).to_json()
        line.save(update_fields=["style"])
    settle(line.panel, by)
    line.refresh_from_db()
    return line


def _check(line: Lettering, dress: Dress) -> None:
    numbers = [dress.scale, dress.turn or 0.0, dress.arc or 0.0]
    if not all(map(math.isfinite, numbers)):
        raise Refusal("That is not a number.")
    if not SMALLEST <= dress.scale <= LARGEST:
        raise Refusal(f"The size may be {SMALLEST:.0%} to {LARGEST:.0%} of the book’s.", field="scale")
    if dress.font not in dict(fonts_for(line.kind)):
        raise Refusal("This font is not one for this kind of lettering.", field="font")
    if dress.design and dress.design not in DESIGNS:
        raise Refusal("There is no such design for sounds.", field="design")
    if abs(dress.turn or 0.0) > TURN:
        raise Refusal(f"It may be turned by {TURN:.0f} degrees at most, either way.", field="turn")
    if abs(dress.arc or 0.0) > ARC:
        raise Refusal("The bend goes from −100 % (valley) to 100 % (hill).", field="arc")


def join_lettering(line: Lettering, *, by: User, joined: bool) -> Lettering:
    """Hang a balloon together with the one before it, or part them.

    Raises `Refusal` where there is no balloon of the same speaker right before it.
    """
    with recorded([line.panel.page], by=by, label="join balloons" if joined else "part balloons"):
        still_there(line)
        lines = list(line.panel.lettering.all())
        at = lines.index(line)
        if joined and not can_join(line, lines[at - 1] if at else None):
            raise Refusal(
                "Only a balloon can be joined, and only with one of the same speaker right before it.", field="joined"
            )
        line.joined = joined
        line.save(update_fields=["joined"])
    settle(line.panel, by)
    line.refresh_from_db()
    return line
