"""The letterer's hand: the font and manner in which one piece of lettering is set, by the book's manner and its own dress."""

from __future__ import annotations

from typing import NamedTuple

from comics.composition.breaking import is_unspaced
from comics.composition.casing import capitals, plain
from comics.composition.model import Balloon, Manner, PageFormat, Words
from comics.drawing import fonts
from comics.vocabulary import LetteringKind as Kind

# The lettering size as a share of the page's height, and at most of its width on very tall pages.
SIZE, SIZE_OF_WIDTH = 0.0168, 0.03
# Type size by kind, as a share of the book's size: notes speak low, shouts a little louder.
_SCALE = {Kind.EDITOR_NOTE: 0.85, Kind.SHOUT: 1.1, Kind.WHISPER: 0.94}


class Hand(NamedTuple):
    """How words are set: a name of `drawing.fonts`, the language (BCP 47) that rules their capitals, whether they are set in
    capitals, bold or italic as a whole, and whether their lines are columns."""

    font: str = "dialogue"
    language: str = "en"
    upper: bool = True
    bold: bool = False
    italic: bool = False
    vertical: bool = False

    def drawn(self, text: str) -> str:
        """The text without its marks, as it will be drawn."""
        return capitals(plain(text), language=self.language) if self.upper else plain(text)


PLAIN = Hand()


def hand_for(words: Words, manner: Manner) -> Hand:
    """The hand for a piece of lettering in a book of that manner; a font that lacks some of its letters gives way."""
    sounds = words.kind == Kind.SFX
    dress, language = words.dress, manner.language
    hand = Hand(language=language, upper=manner.capitals or sounds, bold=dress.bold, italic=dress.italic)
    wanted = tuple(filter(None, (dress.font, manner.sfx_font if sounds else manner.font)))
    font = fonts.font_for(hand.drawn(words.text), words.kind, language=language, wanted=wanted)
    columns = manner.vertical and not sounds and language.lower()[:2] in ("ja", "zh") and is_unspaced(words.text)
    return hand._replace(font=font, vertical=columns)


def hand_of(balloon: Balloon) -> Hand:
    """The hand that a balloon is set in."""
    dress = balloon.dress
    return Hand(balloon.font, balloon.language, balloon.capitals, dress.bold, dress.italic, balloon.vertical)


def size_on(page: PageFormat) -> float:
    """The lettering size on pages of this format, in points."""
    return min(SIZE * page.height, SIZE_OF_WIDTH * page.leaf)


def scale_of(words: Words | Balloon) -> float:
    """The type size of a piece as a share of the book's: by its kind and its own dress."""
    return _SCALE.get(Kind(words.kind), 1.0) * words.dress.scale
