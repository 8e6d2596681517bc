"""The words of the trade, as enumerations, and the limits that every storey shares.

The values are what the database, the forms and the wire hold; the labels are what people read. This module imports nothing of
the studio's, so that every storey may use it.
"""

import re
from enum import StrEnum


class Shot(StrEnum):
    """How much of the scene the camera takes in (craft.md, "Drawing in code", 8)."""

    ESTABLISHING = "establishing"
    LONG = "long"
    FULL = "full"
    MEDIUM = "medium"
    CLOSE = "close"
    EXTREME_CLOSE = "extreme_close"
    OVER_SHOULDER = "over_shoulder"
    BIRDS_EYE = "birds_eye"
    WORMS_EYE = "worms_eye"


class LetteringKind(StrEnum):
    """What a piece of lettering is; it decides the shape around the words (craft.md, "Lettering rules", 4)."""

    SPEECH = "speech"
    THOUGHT = "thought"
    WHISPER = "whisper"
    SHOUT = "shout"
    RADIO = "radio"
    OFF_PANEL = "off_panel"
    NARRATION = "narration"
    TIME_PLACE = "time_place"
    EDITOR_NOTE = "editor_note"
    SFX = "sfx"


# Kinds whose speaker is seen in the panel; a voice from a radio, from beside the panel or of a narrator is not.
ON_STAGE = frozenset({LetteringKind.SPEECH, LetteringKind.THOUGHT, LetteringKind.WHISPER, LetteringKind.SHOUT})

# What people read where a kind of lettering is named.
LETTERING_LABELS: dict[LetteringKind, str] = {
    LetteringKind.SPEECH: "Speech",
    LetteringKind.THOUGHT: "Thought",
    LetteringKind.WHISPER: "Whisper",
    LetteringKind.SHOUT: "Shout",
    LetteringKind.RADIO: "Radio",
    LetteringKind.OFF_PANEL: "Off-panel",
    LetteringKind.NARRATION: "Narration",
    LetteringKind.TIME_PLACE: "Time and place",
    LetteringKind.EDITOR_NOTE: "Editor’s note",
    LetteringKind.SFX: "SFX",
}


class Border(StrEnum):
    """The line around a panel."""

    LINE = "line"
    THICK = "thick"
    ROUGH = "rough"
    NONE = "none"


BORDER_LABELS: dict[Border, str] = {
    Border.LINE: "Line",
    Border.THICK: "Thick line",
    Border.ROUGH: "Rough line",
    Border.NONE: "No line",
}


class ReferenceKind(StrEnum):
    """What a picture shows that counts for one issue alone."""

    CHARACTER = "character"
    LOCATION = "location"
    PAGE = "page"


class PageKind(StrEnum):
    """What a page is in the book; covers stand outside the story's numbering."""

    FRONT = "front"
    STORY = "story"
    BACK = "back"


class ReadingDirection(StrEnum):
    """Which way the eye goes across a page; it decides mirroring, page order and the binding edge."""

    LTR = "ltr"
    RTL = "rtl"


class Role(StrEnum):
    """What a member may do in a team; `comics.access` maps roles to capabilities."""

    VIEWER = "viewer"
    LETTERER = "letterer"
    EDITOR = "editor"
    OWNER = "owner"


# The roles from the one that may least to the one that may all; each can everything that those before it can.
LADDER = (Role.VIEWER, Role.LETTERER, Role.EDITOR, Role.OWNER)


class Scope(StrEnum):
    """What a token of the studio's own lets a program do."""

    READ = "read"
    DRAW = "draw"
    EXPORT = "export"


class Door(StrEnum):
    """By which way a program came in."""

    REST = "rest"
    MCP = "mcp"


class HookEvent(StrEnum):
    """What a webhook tells of a generation (the Comic API, "Supported Events")."""

    CREATED = "comic.generation.created"
    UPDATED = "comic.generation.updated"
    COMPLETED = "comic.generation.completed"
    FAILED = "comic.generation.failed"


class DeliveryState(StrEnum):
    """Where the delivery of one event to one address stands."""

    PENDING = "pending"  # due, or to be tried again
    DELIVERED = "delivered"
    FAILED = "failed"  # the last try was in vain too
    CANCELLED = "cancelled"  # its webhook was switched off


class PageState(StrEnum):
    """How far a page is in the eyes of the team."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    LOCKED = "locked"


PAGE_STATE_LABELS: dict[PageState, str] = {
    PageState.DRAFT: "Draft",
    PageState.IN_REVIEW: "In review",
    PageState.APPROVED: "Approved",
    PageState.LOCKED: "Locked",
}


class Deed(StrEnum):
    """What a line of the activity list tells; the value is the verb that people read, after the person's name."""

    JOINED = "joined the team as"
    LEFT = "left the team"
    REMOVED_MEMBER = "removed"
    CHANGED_ROLE = "changed the role of"
    INVITED = "invited"
    REVOKED_INVITATION = "took back the invitation of"
    STARTED_TEAM = "started the team"
    RENAMED_TEAM = "renamed the team to"
    SET_BUDGET = "set the budget of"
    REMOVED_BUDGET = "removed the budget of"
    SHARED_KEY = "shared the key"
    WITHDREW_KEY = "withdrew the key"
    MADE_TOKEN = "made the token"  # nosec B105  # noqa: S105 - words for people
    REVOKED_TOKEN = "revoked the token"  # nosec B105  # noqa: S105 - words for people
    ADDED_HOOK = "added the webhook"
    RENEWED_HOOK = "renewed the secret of"
    REMOVED_HOOK = "removed the webhook"
    LOST_HOOK = "lost the webhook"  # the studio switched it off
    WITHDREW_ADDRESSES = "withdrew programs’ addresses"
    STARTED_SERIES = "started the series"
    CHANGED_SERIES = "changed the series"
    STARTED_ISSUE = "started the issue"
    CHANGED_CAST = "changed the cast"
    CHANGED_PLACES = "changed the places"
    WROTE_SCRIPT = "wrote on the script"
    LAUNCHED = "had drawn"
    REDREW = "had redrawn"
    CHOSE_TAKE = "chose another take"
    EDITED_PAGE = "edited"
    UNDID = "took back"
    CHANGED_STATE = "set the state to"
    NOTED = "wrote a note"
    ANSWERED = "answered a note"
    RESOLVED = "resolved a note"
    REOPENED = "reopened a note"
    TRANSLATED = "translated"
    EXPORTED = "exported"
    BINNED = "put into the bin"
    RESTORED = "brought back from the bin"
    DISCARDED = "deleted for good"
    IMPORTED_ARCHIVE = "imported an archive"
    EXPORTED_ARCHIVE = "made an archive"


class GenerationKind(StrEnum):
    """Why an engine was asked."""

    CREATE = "create"
    CONTINUE = "continue"
    REDRAW = "redraw"


class GenerationState(StrEnum):
    """Where a generation stands (design.md, "Generations")."""

    DRAFT = "draft"
    QUEUED = "queued"
    SUBMITTING = "submitting"
    DRAWING = "drawing"
    COLLECTING = "collecting"
    READY = "ready"
    FAILED = "failed"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"  # the create call may have been accepted; only a person, or the service's own lists, can tell
    HELD = "held"  # accepted, but nobody asks any more until a person decides: the key was rejected, or it takes too long


MOVING_STATES = (
    GenerationState.QUEUED,
    GenerationState.SUBMITTING,
    GenerationState.DRAWING,
    GenerationState.COLLECTING,
)

# What waits for a person, and is neither moving nor over.
WAITING_STATES = (GenerationState.UNKNOWN, GenerationState.HELD)


class ComicStatus(StrEnum):
    """Where a generation stands as programs read it, in the words of the Comic API ("Status Lifecycle")."""

    LOADING = "LOADING"
    PROCESSED = "PROCESSED"
    FAILED = "FAILED"


class ExportStatus(StrEnum):
    """Where an export stands as programs read it."""

    LOADING = "LOADING"
    PROCESSED = "PROCESSED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"


class KeyState(StrEnum):
    """What is known of an engine key."""

    UNTESTED = "untested"
    GOOD = "good"
    REJECTED = "rejected"
    EXHAUSTED = "exhausted"


class Outcome(StrEnum):
    """What became of a charge in the ledger."""

    RESERVED = "reserved"  # launched, and the service has not answered for it yet
    CHARGED = "charged"  # the service accepted the request
    FAILED = "failed"  # accepted, and no picture came of it; whether it costs is the service's word
    UNKNOWN = "unknown"  # perhaps accepted
    VOID = "void"  # surely never accepted: it costs nothing


# Outcomes that may have cost something, and count against a budget.
SPENT_OUTCOMES = (Outcome.RESERVED, Outcome.CHARGED, Outcome.FAILED, Outcome.UNKNOWN)

# The nine sizes of the Comic API ("Supported Size Values"): width and height in pixels.
SIZES: dict[str, tuple[int, int]] = {
    "1024x1024": (1024, 1024),
    "512x768": (512, 768),
    "512x1024": (512, 1024),
    "576x1024": (576, 1024),
    "768x1024": (768, 1024),
    "1024x768": (1024, 768),
    "768x512": (768, 512),
    "1024x576": (1024, 576),
    "1024x512": (1024, 512),
}
DEFAULT_SIZE = "1024x1024"

# Style presets seen in use with the Comic API; the field itself is free text.
PRESETS = (
    "render",
    "neutral",
    "japanese_manga",
    "nihonga",
    "franco_belgian",
    "american_comic_90",
    "american_comic_50",
    "flying_saucer",
    "humanoid",
    "haddock",
    "lurid",
    "armorican",
    "klimt",
    "medieval",
    "pixel",
    "photonovel",
)

MAX_PAGES = 20  # a launch or continuation, by the Comic API's pagination.totalPages
MAX_PANELS = 20  # a page, by the Comic API's pagination.panelsPerPage and fixPanelNum
MAX_PROMPT = 10_000  # characters of what is typed for a redraw or for the next pages

# Words by which scripts call a shot, tried in this order, so that "extreme close-up" is not read as a close-up.
_SHOT_WORDS: tuple[tuple[Shot, str], ...] = (
    (Shot.EXTREME_CLOSE, r"extreme close|macro|detail shot|\becu\b|eyes only"),
    (Shot.OVER_SHOULDER, r"over[- ]the[- ]shoulder|over (?:his|her|their|\w+'s) shoulder|\bots\b"),
    (Shot.BIRDS_EYE, r"bird'?s[- ]eye|from above|overhead|aerial|top[- ]down|high angle"),
    (Shot.WORMS_EYE, r"worm'?s[- ]eye|from below|low angle"),
    (Shot.ESTABLISHING, r"establishing|extreme (?:long|wide)|panorama|panoramic|vista|skyline"),
    (Shot.CLOSE, r"close[- ]?up|close shot|\bclose on\b|close view|\bcu\b|portrait|bust shot"),
    (Shot.LONG, r"wide[- ](?:shot|view|angle)|long[- ]shot|\bwide\b|distance shot"),
    (Shot.FULL, r"full[- ](?:shot|body|figure)|tracking shot|head to toe"),
    (Shot.MEDIUM, r"(?:medium|mid|cowboy|two|waist)[- ]shot|\bmedium\b"),
)


def read_shot(text: str) -> Shot | None:
    """The shot that the words ask for, or None where they name none."""
    lowered = text.lower().replace("\u2019", "'")
    for shot, pattern in _SHOT_WORDS:
        if re.search(pattern, lowered):
            return shot
    return None
