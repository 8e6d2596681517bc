"""The words by which authors tell looks: colours, garments, hair, ages, kinds of creatures, trades.

Tables only; `look_reading` applies them. Words are lower case and singular; words of several parts are joined by a space.
"""

from __future__ import annotations

COLOURS: dict[str, str] = {
    "red": "#d9403a", "crimson": "#b3203c", "scarlet": "#e03326", "maroon": "#7d2436", "burgundy": "#7a2340", "ruby": "#c21f4a",
    "orange": "#f08a2c", "rust": "#b5532a", "copper": "#b8673c", "amber": "#eda52f", "peach": "#f7b995", "coral": "#f4796b",
    "yellow": "#f9c82f", "gold": "#e8b53a", "golden": "#e8b53a", "mustard": "#d1a02f", "lemon": "#f7e25a", "cream": "#f7ecd2",
    "green": "#4d9a54", "emerald": "#1f9463", "olive": "#7c8440", "lime": "#9ccf3d", "mint": "#9fdcc0", "teal": "#27908f",
    "forest": "#2f6a43", "turquoise": "#33b3b0", "aqua": "#4cc5cf", "cyan": "#3fb8d8", "blue": "#3f6fc4", "navy": "#27386e",
    "azure": "#4f9be0", "indigo": "#443c94", "cobalt": "#2a56b8", "sapphire": "#2453a8", "sky": "#7cbdea", "purple": "#7d4fa8",
    "violet": "#7b52b8", "lavender": "#b49bdb", "lilac": "#c3a3dc", "plum": "#71365f", "magenta": "#c33b8f", "pink": "#ee87a8",
    "rose": "#dd6f86", "fuchsia": "#d43f97", "brown": "#7b4e32", "chestnut": "#7a3f26", "auburn": "#8c3b22", "chocolate": "#553424",
    "tan": "#c89b62", "beige": "#dcc39a", "khaki": "#b3a26d", "sand": "#dcc08c", "camel": "#bd8d55", "caramel": "#b9783f",
    "hazel": "#8a6a34", "black": "#33303f", "ebony": "#2d2830", "charcoal": "#454550", "jet": "#2b2833", "white": "#f6f2ea",
    "ivory": "#f5ecd8", "snow": "#f6f4f0", "grey": "#8b8d98", "gray": "#8b8d98", "silver": "#c5cad4", "ash": "#a8a5a3",
    "bronze": "#a87842", "blond": "#eec96b", "blonde": "#eec96b", "ginger": "#d9692c", "denim": "#4b6a9c",
    # Other languages that authors of this studio write in, where the word is no English one.
    "merah": "#d9403a", "biru": "#3f6fc4", "hijau": "#4d9a54", "kuning": "#f9c82f", "hitam": "#33303f", "putih": "#f6f2ea",
    "coklat": "#7b4e32", "rojo": "#d9403a", "roja": "#d9403a", "azul": "#3f6fc4", "verde": "#4d9a54", "amarillo": "#f9c82f",
    "negro": "#33303f", "blanco": "#f6f2ea", "rouge": "#d9403a", "bleu": "#3f6fc4", "vert": "#4d9a54", "jaune": "#f9c82f",
    "rot": "#d9403a", "blau": "#3f6fc4", "gelb": "#f9c82f", "schwarz": "#33303f", "braun": "#7b4e32",
}  # fmt: skip
SHADES: dict[str, tuple[str, float]] = {
    "light": ("#ffffff", 0.3), "pale": ("#ffffff", 0.42), "pastel": ("#ffffff", 0.45), "bright": ("#fff3c0", 0.08),
    "dark": ("#16102a", 0.38), "deep": ("#16102a", 0.28), "faded": ("#cfc9c4", 0.35), "dusty": ("#b9aaa6", 0.35),
}  # fmt: skip

# Words of a garment: slot, kind, and its usual colour where it has one.
GARMENTS: dict[str, tuple[str, str, str]] = {
    "coat": ("coat", "coat", ""), "overcoat": ("coat", "coat", ""), "trench coat": ("coat", "trench", "#c8a468"),
    "trenchcoat": ("coat", "trench", "#c8a468"), "duster": ("coat", "trench", "#8a6a48"), "raincoat": ("coat", "raincoat", "#f9c82f"),
    "mackintosh": ("coat", "raincoat", "#d3b777"), "anorak": ("coat", "raincoat", ""), "parka": ("coat", "parka", "#66724a"),
    "jacket": ("coat", "jacket", ""), "leather jacket": ("coat", "jacket", "#4a3a38"), "blazer": ("coat", "jacket", "#2e3f6b"),
    "denim jacket": ("coat", "jacket", "#4b6a9c"), "cardigan": ("coat", "cardigan", ""), "windbreaker": ("coat", "jacket", ""),
    "lab coat": ("coat", "lab coat", "#f4f4f2"), "robe": ("coat", "robe", ""), "kimono": ("coat", "kimono", ""),
    "habit": ("coat", "robe", "#4a4350"), "toga": ("coat", "robe", "#f4efe4"), "bathrobe": ("coat", "robe", "#e7b8c0"),
    "waistcoat": ("coat", "vest", ""), "vest": ("coat", "vest", ""), "shirt": ("top", "shirt", ""), "blouse": ("top", "blouse", "#f4efe4"),
    "t-shirt": ("top", "t-shirt", ""), "tee": ("top", "t-shirt", ""), "tank top": ("top", "t-shirt", ""), "polo": ("top", "polo", ""),
    "sweater": ("top", "sweater", ""), "jumper": ("top", "sweater", ""), "pullover": ("top", "sweater", ""),
    "turtleneck": ("top", "sweater", ""), "sweatshirt": ("top", "sweater", ""), "hoodie": ("top", "hoodie", ""),
    "tunic": ("top", "tunic", ""), "dress": ("top", "dress", ""), "sundress": ("top", "dress", "#f7d36a"), "frock": ("top", "dress", ""),
    "gown": ("top", "gown", ""), "suit": ("top", "suit", "#3c4258"), "tuxedo": ("top", "suit", "#2c2a36"),
    "uniform": ("top", "uniform", "#33477e"), "school uniform": ("top", "uniform", "#2e3f6b"), "armour": ("top", "armour", "#a9b4c4"),
    "armor": ("top", "armour", "#a9b4c4"), "chainmail": ("top", "armour", "#98a2b0"), "overalls": ("top", "overalls", "#4b6a9c"),
    "overall": ("top", "overalls", "#4b6a9c"), "dungarees": ("top", "overalls", "#4b6a9c"), "jumpsuit": ("top", "jumpsuit", "#d9692c"),
    "spacesuit": ("top", "spacesuit", "#eef0f4"), "space suit": ("top", "spacesuit", "#eef0f4"), "pyjamas": ("top", "pyjamas", "#9cc3e8"),
    "pajamas": ("top", "pyjamas", "#9cc3e8"), "onesie": ("top", "pyjamas", "#f2c1cf"), "swimsuit": ("top", "t-shirt", "#d9403a"),
    "trousers": ("legs", "trousers", ""), "pants": ("legs", "trousers", ""), "jeans": ("legs", "trousers", "#4b6a9c"),
    "slacks": ("legs", "trousers", ""), "leggings": ("legs", "leggings", "#45405e"), "tights": ("legs", "leggings", "#45405e"),
    "shorts": ("legs", "shorts", ""), "breeches": ("legs", "trousers", "#7a6248"), "skirt": ("legs", "skirt", ""), "kilt": ("legs", "skirt", "#a8433c"),
    "long skirt": ("legs", "long skirt", ""), "boots": ("feet", "boots", "#6b4630"), "wellingtons": ("feet", "wellingtons", "#d84a3c"),
    "wellies": ("feet", "wellingtons", "#d84a3c"), "rain boots": ("feet", "wellingtons", "#d84a3c"), "shoes": ("feet", "shoes", "#5a4034"),
    "sneakers": ("feet", "sneakers", "#d9534f"), "trainers": ("feet", "sneakers", "#5f8fd0"), "sandals": ("feet", "sandals", "#9c6f45"),
    "slippers": ("feet", "shoes", "#d98aa0"), "heels": ("feet", "shoes", "#b3203c"), "loafers": ("feet", "shoes", "#5a4034"),
    "hat": ("hat", "hat", ""), "fedora": ("hat", "hat", "#6a5340"), "trilby": ("hat", "hat", "#6a5340"), "bowler": ("hat", "bowler", "#33303f"),
    "top hat": ("hat", "top hat", "#33303f"), "straw hat": ("hat", "straw hat", "#ecc974"), "sunhat": ("hat", "straw hat", "#ecc974"),
    "cowboy hat": ("hat", "straw hat", "#8a5f3a"), "witch hat": ("hat", "witch hat", "#4a3a72"), "wizard hat": ("hat", "witch hat", "#3b4d9c"),
    "pointed hat": ("hat", "witch hat", "#4a3a72"), "chef's hat": ("hat", "chef's hat", "#fbf8f2"), "chef hat": ("hat", "chef's hat", "#fbf8f2"),
    "pirate hat": ("hat", "pirate hat", "#33303f"), "tricorn": ("hat", "pirate hat", "#33303f"), "cap": ("hat", "cap", ""),
    "baseball cap": ("hat", "cap", ""), "flat cap": ("hat", "beret", "#7d7264"), "beret": ("hat", "beret", "#b3203c"),
    "beanie": ("hat", "beanie", ""), "woolly hat": ("hat", "beanie", ""), "bobble hat": ("hat", "beanie", ""), "crown": ("hat", "crown", "#f2c240"),
    "tiara": ("hat", "crown", "#f2c240"), "helmet": ("hat", "helmet", "#a9b4c4"), "hood": ("hat", "hood", ""), "hijab": ("hat", "headscarf", ""),
    "headscarf": ("hat", "headscarf", ""), "veil": ("hat", "headscarf", "#f4efe4"), "turban": ("hat", "turban", ""),
    "headband": ("hat", "headband", ""), "bandana": ("hat", "headband", "#d9403a"), "bow": ("hat", "bow", "#e2557a"),
    "ribbon": ("hat", "bow", "#e2557a"), "hairclip": ("hat", "clip", "#ee5f8a"), "hairpin": ("hat", "clip", "#ee5f8a"),
    "glasses": ("glasses", "glasses", "#453a4a"), "spectacles": ("glasses", "glasses", "#453a4a"), "sunglasses": ("glasses", "sunglasses", "#2c2a36"),
    "goggles": ("glasses", "goggles", "#8a5f3a"), "monocle": ("glasses", "monocle", "#e8b53a"), "eyepatch": ("glasses", "eyepatch", "#33303f"),
    "eye patch": ("glasses", "eyepatch", "#33303f"), "mask": ("glasses", "mask", "#33303f"), "scarf": ("scarf", "scarf", ""),
    "shawl": ("scarf", "scarf", ""), "muffler": ("scarf", "scarf", ""), "tie": ("tie", "tie", "#a8324a"), "necktie": ("tie", "tie", "#a8324a"),
    "bow tie": ("tie", "bow tie", "#a8324a"), "bowtie": ("tie", "bow tie", "#a8324a"), "necklace": ("tie", "necklace", "#e8b53a"),
    "pendant": ("tie", "necklace", "#e8b53a"), "amulet": ("tie", "necklace", "#e8b53a"), "medallion": ("tie", "necklace", "#e8b53a"),
    "backpack": ("pack", "backpack", ""), "rucksack": ("pack", "backpack", ""), "satchel": ("pack", "satchel", "#8a5f3a"),
    "schoolbag": ("pack", "backpack", ""), "knapsack": ("pack", "backpack", ""), "messenger bag": ("pack", "satchel", "#8a5f3a"),
    "quiver": ("pack", "backpack", "#7b4e32"), "jetpack": ("pack", "backpack", "#a9b4c4"), "cape": ("cape", "cape", ""), "cloak": ("cape", "cape", ""),
    "poncho": ("cape", "cape", ""), "apron": ("apron", "apron", "#f6f2ea"), "gloves": ("gloves", "gloves", ""), "mittens": ("gloves", "gloves", ""),
    "gauntlets": ("gloves", "gloves", "#98a2b0"), "belt": ("belt", "belt", "#6b4630"), "sash": ("belt", "belt", ""), "earring": ("ears", "earrings", "#f2c240"),
    "hoop": ("ears", "earrings", "#f2c240"), "jaket": ("coat", "jacket", ""), "topi": ("hat", "hat", ""), "abrigo": ("coat", "coat", ""),
    "sombrero": ("hat", "straw hat", "#ecc974"), "manteau": ("coat", "coat", ""), "mantel": ("coat", "coat", ""), "chapeau": ("hat", "hat", ""),
}  # fmt: skip

# Creatures: the kind of head that is drawn, usual fur and its lighter part, markings.
CREATURES: dict[str, tuple[str, str, str, str]] = {
    "fox": ("fox", "#e8762d", "#fff1dd", ""), "vixen": ("fox", "#e06a2a", "#fff1dd", ""), "wolf": ("wolf", "#7d8597", "#e6e8ee", ""),
    "coyote": ("wolf", "#b08a5a", "#efe2c8", ""), "husky": ("wolf", "#6f7c92", "#f4f6fa", ""), "cat": ("cat", "#f0a04b", "#fff0dc", "stripes"),
    "kitten": ("cat", "#f0a04b", "#fff0dc", "stripes"), "tomcat": ("cat", "#8a8f9c", "#eef0f4", "stripes"), "tiger": ("cat", "#f08c2e", "#fff1dd", "stripes"),
    "lion": ("lion", "#e9b45c", "#fff1d6", ""), "lioness": ("cat", "#e9b45c", "#fff1d6", ""), "panther": ("cat", "#3a3746", "#6a6578", ""),
    "leopard": ("cat", "#eab54f", "#fff1d6", ""), "dog": ("dog", "#d9a05b", "#fbeed8", "patch"), "puppy": ("dog", "#d9a05b", "#fbeed8", "patch"),
    "hound": ("dog", "#b9793f", "#f4e4c8", ""), "rabbit": ("rabbit", "#d8cfc8", "#fffaf4", ""), "bunny": ("rabbit", "#f0e6de", "#ffffff", ""),
    "hare": ("rabbit", "#b98f63", "#f6e8d2", ""), "bear": ("bear", "#8a5a36", "#e3c195", ""), "teddy": ("bear", "#b98048", "#f0d8ae", ""),
    "panda": ("panda", "#f7f4ee", "#ffffff", ""), "koala": ("bear", "#98a0ae", "#e4e8ee", ""), "mouse": ("mouse", "#a9a3ad", "#f1e9e6", ""),
    "rat": ("mouse", "#7f7680", "#dcd2d0", ""), "hamster": ("mouse", "#e2a860", "#fff0dc", ""), "squirrel": ("mouse", "#c0652f", "#f8e0c2", ""),
    "hedgehog": ("mouse", "#8d6a4e", "#f0dcc0", ""), "monkey": ("monkey", "#8a5a36", "#f0c9a0", ""), "ape": ("monkey", "#5d4a44", "#c9a58a", ""),
    "bird": ("bird", "#4f9be0", "#eaf4fb", ""), "crow": ("bird", "#3b3a4c", "#6a6880", ""), "raven": ("bird", "#35344a", "#66647c", ""),
    "parrot": ("bird", "#3fae5a", "#f6e04a", ""), "duck": ("bird", "#f6d64a", "#fff6d8", ""), "chicken": ("bird", "#f7f2e6", "#ffffff", ""),
    "penguin": ("bird", "#3c4258", "#f7f7f4", ""), "eagle": ("bird", "#6b4a34", "#f6f2ea", ""), "sparrow": ("bird", "#a87c54", "#f2e4d0", ""),
    "owl": ("owl", "#9a7350", "#f0ddbd", ""), "frog": ("frog", "#6fb04a", "#e2f0b4", ""), "toad": ("frog", "#8d8a4e", "#e3dfb4", ""),
    "lizard": ("frog", "#5fae6a", "#e6f2c0", ""), "pig": ("pig", "#f3b0b4", "#fcd9d6", ""), "piglet": ("pig", "#f3b0b4", "#fcd9d6", ""),
    "raccoon": ("raccoon", "#8f929c", "#f0f0ee", ""), "badger": ("raccoon", "#6f7078", "#f4f4f2", ""), "robot": ("robot", "#9fb2c6", "#e4edf4", ""),
    "android": ("robot", "#b4c0cc", "#eef4f8", ""), "automaton": ("robot", "#b08a52", "#ecdcb8", ""), "droid": ("robot", "#c9ccd2", "#f2f4f6", ""),
    "rubah": ("fox", "#e8762d", "#fff1dd", ""), "kucing": ("cat", "#f0a04b", "#fff0dc", "stripes"), "anjing": ("dog", "#d9a05b", "#fbeed8", "patch"),
    "zorro": ("fox", "#e8762d", "#fff1dd", ""), "gato": ("cat", "#f0a04b", "#fff0dc", "stripes"), "perro": ("dog", "#d9a05b", "#fbeed8", "patch"),
    "renard": ("fox", "#e8762d", "#fff1dd", ""), "fuchs": ("fox", "#e8762d", "#fff1dd", ""), "oso": ("bear", "#8a5a36", "#e3c195", ""),
    "hase": ("rabbit", "#d8cfc8", "#fffaf4", ""), "hund": ("dog", "#d9a05b", "#fbeed8", "patch"), "katze": ("cat", "#f0a04b", "#fff0dc", "stripes"),
}  # fmt: skip

AGES: dict[str, tuple[str, ...]] = {
    "baby": ("baby", "infant", "newborn", "toddler", "bayi", "bebé", "bébé"),
    "elder": (
        "elderly", "aged", "elder", "grandmother", "grandma", "granny", "gran", "nana", "grandfather", "grandpa", "granddad", "gramps",
        "old man", "old woman", "old lady", "old sailor", "old wizard", "old captain", "old farmer", "old fisherman", "old king", "old witch",
        "old teacher", "old professor", "senior", "pensioner", "crone", "sage", "ancient", "abuela", "abuelo", "nenek", "kakek", "oma", "opa",
        "grand-mère", "grand-père", "great-aunt", "white-bearded", "white-haired", "very old", "retired", "octogenarian",
    ),
    "teen": ("teen", "teenager", "teenage", "adolescent", "high schooler", "high-school", "high school", "schoolgirl", "apprentice", "remaja"),
    "child": (
        "child", "kid", "boy", "girl", "little one", "schoolboy", "pupil", "preschooler", "youngster", "tween", "orphan", "cub",
        "kitten", "puppy", "piglet", "chick", "anak", "niño", "niña", "enfant", "kind", "son", "daughter", "grandson", "granddaughter",
    ),
    "adult": (
        "adult", "man", "woman", "mother", "father", "mom", "mum", "dad", "lady", "gentleman", "middle-aged", "grown-up", "parent",
        "aunt", "uncle", "wife", "husband", "ibu", "ayah", "madre", "padre",
    ),
}  # fmt: skip
FEMALE = frozenset(
    "female woman girl lady she her mother mom mum grandmother grandma granny gran nana aunt daughter sister queen princess witch "
    "wife waitress actress heroine vixen lioness niece bride schoolgirl granddaughter abuela nenek ibu madre niña mädchen frau "
    "mermaid goddess priestess empress duchess nun ballerina f feminine perempuan mujer femme great-aunt".split()
)
MALE = frozenset(
    "male man boy gentleman he his him father dad grandfather grandpa granddad gramps uncle son brother king prince wizard husband "
    "waiter actor nephew groom schoolboy grandson abuelo kakek ayah padre niño junge mann m masculine lad guy monk sir mister mr "
    "laki-laki hombre homme emperor duke warlock tomcat".split()
)
# Given names whose bearers most readers expect to be women or men; only asked where the words say nothing.
FEMALE_NAMES = frozenset(
    "ada alice amy ana anna bea bella clara daisy ella elsa emily emma eva eve fiona grace hana hannah helen ines ivy jane julia kate "
    "lena lily lucy luna maria marie mary maya mei mia mina mino molly nadia nina nora olga olivia rosa rose ruby sara sarah siti sofia "
    "sophie tina vera yuki zoe zoya".split()
)
MALE_NAMES = frozenset(
    "adam alex ali ben bob boris budi carlos charlie daniel dave david emil eric felix finn frank fred george hans harry henry hugo "
    "ivan jack jacob james jan jim joe john jonas jun karl kenji leo liam luca luis marco mark max mike milo nico noah oliver omar oscar "
    "otto paul peter pierre raj ravi ren robert sam simon theo thomas tim tom victor will".split()
)
BUILDS: dict[str, tuple[str, ...]] = {
    "slim": ("slim", "thin", "skinny", "slender", "lanky", "lean", "gaunt", "wiry", "petite", "bony", "willowy"),
    "sturdy": ("stocky", "chubby", "plump", "fat", "burly", "stout", "sturdy build", "heavyset", "heavy-set", "portly", "rotund", "tubby", "big-bellied"),
    "strong": ("muscular", "strong", "broad-shouldered", "athletic", "brawny", "hulking", "buff"),
}  # fmt: skip

CUT_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("bald", ("bald", "hairless", "shaved head", "shaven")), ("balding", ("balding", "receding", "thinning")),
    ("afro", ("afro",)), ("mohawk", ("mohawk",)), ("locs", ("dreadlocks", "dreads", "locs")), ("braids", ("braids", "braid", "plaits", "braided", "plaited")),
    ("pigtails", ("pigtails", "pigtail", "bunches", "twintails")), ("ponytail", ("ponytail", "pony tail", "pony-tail", "tied back")),
    ("bun", ("bun", "topknot", "top knot", "updo", "chignon")), ("bob", ("bob", "bobbed", "pageboy", "chin-length")),
    ("spiky", ("spiky", "spiked", "spikey")), ("curly", ("curly", "curls", "ringlets", "frizzy", "curled")), ("wavy", ("wavy", "waves", "shoulder-length")),
    ("buzz", ("buzz", "buzzcut", "crew cut", "cropped", "shaved", "close-cropped")), ("messy", ("messy", "tousled", "unruly", "wild", "shaggy", "scruffy", "disheveled", "windswept", "unkempt")),
    ("swept", ("slicked", "slick", "swept", "side part", "parted", "neat", "combed")), ("long", ("long", "flowing", "waist-length")), ("short", ("short",)),
)  # fmt: skip
# Cuts that are told without the word hair.
PLAIN_CUTS = frozenset(
    "bald hairless balding afro mohawk dreadlocks dreads locs braids plaits pigtails twintails ponytail bun topknot chignon ringlets curls buzzcut".split()
)
HAIR_COLOURS: dict[str, str] = {
    "black": "#2f2a3a", "dark": "#3a2b2e", "brown": "#6b4229", "brunette": "#5d3a27", "blond": "#edc465", "blonde": "#edc465", "red": "#c4502a",
    "ginger": "#d86a2c", "redhead": "#c8522a", "auburn": "#8c3b22", "grey": "#a3a3ad", "gray": "#a3a3ad", "white": "#ecebef", "silver": "#c9ccd6",
    "golden": "#e8b94f", "orange": "#ec7428", "chestnut": "#74402a", "sandy": "#cfa469", "dirty": "#b79058",
}  # fmt: skip
BEARDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("long_beard", ("long beard", "white-bearded", "flowing beard", "big beard", "bushy beard")), ("goatee", ("goatee",)), ("stubble", ("stubble", "unshaven")),
    ("beard", ("beard", "bearded")), ("moustache", ("moustache", "mustache")),
)  # fmt: skip
SKINS: tuple[str, ...] = ("#fbdcc4", "#f6cfae", "#efbf97", "#e3ab7e", "#cf9463", "#b27a4b", "#94603a", "#77482c", "#5a3624")
SKIN_WORDS: dict[str, str] = {
    "pale": "#fde3d0", "fair": "#fbdcc4", "light": "#f8d4b6", "rosy": "#fbd2bd", "olive": "#d8a874", "tan": "#d49d6a", "tanned": "#d49d6a",
    "golden": "#e0aa70", "bronze": "#b98150", "brown": "#9a663e", "dark": "#6e4328", "black": "#553323", "ebony": "#4d2e20", "green": "#8fbf6a",
    "blue": "#7fb0dc", "grey": "#b4b8c0", "gray": "#b4b8c0", "purple": "#a98bd0", "white": "#fbe6d8", "weathered": "#cf9463",
}  # fmt: skip
PEOPLES: dict[str, tuple[str, ...]] = {
    "african": SKINS[6:], "kenyan": SKINS[6:], "nigerian": SKINS[7:], "black": SKINS[6:], "indian": SKINS[4:7], "indonesian": SKINS[3:6],
    "mexican": SKINS[3:6], "latina": SKINS[3:6], "latino": SKINS[3:6], "asian": SKINS[1:4], "japanese": SKINS[1:3], "chinese": SKINS[1:4],
    "korean": SKINS[0:3], "arab": SKINS[3:5], "nordic": SKINS[0:1], "swedish": SKINS[0:1], "irish": SKINS[0:1], "european": SKINS[0:2],
    "alien": ("#8fbf6a", "#7fb0dc"), "zombie": ("#a5b98a",), "vampire": ("#ece2e4",), "goblin": ("#8aa84e",), "orc": ("#7d9a55",), "ghost": ("#dfe8f4",),
}  # fmt: skip
EYE_COLOURS: dict[str, str] = {
    "brown": "#6b4426", "dark": "#3b2a26", "blue": "#3f7fc8", "green": "#3f9460", "hazel": "#8a6a34", "grey": "#6f7d90", "gray": "#6f7d90",
    "amber": "#c98a24", "golden": "#d39a2a", "gold": "#d39a2a", "violet": "#7b52b8", "purple": "#7b52b8", "red": "#b3303a", "black": "#2c2630",
    "yellow": "#d9a92a", "silver": "#8f9aae", "teal": "#27908f",
}  # fmt: skip
MARKS: dict[str, tuple[str, ...]] = {
    "freckles": ("freckle", "freckled", "freckles"), "scar": ("scar", "scarred"), "elf": ("elf", "elven", "pointed ears", "pointy ears"),
}  # fmt: skip

# What a trade wears where the words name nothing for the slot: word of a garment, colour word or "" for its usual colour.
TRADES: dict[str, tuple[tuple[str, str], ...]] = {
    "detective": (("trench coat", ""), ("tie", "")), "inspector": (("trench coat", ""), ("tie", "")), "doctor": (("lab coat", ""), ("shirt", "sky")),
    "scientist": (("lab coat", ""), ("glasses", "")), "professor": (("blazer", "brown"), ("glasses", ""), ("bow tie", "")),
    "nurse": (("tunic", "sky"),), "police": (("uniform", "navy"), ("cap", "navy")), "officer": (("uniform", "navy"), ("cap", "navy")),
    "policeman": (("uniform", "navy"), ("cap", "navy")), "policewoman": (("uniform", "navy"), ("cap", "navy")), "knight": (("armour", ""), ("cape", "crimson")),
    "warrior": (("armour", "bronze"), ("cape", "red")), "soldier": (("uniform", "olive"), ("boots", ""), ("helmet", "olive")), "wizard": (("robe", "indigo"), ("wizard hat", "")),
    "sorcerer": (("robe", "violet"), ("wizard hat", "violet")), "mage": (("robe", "blue"), ("cape", "navy")), "witch": (("robe", "plum"), ("witch hat", "")),
    "pirate": (("coat", "crimson"), ("pirate hat", ""), ("boots", "")), "captain": (("coat", "navy"), ("cap", "navy")), "sailor": (("striped shirt", "navy"), ("trousers", "white"), ("cap", "white")),
    "chef": (("apron", ""), ("chef's hat", ""), ("shirt", "white")), "cook": (("apron", ""), ("chef's hat", "")), "baker": (("apron", ""), ("chef's hat", ""), ("shirt", "white")),
    "astronaut": (("spacesuit", ""), ("boots", "grey")), "cosmonaut": (("spacesuit", ""),), "pilot": (("leather jacket", ""), ("goggles", ""), ("scarf", "cream")),
    "king": (("robe", "crimson"), ("crown", ""), ("cape", "red")), "queen": (("gown", "violet"), ("crown", ""), ("cape", "purple")), "prince": (("tunic", "azure"), ("crown", ""), ("cape", "navy")),
    "princess": (("gown", "pink"), ("crown", "")), "farmer": (("overalls", ""), ("straw hat", ""), ("shirt", "red")), "gardener": (("overalls", "green"), ("straw hat", "")),
    "mechanic": (("overalls", ""), ("shirt", "grey")), "engineer": (("overalls", "orange"), ("goggles", "")), "student": (("school uniform", ""), ("backpack", "")),
    "teacher": (("cardigan", "teal"), ("glasses", "")), "librarian": (("cardigan", "plum"), ("glasses", "")), "superhero": (("jumpsuit", "blue"), ("cape", "red"), ("boots", "red"), ("mask", "")),
    "hero": (("cape", "red"), ("boots", "")), "ninja": (("robe", "charcoal"), ("headband", "")), "samurai": (("kimono", "indigo"),), "monk": (("robe", "rust"),),
    "nun": (("robe", "charcoal"), ("headscarf", "white")), "explorer": (("jacket", "khaki"), ("hat", "khaki"), ("backpack", "brown"), ("boots", "")),
    "adventurer": (("jacket", "brown"), ("satchel", ""), ("boots", "")), "archaeologist": (("jacket", "brown"), ("fedora", ""), ("satchel", "")), "businessman": (("suit", ""),),
    "businesswoman": (("suit", "navy"),), "lawyer": (("suit", ""),), "butler": (("suit", "black"), ("bow tie", "black")), "mayor": (("suit", "navy"), ("necklace", "")),
    "reporter": (("trench coat", ""), ("hat", "grey")), "journalist": (("jacket", "olive"), ("glasses", "")), "artist": (("apron", "cream"), ("beret", "")), "painter": (("apron", "cream"), ("beret", "")),
    "musician": (("waistcoat", "plum"), ("hat", "charcoal")), "cowboy": (("waistcoat", "brown"), ("cowboy hat", ""), ("boots", ""), ("bandana", "")), "sheriff": (("waistcoat", "brown"), ("cowboy hat", ""), ("boots", "")),
    "fisherman": (("raincoat", "yellow"), ("beanie", "navy"), ("wellingtons", "")), "firefighter": (("coat", "mustard"), ("helmet", "red"), ("boots", "")), "waiter": (("waistcoat", "black"), ("bow tie", "black")),
    "waitress": (("dress", "teal"), ("apron", "")), "grandmother": (("cardigan", "rose"), ("glasses", "")), "grandma": (("cardigan", "rose"), ("glasses", "")), "granny": (("cardigan", "lavender"), ("glasses", "")),
    "grandfather": (("cardigan", "olive"), ("flat cap", "")), "grandpa": (("cardigan", "olive"), ("flat cap", "")), "thief": (("hoodie", "charcoal"), ("mask", "")), "spy": (("suit", "black"), ("sunglasses", "")),
    "bride": (("gown", "white"), ("veil", "")), "vampire": (("suit", "black"), ("cape", "black")), "elf": (("tunic", "green"), ("cape", "forest")), "courier": (("jacket", "red"), ("cap", "red"), ("satchel", "")),
    "postman": (("jacket", "navy"), ("cap", "navy"), ("satchel", "")), "mail": (("jacket", "navy"), ("cap", "navy"), ("satchel", "")), "scout": (("shirt", "khaki"), ("shorts", "olive"), ("bandana", ""), ("cap", "olive")),
}  # fmt: skip
NEGATIONS = frozenset("no not without never lacks lacking minus doesn't isn't don't nor sans instead".split())
