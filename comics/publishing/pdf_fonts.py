"""Fonts in a PDF: composite fonts with the outlines of the used glyphs alone and a map back to text (ISO 32000-1, 9.7–9.10)."""

from __future__ import annotations

from functools import cache

import uharfbuzz as hb
from fontTools import agl

from comics.drawing import fonts
from comics.publishing.pdf_objects import Name, PdfFile, Raw, Ref
from comics.publishing.pdf_weight import heavier

# What embedded glyphs need; shaping has been done, so the tables of layout, names and hinting stay behind.
_KEPT_TABLES = ("head", "hhea", "hmtx", "maxp", "loca", "glyf", "OS/2", "post", "cmap", "name", "prep", "fpgm", "cvt ")
_SYMBOLIC = 4
_BLOCK = 100  # entries in one bfchar block at most (Adobe Technical Note 5014)
_CMAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_FOOT = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class Typeface:
    """One font of the book: collects the glyphs in use; their codes in the text are the glyph ids themselves.

    `pen` is the width of a line around the letters, in ems, that makes them heavier.
    """

    def __init__(self, name: str, pen: float, ref: Ref) -> None:
        self.name = name
        self.pen = pen
        self.ref = ref
        self._used: set[int] = {0}

    def use(self, glyph: int) -> None:
        """Note that the glyph is drawn."""
        self._used.add(glyph)

    @property
    def used(self) -> list[int]:
        """The glyphs in use, in order."""
        return sorted(self._used)

    def width(self, glyph: int) -> float:
        """The advance of the glyph in thousandths of the type size."""
        return _advance(self.name, glyph)


class Typefaces:
    """The fonts of a book by the names of `comics.drawing.fonts`; written after the last page, when all glyphs are known."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._faces: dict[tuple[str, float], Typeface] = {}

    def face(self, name: str, pen: float = 0.0) -> Typeface:
        """The font of that name, made heavier by a pen of so many ems. Raises KeyError where there is none."""
        key = (name, round(pen, 3))
        if key not in self._faces:
            fonts.units(name)
            self._faces[key] = Typeface(*key, self._file.reserve())
        return self._faces[key]

    def finish(self) -> None:
        """Write every font that was asked for."""
        for face in self._faces.values():
            _write(self._file, face)


@cache
def letters(font: str) -> dict[int, str]:
    """What each glyph says: by the font's character map, else by the glyph's name ("f_i" says "fi")."""
    shaper = fonts.shaper(font)
    said: dict[int, str] = {}
    for code in sorted(shaper.face.unicodes):
        glyph = shaper.get_nominal_glyph(code)
        if glyph:
            said.setdefault(glyph, chr(code))
    return said


def says(font: str, glyph: int) -> str:
    """The text of one glyph; empty where nobody knows."""
    known = letters(font).get(glyph)
    return known if known is not None else str(agl.toUnicode(fonts.shaper(font).glyph_to_string(glyph)))


@cache
def space(font: str) -> int:
    """The glyph of the space; 0 where the font has none."""
    return int(fonts.shaper(font).get_nominal_glyph(0x20) or 0)


@cache
def _advance(font: str, glyph: int) -> float:
    return float(fonts.shaper(font).get_glyph_h_advance(glyph)) * 1000 / fonts.units(font)


def _write(file: PdfFile, face: Typeface) -> None:
    program = _subset(face)
    outlines = file.stream(heavier(program, face.used, pen=face.pen) if face.pen else program, about={})
    base = Name(f"{_tag(face)}+Panelwright{''.join(c for c in face.name.title() if c.isalnum())}")
    descriptor = file.put(_descriptor(face.name, base, outlines))
    descendant = {
        "Type": Name("Font"),
        "Subtype": Name("CIDFontType2"),
        "BaseFont": base,
        "CIDSystemInfo": {"Registry": Raw(b"(Adobe)"), "Ordering": Raw(b"(Identity)"), "Supplement": 0},
        "FontDescriptor": descriptor,
        "W": [part for glyph in face.used for part in (glyph, [face.width(glyph)])],
        "CIDToGIDMap": Name("Identity"),
    }
    font = {
        "Type": Name("Font"),
        "Subtype": Name("Type0"),
        "BaseFont": base,
        "Encoding": Name("Identity-H"),
        "DescendantFonts": [file.put(descendant)],
        "ToUnicode": file.stream(_to_unicode(face), about={}),
    }
    file.put(font, at=face.ref)


def _subset(face: Typeface) -> bytes:
    """The font file with the used glyphs alone, which keep their ids."""
    source = hb.Face(hb.Blob(fonts.data(face.name)))
    wanted = hb.SubsetInput()
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    wanted.glyph_set.update(face.used)
    unwanted = (tag for tag in source.table_tags if tag not in _KEPT_TABLES)
    wanted.drop_table_tag_set.update({int.from_bytes(tag.encode()) for tag in unwanted})
    return bytes(hb.subset(source, wanted).blob.data)


def _descriptor(name: str, base: Name, outlines: Ref) -> dict[str, object]:
    metrics = fonts.metrics(name)
    scale = 1000 / metrics.units
    return {
        "Type": Name("FontDescriptor"),
        "FontName": base,
        "Flags": _SYMBOLIC,
        "FontBBox": [-1000, round(metrics.descent * scale), 3000, round(metrics.ascent * scale)],
        "ItalicAngle": 0,
        "Ascent": round(metrics.ascent * scale),
        "Descent": round(metrics.descent * scale),
        "CapHeight": round(metrics.cap_height * scale),
        "StemV": 120,
        "FontFile2": outlines,
    }


def _tag(face: Typeface) -> str:
    """Six capitals that tell subsets apart (ISO 32000-1, 9.6.4), made of the glyphs in use."""
    value = sum((place + 1) * glyph for place, glyph in enumerate(face.used)) + round(face.pen * 1000) * 7919
    return "".join(chr(65 + (value // 26**place + place * len(face.used)) % 26) for place in range(6))


def _to_unicode(face: Typeface) -> bytes:
    pairs = [(glyph, says(face.name, glyph)) for glyph in face.used]
    lines = [b"<%04X> <%s>\n" % (glyph, said.encode("utf-16-be").hex().upper().encode()) for glyph, said in pairs if said]
    blocks = [lines[start : start + _BLOCK] for start in range(0, len(lines), _BLOCK)]
    body = b"".join(b"%d beginbfchar\n%sendbfchar\n" % (len(block), b"".join(block)) for block in blocks)
    return _CMAP_HEAD + body + _CMAP_FOOT
