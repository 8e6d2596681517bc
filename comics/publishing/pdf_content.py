"""A page's display list as a PDF content stream (ISO 32000-1, chapters 8 to 11)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from comics.drawing import extent, fonts, raster, svg
from comics.drawing.displaylist import Glyphs, Group, Item, Linear, Path, Radial, Raster
from comics.drawing.geometry import Affine, Box
from comics.publishing import pdf_paint, pdf_text
from comics.publishing.pdf_fonts import Typefaces
from comics.publishing.pdf_objects import Name, PdfFile, Ref, number
from comics.publishing.pdf_paint import Paints
from comics.publishing.pdf_pictures import Pictures
from comics.publishing.pdf_structure import Element, Marking, PageStructure

_ELEMENTS = {"panel": "Figure", "balloon": "P"}
_BLUR_DPI = 150
_BLUR_PIXELS = 2000
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
        self._marking = Marking(structure)
        self._to_page = to_page
        self._element: Element | None = None
        self._ops: list[str] = []
        self._resources: dict[str, dict[str, Ref]] = {}

    def content(self) -> bytes:
        """The stream so far."""
        self._write(self._marking.end())
        return "\n".join(op for op in self._ops if op).encode("ascii")

    def resources(self) -> dict[str, object]:
        """The resource dictionary that the stream needs."""
        return dict(self._resources)

    def group(self, group: Group) -> None:
        """Paint a group and all that is in it. Names "panel:…" and "balloon:…" make it a figure or a paragraph."""
        outer = self._element
        kind = _ELEMENTS.get(group.name.partition(":")[0])
        if kind:
            self._element = self._marking.add(kind, self._extent(group), group.alt)
        if group.blur > 0:
            self._blurred(group)
        elif group.alpha < 1 or group.blend != "normal":
            self._blended(group)
        elif group.transform or group.clip is not None:
            self._mapped(group)
        else:
            self._items(group)
        self._element = outer

    def _items(self, group: Group) -> None:
        for item in group.items:
            match item:
                case Group():
                    self.group(item)
                case Path():
                    # Under a paragraph's words, shapes are decoration.
                    words = self._element is not None and self._element.kind == "P"
                    self._write(self._marking.begin(None if words else self._element))
                    self._path(item)
                case Raster():
                    element = self._element or self._marking.add("Figure", self._extent(item), group.alt)
                    self._write(self._marking.begin(element))
                    self._raster(item)
                case Glyphs() if item.glyphs:
                    self._glyphs(item)

    def _mapped(self, group: Group) -> None:
        before = self._to_page
        self._to_page = (group.transform or Affine()).then(before)
        self._write(self._marking.end(), "q", _map(group.transform), _clip(group.clip))
        self._items(group)
        self._write(self._marking.end(), "Q")
        self._to_page = before

    def _blended(self, group: Group) -> None:
        """A group that is painted as one: a form of its own, laid over the page with its alpha and blend mode."""
        alone = replace(group, alpha=1.0, blend="normal", transform=None)
        bounds = extent.bounds(alone)
        if not bounds:
            return
        inner = Canvas(self._supplies, (group.transform or Affine()).then(self._to_page), None)
        inner.group(alone)
        about = _form(bounds, inner.resources()) | {"Group": _RGB_GROUP}
        form = self._supplies.file.stream(inner.content(), about=about)
        self._write(self._marking.begin(self._element), "q", _map(group.transform))
        self._write(self._state(fill=group.alpha, blend=group.blend), f"/{self._resource('XObject', form)} Do", "Q")

    def _blurred(self, group: Group) -> None:
        """PDF has no blur: such a group is drawn as pixels, fine enough for softness, and placed as a picture."""
        alone = replace(group, transform=None, alpha=1.0, blend="normal")
        bounds = extent.bounds(alone)
        on_paper = self._to_page.box(group.transform.box(bounds) if group.transform else bounds) if bounds else None
        if not bounds or not on_paper:
            return
        wide, high = (max(1, min(_BLUR_PIXELS, round(side * _BLUR_DPI / 72))) for side in (on_paper.w, on_paper.h))
        words = svg.write(
            Group((alone,)),
            width=wide,
            height=high,
            view=bounds,
            picture=self._supplies.pictures.address,
            glyph=fonts.outline,
            units=fonts.units,
        )
        name = self._resource("XObject", self._supplies.pictures.write(raster.image(words, wide, high)))
        self._write(self._marking.begin(self._element), "q", _map(group.transform))
        place = pdf_paint.matrix(Affine(bounds.w, 0.0, 0.0, -bounds.h, bounds.x, bounds.bottom))
        self._write(self._state(fill=group.alpha, blend=group.blend), place, f"/{name} Do", "Q")

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
        bounds = extent.bounds(replace(path, stroke=None))
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

    def _raster(self, picture: Raster) -> None:
        """The picture in its box. A picture that is embedded whole stands behind a window of the size of its crop."""
        box = picture.box
        corner = self._to_page.box(box)
        placed = self._supplies.pictures.place(picture, size=(corner.w, corner.h))
        window = _window(box, picture.crop, placed.part)
        name = self._resource("XObject", placed.ref)
        clip = "" if window == box else f"{pdf_paint.rectangle(box)} W n"
        place = pdf_paint.matrix(Affine(window.w, 0.0, 0.0, -window.h, window.x, window.bottom))
        self._write("q", clip, place, f"/{name} Do", "Q")

    def _glyphs(self, run: Glyphs) -> None:
        """Words in real text. A stroke in another colour goes under it as outlines, so that the text is in the file once; one
        in the same colour only asks for heavier letters. A run that stands for no text is outlines altogether."""
        said = bool(run.text.strip())
        if run.stroke is not None and run.width > 0 and not (said and pdf_text.pen(run)):
            self._write(self._marking.begin(None))
            self._outlines(run, _rgb(run.stroke, "RG"), "S", width=run.width)
        if not said:
            self._write(self._marking.begin(None))
            self._outlines(run, _rgb(run.fill, "rg"), "f")
            return
        words = self._element is not None and self._element.kind == "P"
        element = self._element if words else self._marking.add("P", self._extent(run))
        face = self._supplies.typefaces.face(run.font, pdf_text.pen(run))
        self._resources.setdefault("Font", {})[pdf_text.resource(face)] = face.ref
        self._write(self._marking.begin(element), _rgb(run.fill, "rg"), pdf_text.show(run, face).rstrip())

    def _outlines(self, run: Glyphs, ink: str, paint: str, *, width: float = 0.0) -> None:
        units = fonts.units(run.font)
        for placed in run.glyphs:
            ops = pdf_paint.path_operators(fonts.outline(run.font, placed[0]))
            if ops:
                place = pdf_paint.matrix(pdf_text.glyph_map(run, placed, units))
                pen = f"{number(width * units / run.size)} w" if width else ""
                self._write("q", place, ink, pen, ops, paint, "Q")

    def _extent(self, item: Item) -> Box | None:
        """Where the item is seen on the page."""
        bounds = extent.bounds(item)
        if isinstance(item, Group) and item.clip is not None:
            bounds = extent.bounds(Group((Path(item.clip, fill="#000000"),), item.transform))
        return self._to_page.box(bounds) if bounds else None

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


def _map(transform: Affine | None) -> str:
    return pdf_paint.matrix(transform) if transform else ""


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
