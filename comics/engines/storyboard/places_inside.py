"""Places at home and on the way: living room, bedroom, kitchen, café, train; and the plain ground of a portrait."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Linear, Path, Radial, Stop
from comics.drawing.geometry import Box, Point
from comics.engines.storyboard import props_house as house
from comics.engines.storyboard.scenery import Pen, Scenery, glow_group
from comics.engines.storyboard.walls import back_quad, room, side_quad, view_window


def picture_frame(scene: Scenery, z: float, x: float, y: float, wide: float, high: float, key: str) -> None:
    """A framed picture on a back wall: hills and a sun."""
    scene.poly(back_quad(z, x - 50, x + wide + 50, y - 50, y + high + 50), "#8a5a3c", line=0.8)
    sky = ink.pick(("#9ad0e8", "#ffd9a0", "#e8b4c4", "#b8d8b0"), scene.seed, key)
    scene.poly(back_quad(z, x, x + wide, y, y + high), sky, line=0.6)
    scene.poly(
        [
            (x, y, z),
            (x, y + high * 0.3, z),
            (x + wide * 0.35, y + high * 0.6, z),
            (x + wide * 0.6, y + high * 0.32, z),
            (x + wide, y + high * 0.5, z),
            (x + wide, y, z),
        ],
        "#5f9a7a",
    )


def bookshelf(scene: Scenery, z: float, x: float, *, wide: float = 1100, high: float = 2100, shelves: int = 4) -> None:
    """A bookcase against a back wall, its books coloured by chance."""
    scene.poly(back_quad(z, x, x + wide, 0, high), "#6a4632", line=1)
    step = high / shelves
    for shelf in range(shelves):
        base = shelf * step + 60
        scene.poly(back_quad(z, x + 50, x + wide - 50, base, base + step - 90), "#4a3040", line=0.6)
        at, left = 0, x + 70.0
        while left < x + wide - 130:
            w = scene.rand(f"bw{x}{shelf}{at}", 55, 115)
            h = (step - 120) * scene.rand(f"bh{x}{shelf}{at}", 0.62, 0.95)
            if scene.rand(f"bg{x}{shelf}{at}") > 0.1:
                tone = ink.pick(
                    ("#c9504a", "#e0a94a", "#4f8fa8", "#6f9a5a", "#8a6ab0", "#e6d8b8", "#b8614a"),
                    scene.seed,
                    round(x),
                    shelf,
                    at,
                )
                scene.poly(back_quad(z, left, left + w, base, base + h), tone, line=0.5)
            left, at = left + w + 6, at + 1


def pendant(scene: Scenery, x: float, z: float, *, drop: float = 2050, high: float = 2700, colour: str = "#e2a03d") -> None:
    """A lamp that hangs from the ceiling."""
    scene.lines([((x, drop, z), (x, high, z))], "#2b2048", width=1.0, alpha=1, z=z)
    spots = [(x - 230, drop - 210, z), (x - 130, drop, z), (x + 130, drop, z), (x + 230, drop - 210, z)]
    scene.poly(spots, colour, line=0.9)
    centre, scale = scene.cam.at(x, drop - 212, z), scene.cam.scale(z)
    bulb = "#fff6cf" if scene.mood.lamps > 0.2 else scene.tint("#fffaf0")
    scene.back.append(
        Path(
            ink.ellipse(centre.x, centre.y, 205 * scale, 46 * scale),
            fill=bulb,
            stroke=scene.ink_at(z),
            width=scene.cam.stroke * 0.6,
        )
    )
    if scene.mood.lamps > 0.2:
        scene.glow(x, drop - 300, z, 1500, alpha=0.55 * scene.mood.lamps)


def rug(scene: Scenery, x: float, z: float, wide: float, deep: float, colour: str) -> None:
    """An oval rug with a lighter ring."""
    centre, scale = scene.cam.at(x, 0, z), scene.cam.scale(z)
    far, near = scene.cam.at(x, 0, z + deep / 2).y, scene.cam.at(x, 0, max(z - deep / 2, scene.cam.near)).y
    middle, half = (far + near) / 2, max(2.0, (near - far) / 2)
    for size, tone in ((1.0, colour), (0.82, ink.mix(colour, "#fff4e0", 0.4)), (0.66, colour)):
        stroke = scene.ink_at(z) if size == 1.0 else None
        scene.back.append(
            Path(
                ink.ellipse(centre.x, middle, wide / 2 * scale * size, half * size),
                fill=scene.tint(tone, z),
                stroke=stroke,
                width=scene.cam.stroke * 0.8,
            )
        )


def living_room(scene: Scenery) -> None:
    """A sitting room: window, sofa, bookcase, pictures, standing lamp, rug, plant."""
    wall = ink.pick(("#e8c9a0", "#d9b8a8", "#b8cdb8", "#c4b8d8"), scene.seed)
    room(scene, wall=wall, floor="#b07d50")
    view_window(scene, 1900, -620, 950, 1000, 1080, curtains="#c4605a")
    bookshelf(scene, 1895, 900, wide=1150, high=2050)
    picture_frame(scene, 1900, -1760, 1350, 560, 480, "a")
    picture_frame(scene, 1900, -1580, 840, 340, 330, "b")
    rug(scene, 0, 350, 2500, 1100, "#c96a5a")
    scene.stand(house.sofa, -1350, 1450, colour=ink.pick(("#5a7fb0", "#6f9a7a", "#a8607a"), scene.seed, "sofa"), size=0.92)
    scene.stand(house.floor_lamp, 640, 1600)
    scene.stand(house.plant, 2000, 1250)
    scene.stand(house.plant, -2150, 700, size=0.9)


def bedroom(scene: Scenery) -> None:
    """A bedroom: bed, window, shelf, lamp, rug."""
    room(scene, wall=ink.pick(("#a9b8d8", "#c9b0d0", "#e0c4b0"), scene.seed), floor="#b88a60")
    view_window(scene, 1900, 150, 950, 950, 1000, curtains="#7a8fc4")
    picture_frame(scene, 1900, -1500, 1400, 460, 400, "a")
    bookshelf(scene, 1895, 1500, wide=720, high=1500, shelves=3)
    rug(scene, 100, 300, 2100, 900, "#8fa6d8")
    scene.stand(house.bed, -1150, 1350, colour=ink.pick(("#7a9ad0", "#c97a8f", "#7fb08f"), scene.seed, "bed"))
    scene.stand(house.floor_lamp, 300, 1650, size=0.9)
    scene.stand(house.plant, 2000, 900, size=0.8)


def kitchen(scene: Scenery) -> None:
    """A kitchen: tiles, cupboards, stove with a steaming pot, window, hanging lamp."""
    room(scene, wall="#f0dcb8", floor="#d8a878", planks="tiles")
    z = 1900
    view_window(scene, z, -420, 1150, 900, 850, curtains="#e2a03d")
    scene.poly(back_quad(z, -2300, 2300, 820, 1120), "#dff0ec", line=0.6)
    tiles = [((x, 820, z), (x, 1120, z)) for x in range(-2200, 2300, 200)] + [((-2300, 970, z), (2300, 970, z))]
    scene.lines(tiles, "#7fa8a0", width=0.5, alpha=0.6, z=z)
    for x in (-2250, -1500, 800, 1550):
        scene.poly(back_quad(z - 5, x, x + 690, 1500, 2250), "#6fa8a0", line=0.9)
        scene.poly(back_quad(z - 5, x + 80, x + 610, 1580, 2170), "#86bcb2", line=0.6)
    _counter(scene, 1380)
    scene.stand(_stove, 1250, 1370)
    for x, tone in ((-1700, "#e2563d"), (-1420, "#f4b13d"), (-1160, "#8fb86a")):
        scene.stand(_jar, x, 1500, y=840, colour=tone)
    scene.stand(_bowl, -560, 1480, y=840)
    pendant(scene, -900, 900)
    pendant(scene, 900, 900)


def _counter(scene: Scenery, z: float) -> None:
    scene.poly(back_quad(z, -2300, 2300, 0, 780), "#5f948f", line=0.9)
    for x in range(-2250, 2200, 640):
        scene.poly(back_quad(z - 4, x + 40, x + 590, 90, 700), "#78aca4", line=0.7)
        scene.poly(back_quad(z - 8, x + 490, x + 530, 400, 560), "#f0e4c8", line=0.5)
    scene.poly([(-2300, 840, z - 60), (2300, 840, z - 60), (2300, 840, 1900), (-2300, 840, 1900)], "#e8d4b4", line=0.7)
    scene.poly(back_quad(z - 60, -2300, 2300, 770, 840), "#c9a67c", line=0.8)


def _stove(pen: Pen) -> None:
    """A cooker with a steaming pot."""
    pen.box(-340, -840, 680, 840, "#e6e8f2", radius=20, shade=(40, 0))
    pen.box(-260, -560, 520, 400, "#3a3656", radius=26)
    pen.shine(ink.rectangle(Box(-220, -520, 440, 320), radius=16), "#ffae5c", alpha=0.75)
    for x in (-220, -80, 80, 220):
        pen.shape(ink.ellipse(x, -700, 36, 36), "#8f99aa")
    pen.box(-190, -1120, 380, 260, "#d9424b", radius=40, shade=(40, 0))
    pen.box(-210, -1140, 420, 50, "#c03540", radius=20)
    for x in (-90, 20, 110):
        pen.fill(ink.brush([(x, -1180), (x + 40, -1300), (x - 20, -1420), (x + 30, -1540)], 60), "#ffffff", alpha=0.4)


def _jar(pen: Pen, *, colour: str = "#e2563d") -> None:
    """A storage jar."""
    pen.box(-80, -230, 160, 230, colour, radius=34, shade=(24, 0))
    pen.box(-66, -280, 132, 60, "#f0e4c8", radius=14)


def _bowl(pen: Pen) -> None:
    """A bowl of fruit."""
    for x, y, tone in ((-90, -150, "#e2563d"), (0, -180, "#f4b13d"), (95, -150, "#8fb86a")):
        pen.shape(ink.ellipse(x, y, 78, 76), tone, shade=(14, 14))
    pen.shape(ink.smooth([(-210, -130), (210, -130), (120, 0), (-120, 0)], tension=0.6), "#4f9ab0", shade=(0, 20))


def cafe(scene: Scenery) -> None:
    """A café: counter with a machine, a board, hanging lamps, tables by a window to the street."""
    room(scene, wall="#b8785a", floor="#8a5a44", planks="tiles")
    view_window(scene, 1900, -2000, 700, 1700, 1350, city=True)
    scene.poly(back_quad(1900, 350, 1500, 1400, 2150), "#2f2a3e", line=1)
    rows = [((470, y, 1895), (470 + w, y, 1895)) for y, w in ((2030, 620), (1900, 820), (1770, 700), (1640, 860), (1510, 560))]
    scene.lines(rows, "#f4ecd8", width=1.1, alpha=0.8)
    scene.poly(back_quad(1500, 250, 2300, 0, 820), "#6a4038", line=1)
    scene.lines([((x, 40, 1495), (x, 760, 1495)) for x in range(420, 2300, 180)], "#2b1a30", width=0.6, alpha=0.5)
    scene.poly([(200, 880, 1440), (2300, 880, 1440), (2300, 880, 1800), (200, 880, 1800)], "#d8a878", line=0.8)
    scene.poly(back_quad(1440, 200, 2300, 800, 880), "#b8855c", line=0.8)
    scene.stand(_coffee_machine, 1000, 1600, y=880)
    for x, tone in ((1550, "#e2563d"), (1800, "#f4b13d")):
        scene.stand(_jar, x, 1600, y=880, colour=tone)
    scene.stand(house.table, -1500, 1200, size=0.8, cloth="#d9424b")
    scene.stand(house.chair, -2050, 1150, colour="#3f7a78")
    scene.stand(house.chair, -900, 1150, colour="#3f7a78", flip=True)
    for x in (-1500, 0, 1300):
        pendant(scene, x, 1000, drop=2150, colour="#3f7a78")


def _coffee_machine(pen: Pen) -> None:
    """A coffee machine with two cups."""
    pen.box(-300, -480, 600, 480, "#c9ced8", radius=30, shade=(50, 0))
    pen.box(-240, -260, 480, 230, "#3a3656", radius=14)
    pen.box(-320, -560, 640, 100, "#d9424b", radius=30)
    for x in (-120, 120):
        pen.box(x - 26, -270, 52, 90, "#8f99aa", radius=8)
        pen.box(x - 46, -130, 92, 90, "#fff4e4", radius=16)


def train(scene: Scenery) -> None:
    """A carriage: windows with a land going by, seats on both sides, straps, luggage racks."""
    wide, deep, high, near = 1350.0, 6500.0, 2250.0, scene.cam.near
    scene.wash(scene.tint("#d8c4a8"))
    scene.poly([(-wide, high, deep), (wide, high, deep), (wide, high, near), (-wide, high, near)], "#efe4d0", line=0.8)
    scene.poly([(-wide, 0, deep), (wide, 0, deep), (wide, 0, near), (-wide, 0, near)], "#8a6f7a", line=0.8)
    scene.lines([((x, 0, near), (x, 0, deep)) for x in (-500, -250, 0, 250, 500)], "#4a3050", width=0.5, alpha=0.4)
    scene.poly(back_quad(deep, -wide, wide, 0, high), "#b8a088", line=0.8)
    scene.poly(back_quad(deep - 5, -420, 420, 0, 1750), "#7a8f9a", line=0.8)
    scene.poly(back_quad(deep - 9, -220, 220, 900, 1600), "#bfe0ee", line=0.7)
    for side in (-1, 1):
        _carriage_side(scene, side * wide, deep, high)
    for z in range(int(deep) - 900, -100, -1200):
        pendant(scene, 0, z, drop=2180, high=2250, colour="#f0d8a0")
    for side in (-1, 1):
        for z in (4200, 2900, 1600, 500):
            scene.stand(_seat_row, side * 900, z, flip=side > 0)


def _carriage_side(scene: Scenery, x: float, deep: float, high: float) -> None:
    near = scene.cam.near
    top, middle, low = scene.mood.sky
    scene.poly(side_quad(x, near, deep, 0, high), "#a8705a", line=0.8)
    scene.poly(side_quad(x, near, deep, 780, high), "#e6d0ac", line=0.6)
    for z in range(-1400, int(deep) - 800, 1300):
        if z < near:
            continue
        first, last = scene.cam.at(x, 1800, z), scene.cam.at(x, 950, z)
        scene.poly(side_quad(x, z - 50, z + 1050, 900, 1850), "#8a5a44", line=0.8)
        scene.shine(
            side_quad(x, z, z + 1000, 950, 1800), Linear(first, last, (Stop(0, top), Stop(0.6, middle), Stop(1, low))), line=0.7
        )
        hill = [(x, 950, z), (x, 1180, z), (x, 1300, z + 380), (x, 1160, z + 700), (x, 1240, z + 1000), (x, 950, z + 1000)]
        scene.shine(hill, ink.mix(ink.mix("#4f8a6a", low, 0.3), scene.mood.haze, 0.2))
    out = x * 0.78
    scene.poly([(x, 1980, near), (out, 1980, near), (out, 1980, deep), (x, 1980, deep)], "#8f7a8a", line=0.8)


def _seat_row(pen: Pen) -> None:
    """A bench seat seen from the aisle."""
    pen.box(-330, -880, 190, 880, "#4f7a94", radius=60, shade=(30, 0))
    pen.shape(ink.rectangle(Box(-320, -420, 640, 180), radius=60), "#5f8fa8", shade=(0, 30))
    pen.box(-280, -250, 560, 250, "#46425f", radius=20)
    pen.box(-350, -940, 230, 120, "#e6d8b8", radius=40)


def backdrop(scene: Scenery) -> None:
    """The plain ground of a portrait: a soft tone of its own with a light behind the head."""
    tones = ("#7fa8c9", "#c98f7f", "#8fb89a", "#a893c9", "#d0a860", "#6f9aa8")
    tone = ink.pick(tones, scene.seed)
    box, cam = scene.cam.frame, scene.cam
    centre = Point(cam.width / 2, cam.height * 0.45)
    radius = max(cam.width, cam.height) * 0.75
    stops = (Stop(0, ink.mix(tone, "#fff8e8", 0.7)), Stop(0.55, tone), Stop(1, ink.mix(tone, "#2b1a50", 0.35)))
    scene.back.append(Path(ink.rectangle(box), fill=Radial(centre, radius, stops)))
    scene.back.append(glow_group(centre, radius * 0.6, "#ffffff", 0.35))
