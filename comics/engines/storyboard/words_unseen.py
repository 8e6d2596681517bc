"""What scripts name and no part of the engine can draw: said before the launch, so that nobody looks for it in the picture."""

from __future__ import annotations

import re
from typing import Final

_UNSEEN: Final = (
    "whale dolphin shark octopus squid jellyfish crab lobster walrus turtle tortoise snake lizard crocodile alligator frog "
    "toad dragon dinosaur monkey gorilla ape giraffe zebra hippo hippopotamus rhino rhinoceros camel kangaroo koala panda bee "
    "butterfly spider ant beetle dragonfly snail worm mermaid centaur griffin phoenix helicopter airplane aeroplane submarine "
    "motorcycle tractor piano drum"
)
_PATTERN: Final = re.compile(rf"\b({_UNSEEN.replace(' ', '|')})s?\b")


def unseen(text: str, *, cast: str) -> tuple[str, ...]:
    """Remarks on what the text names and the engine leaves out, each once. What the cast's own words name is a character."""
    known = set(_PATTERN.findall(cast.lower()))
    named = [word for word in dict.fromkeys(_PATTERN.findall(text.lower())) if word not in known]
    return tuple(f"It cannot draw {'an' if word[0] in 'aeiou' else 'a'} {word} yet and leaves it out." for word in named)
