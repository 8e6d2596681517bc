"""A page's display list as a PDF content stream (ISO 32000-1, chapters 8 to 11)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from comics.drawing import fonts, svg
from comics.drawing.displaylist import Glyphs, Group, Item, Linear, Path, Radial, Raster
from comics.drawing.geometry import Affine, Box
from comics.publishing import pdf_paint, pdf_text
from comics.publishing.pdf_fonts import Typefaces
from comics.publishing.pdf_objects import Name, PdfFile, Ref, number
from comics.publishing.pdf_paint import Paints
from comics.publishing.pdf_pictures import Pictures
from comics.publishing.pdf_structure import Element, PageStructure

_KINDS = {"ExtGState": "G", "Shading": "S", "XObject": "X"}
_RGB_GROUP = {"S": Name("Transparency"), "CS": Name("DeviceRGB"), "I": True}


@dataclass(frozen=True, slots=True)
class Supplies:
    """What all pages of a book draw from."""

    file: PdfFile
    pictures: Pictures
    paints: Paints
    typefaces: Typefaces


class Canvas:
    """One content stream in the making: a page's, or that of a group that is blended as one.

    `to_page` maps the stream's coordinates to PDF page points. `structure` is None inside blended groups, whose content
    belongs as a whole to the element that is open on the page.
    """

    def __init__(self, supplies: Supplies, to_page: Affine, structure: PageStructure | None) -> None:
        self._supplies = supplies
        self._structure = structure
        self._to_page = to_page
        self._element: Element | None = None
        self._open: tuple[Element | None] | None = None
        self._ops: list[str] = []
        self._resources: dict[str, dict[str, Ref]] = {}

    def group(self, group: Group) -> None:
        """Paint a group and all that is in it."""
        outer, self._element = self._element, self._named(group) or self._element
        if group.alpha < 1 or group.blend != "normal":
            self._blended(group)
        elif group.transform or group.clip is not None:
            self._close()
            before, self._to_page = self._to_page, (group.transform or Affine()).then(self._to_page)
            self._write("q", pdf_paint.matrix(group.transform) if group.transform else "", _clip(group.clip))
            self._items(group)
            self._close()
            self._write("Q")
            self._to_page = before
        else:
            self._items(group)
        if self._element is not outer:
            self._close()
        self._element = outer

    def content(self) -> bytes:
        """The stream so far."""
        self._close()
        return "\n".join(op for op in self._ops if op).encode("ascii")

    def resources(self) -> dict[str, object]:
        """The resource dictionary that the stream needs."""
        return dict(self._resources)

    def _items(self, group: Group) -> None:
        for item in group.items:
            if isinstance(item, Group):
                self.group(item)
            else:
                self._leaf(item, group)

    def _leaf(self, item: Path | Glyphs | Raster, group: Group) -> None:
        if isinstance(item, Path):
            self._mark(None if self._is_text(self._element) else self._element)
            self._path(item)
        elif isinstance(item, Raster):
            self._mark(self._element or self._new("Figure", item, group.alt))
            self._raster(item)
        elif item.glyphs:
            self._glyphs(item)

    # Structure: which part of the page belongs to which element.

    def _named(self, group: Group) -> Element | None:
        """The new element that the group's name asks for."""
        kind = {"panel": "Figure", "balloon": "P"}.get(group.name.partition(":")[0])
        return self._new(kind, group, group.alt) if kind and self._structure else None

    def _new(self, kind: str, item: Item, alt: str = "") -> Element | None:
        if not self._structure:
            return None
        bounds = svg.bounds(item)
        if bounds and isinstance(item, Group) and item.clip is not None:
            bounds = svg.bounds(Group((Path(item.clip, fill="#000000"),), item.transform))
        return self._structure.add(kind, self._to_page.box(bounds) if bounds else None, alt)

    @staticmethod
    def _is_text(element: Element | None) -> bool:
        return element is not None and element.kind == "P"

    def _mark(self, element: Element | None) -> None:
        """Open marked content for the element (None: an artifact, which is not read), unless it is open already."""
        if not self._structure or self._open == (element,):
            return
        self._close()
        if element is None:
            self._write("/Artifact BMC")
        else:
            self._write(f"/{element.kind} <</MCID {self._structure.mark(element)}>> BDC")
        self._open = (element,)

    def _close(self) -> None:
        if self._open:
            self._write("EMC")
            self._open = None

    # The items.

    def _path(self, path: Path) -> None:
        ops = pdf_paint.path_operators(path.d)
        if not ops:
            return
        self._write("q", self._state(fill=path.fill_alpha, stroke=path.stroke_alpha))
        rule = "*" if path.even_odd else ""
        if isinstance(path.fill, Linear | Radial):
            self._gradient(path, path.fill, ops + f"\nW{rule} n")
        elif path.fill is not None:
            self._write(_rgb(path.fill, "rg"), ops, f"f{rule}")
        if path.stroke is not None:
            dash = f"[{pdf_paint.numbers(path.dash)}] 0 d" if path.dash else ""
            self._write(_rgb(path.stroke, "RG"), f"{number(path.width)} w", dash, ops, "S")
        self._write("Q")

    def _gradient(self, path: Path, paint: Linear | Radial, clip: str) -> None:
        bounds = svg.bounds(replace(path, stroke=None))
        fades = pdf_paint.fades(paint)
        alpha = path.fill_alpha if fades else path.fill_alpha * paint.stops[0].alpha
        mask = self._mask(paint, bounds) if fades and bounds else None
        self._write("q", clip, self._state(fill=alpha, mask=mask))
        self._write(f"/{self._resource('Shading', self._supplies.paints.shading(paint))} sh", "Q")

    def _mask(self, paint: Linear | Radial, bounds: Box) -> Ref:
        """A form whose greys are the gradient's transparency."""
        shading = self._supplies.paints.shading(paint, alpha=True)
        about = _form(bounds, {"Shading": {f"S{shading.number}": shading}}) | {
            "Group": {"S": Name("Transparency"), "CS": Name("DeviceGray")}
        }
        return self._supplies.file.stream(f"/S{shading.number} sh".encode(), about=about)

    def _raster(self, raster: Raster) -> None:
        """The picture in its box. A picture that is embedded whole stands behind a window of the size of its crop."""
        box = raster.box
        corner = self._to_page.box(box)
        placed = self._supplies.pictures.place(raster, size=(corner.w, corner.h))
        window = _window(box, raster.crop, placed.part)
        name = self._resource("XObject", placed.ref)
        clip = "" if window == box else f"{pdf_paint.rectangle(box)} W n"
        place = pdf_paint.matrix(Affine(window.w, 0.0, 0.0, -window.h, window.x, window.bottom))
        self._write("q", clip, place, f"/{name} Do", "Q")

    def _glyphs(self, run: Glyphs) -> None:
        """A stroke goes under the letters as outlines, so that the text itself is in the file once. A run that stands for
        no text is outlines altogether."""
        self._mark(None)
        if run.stroke is not None and run.width > 0:
            self._outlines(run, _rgb(run.stroke, "RG"), "S", width=run.width)
        if not run.text.strip():
            self._outlines(run, _rgb(run.fill, "rg"), "f")
            return
        if self._element is None or self._element.kind != "P":
            self._mark(self._new("P", run))
        else:
            self._mark(self._element)
        face = self._supplies.typefaces.face(run.font)
        self._resources.setdefault("Font", {})[pdf_text.resource(face)] = face.ref
        self._write(_rgb(run.fill, "rg"), pdf_text.show(run, face).rstrip())

    def _outlines(self, run: Glyphs, ink: str, paint: str, *, width: float = 0.0) -> None:
        units = fonts.units(run.font)
        for placed in run.glyphs:
            ops = pdf_paint.path_operators(fonts.outline(run.font, placed[0]))
            if ops:
                place = pdf_paint.matrix(pdf_text.glyph_map(run, placed, units))
                pen = f"{number(width * units / run.size)} w" if width else ""
                self._write("q", place, ink, pen, ops, paint, "Q")

    # Groups that are blended as one.

    def _blended(self, group: Group) -> None:
        inner = Canvas(self._supplies, (group.transform or Affine()).then(self._to_page), None)
        inner.group(replace(group, alpha=1.0, blend="normal", transform=None))
        bounds = svg.bounds(replace(group, transform=None))
        if not bounds:
            return
        about = _form(bounds, inner.resources()) | {"Group": _RGB_GROUP}
        form = self._supplies.file.stream(inner.content(), about=about)
        self._mark(self._element)
        self._write("q", pdf_paint.matrix(group.transform) if group.transform else "")
        self._write(self._state(fill=group.alpha, blend=group.blend), f"/{self._resource('XObject', form)} Do", "Q")

    # Small tools.

    def _state(self, *, fill: float = 1.0, stroke: float = 1.0, blend: str = "normal", mask: Ref | None = None) -> str:
        if fill >= 1 and stroke >= 1 and blend == "normal" and mask is None:
            return ""
        state = self._supplies.paints.state(fill=fill, stroke=stroke, blend=blend, mask=mask)
        return f"/{self._resource('ExtGState', state)} gs"

    def _resource(self, kind: str, ref: Ref) -> str:
        name = f"{_KINDS[kind]}{ref.number}"
        self._resources.setdefault(kind, {})[name] = ref
        return name

    def _write(self, *ops: str) -> None:
        self._ops += ops


def _rgb(colour: str, operator: str) -> str:
    return f"{pdf_paint.numbers(pdf_paint.colour(colour))} {operator}"


def _clip(d: str | None) -> str:
    return "" if d is None else f"{pdf_paint.path_operators(d) or '0 0 0 0 re'}\nW n"


def _form(bounds: Box, resources: dict[str, object]) -> dict[str, object]:
    box = [float(v) for v in (bounds.x, bounds.y, bounds.right, bounds.bottom)]
    return {"Type": Name("XObject"), "Subtype": Name("Form"), "BBox": box, "Resources": resources}


def _window(box: Box, crop: Box, part: Box) -> Box:
    """Where the embedded part of the picture goes, so that the crop of it fills the box."""
    if crop == part:
        return box
    across, down = box.w / crop.w, box.h / crop.h
    return Box(box.x + (part.x - crop.x) * across, box.y + (part.y - crop.y) * down, part.w * across, part.h * down)
