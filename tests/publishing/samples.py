"""Small books to bind in tests."""

import contextlib
import datetime
import io
import resource
from collections import deque
from collections.abc import Iterator
from pathlib import Path as File

import pikepdf
import uharfbuzz as hb
from PIL import Image

from comics.drawing import fonts
from comics.drawing.displaylist import Glyphs, Group, Item, Path, Raster
from comics.drawing.geometry import Box
from comics.publishing.book import Book, Credit, Sheet
from comics.publishing.pdf import write_pdf

# A PDF is destroyed with its last variable, and its objects with it: the latest ones are kept, so that tests can take parts.
_OPEN: deque[pikepdf.Pdf] = deque(maxlen=4)
INK = "#1a1030"
BOOK = Book(
    title="The Fox and the Lamp",
    series="Rain City",
    number="1",
    language="en",
    summary="A fox looks for a lamp.",
    genre="Mystery, Comedy",
    credits=(Credit("Writer", "Ada Ueno"), Credit("Letterer", "Bo Li"), Credit("Writer", "Cy Roe")),
    characters=("Fox", "Owl"),
    locations=("Alley",),
    date=datetime.date(2026, 3, 4),
    publisher="Own Press",
    notes="First edition.",
)


def picture(kind: str = "JPEG", size: tuple[int, int] = (320, 240), colour: tuple[int, ...] | None = None) -> bytes:
    """An encoded picture: of one colour, or with colours that tell left from right and top from bottom."""
    if colour:
        image = Image.new("RGBA" if len(colour) == 4 else "RGB", size, colour)
    else:
        bands = (Image.linear_gradient("L").rotate(90), Image.linear_gradient("L"), Image.new("L", (256, 256), 90))
        image = Image.merge("RGB", bands).resize(size)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def square(box: Box) -> str:
    return f"M {box.x} {box.y} L {box.right} {box.y} L {box.right} {box.bottom} L {box.x} {box.bottom} Z"


def run(
    words: str, x: float, y: float, *, said: str | None = None, font: str = "dialogue", size: float = 12.0, **more
) -> Glyphs:
    """A shaped run; `said` is the source text where it differs from what is drawn."""
    buffer = hb.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    hb.shape(fonts.shaper(font), buffer)
    scale, placed = size / fonts.units(font), []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        placed.append((info.codepoint, x + position.x_offset * scale, y - position.y_offset * scale))
        x += position.x_advance * scale
    return Glyphs(font, size, tuple(placed), words if said is None else said, more.pop("fill", INK), **more)


def panel(key: str, box: Box, *, alt: str = "", shown: str = "art") -> Group:
    return Group((Group((Raster(shown, box),), clip=square(box)), Path(square(box), stroke=INK)), name=f"panel:{key}", alt=alt)


def balloon(key: str, box: Box, *runs: Glyphs) -> Group:
    return Group((Path(square(box), fill="#ffffff", stroke=INK), *runs), name=f"balloon:{key}")


def sheet(*items: Item, label: str = "1", bleed: float = 9.0, **more) -> Sheet:
    return Sheet(Group(items), 300.0, 400.0, bleed, label, **more)


def comic_sheet(label: str = "1") -> Sheet:
    """Two panels, two balloons in the first, one in the second, a sound effect painted before them all."""
    upper, lower = Box(20, 20, 260, 170), Box(20, 210, 260, 170)
    return sheet(
        Path(square(Box(-9, -9, 318, 418)), fill="#fffdf5"),
        panel("a", upper, alt="The fox looks up."),
        panel("b", lower, alt="The owl shrugs."),
        Group((run("BANG", 60, 350, said="Bang", font="display", size=40, stroke=INK, width=4),), name="balloon:sfx"),
        balloon(
            "1",
            Box(30, 30, 100, 40),
            run("WHO GOES ", 35, 45, said="Who goes "),
            run("THERE?", 35, 60, said="there?", slant=0.2),
        ),
        balloon("2", Box(150, 50, 100, 30), run("ONLY ME.", 155, 68, said="Only me.")),
        balloon("3", Box(150, 220, 100, 30), run("WELL.", 155, 238, said="Well.")),
        label=label,
    )


def bind(*sheets: Sheet, book: Book = BOOK, pictures: dict[str, bytes] | None = None, **more) -> io.BytesIO:
    """The bound PDF, rewound."""
    out = io.BytesIO()
    stock = pictures or {"art": picture()}
    write_pdf(book, sheets, out, picture=stock.__getitem__, **more)
    out.seek(0)
    return out


def opened(*sheets: Sheet, **more) -> pikepdf.Pdf:
    """The bound PDF, read by another program's parser, which must find nothing wrong with it."""
    pdf = pikepdf.open(bind(*sheets, **more))
    _OPEN.append(pdf)
    assert pdf.check_pdf_syntax() == []
    return pdf


class FullDisk(io.RawIOBase):
    """A file on a disk that has room for so many bytes."""

    def __init__(self, room: int) -> None:
        self.room = room

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(28, "No space left on device")
        return len(data)


@contextlib.contextmanager
def little_room(size: int) -> Iterator[None]:
    """Files of this process can grow to so many bytes and no further, as on a disk that fills up."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def files_in(folder: File) -> list[str]:
    return sorted(file.name for file in folder.iterdir())
