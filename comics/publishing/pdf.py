"""Binds a book as PDF: pictures taken over as they are, lettering as vectors and real text, a tagged structure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Literal

from comics.drawing.displaylist import Group
from comics.drawing.geometry import Affine
from comics.publishing import pdf_metadata
from comics.publishing.book import Book, Sheet
from comics.publishing.crop_marks import ROOM, crop_marks
from comics.publishing.pdf_content import Canvas, Supplies
from comics.publishing.pdf_fonts import Typefaces
from comics.publishing.pdf_objects import Name, PdfFile, Ref, text
from comics.publishing.pdf_paint import Paints, matrix
from comics.publishing.pdf_pictures import Pictures
from comics.publishing.pdf_structure import PageStructure, Structure
from comics.publishing.whole_file import whole_file
from comics.publishing.words import clean

Edition = Literal["screen", "print"]


def write_pdf(
    book: Book,
    sheets: Iterable[Sheet],
    target: BinaryIO | Path,
    *,
    picture: Callable[[str], bytes],
    edition: Edition = "screen",
    marks: bool = False,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Bind the sheets as one PDF 1.7 file; equal input gives equal bytes.

    `picture(key)` gives the encoded bytes of a raster: JPEG is embedded byte for byte, other kinds are cropped, brought to
    300 dpi at most and converted to JPEG once. `edition="print"` adds the sheets' bleed around the trimmed page, and `marks`
    crop marks around that.
    `progress(n)` is told after each page how many are done. Sheets are taken one by one and let go of once written.

    A path gets its file only when the book is whole; on any error nothing is left behind and the error goes on (OSError for
    a full disk or for bytes that are no picture, KeyError for an unknown font). Raises ValueError for a book without pages.
    """
    with whole_file(target) as out:
        binding = _Binding(book, PdfFile(out), picture, bleeds=edition == "print", marks=marks)
        for count, sheet in enumerate(sheets, start=1):
            binding.add(sheet)
            if progress:
                progress(count)
        binding.finish()


class _Binding:
    """A book on its way into a file."""

    def __init__(self, book: Book, file: PdfFile, picture: Callable[[str], bytes], *, bleeds: bool, marks: bool) -> None:
        self._book = book
        self._file = file
        self._bleeds = bleeds
        self._marks = marks
        self._typefaces = Typefaces(file)
        self._supplies = Supplies(file, Pictures(file, picture), Paints(file), self._typefaces)
        self._structure = Structure(file)
        self._tree = file.reserve()
        self._pages: list[Ref] = []
        self._labels: list[str] = []

    def add(self, sheet: Sheet) -> None:
        """Write one page."""
        page = self._file.reserve()
        bleed = sheet.bleed if self._bleeds else 0.0
        margin = bleed + (ROOM if self._marks else 0.0)
        flip = Affine(1.0, 0.0, 0.0, -1.0, margin, sheet.height + margin)
        drawn = PageStructure(" ".join(sheet.transcript))
        canvas = Canvas(self._supplies, flip, drawn)
        canvas.group(_marked(replace(sheet, bleed=bleed)) if self._marks else sheet.drawing)
        content = f"1 J 1 j\n{matrix(flip)}\n".encode() + canvas.content()
        self._file.put(
            _boxes(sheet, bleed, margin)
            | {
                "Type": Name("Page"),
                "Parent": self._tree,
                "Resources": canvas.resources(),
                "Contents": self._file.stream(content, about={}),
                "Group": {"S": Name("Transparency"), "CS": Name("DeviceRGB")},
                "StructParents": len(self._pages),
                "Tabs": Name("S"),
            },
            at=page,
        )
        self._labels.append(clean(sheet.label) or str(len(self._pages) + 1))
        self._structure.end_page(page, drawn, self._labels[-1])
        self._pages.append(page)

    def finish(self) -> None:
        """Write what stands once in a book."""
        if not self._pages:
            raise ValueError("A book needs at least one page.")
        file, book = self._file, self._book
        self._typefaces.finish()
        file.put({"Type": Name("Pages"), "Kids": self._pages, "Count": len(self._pages)}, at=self._tree)
        viewer: dict[str, object] = {"DisplayDocTitle": True}
        viewer["Direction"] = Name("R2L" if book.direction == "rtl" else "L2R")
        catalogue = {
            "Type": Name("Catalog"),
            "Pages": self._tree,
            "Lang": text(clean(book.language) or "und"),
            "MarkInfo": {"Marked": True},
            "StructTreeRoot": self._structure.finish(pdf_metadata.full_title(book)),
            "ViewerPreferences": viewer,
            "PageLabels": pdf_metadata.page_labels(self._labels),
            "Outlines": pdf_metadata.outline(file, self._pages, pdf_metadata.page_titles(self._labels, book.language)),
            "OutputIntents": [pdf_metadata.output_intent(file)],
            "Metadata": pdf_metadata.xmp(file, book),
        }
        file.finish(root=file.put(catalogue), info=pdf_metadata.info(file, book), seed=repr(book))


def _marked(sheet: Sheet) -> Group:
    """The page as far as its bleed, and crop marks outside."""
    left, top, right, bottom = -sheet.bleed, -sheet.bleed, sheet.width + sheet.bleed, sheet.height + sheet.bleed
    clip = f"M {left:.3f} {top:.3f} L {right:.3f} {top:.3f} L {right:.3f} {bottom:.3f} L {left:.3f} {bottom:.3f} Z"
    return Group((Group((sheet.drawing,), clip=clip), crop_marks(sheet)))


def _boxes(sheet: Sheet, bleed: float, margin: float) -> dict[str, object]:
    """The paper, the bleed and the trim; on screen all three are the trimmed page."""
    around = margin - bleed
    trim = [margin, margin, margin + sheet.width, margin + sheet.height]
    paper = [0.0, 0.0, sheet.width + 2 * margin, sheet.height + 2 * margin]
    bled = [around, around, paper[2] - around, paper[3] - around]
    return {"MediaBox": paper, "BleedBox": bled, "TrimBox": trim}
