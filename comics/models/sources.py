"""What a take was drawn from, as hashes, and what of it has changed since.

A source is made from the very brief that an engine gets, so that only what it was told counts. It fits into JSON:
`style`, `cast` (a hash for each name of those present, in their state), `place` (the same, for one place or none), `words`
(the panel's own), and, for a panel that stands in the script, `script` (the words of the script that the picture stands for)
and `dialogue` (the script's lines there).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from comics.engines.contract import Brief, CastMember, PanelBrief, Place, Reference
from comics.scripting.dialogue import spoken_lines
from comics.scripting.model import ScriptPanel

Source = dict[str, Any]
STYLE_CHANGED = "The style changed."
SCRIPT_CHANGED = "The script changed here."
WORDS_CHANGED = "The panel’s words changed."
DIALOGUE_CHANGED = "The script’s dialogue changed here."
DIALOGUE_STAYS = "The script’s dialogue changed here. The lettering was changed by hand, so it stays as it is."


def source_of(
    brief: Brief, panel: PanelBrief, written: ScriptPanel | None, *, looks: bool, before: Mapping[str, Any] | None = None
) -> Source:
    """What a picture of the panel is drawn from by this brief, which must hold it; `panel` is as the brief has it.

    `written` is the panel of the script that it stands for, if any, and `before` the source of the take that it had. `looks`
    says that the engine looks at reference pictures. A panel whose words are not the script's, because they were accepted as
    they are or two panels were merged, goes on standing for what it stood for.
    """
    cast = {member.name: member for member in brief.cast}
    places = [place for place in brief.places if place.name == panel.place]
    shared = [_seen(reference) for reference in brief.references] if looks else []
    own = hash_of([panel.objective, panel.scene, panel.action])
    found: Source = {
        "style": hash_of([asdict(brief.style), brief.forbidden, shared]),
        "cast": {name: _person(cast[name], panel.states.get(name, ""), looks=looks) for name in panel.present},
        "place": {place.name: _place(place, looks=looks) for place in places},
        "words": own,
    }
    if written is None:
        return found
    script = own if own == script_hash(written) else (before or {}).get("script", own)
    return {**found, "script": script, "dialogue": dialogue_hash(written)}


def as_script_has_it(source: Source, written: ScriptPanel | None) -> Source:
    """The source of a picture that stands for what the script says now, whatever the panel's own words are."""
    return {**source, "script": script_hash(written)} if written else source


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What changed between two sources, one sentence each; none when `before` is empty, as that of an uploaded take is."""
    if not before:
        return []
    said = [*_named(before["cast"], now["cast"], "{name}"), *_named(before["place"], now["place"], "The place {name}")]
    if before["style"] != now["style"]:
        said.append(STYLE_CHANGED)
    if "script" in now and before.get("script", before["words"]) != now["script"]:
        said.append(SCRIPT_CHANGED)
    elif before["words"] != now["words"]:
        said.append(WORDS_CHANGED)
    if "dialogue" in now and "dialogue" in before and before["dialogue"] != now["dialogue"]:
        said.append(DIALOGUE_CHANGED)
    return said


def _named(before: Mapping[str, str], now: Mapping[str, str], subject: str) -> list[str]:
    said = []
    for name in dict.fromkeys((*before, *now)):
        verb = "changed" if name in before and name in now else "is gone" if name in before else "is new"
        if before.get(name) != now.get(name):
            said.append(f"{subject.format(name=name)} {verb}.")
    return said


def script_hash(written: ScriptPanel) -> str:
    """The words of a panel of the script that a picture shows."""
    return hash_of([written.objective, written.scene, written.action])


def dialogue_hash(written: ScriptPanel) -> str:
    """The lines of a panel of the script, as lettering says them."""
    return lines_hash([(line.kind, line.speaker[:120], line.text[:2000]) for line in spoken_lines(written.dialogue)])


def lines_hash(lines: list[tuple[str, str, str]]) -> str:
    """Lines as kind, speaker and text."""
    return hash_of([[str(part) for part in line] for line in lines])


def hash_of(what: Any) -> str:
    """Sixteen hexadecimal digits that stand for anything that fits into JSON."""
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:16]


def _person(member: CastMember, state: str, *, looks: bool) -> str:
    words = [member.age, member.gender, member.dress, member.role, member.appearance, member.personality, member.signature]
    seen = member.state_references.get(state) or member.reference if looks else None
    return hash_of([words, state, member.states.get(state, ""), _seen(seen)])


def _place(place: Place, *, looks: bool) -> str:
    return hash_of([place.description, _seen(place.reference) if looks else ""])


def _seen(reference: Reference | None) -> list[str]:
    """What an engine sees of a reference: its bytes and what it is said to show."""
    return [reference.sha256, reference.description] if reference else []
