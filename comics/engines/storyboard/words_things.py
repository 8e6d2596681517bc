"""Words for things in the hand and on the ground, for animals and for people."""

from __future__ import annotations

from comics.engines.storyboard.words import WordList

HELD = WordList(
    {
        "umbrella": "umbrella, parasol, payung, paraguas, parapluie, regenschirm",
        "map": "map, treasure map, chart, blueprint, peta, mapa, carte, karte",
        "book": (
            "book, diary, notebook, journal, tome, novel, spellbook, comic, newspaper, magazine, sketchbook, "
            "buku, libro, livre, buch"
        ),
        "lantern": "lantern, oil lamp",
        "phone": "phone, smartphone, cellphone, cell phone, mobile, tablet, telephone",
        "sword": "sword, blade, katana, sabre, saber, cutlass, dagger, knife, rapier",
        "flower": "flower, rose, bouquet, tulip, sunflower, daisy, bunga, flor, fleur, blume",
        "cup": "cup, mug, coffee, tea, glass, drink, bowl, soup, cocoa, teacup, goblet, noodles, ramen",
        "bag": "bag, suitcase, briefcase, basket, satchel, purse, shopping, backpack, luggage",
        "letter": (
            "letter, envelope, note, paper, document, scroll, photo, photograph, postcard, ticket, surat, carta, lettre, brief"
        ),
        "key": "key, keys, kunci, llave, clé, schlüssel",
        "torch": "torch, flashlight, candle",
        "balloon": "balloon, kite",
        "camera": "camera, binoculars, spyglass, telescope",
        "apple": "apple, fruit, bread, cake, cookie, sandwich, pizza, ice cream, pie, candy, mango",
        "ball": "ball, football, basketball, orb, crystal ball, globe",
        "wand": (
            "wand, staff, stick, cane, broom, brush, paintbrush, pencil, pen, spear, ladle, spoon, wrench, hammer, baton, chalk"
        ),
        "guitar": "guitar, violin, ukulele, lute, flute, trumpet",
        "box": (
            "box, gift, parcel, package, present, treasure, jar, bottle, potion, gem, jewel, crown, coin, ring, "
            "toy, teddy bear, doll, egg, device, gadget, remote, crystal, microphone, magnifying glass"
        ),
    }
)


PROPS = WordList(
    {
        "lantern": "lantern, paper lantern, stone lantern",
        "street_lamp": "street lamp, streetlamp, streetlight, street light, lamp post, lamppost",
        "bench": "bench, bangku, banco, bank",
        "car": "car, taxi, van, truck, automobile, vehicle, mobil, coche, voiture, auto",
        "tree": "tree, oak, maple, willow, pohon, árbol, arbre, baum",
        "pine": "pine, fir, christmas tree",
        "palm": "palm, coconut",
        "bush": "bush, hedge, shrub",
        "rock": "rock, boulder, stone",
        "crate": "crate, boxes, cargo",
        "barrel": "barrel, keg",
        "bin": "bin, trash can, garbage, dumpster",
        "table": "table, meja, mesa, tisch",
        "chair": "chair, stool, armchair, kursi",
        "sign": "sign, signpost, billboard",
        "chest": "treasure chest, chest, treasure, gold coins, harta",
        "door": "door, doorway, front door, portal, pintu, puerta, porte, tür",
        "booth": "phone booth, telephone box, phone box, call box",
        "boat": "boat, sailboat, canoe, rowboat, perahu",
        "tent": "tent, camp, tenda",
        "campfire": "campfire, camp fire, bonfire, fire, api unggun, hoguera, lagerfeuer",
        "torch": "wall torch, brazier",
        "plant": "potted plant, plant, houseplant",
        "sofa": "sofa, couch",
        "bed": "bed",
        "desk": "desk",
        "computer": "computer, laptop, monitor, screen, terminal",
        "telescope": "telescope",
        "machine": "machine, engine, console, control panel, invention, reactor",
        "rocket": "rocket, missile",
        "grave": "grave, gravestone, tombstone",
        "fountain": "fountain",
        "stall": "stall, cart, booth",
        "flowers": "flowers, flower bed, wildflowers",
        "mushrooms": "mushroom, toadstool",
        "cactus": "cactus, cacti",
        "crystal": "crystal, glowing gem",
        "snowman": "snowman",
        "column": "column, pillar",
        "laundry": "laundry, washing line, clothesline",
        "floor_lamp": "floor lamp, reading lamp",
    }
)


ANIMALS = WordList(
    {
        "cat": "cat, kitten, kitty, kucing, gato, chat, katze",
        "dog": "dog, puppy, hound, anjing, perro, chien, hund",
        "horse": "horse, pony, unicorn, kuda, caballo, cheval, pferd",
        "rabbit": "rabbit, bunny, hare, kelinci, conejo, lapin, hase",
        "bird": (
            "bird, crow, raven, parrot, seagull, owl, pigeon, duck, chicken, hen, rooster, sparrow, eagle, "
            "burung, pájaro, oiseau, vogel"
        ),
        "fox": "fox",
        "wolf": "wolf",
        "bear": "bear cub, bear",
        "mouse": "mouse, mice, rat",
        "donkey": "donkey, mule, burro, esel, keledai",
        "cow": "cow, bull, vaca, vache, kuh, sapi",
        "pig": "pig, piglet, boar, cerdo, cochon, schwein, babi",
        "sheep": "sheep, lamb, oveja, mouton, schaf, domba",
        "goat": "goat, cabra, chèvre, ziege, kambing",
        "deer": "deer, reindeer, stag, fawn, ciervo, cerf, hirsch, rusa",
        "lion": "lion, lioness, león, löwe, singa",
        "tiger": "tiger, tigre, harimau",
        "elephant": "elephant, elefante, éléphant, elefant, gajah",
    }
)


PEOPLE = WordList(
    {
        "mother": "mother, mom, mum, mama, ibu, madre, mère, mutter",
        "father": "father, dad, papa, ayah, padre, père, vater",
        "grandmother": "grandmother, grandma, granny, gran, nenek, abuela, old woman, old lady, great-aunt",
        "grandfather": "grandfather, grandpa, kakek, abuelo, old man",
        "girl": "girl, daughter, granddaughter, niece, sister, niña, fille, mädchen",
        "boy": "boy, son, grandson, nephew, brother, niño, garçon, junge",
        "child": "child, kid, toddler, student, pupil, anak",
        "baby": "baby, infant",
        "woman": "woman, lady, wife, aunt, waitress, wanita, mujer, femme, frau",
        "man": "man, guy, gentleman, husband, uncle, stranger, pria, hombre, homme, mann",
        "king": "king",
        "queen": "queen",
        "princess": "princess",
        "prince": "prince",
        "knight": "knight",
        "wizard": "wizard, sorcerer, magician, mage",
        "witch": "witch",
        "guard": "guard, soldier, officer, police*, cop, sheriff, policeman",
        "teacher": "teacher, professor",
        "doctor": "doctor, nurse, scientist, medic",
        "chef": "chef, cook, baker",
        "shopkeeper": "shopkeeper, merchant, vendor, seller, clerk, waiter, bartender, barista, barman",
        "farmer": "farmer, gardener",
        "pirate": "pirate, sailor, captain, fisherman",
        "robot": "robot, android, droid, cyborg",
        "ninja": "ninja, samurai, warrior, fighter",
        "astronaut": "astronaut, cosmonaut, pilot",
        "thief": "thief, burglar, bandit, robber, villain, spy",
        "detective": "detective, inspector",
        "keeper": "keeper, lighthouse keeper, zookeeper, gatekeeper, caretaker, janitor, ranger",
        "postman": "postman, mailman, mail carrier, courier",
        "neighbour": "neighbour, neighbor, customer, visitor, messenger, worker, driver, conductor, villager",
    }
)


FAMILY = WordList({"family": "family, parents, keluarga, familia, famille, familie, eltern"})


CROWD = WordList(
    {
        "crowd": (
            "crowd*, people, passers-by, passersby, audience, spectators, onlookers, villagers, townspeople, "
            "students, children, guests, customers, soldiers, army, shoppers, tourists, orang-orang, gente, "
            "foule, menge"
        )
    }
)


BOTH = WordList(
    {
        "all": (
            "both, they, them, together, everyone, everybody, all of them, the two, the pair, friends, the "
            "group, the team, their, we, each other, side by side, the duo, the trio, the three, mereka, ambos, "
            "ensemble, beide"
        )
    }
)


ONE = WordList({"he": "he, him, his", "she": "she, her", "it": "it"})
