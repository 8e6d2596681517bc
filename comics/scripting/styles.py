"""Looks that do not go together: what the review warns about before a picture is drawn ("avoid mixing too many styles")."""

from __future__ import annotations

import re

# Each way of making a picture, and the words that ask for it. Two are a mixture, three are too many; some exclude each other.
_MEDIA: tuple[tuple[str, str], ...] = (
    ("anime", r"anime|manga|chibi|shonen|shojo|ghibli"),
    ("photorealistic", r"photo-?\s?realis\w+|photograph\w*|photo\b|live[- ]action|hyper-?realis\w+|photonovel"),
    ("pixel art", r"pixel(?:[- ]art)?|8-?bit|16-?bit"),
    ("watercolor", r"watercolou?rs?"),
    ("oil painting", r"oil paint\w*|impressionis\w+|klimt"),
    ("3D render", r"3-?d\b|cgi|pixar|unreal engine|octane"),
    ("clay", r"clay\w*|stop[- ]motion"),
    ("ligne claire", r"ligne claire|franco-belgian|tintin"),
    ("American comic", r"american comics?|superhero comics?|golden age|silver age"),
    ("pencil sketch", r"pencil|charcoal|sketch\w*"),
    ("woodcut", r"woodcut|linocut|engraving|ukiyo-e"),
    ("flat vector", r"flat vector|vector art|minimalist"),
)
_CLASHES: tuple[tuple[str, str], ...] = (
    ("photorealistic", "anime"),
    ("photorealistic", "pixel art"),
    ("photorealistic", "flat vector"),
    ("photorealistic", "ligne claire"),
    ("photorealistic", "woodcut"),
    ("pixel art", "oil painting"),
    ("pixel art", "watercolor"),
    ("pixel art", "3D render"),
    ("clay", "pencil sketch"),
)
_MOODS: tuple[tuple[str, str, str, str], ...] = (
    ("noir", r"\bnoir\b", "pastel colors", r"\bpastels?\b|\bcandy\b"),
    (
        "black and white",
        r"black[- ]and[- ]white|\bmonochrome\b|\bgr[ae]yscale\b",
        "many colors",
        r"\bcolou?rful\b|\bvibrant\b|\bneon\b|\brainbow\b",
    ),
    (
        "flat light",
        r"\bflat light\w*|\bshadowless\b",
        "hard shadows",
        r"\bchiaroscuro\b|\bhard shadows?\b|\bdramatic shadows?\b",
    ),
)
_MOST = 2


def conflicts(look: str) -> tuple[str, ...]:
    """What is at odds in a description of the look, each as a phrase such as "photorealistic with anime"; () for none."""
    lowered = look.casefold()
    media = [name for name, words in _MEDIA if re.search(rf"\b(?:{words})(?!\w)", lowered)]
    if len(media) > _MOST:
        found = [", ".join(media[:-1]) + f" and {media[-1]}"]
    else:
        found = [f"{first} with {second}" for first, second in _CLASHES if first in media and second in media]
    for first, first_words, second, second_words in _MOODS:
        if re.search(first_words, lowered) and re.search(second_words, lowered):
            found.append(f"{first} with {second}")
    return tuple(found)
