"""What the parser and the writer promise one another, and that neither loses a word."""

import re
from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from comics.scripting.model import Constraints, Script, ScriptCharacter, ScriptPanel, Story, VisualStyle
from comics.scripting.parse import parse
from comics.scripting.write import write

# Pieces that scripts are made of, with everything that could be mistaken for structure.
STRUCTURE = (
    "[Visual Style]", "[Story]", "[Characters]", "[Panels]", "[Constraints]", "[Notes]", "[Credits]", "Visual Style:",
    "Story:", "Characters:", "Panels:", "Constraints:", "Story", "Panels", "## Panels", "# Head", "**Story**",
    "**Genre:**", "- Genre:", "Palette:", "- Premise:", "- Name:", "Name:", "  - Role:", "  - Appearance:", "- Age:",
    "1)", "2.", "12)", "Panel 1", "Panel 2:", "- Panel 3:", "Panel objective:", "1) Panel objective:",
    "   - Scene description:", "- Character action:", "   - Dialogue / caption:", "Scene:", "Action:", "Dialogue：",
    "Caption:", "SFX:", "Shot:", "Page 2", "PAGE TWO", "--- Page 3 ---", "Page 2:", "Page 4 (", "- Size:",
    "Forbidden elements:", "Title:", "Notes:", "Ren:", "REN (off):", "- Ren:", 'Ren: "', "###", "- Camera:", "Time:",
    "### Panel 2", "**Panel 3**",
)  # fmt: skip
GLUE = (" ", "", "; ", ", ", ". ", ": ", " / ", ' "', "(", ")", " - ", "\t", "**", "\u2028", "\x1c")
INDENTS = ("", "", "", " ", "  ", "   ", "     ", "\t", "- ", "  - ", "     - ", "* ", "• ", "# ", "[", "1) ")
ENDS = ("\n", "\n", "\n\n", "\r\n", "\n\n\n", "\r")
WORDS = ("wide", "shot", "no", "keep", "1024x1024", "palette", "glow", "Ren", "none", "-", "]", "“Lost?”", "x", "BOOM!", "Mino")


PIECES = (*STRUCTURE, *GLUE, *INDENTS, *ENDS, *WORDS, *ENDS, *INDENTS)


def texts() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(PIECES), max_size=50).map("".join)


LINE = st.lists(st.sampled_from(PIECES), max_size=6).map("".join).map(lambda text: " ".join(text.split()))
VALUE = st.lists(LINE, max_size=2).map("\n".join)


def entries(kind: type) -> st.SearchStrategy:
    names = [name for name in kind.__dataclass_fields__ if name != "page_break"]
    extra = {"page_break": st.booleans()} if kind is ScriptPanel else {}
    return st.builds(kind, **{name: st.just("") | VALUE for name in names}, **extra)


SCRIPTS = st.builds(
    Script,
    title=st.just("") | LINE,
    preamble=st.just("") | VALUE,
    style=entries(VisualStyle),
    story=entries(Story),
    characters=st.lists(entries(ScriptCharacter), max_size=2).map(tuple),
    panels=st.lists(entries(ScriptPanel), max_size=3).map(tuple),
    constraints=entries(Constraints),
    extra=st.just("") | VALUE,
)


def kept_words(text: str) -> Counter[str]:
    return Counter(re.findall(r"q\d+", text))


@settings(max_examples=100, deadline=None)
@given(texts())
@example("Page 2: Panel 3")
@example("[Visual Style]\nPage 4 (\n[Credits]\n")
@example("Title:\nTitle: x")
@example("Title:\nPanels")
@example("Title: x\n\nStory\n")
@example("[Notes]\nStory\n\n[Panels]\n1) a\n\n[Notes]\n\nb")
def test_what_was_parsed_is_written_and_read_back_the_same(text):
    script = parse(text)
    written = write(script)
    assert parse(written) == script
    assert write(parse(written)) == written
    assert parse(write(script, complete=True)) == script


@settings(max_examples=40, deadline=None)
@given(SCRIPTS)
def test_any_script_settles_at_once(script):
    settled = parse(write(script))
    assert parse(write(settled)) == settled


TAME = st.text(st.sampled_from("abc é,.!?'") | st.characters(categories=["Ll", "Lo"]), min_size=1, max_size=20).map(
    lambda t: "x" + " ".join(t.split())
)
TAME_VALUE = st.just("") | st.lists(TAME, min_size=1, max_size=3).map("\n".join)


def tame(kind: type, single: str = "") -> st.SearchStrategy:
    names = [name for name in kind.__dataclass_fields__ if name not in ("page_break", "extra")]
    more = {"page_break": st.booleans()} if kind is ScriptPanel else {}
    extra = st.just("") | TAME.map(lambda t: f"Lens: {t}")
    return st.builds(kind, **{n: TAME if n == single else TAME_VALUE for n in names}, extra=extra, **more)


@settings(max_examples=40, deadline=None)
@given(
    st.builds(
        Script,
        title=st.just("") | TAME,
        preamble=TAME_VALUE,
        style=tame(VisualStyle),
        story=tame(Story),
        characters=st.lists(tame(ScriptCharacter, "name"), max_size=3).map(tuple),
        panels=st.lists(tame(ScriptPanel, "objective"), max_size=4).map(tuple),
        constraints=tame(Constraints),
        extra=TAME_VALUE,
    )
)
def test_a_script_of_plain_words_comes_back_exactly(script):
    assert parse(write(script)) == script


@settings(max_examples=100, deadline=None)
@given(texts())
@example("[Panels]\nPage 2 (x panels)\nPage 3 (x panels)")
def test_no_word_is_lost(text):
    count = 0

    def numbered(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"q{count}"

    marked = re.sub(r"\b(?:x|wide|glow|palette|Mino|none|Lost|BOOM)\b", numbered, text)
    assert kept_words(write(parse(marked))) == kept_words(marked)
