"""Binding a book of 24 pages: flat pages beside copying their bytes, lettered pages beside flat ones."""

import functools
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import img2pdf
import uharfbuzz as hb
from PIL import Image

from bench import Measure, best_of
from bench.run import main as run
from comics.drawing import fonts
from comics.drawing.displaylist import Glyphs, Group, Raster
from comics.drawing.displaylist import Path as Outline
from comics.drawing.geometry import Box
from comics.publishing.book import Book, Sheet
from comics.publishing.cbz import ComicPage, write_cbz
from comics.publishing.pdf import write_pdf

PAGES = 24
ON_TOP = 0.4  # seconds that binding may take once the pages are composed
PIXELS = (1600, 2400)
WIDTH, HEIGHT = 477.0, 738.0
ROUNDS = 12
BOOK = Book("Measured", series="Bench", number="1")
WORDS = ("Who goes there, at this hour, ", "in this rain, without a lamp ", "and without so much as a hat?")


def main() -> list[Measure]:
    """Flat PDF and CBZ have limits; the other rows tell what lettering costs and how another library does."""
    with tempfile.TemporaryDirectory() as folder:
        pictures = [_page(Path(folder) / f"page{place:02d}.jpg", place) for place in range(PAGES)]
        target = Path(folder) / "book"
        flat, lettered = [_flat(place) for place in range(PAGES)], [_lettered(place) for place in range(PAGES)]
        took = _side_by_side(
            target,
            {
                "copy": functools.partial(_copy, pictures, target),
                "flat": functools.partial(_pdf, flat, pictures, target),
                "lettered": functools.partial(_pdf, lettered, pictures, target),
                "library": lambda: target.write_bytes(img2pdf.convert([str(picture) for picture in pictures])),
                "cbz": functools.partial(_cbz, pictures, target),
            },
        )
    return [
        Measure(name="flat PDF of 24 pages", ours=took["flat"], peer=took["copy"], against="copying the bytes", limit=1.5),
        Measure(name="flat PDF of 24 pages", ours=took["flat"], peer=took["library"], against="img2pdf"),
        Measure(name="lettered PDF of 24 pages", ours=took["lettered"], peer=took["copy"], against="copying the bytes"),
        Measure(name="lettered PDF of 24 pages", ours=took["lettered"], peer=ON_TOP, against="the target", limit=1.0),
        Measure(name="CBZ of 24 pages", ours=took["cbz"], peer=took["copy"], against="cat", limit=2.0),
    ]


def _side_by_side(target: Path, works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The best time of each, taken in turns, so that a busy moment of the machine hits them alike. Every run writes a new
    file, as an export does: replacing a full one makes some file systems flush it to the disk first."""
    took = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            target.unlink(missing_ok=True)
            took[name] = min(took[name], best_of(1, work))
    return took


def _page(path: Path, seed: int) -> Path:
    """A page of about 1.2 MB: grain over a gradient, the same in every run."""
    grain = Image.frombytes("L", (400, 600), b"".join(hashlib.sha512(b"%d %d" % (seed, n)).digest() for n in range(3750)))
    tone = Image.linear_gradient("L").resize(PIXELS)
    image = Image.merge("RGB", (Image.blend(grain.resize(PIXELS), tone, 0.6), tone, grain.resize(PIXELS)))
    image.save(path, "JPEG", quality=90)
    return path


def _copy(pictures: list[Path], target: Path) -> None:
    with target.open("wb") as out:
        for picture in pictures:
            with picture.open("rb") as file:
                shutil.copyfileobj(file, out, 1 << 17)  # the buffer of GNU cat


def _pdf(sheets: list[Sheet], pictures: list[Path], target: Path) -> None:
    write_pdf(BOOK, sheets, target, picture=lambda key: pictures[int(key)].read_bytes())


def _cbz(pictures: list[Path], target: Path) -> None:
    write_cbz(BOOK, (ComicPage(picture, *PIXELS) for picture in pictures), target)


def _flat(place: int) -> Sheet:
    return Sheet(Group((Raster(str(place), Box(0, 0, WIDTH, HEIGHT)),)), WIDTH, HEIGHT, 9.0, str(place + 1))


def _lettered(place: int) -> Sheet:
    """Five panels from one picture and ten balloons of three lines."""
    panels, balloons = [], []
    for number in range(5):
        box = Box(30, 30 + 136 * number, WIDTH - 60, 128)
        panels.append(Group((Raster(str(place), box, Box(0, 0.2 * number, 1, 0.2)),), name=f"panel:{number}", alt="A panel."))
        balloons += [_balloon(Box(40 + 200 * side, box.y + 8, 190, 60), f"{number}{side}") for side in (0, 1)]
    return Sheet(Group((*panels, *balloons)), WIDTH, HEIGHT, 9.0, str(place + 1))


def _balloon(box: Box, key: str) -> Group:
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    d = f"M {x} {y + 30} C {x} {y} {right} {y} {right} {y + 30} C {right} {bottom} {x} {bottom} {x} {y + 30} Z"
    lines = (_line(words, x + 20, y + 20 + 13 * place) for place, words in enumerate(WORDS))
    return Group((Outline(d, fill="#ffffff", stroke="#1a1030"), *lines), name=f"balloon:{key}")


def _line(words: str, x: float, y: float) -> Glyphs:
    buffer = hb.Buffer()
    buffer.add_str(words.upper())
    buffer.guess_segment_properties()
    hb.shape(fonts.shaper("dialogue"), buffer)
    scale, placed = 11 / fonts.units("dialogue"), []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        placed.append((info.codepoint, x, y))
        x += position.x_advance * scale
    return Glyphs("dialogue", 11.0, tuple(placed), words, "#1a1030")


if __name__ == "__main__":
    sys.exit(run(["binding"]))
