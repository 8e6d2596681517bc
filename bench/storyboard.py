"""Times storyboard panels beside resvg drawing the very same SVG by itself."""

from bench import Measure, best_of
from comics.drawing import raster, svg
from comics.engines.catalogue import engine
from comics.engines.contract import Brief, CastMember, PanelBrief, Style

SIDE = 1024  # pixels
LIMIT = 3.0  # times resvg alone
CAST = (
    CastMember("Ren", role="fox detective", appearance="slim build, tan coat, calm eyes"),
    CastMember("Mino", role="child", appearance="short bob hair, yellow raincoat"),
)
SCENES = (
    ("rainy alley", "Wide shot of a rainy alley at dusk", "Ren notices Mino alone near a lantern"),
    ("forest", "Medium shot in a forest on a sunny morning", "Ren kneels and offers a map, Mino smiles"),
    ("kitchen", "Close shot in a kitchen at night", "Mino laughs"),
)


def main() -> list[Measure]:
    """One row a scene."""
    return [measured(name, scene, action) for name, scene, action in SCENES]


def measured(name: str, scene: str, action: str) -> Measure:
    """Reading, staging, drawing and encoding a panel, against resvg with the finished SVG."""
    maker = engine("storyboard")
    panel = PanelBrief(name, scene=scene, action=action, width=SIDE, height=SIDE)
    brief = Brief((panel,), cast=CAST, style=Style(palette="warm dusk palette"))
    maker.draw(brief, name)
    text = svg.write(maker.draw_drawing(brief, name), width=SIDE, height=SIDE)
    return Measure(
        name=f"storyboard panel, {name}",
        ours=best_of(3, lambda: maker.draw(brief, name)),
        peer=best_of(3, lambda: raster.image(text, SIDE, SIDE)),
        against="resvg alone",
        limit=LIMIT,
    )
