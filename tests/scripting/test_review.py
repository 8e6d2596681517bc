import pytest

from comics.scripting.parse import parse
from comics.scripting.review import MAX_CHARACTERS, review
from comics.scripting.sizes import nearest_size, read_size
from comics.scripting.styles import conflicts

HEAD = "[Characters]\n- Name: Ren\n  - Appearance: fox\n[Panels]\n"


def codes(text, **options):
    return [(finding.code, finding.line) for finding in review(text, **options)]


def panel(words, number=1):
    return f"{number}) Panel objective: go\n   - Character action: Ren walks.\n   - Dialogue / caption: {words}\n"


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        ("", "error", "empty"),
        ("A fox finds a child.", "error", "no_panels"),
        ("x" * (MAX_CHARACTERS + 1), "error", "too_long"),
        ("[Panels]\nPage 1\n" + "1) Wide shot; a fox runs.\n" * 21, "error", "too_many_panels"),
        (HEAD + "Page 1\n1) Ren\n" * 21, "warning", "too_many_pages"),
        (f"[Characters]\n- Name: {'R' * 10_000}\n[Panels]\n1) Wide shot; a fox runs.", "error", "long_name"),
    ],
)
def test_an_absurd_script_is_stopped_or_warned_about(text, level, code):
    assert (level, code) in {(finding.level, finding.code) for finding in review(text)}


def test_a_good_script_has_no_findings():
    assert review(HEAD + panel('Ren: "Hello there."')) == ()


def test_twenty_panels_on_a_page_are_not_too_many():
    assert "too_many_panels" not in {f.code for f in review("[Panels]\nPage 1\n" + "1) Wide shot; a fox runs.\n" * 20)}


def test_panels_that_say_too_little():
    text = HEAD + "1)\n2) Wide shot; Ren runs.\n3) Panel objective:\n   - Dialogue / caption: Ren: Hi\n"
    found = {(finding.code, finding.level, finding.line, finding.panel) for finding in review(text)}
    assert found == {
        ("empty_panel", "warning", 5, 0),
        ("no_objective", "hint", 6, 1),
        ("no_objective", "warning", 7, 2),
        ("nothing_to_see", "hint", 7, 2),
    }


def test_balloons_are_measured_in_words_and_number():
    fits, long = " ".join(["word"] * 25), " ".join(["word"] * 26)
    assert codes(HEAD + panel(f"Ren: {fits}")) == []
    assert codes(HEAD + panel(f"Ren: {long}")) == [("long_balloon", 7)]
    assert codes(HEAD + panel('"a" / "b" / "c" / SFX: BOOM / Place: Home')) == []
    assert codes(HEAD + panel('"a" / "b" / "c" / "d"')) == [("many_balloons", 7)]
    assert codes(HEAD + panel(f"Ren: {fits} / Ren: {fits} / Ren: {fits}")) == [("many_words", 7)]


def test_strangers_are_told_where_they_first_speak_or_act():
    assert codes(HEAD + panel("Otto: Hi") + panel("Otto: Ho", 2)) == [("not_in_cast", 7)]
    assert codes(HEAD + panel("REN: Hi / Crowd: Hooray / Guard 2: Halt")) == []
    assert codes(HEAD + panel("Otto: Hi"), cast=("Otto", "Ren")) == []
    acting = (
        HEAD
        + "1) Panel objective: a\n   - Action: Ren sees Bertil.\n2) Panel objective: b\n   - Action: Bertil waves to Ren.\n"
    )
    assert codes(acting) == [("not_in_cast", 6)]
    assert codes(acting.replace("Bertil", "Lantern Street")) == []
    assert codes(acting.replace("Bertil waves", "Someone waves")) == []


def test_characters_are_compared_with_panels_and_cast():
    text = "[Characters]\n- Name: Ren\n- Name: Zed\n- Name: REN\n- Role: nobody\n[Panels]\n" + panel("Ren: Hi")
    assert codes(text) == [("unused", 3), ("twice", 4)]
    assert codes(HEAD + panel("Ren: Hi"), cast=("Mino",)) == [("absent", 0), ("new_character", 2)]


def test_a_character_without_a_name_is_pointed_at():
    assert codes("[Characters]\n- Name:\n  - Role: fox\n[Panels]\n" + panel("none")) == [("no_name", 2)]


@pytest.mark.parametrize(
    ("look", "found"),
    [
        ("cinematic anime, clean line-art", ()),
        ("anime with watercolor backgrounds", ()),
        ("photorealistic manga", ("photorealistic with anime",)),
        ("anime, pixel art and oil painting", ("anime, pixel art and oil painting",)),
        ("noir in pastel colors", ("noir with pastel colors",)),
        ("black and white, vibrant neon", ("black and white with many colors",)),
    ],
)
def test_styles_at_odds(look, found):
    assert sorted(conflicts(look)) == sorted(found)


def test_conflicting_styles_stand_beside_the_style():
    text = "[Visual Style]\n- Genre: noir\n- Color palette: pastel\n" + HEAD + panel("none")
    assert codes(text) == [("styles", 2)]


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        ("1024x1024", "1024x1024"),
        ("1024 × 576 please", "1024x576"),
        ("16:9", "1024x576"),
        ("2:1", "1024x512"),
        ("ratio 3 : 4", "768x1024"),
        ("800x600", None),
        ("choose one supported size such as 1024x1024", None),
        ("", None),
    ],
)
def test_sizes_are_read_as_pixels_or_ratio(asked, size):
    assert read_size(asked) == size


def test_an_unsupported_size_names_the_nearest_one():
    text = HEAD + panel("none") + "[Constraints]\n- Size: 4:5\n"
    assert codes(text) == [("size", 9)]
    assert "768x1024 comes nearest" in review(text)[0].message
    assert nearest_size("3000x1000") == "1024x512"
    assert codes(text.replace("4:5", "any")) == []
    assert codes(text.replace("4:5", "1:1"), sizes=("1024x576",)) == [("size", 9)]


def test_what_is_not_understood_is_said_to_be_kept():
    text = HEAD + panel("none") + "   - Lens: 35mm\n[Constraints]\n- Size: 1:1\n[Credits]\nMe\n"
    assert codes(text) == [("note", 8), ("not_understood", 11)]


def test_a_script_is_reviewed_as_it_is_written():
    text = HEAD + panel("Otto: Hi")
    assert review(parse(text))[0].code == "not_in_cast"


def test_every_message_is_a_sentence_with_something_to_do():
    text = (
        "Style: anime, pixel art, clay\n[Characters]\n- Name: Zed\n[Panels]\n1)\n2) Otto waves\n"
        + panel('Otto: "a" / "b" / "c" / "d"')
        + "[Constraints]\n- Size: 4:5\n[Credits]\nMe"
    )
    findings = review(text)
    assert len(findings) >= 7
    assert all(finding.message.endswith(".") and finding.message.count(".") >= 2 for finding in findings)
