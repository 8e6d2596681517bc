"""Free text where the template has fields: which words are the style's palette, a panel's scene, a character's role.

The rules are plain and told to authors in `docs/script.md`; no word is dropped, only separators between the pieces are.
"""

from __future__ import annotations

import re

from comics.scripting.lines import label, unbulleted
from comics.vocabulary import read_shot

_STYLE_WORDS = (
    ("palette", re.compile(r"palette|colou?rs?\b|monochrome|black[- ]and[- ]white|sepia|pastels?\b", re.IGNORECASE)),
    ("lighting", re.compile(r"light(?:ing|s)?\b|\blit\b|glow|shadows?\b|chiaroscuro|backlit|moonlit|sunlit", re.IGNORECASE)),
    ("camera", re.compile(r"camera|\bshots?\b|\bangles?\b|\blens|framing|close-ups?\b|tracking", re.IGNORECASE)),
)
_SIZE = re.compile(r"\b\d{2,5}\s*[x×X*]\s*\d{2,5}\b|\b\d{1,2}\s*:\s*\d{1,2}\b")
_FORBIDDEN = re.compile(r"^(?:no|not|never|avoid|without|don['’]t|do not|forbid\w*|exclude)\b", re.IGNORECASE)
_CONSISTENCY = re.compile(r"consisten|^(?:preserve|keep|maintain)\b|\bsame\b", re.IGNORECASE)
_CLAUSES = re.compile(r"(?:\"[^\"]*\"|“[^”]*”|[^;；.!?。]|[.!?](?!\s|$))+(?:[.!?。]+[\"”’)]*|[;；])?\s*")
_SPEECH = re.compile(
    r"(?P<name>[^\W\d_][^:：\"“”;.!?]{0,39}?)\s*(?:\([^()]{0,40}\)\s*)?[:：]\s*(?P<quote>[\"“«„‘'「])?(?P<rest>.*)$"
)
_QUOTED = re.compile(r"[\"“«„「].*[\"”»“」][.!?]?$")
_PERSON = re.compile(
    r"(?P<name>[^:：(（–—]{1,60}?)\s*(?:[(（](?P<role>[^()（）]*)[)）])?\s*(?:[:：]|\s[-–—]\s|$)\s*(?P<rest>.*)$"
)
_NAMED = re.compile(r"(?P<name>[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,2}),\s+(?P<rest>.+)$")

Piece = tuple[str, str]


def style_pieces(text: str) -> list[Piece]:
    """Field and words for each part of a free description of the look; what is no palette, light or camera is art style."""
    found: dict[str, list[str]] = {}
    for piece in re.split(r"[,;，；]", text):
        words = piece.strip().strip(".").strip()
        if words:
            found.setdefault(next((f for f, rule in _STYLE_WORDS if rule.search(words)), "art_style"), []).append(words)
    return [(field, ", ".join(words)) for field, words in found.items()]


def constraint_pieces(text: str) -> list[Piece]:
    """Field and words for each part, split at semicolons, of a free list of constraints; the rest is "extra"."""
    return [_constraint(words) for piece in re.split(r"[;；]", text) if (words := unbulleted(piece.strip())[0])]


def _constraint(words: str) -> Piece:
    if (found := label(words, "constraints")) and found.field:
        return found.field, found.rest
    if _FORBIDDEN.search(words):
        return "forbidden", words
    if _CONSISTENCY.search(words):
        return "consistency", words
    return ("size" if _SIZE.search(words) else "extra"), words


def panel_pieces(text: str) -> list[Piece]:
    """Scene, action and dialogue of a panel told in one line.

    The first clause (up to a semicolon or the end of a sentence) that names a shot is the scene; clauses such as
    `Ren: "Are you lost?"` are dialogue; everything else is action, in its order.
    """
    if sounds_spoken(text):
        return [("dialogue", text)]
    scene, action, dialogue = "", [], []
    names_a_shot = read_shot(text) is not None
    for match in _CLAUSES.finditer(text):
        clause = match[0].strip()
        if sounds_spoken(clause, strictly=True):
            dialogue.append(clause.rstrip(";； "))
        elif names_a_shot and not scene and read_shot(clause):
            scene = clause.rstrip(";； ")
        elif clause:
            action.append(clause)
    pieces = [("scene", scene), ("action", " ".join(action).strip("; ")), *(("dialogue", line) for line in dialogue)]
    return [(field, words) for field, words in pieces if words]


def sounds_spoken(line: str, *, strictly: bool = False) -> bool:
    """Whether the line is somebody's words: `Ren: …`, `REN (off): …` or a bare quoted sentence.

    Strictly, only a name with quoted words, or a name in capitals, counts.
    """
    match = _SPEECH.match(line)
    if not match:
        return bool(_QUOTED.match(line)) and not strictly
    name = match["name"].split("(")[0].strip()
    if match["quote"] or (name.isupper() and len(name) > 1):
        return len(name.split()) <= 4
    return not strictly and name[:1].isupper() and len(name.split()) <= 3 and bool(match["rest"])


def person(text: str) -> list[Piece]:
    """Name, role and appearance from `Ren (fox detective): slim build, tan coat`, or from a line that only names."""
    bare = re.sub(r"\*\*|__", "", text).strip()
    if (match := _PERSON.match(bare)) and match["name"].strip():
        plain_name = not match["rest"] and match["role"] is None
        if plain_name and (named := _NAMED.match(bare)):
            return [("name", named["name"]), ("appearance", named["rest"])]
        if not (plain_name and len(bare.split()) > 5):
            pieces = [("name", match["name"].strip()), ("role", match["role"] or ""), ("appearance", match["rest"])]
            return [(field, words.strip()) for field, words in pieces if words.strip() or field == "name"]
    return [("name", ""), ("appearance", bare)]
