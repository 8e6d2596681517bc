"""The head: skull, ears, face and hair in the right order, in the head's own coordinates (see `face`)."""

from __future__ import annotations

from comics.drawing import ink
from comics.drawing.displaylist import Group, Item, Path
from comics.drawing.geometry import Point
from comics.engines.storyboard import face, hair, hair_cuts, muzzles
from comics.engines.storyboard.face import Head, Mood, Set
from comics.engines.storyboard.look_model import Look
from comics.engines.storyboard.mouths import mouth
from comics.engines.storyboard.parts import Expression
from comics.engines.storyboard.pen import Pen, placed

# How the features sit by age (units of the head); the young have them lower and larger.
SETS = {"baby": Set(eye_y=38, eye_x=62, eye_w=27, eye_h=36, brow_y=52, mouth_y=100, mouth_w=0.72, cheek_y=82, cheek_x=92,
    brow_w=8), "child": Set(eye_y=32, eye_x=60, eye_w=28, eye_h=39, brow_y=56, mouth_y=101, mouth_w=0.9, cheek_y=82,
    cheek_x=92, brow_w=9.5), "teen": Set(eye_y=26, eye_x=59, eye_w=27, eye_h=37, mouth_y=99),
    "adult": Set(eye_y=20, eye_x=58, eye_w=25.5, eye_h=34, mouth_y=98),
    "elder": Set(eye_y=20, eye_x=58, eye_w=23, eye_h=29, brow_y=48, mouth_y=98, brow_w=12)}  # fmt: skip


def spots_of(look: Look) -> Set:
    """Where the features of a look's face sit."""
    return SETS[look.age] if look.species == "human" else muzzles.beast_of(look).spots


def draw_head(pen: Pen, look: Look, expression: Expression, *, turn: float, back: bool, talking: bool) -> Head:
    """The head of a look with an expression, turned `turn` to the right (0–1), or seen from behind."""
    if look.species != "human":
        return muzzles.draw_beast_head(pen, look, expression, turn=turn, back=back, talking=talking)
    return _human(pen, look, face.mood_of(look.mood, expression), turn=turn, back=back, talking=talking)


def _human(pen: Pen, look: Look, mood: Mood, *, turn: float, back: bool, talking: bool) -> Head:
    cut = hair_cuts.CUTS[_under_hat(look)](turn)
    spots = SETS[look.age]._replace(brow_colour=look.hair)
    d = skull_outline(look, turn)
    behind = hair.hair_behind(pen, cut, look.hair)
    items = _ears(pen, look, turn, back=back)
    items += pen.shape(d, look.skin, depth=22, rim=6)
    if back:
        items += hair.hair_nape(pen, cut, look.hair)
        return Head((), tuple(items), Point(0, spots.mouth_y), -130, 130, -40, 150)
    items += _features(pen, look, mood, spots, turn=turn, talking=talking, clip=d)
    items += hair.hair_over(pen, cut, look.hair, turn=turn)
    items += face.brows(pen, spots, mood, turn=turn) + face.marks(pen, spots, mood, turn=turn, skin=look.skin)
    if look.cut in ("bald", "balding"):
        x = pen.sun * 46
        items.append(pen.stroke(ink.arc((x - 30, -112), (x + 34, -104), 10), pen.glow(look.skin), 13, alpha=0.8))
    mouth_at = Point(spots.mouth_x + spots.shift * turn * 1.05, spots.mouth_y)
    return Head(tuple(behind), tuple(items), mouth_at, -120 + 10 * turn, 122 + 8 * turn, spots.eye_y - spots.eye_h, 152)


# What tall hair becomes under a hat, and hair under cloth that hides it.
_FLAT = {"spiky": "messy", "afro": "curly", "bun": "swept", "mohawk": "buzz", "messy": "short", "pigtails": "braids"}


def _under_hat(look: Look) -> str:
    hat = look.worn("hat")
    if hat is None or hat.kind in ("bow", "clip", "headband", "crown"):
        return look.cut
    if hat.kind in ("headscarf", "turban"):
        return "bald"
    return "short" if hat.kind == "hood" else _FLAT.get(look.cut, look.cut)


def skull_outline(look: Look, turn: float) -> str:
    """The outline of a human head: rounder for the young, squarer in the jaw for strong and bearded people."""
    round_ = {"baby": 1.1, "child": 1.05, "teen": 0.98}.get(look.age, 0.94)
    jaw = 8.0 if look.gender == "male" and look.age in ("adult", "elder") else 0.0
    jaw += 6.0 if look.build in ("sturdy", "strong") else 0.0
    c = 14.0 * turn
    left = [(-40 + c - jaw, 145), (-88 * round_ + c * 0.6 - jaw, 112), (-121 * round_, 62), (-134, -6), (-128, -74)]
    right = [
        (126, -74),
        (127 - 4 * turn, -10),
        (121 * round_ + 6 * turn, 58),
        (90 * round_ + c + jaw * 0.7, 112),
        (44 + c + jaw, 146),
    ]
    return ink.smooth([(c, 152), *left, (-84, -134), (0, -158), (84, -134), *right])


def _ears(pen: Pen, look: Look, turn: float, *, back: bool) -> list[Item]:
    items: list[Item] = []
    places = [(-132 + 14 * turn, 1.0)] if turn > 0.5 else [(-132, 1.0), (132, -1.0)]
    for x, way in places:
        d = ink.smooth([(0, -26), (-20, -30), (-30, -6), (-22, 22), (-4, 34), (8, 10)])
        drawn = pen.shape(d, look.skin, depth=8, width=9)
        if not back:
            drawn.append(pen.stroke([(-4, -16), (-19, -12), (-15, 6), (-8, 12)], pen.line(look.skin), 5))
        items.append(Group(tuple(drawn), transform=placed(x, 32, flip=way < 0)))
    return items


def _features(pen: Pen, look: Look, mood: Mood, spots: Set, *, turn: float, talking: bool, clip: str) -> list[Item]:
    items: list[Item] = []
    lashes = look.gender == "female"
    fringe = Path(
        ink.smooth([(-140, -140), (140, -140), (140, -22), (20 + 20 * turn, -34), (-140, -14)]),
        fill=pen.light.shadow,
        fill_alpha=0.2,
    )
    cheeks = face.cheeks(pen, spots, mood, skin=look.skin, turn=turn)
    if look.cut not in ("bald", "balding", "mohawk", "buzz"):
        items.append(Group((fringe,), clip=clip))
    items += cheeks
    if look.beard:
        items += beard(pen, look, spots, turn, clip)
    items += face.eyes(pen, spots, mood, iris=look.eyes, lid=look.skin, turn=turn, lashes=lashes)
    items += _nose(pen, look, spots, turn)
    kind = mood.talk if talking else mood.mouth
    wide = spots.mouth_w * (1 - 0.1 * turn)
    at = placed(spots.shift * turn * 1.05, spots.mouth_y)._replace(a=wide, d=spots.mouth_w)
    items.append(Group(tuple(mouth(pen, kind, look.skin)), transform=at))
    items += _age_marks(pen, look, spots, turn)
    return items


def _nose(pen: Pen, look: Look, spots: Set, turn: float) -> list[Item]:
    x, y = spots.shift * turn * 1.45, spots.eye_y + spots.eye_h + (6 if look.age in ("baby", "child") else 10)
    line = pen.line(look.skin)
    if look.age in ("baby", "child"):
        return [pen.stroke(ink.arc((x - 7, y), (x + 8, y - 1), -4, steps=4), line, 6)]
    if turn < 0.5:
        return [pen.stroke([(x + 5, y - 14), (x + 10, y), (x + 1, y + 6), (x - 8, y + 3)], line, 6)]
    return [pen.stroke([(x + 3, y - 18), (x + 13, y - 1), (x + 7, y + 6), (x - 5, y + 4)], line, 6.5)]


def _age_marks(pen: Pen, look: Look, spots: Set, turn: float) -> list[Item]:
    line = pen.line(look.skin)
    items: list[Item] = []
    shift = spots.shift * turn
    if look.age == "elder":
        for way in (-1, 1):
            x, narrow = face.eye_place(spots, way, turn)
            items.append(
                pen.stroke(
                    ink.arc((x - 17 * narrow, spots.eye_y + 38), (x + 18 * narrow, spots.eye_y + 37), -5, steps=4), line, 4.5
                )
            )
            items.append(pen.stroke([(shift + way * 36, 78), (shift + way * 45, 92), (shift + way * 43, 108)], line, 4.5))
    if "freckles" in look.marks:
        tone = ink.mix(look.skin, "#8a3f1e", 0.45)
        for way in (-1, 1):
            x = way * spots.cheek_x * (1 - 0.14 * turn) + shift * 0.9
            items += [
                Path(ink.ellipse(x + dx, spots.cheek_y - 8 + dy, 3.4, 3), fill=tone)
                for dx, dy in ((-13, 0), (0, -6), (12, 1), (-5, 8), (8, 9))
            ]
    if "scar" in look.marks:
        x = shift - 62
        items.append(pen.stroke([(x - 6, 52), (x + 2, 74), (x + 10, 100)], ink.mix(look.skin, "#b02a3a", 0.5), 7))
    return items


def beard(pen: Pen, look: Look, spots: Set, turn: float, clip: str) -> list[Item]:
    """Facial hair: a moustache, stubble, a short or a long beard; drawn under the mouth."""
    c = spots.shift * turn
    items: list[Item] = []
    if look.beard == "stubble":
        shadow = ink.smooth([(-130, 60), (-70 + c, 84), (c, 76), (70 + c, 84), (132, 60), (100, 150), (c, 170), (-100, 150)])
        return [Group((Path(shadow, fill=ink.mix(look.hair, pen.light.shadow, 0.3), fill_alpha=0.28),), clip=clip)]
    if look.beard in ("beard", "long_beard"):
        foot = 236 if look.beard == "long_beard" else 178
        d = ink.bows([(-128, 26, 0.0), (-112 + c * 0.3, 112, 0.06), (-64 + c, foot - 18, 0.08), (-30 + c, foot - 8, -0.02),
            (c, foot + 10, 0.05), (32 + c, foot - 8, 0.05), (66 + c, foot - 18, -0.02), (116 + c * 0.5, 110, 0.08),
            (128, 26, 0.06), (100 + c * 0.4, 74, -0.08), (52 + c, 72, -0.1), (c, 84, -0.06), (-52 + c, 72, -0.06),
            (-98 + c * 0.4, 74, -0.1)])  # fmt: skip
        items += pen.shape(d, look.hair, depth=16, width=8)
        items += [
            pen.stroke([(c + x, 122), (c + x * 0.9, 146), (c + x * 0.7, foot - 14)], pen.line(look.hair), 5)
            for x in (-58, -24, 28, 62)
        ]
        lips = ink.ellipse(c * 1.05, spots.mouth_y + 4, 40, 26)
        items.append(Path(lips, fill=pen.base(look.skin)))
    if look.beard == "goatee":
        d = ink.bows([(c - 24, 122, 0.0), (c, 186, 0.12), (c + 24, 122, 0.12), (c, 130, -0.1)])
        items += pen.shape(d, look.hair, depth=8, width=7)
    if look.beard in ("moustache", "beard", "long_beard", "goatee"):
        y = spots.mouth_y - 22
        d = ink.bows([(c, y - 6, 0.0), (c - 58, y + 16, 0.18), (c, y + 12, 0.1), (c + 58, y + 16, 0.1), (c, y - 6, 0.18)])
        items += pen.shape(
            ink.bows([(c, y - 7, 0.0), (c + 60, y + 18, 0.2), (c, y + 10, 0.05), (c - 60, y + 18, 0.05), (c, y - 7, 0.2)]),
            look.hair,
            depth=6,
            width=7,
        )
    return items
