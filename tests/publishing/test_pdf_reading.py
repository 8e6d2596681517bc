"""What people get out of a bound PDF: the look of its pages, its text, its structure."""

import dataclasses
import io
import unicodedata

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from comics.drawing import fonts, raster, svg
from comics.drawing.displaylist import Group, Linear, Path, Radial, Raster, Stop
from comics.drawing.geometry import Affine, Box, Point
from tests.publishing.samples import INK, balloon, bind, comic_sheet, opened, panel, picture, run, sheet, square

SCALE = 2
WARM = (Stop(0.0, "#ff2200"), Stop(0.4, "#ffee00"), Stop(1.0, "#0022ff"))
GLOW = (Stop(0.0, "#ff8800", 1.0), Stop(0.7, "#ff8800", 0.3), Stop(1.0, "#ff8800", 0.0))
BLOB = "M 60 60 C 120 20 220 20 240 120 Q 250 220 150 240 L 60 200 Z"
BOX = square(Box(100, 100, 150, 150))


def plain_letter(letter: str) -> bool:
    """Letters and digits that stand for themselves alone, and that the font has."""
    return letter.isalnum() and unicodedata.normalize("NFKC", letter) == letter and fonts.covers("fallback", letter)


def seen(*sheets, scale: float = SCALE, **more) -> Image.Image:
    """The first page, drawn by PDFium."""
    with pypdfium2.PdfDocument(bind(*sheets, **more)) as document:
        return document[0].render(scale=scale).to_pil().convert("RGB")


def text_of(*sheets, page: int = 0) -> str:
    with pypdfium2.PdfDocument(bind(*sheets)) as document:
        return document[page].get_textpage().get_text_range()


@pytest.mark.parametrize(
    "items",
    [
        pytest.param((Path(BLOB, fill="#cc4400", stroke=INK, width=6),), id="fill and stroke"),
        pytest.param((Path(BLOB, stroke=INK, width=5, dash=(12, 8)),), id="dash"),
        pytest.param((Path(BLOB + " " + square(Box(120, 100, 60, 60)), fill=INK, even_odd=True),), id="even-odd"),
        pytest.param((Path(BLOB, fill="#cc4400"), Path(BOX, fill="#0044cc", fill_alpha=0.4)), id="alpha of a fill"),
        pytest.param((Path(BLOB, fill=Linear(Point(60, 60), Point(240, 200), WARM)),), id="linear gradient"),
        pytest.param((Path(BLOB, fill=Radial(Point(150, 130), 90, WARM)),), id="radial gradient"),
        pytest.param((Path(BOX, fill="#0044cc"), Path(BLOB, fill=Radial(Point(150, 130), 90, GLOW))), id="fading gradient"),
        pytest.param((Group((Path(BLOB, fill=INK), Path(BOX, fill="#cc4400")), alpha=0.5),), id="alpha of a group"),
        pytest.param((Group((Path(square(Box(0, 0, 300, 400)), fill="#3366cc"),), clip=BLOB),), id="clip"),
        pytest.param((Group((Path(BOX, fill="#cc4400"),), transform=Affine(0.8, 0.3, -0.3, 0.8, 60, 20)),), id="transform"),
        pytest.param((Group((Path(BOX, fill="#3366cc"),), blur=8.0),), id="blur"),
        pytest.param((run("Hey!", 40, 200, font="display", size=90, stroke=INK, width=8),), id="heavy words"),
        pytest.param((run("ÉÁÍ", 40, 200, size=90, stroke=INK, width=6),), id="heavy accents"),
        pytest.param((run("Hey!", 40, 200, font="display", size=90, stroke="#cc4400", width=8),), id="stroked words"),
        pytest.param((run("Ąžuolas", 40, 200, font="fallback", size=50, slant=0.2),), id="slanted words"),
        *(
            pytest.param((Path(BLOB, fill="#cc8844"), Group((Path(BOX, fill="#6699cc"),), blend=blend)), id=blend)
            for blend in ("multiply", "screen", "overlay", "soft-light")
        ),
    ],
)
def test_pdf_looks_like_the_raster(items):
    """PDFium and resvg, two strangers, draw the same page from the two writers' output."""
    page = sheet(Path(square(Box(-9, -9, 318, 418)), fill="#fffdf5"), *items)
    words = svg.write(page.drawing, width=300, height=400, glyph=fonts.outline, units=fonts.units)
    wanted = raster.image(words, 300 * SCALE, 400 * SCALE).convert("RGB")
    blank = Image.new("RGB", wanted.size, "#fffdf5")
    # Edges differ by how they are smoothed, so the mean says it; an item that is missing or misplaced costs far more.
    assert difference(seen(page), wanted) < 0.6
    assert difference(blank, wanted) > 1.0


def difference(one: Image.Image, other: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_crop_fills_the_box(kind):
    """Red grows to the right and green downwards: the box must show the crop's own colours at its corners, and end there."""
    page = sheet(Raster("art", Box(50, 100, 200, 100), Box(0.5, 0.25, 0.25, 0.5)))
    shown = seen(page, pictures={"art": picture(kind)}, scale=1)
    assert shown.getpixel((52, 102)) == pytest.approx((128, 64, 90), abs=8)
    assert shown.getpixel((247, 197)) == pytest.approx((191, 191, 90), abs=8)
    assert {shown.getpixel(at) for at in ((47, 150), (253, 150), (150, 97), (150, 203))} == {(255, 255, 255)}


def test_bleed_is_seen_in_print_only():
    red = sheet(Path(square(Box(-9, -9, 318, 9)), fill="#ff0000"))
    assert seen(red, edition="print", scale=1).getpixel((150, 4)) == (255, 0, 0)
    assert (255, 0, 0) not in {colour for _, colour in seen(red, scale=1).getcolors(100_000)}


def test_text_comes_out_as_it_was_written_in_one_piece():
    """Capitals on the page, the author's words in the clipboard, a space where a line goes on, and strokes say nothing."""
    said = " ".join(text_of(comic_sheet()).split())
    assert said == "Bang Who goes there? Only me. Well."


def test_every_line_that_goes_on_ends_in_a_real_space():
    """Programs that know nothing of ActualText read the glyphs, so the space is one of them: shaping had left it out."""
    [shown] = [
        b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
        for operands, operator in pikepdf.parse_content_stream(opened(sheet(run("WHO", 35, 45, said="Who "))).pages[0])
        if str(operator) == "TJ"
    ]
    blank = fonts.shaper("dialogue").get_nominal_glyph(32)
    assert len(shown) == 8
    assert int.from_bytes(shown[-2:]) == blank


@pytest.mark.parametrize(
    ("words", "font"),
    [("Привет, мир!", "fallback"), ("Việt Nam ơi", "fallback"), ("Ça alors!", "dialogue"), ("Ώρα καλή", "fallback-bold")],
)
def test_every_script_is_selectable(words, font):
    assert text_of(sheet(run(words, 20, 50, font=font))).strip() == words


@settings(max_examples=25, deadline=None)
@given(
    st.text(
        st.sampled_from([letter for letter in map(chr, range(0x21, 0x500)) if plain_letter(letter)]), min_size=1, max_size=20
    )
)
def test_any_letters_come_out_as_they_went_in(words):
    assert text_of(sheet(run(words, 5, 50, font="fallback"))).strip() == words


def test_source_text_wins_over_glyphs():
    """Right-to-left runs have their glyphs the other way round; the author's order is what is copied."""
    assert text_of(sheet(run("ГБА", 20, 50, said="абг", font="fallback"))).strip() == "абг"


def test_letters_made_heavier_in_their_own_colour_stay_text():
    """A hair of ink around the letters is no reason to draw them a second time: the stream grows by an operator or two."""
    light = run("HELLO", 20, 50)
    heavy = dataclasses.replace(light, stroke=light.fill, width=0.8)
    streams = [opened(sheet(words)).pages[0].Contents.read_bytes() for words in (light, heavy)]
    assert len(streams[1]) < len(streams[0]) + 60
    dark = [ImageStat.Stat(seen(sheet(words)).convert("L")).sum[0] for words in (light, heavy)]
    assert dark[1] < dark[0]
    assert text_of(sheet(heavy)).strip() == "HELLO"


def test_heavier_letters_are_no_blots_on_a_screen():
    """Readers paint no stroke thinner than a pixel; at the size of a screen a stroked pen would double the ink."""
    lines = [run("WHO GOES THERE, AT THIS HOUR?", 10, 20 * row, stroke=INK, width=0.3) for row in range(1, 20)]
    shown = ImageStat.Stat(ImageChops.invert(seen(sheet(*lines), scale=1).convert("L"))).sum[0]
    drawn = svg.write(Group(tuple(lines)), width=300, height=400, glyph=fonts.outline, units=fonts.units)
    wanted = ImageStat.Stat(ImageChops.invert(raster.overlay(Image.new("RGB", (300, 400), "white"), drawn).convert("L"))).sum[0]
    assert shown == pytest.approx(wanted, rel=0.15)


def test_text_lies_where_it_is_seen():
    """A run with wide, uneven spacing is selected where its letters stand."""
    page = sheet(run("A", 20, 50), run("B", 220, 300))
    with pypdfium2.PdfDocument(bind(page)) as document:
        text = document[0].get_textpage()
        left, bottom, *_ = text.get_charbox(text.get_text_range().index("B"), loose=True)
    assert left == pytest.approx(220, abs=1.5)
    assert bottom == pytest.approx(100, abs=5)


def test_fonts_are_embedded_as_subsets():
    pdf = opened(comic_sheet())
    programs = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/FontFile2" in obj]
    assert len(programs) == 2
    for descriptor in programs:
        assert str(descriptor.FontName)[7] == "+"
        assert len(descriptor.FontFile2.read_bytes()) < 12_000


def walk(element) -> list[tuple[str, str]]:
    """Kinds and descriptions in reading order."""
    found = [(str(element.S), str(element.get("/Alt", "")))]
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary):
            found += walk(kid)
    return found


def test_structure_is_read_panel_by_panel():
    [document] = opened(comic_sheet(), comic_sheet("2")).Root.StructTreeRoot.K
    page = [
        ("/Sect", ""),
        ("/Figure", "The fox looks up."),
        ("/P", ""),
        ("/P", ""),
        ("/Figure", "The owl shrugs."),
        ("/P", ""),
        ("/P", ""),
    ]
    assert walk(document) == [("/Document", ""), *page, *page]


def spoken(pdf: pikepdf.Pdf) -> list[str]:
    """What a screen reader says for the first page: descriptions, and the text of each paragraph's marked content."""
    texts: dict[int, str] = {}
    stack: list[int | None] = []
    for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
        if str(operator) in ("BDC", "BMC"):
            about = operands[1] if len(operands) > 1 else {}
            stack.append(int(about["/MCID"]) if "/MCID" in about else (stack[-1] if stack else None))
            if "/ActualText" in about:
                texts[stack[-1]] = texts.get(stack[-1], "") + str(about["/ActualText"])
        elif str(operator) == "EMC":
            stack.pop()
    assert stack == []
    [section] = pdf.Root.StructTreeRoot.K[0].K
    return [str(e.get("/Alt", "")) or "".join(texts[int(mark)] for mark in e.K if int(mark) in texts) for e in section.K]


def test_a_screen_reader_hears_the_page_in_order():
    assert spoken(opened(comic_sheet())) == [
        "The fox looks up.",
        "Who goes there?",
        "Only me.",
        "The owl shrugs.",
        "Bang",
        "Well.",
    ]


def test_every_mark_finds_its_element():
    """The parent tree, by which readers go from the page to the structure, agrees with the structure."""
    pdf = opened(comic_sheet(), comic_sheet("2"))
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    for place, page in enumerate(pdf.pages):
        assert int(page.StructParents) == int(numbers[2 * place]) == place
        for mark, element in enumerate(numbers[2 * place + 1]):
            assert mark in [int(kid) for kid in element.K]
            assert element.Pg.objgen == page.objgen


def test_a_flat_page_is_described_by_its_transcript():
    page = sheet(Raster("art", Box(0, 0, 300, 400)), transcript=("Fox: Who goes there?", "Owl: Only me."))
    [document] = opened(page).Root.StructTreeRoot.K
    assert walk(document)[2:] == [("/Figure", "Fox: Who goes there? Owl: Only me.")]


def test_pictures_without_words_are_counted():
    """The transcript stays out of it, because the balloons say it themselves."""
    said = balloon("1", Box(30, 30, 50, 20), run("A", 35, 45))
    panels = (panel("a", Box(20, 20, 100, 100)), panel("b", Box(140, 20, 100, 100)))
    [document] = opened(sheet(*panels, said, transcript=("A",))).Root.StructTreeRoot.K
    assert walk(document)[2:] == [("/Figure", "Panel 1"), ("/P", ""), ("/Figure", "Panel 2")]


def test_blended_lettering_stays_readable():
    ghost = balloon("1", Box(30, 30, 100, 40), run("BOO ", 35, 45, said="Boo "))
    page = sheet(panel("a", Box(20, 20, 260, 170), alt="A ghost."), Group(ghost.items, alpha=0.5, name=ghost.name))
    assert text_of(page).strip() == "Boo"
    assert walk(opened(page).Root.StructTreeRoot.K[0])[2:] == [("/Figure", "A ghost."), ("/P", "")]


def test_an_empty_page_is_a_page():
    assert seen(sheet(), scale=1).getcolors() == [(300 * 400, (255, 255, 255))]


def test_odd_path_data_is_refused():
    with pytest.raises(ValueError, match="M, L, C, Q and Z"):
        bind(sheet(Path("M 0 0 H 10", fill=INK)))
    with pytest.raises(ValueError, match="too early"):
        bind(sheet(Path("M 0 0 L 10", fill=INK)))
    with pytest.raises(ValueError, match="#rrggbb"):
        bind(sheet(Path("M 0 0 L 10 10", fill="red")))
    assert isinstance(bind(sheet(Path("", fill=INK))), io.BytesIO)
