import pytest

from comics.scripting.dialogue import spoken_lines
from comics.scripting.pages import cut, shot_of
from comics.scripting.parse import parse
from comics.scripting.review import review
from comics.scripting.samples import SAMPLES
from comics.scripting.write import write
from comics.vocabulary import LetteringKind


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.key)
class TestEachSample:
    def test_stands_in_the_template_exactly(self, sample):
        assert write(parse(sample.text)) == sample.text

    def test_has_the_pages_and_panels_it_promises(self, sample):
        script = parse(sample.text)
        assert (len(cut(script.panels)), len(script.panels)) == (sample.pages, sample.panels)
        assert script.title == sample.title

    def test_gives_the_review_nothing_to_say(self, sample):
        assert [finding for finding in review(sample.text) if finding.code != "note"] == []

    def test_varies_its_shots_and_keeps_balloons_short(self, sample):
        panels = parse(sample.text).panels
        assert len({shot_of(panel) for panel in panels}) >= 5
        assert None not in {shot_of(panel) for panel in panels}
        assert max(len(line.text.split()) for panel in panels for line in spoken_lines(panel.dialogue)) <= 15

    def test_lets_everybody_who_speaks_be_somebody(self, sample):
        script = parse(sample.text)
        names = {person.name for person in script.characters} | {"", "Ship"}
        assert {line.speaker for panel in script.panels for line in spoken_lines(panel.dialogue)} <= names


def test_the_fox_uses_the_whole_range_of_lettering():
    kinds = {line.kind for panel in parse(SAMPLES[0].text).panels for line in spoken_lines(panel.dialogue)}
    assert kinds >= set(LetteringKind) - {LetteringKind.RADIO, LetteringKind.EDITOR_NOTE}
