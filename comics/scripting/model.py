"""A script in the recommended template of the Comic API ("Recommended Script Template"), as plain frozen data.

`parse` reads text into it, `write` writes it as text; what the template has no place for is kept word for word in `extra`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from comics.vocabulary import LetteringKind

_DETAIL: Final = re.compile(r"[ \t]*(\w+)[ \t]*[:：][ \t]*(.*)")


def _detail(extra: str, *labels: str) -> str:
    """The value of the first line of `extra` with one of these labels."""
    for line in extra.splitlines():
        labelled = _DETAIL.fullmatch(line)
        if labelled and labelled[1].casefold() in labels:
            return labelled[2].strip()
    return ""


@dataclass(frozen=True, slots=True)
class VisualStyle:
    """The section [Visual Style]."""

    genre: str = ""
    art_style: str = ""
    palette: str = ""
    lighting: str = ""
    camera: str = ""
    extra: str = ""

    @property
    def preset(self) -> str:
        """What a line "Preset: …" says, which the Comic API has a field for and the template none; empty without one."""
        return _detail(self.extra, "preset")


@dataclass(frozen=True, slots=True)
class Story:
    """The section [Story]."""

    premise: str = ""
    conflict: str = ""
    tone: str = ""
    ending: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class ScriptCharacter:
    """One entry of the section [Characters].

    The template has no lines for age, gender and dress, which the Comic API's roles have: they are read from `extra`.
    """

    name: str
    role: str = ""
    appearance: str = ""
    personality: str = ""
    signature: str = ""
    extra: str = ""

    @property
    def age(self) -> str:
        """What a line "Age: …" says, empty without one."""
        return _detail(self.extra, "age")

    @property
    def gender(self) -> str:
        """What a line "Gender: …" or "Sex: …" says, empty without one."""
        return _detail(self.extra, "gender", "sex")

    @property
    def dress(self) -> str:
        """What a line "Dress: …" says; "Clothes", "Clothing", "Outfit" and "Costume" mean the same."""
        return _detail(self.extra, "dress", "clothes", "clothing", "outfit", "costume")


@dataclass(frozen=True, slots=True)
class ScriptPanel:
    """One entry of the section [Panels]. `dialogue` is the text of "Dialogue / caption", one spoken line a text line.

    `page_break` is true where the script starts a new page before this panel.
    """

    objective: str = ""
    scene: str = ""
    action: str = ""
    dialogue: str = ""
    extra: str = ""
    page_break: bool = False


@dataclass(frozen=True, slots=True)
class Constraints:
    """The section [Constraints]."""

    size: str = ""
    forbidden: str = ""
    consistency: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A whole script. `preamble` is what stood before the first section; a first line "Title: …" is its `title`."""

    title: str = ""
    preamble: str = ""
    style: VisualStyle = VisualStyle()
    story: Story = Story()
    characters: tuple[ScriptCharacter, ...] = ()
    panels: tuple[ScriptPanel, ...] = ()
    constraints: Constraints = Constraints()
    extra: str = ""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One piece of lettering that a panel's dialogue asks for, in order."""

    kind: LetteringKind
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark of the review, beside the line it concerns (1-based; 0 for the whole script).

    `level` is "error" where it stops a launch, "warning" or "hint" otherwise; `code` names the rule; `panel` is the 0-based
    panel it is about, or None.
    """

    level: str
    code: str
    message: str
    line: int = 0
    panel: int | None = None
