"""Words for what people do and feel, what they hold, and what stands around."""

from __future__ import annotations

from comics.engines.storyboard.words import WordList

POSES = WordList({
    "kneel": "kneel*, knelt, on one knee, on his knees, on her knees, proposes, bows down, genuflect*",
    "crouch": "crouch*, squat*, duck*, hides, hiding, hid, sneak*, creep*, crept, lurk*, stoop*, peek*, huddl*, cower*, bends down, bent over, leans down, cringe*",
    "sit": "sit*, sat, seated, perch*, rests on, driving, drives, rides, riding, dines, meditat*",
    "lie": "lies, lying, lay, laid, asleep, sleep*, slept, in bed, unconscious, collapsed, sprawl*, naps, napping",
    "fall": "fall*, fell, trip*, stumbl*, slips, slipped, plummet*, tumbl*, knocked down, drops to, thrown back",
    "jump": "jump*, leap*, leapt, hop*, bounc*, vault*, springs up, dives, somersault*",
    "fly": "fly, flies, flying, flew, soar*, hover*, float*, glid*, levitat*, swim*, swam",
    "run": "run, runs, running, ran, sprint*, dash*, rush*, race*, racing, chas*, flee*, fled, escap*, hurr*, bolt*, charg*, gallop*",
    "fight": "fight*, fought, punch*, kick*, attack*, battl*, swing*, strik*, struck, slash*, hits, hitting, duel*, spar, spars, sparring, boxing, clash*, draws his sword, draws her sword, "
             "swords drawn, fires, shoots, shooting, blocks, parr*",
    "hug": "hug*, embrac*, cuddl*, reunit*, reunion, holds close, holds him, holds her, in each other's arms, arms around",
    "cheer": "cheer*, celebrat*, triumph*, victor*, raises both arms, arms up, arms raised, hooray, dance*, dancing, rejoic*, applaud*, wins, won, exult*, throws hands up",
    "wave": "wave*, waving, greet*, beckon*, hail*, says goodbye, salut*, hello, signals",
    "point": "point*, indicat*, gestur*, accus*, commands, orders, directs, spots, finger",
    "offer": "offer*, gives, giving, gave, hands him, hands her, hands over, hands the, handing, presents, shows, showing, holds out, serves, serving, passes, shares, pours, delivers, extends",
    "reach": "reach*, grab*, catch*, caught, takes, picks up, pick*, touch*, knock*, opens, pulls, pushes, stretch*, grasp*, snatch*, climb*, presses, pets, strokes, unlock*, paint*, plants, throws, writes, cooks, stirs, "
             "fixes, repairs, digs, hangs",
    "think": "think*, thought, ponder*, wonder*, consider*, examin*, studies, studying, inspect*, read, reads, reading, scratches head, chin, puzzl*, investigat*, muses, contemplat*, hesitat*, recall*, remember*, notic*",
    "arms_crossed": "arms crossed, crosses arms, crosses his arms, crosses her arms, crossed arms, folds arms, folded arms, sulk*, pout*, guards, refus*, unimpressed, stubborn*, defiant*, leans against, leaning against",
    "walk": "walk*, stroll*, wander*, cross, crosses, crossing, stride*, march*, approach*, arrive*, enter*, leav*, left, leaves, go, goes, going, step, steps, stepping, travel*, hike*, journey*, follow*, "
            "limp*, pacing, paces, heads, heading, comes, coming, returns, exits, depart*, patrol*, trudg*, jalan, berjalan",
    "stand": "stand*, stood, wait*, watch*, look*, stare*, staring, gaz*, listen*, stops, stopped, pauses, faces, observ*",
})  # fmt: skip

EXPRESSIONS = WordList({
    "laughing": "laugh*, giggl*, chuckl*, crack up, hilarious, joking, guffaw*, burst* out",
    "happy": "happy, happily, smil*, grin*, joy*, glad*, cheer*, delight*, excit*, celebrat*, pleas*, beam*, thrill*, hooray, triumph*, victor*, proud*, relie*, content, grateful*, thank*, reunit*, reunion, enthusias*, "
             "play, plays, playing, playful*, wins, won, enjoy*, friendly, hope*, merr*, senang, feliz, heureux, glücklich, curious*",
    "tender": "tender*, gentle, gently, kind, kindly, warm smile, warmly, lov*, comfort*, sooth*, caring, soft smile, reassur*, trust*, hug*, embrac*, kiss*, affection*, calm*, peaceful*, serene*, quiet smile, consol*, offers, offering",
    "crying": "cry, cries, crying, cried, sob*, weep*, wept, tear, tears, tearful*, bawl*, menangis, llora*, pleure*, weint",
    "sad": "sad*, unhappy, lonely, alone, grief, griev*, mourn*, melanchol*, disappoint*, sorrow*, heartbroken, hurt, miserabl*, sigh*, lost, gloom*, regret*, dejected, homesick, sedih, triste, traurig*, farewell, goodbye",
    "afraid": "afraid, scared, fear*, terrif*, frighten*, trembl*, shiver*, panic*, horror, horrif*, scream*, cower*, flee*, fled, takut, miedo, peur, angst, nightmare, haunted",
    "worried": "worr*, anxious*, nervous*, concern*, uneas*, unsure, hesitat*, confus*, troubl*, sweat*, timid*, shy*, doubt*, uncertain*, stress*, awkward*, puzzl*, apolog*, embarrass*, cemas",
    "surprised": "surpris*, shock*, astonish*, amaz*, gasp*, startl*, stunn*, wide-eyed, wide eyed, eyes wide, suddenly, discover*, unexpected*, awe, reveal*, realiz*, realis*, marvel*, wow, jaw drops, notices, noticed, gapes, explod*, explosion",
    "angry": "angr*, furious*, rage, mad, yell*, shout*, glar*, scowl*, snarl*, growl*, annoy*, irritat*, accus*, frown*, fum*, roar*, argu*, threat*, attack*, grumpy, marah, enojad*, colère, wütend",
    "determined": "determin*, resolv*, resolut*, brave*, courag*, fierce*, focus*, ready, heroic*, confiden*, serious*, grit*, stern*, defiant*, fights, fighting, charg*, bold*, steel*, solemn*, vows, swears, chases, chasing, runs, running, "
                  "sword, punches, leaps, rescue*, saves, protect*",
    "sly": "sly*, smirk*, cunning*, mischie*, scheme*, schem*, sneak*, wink*, tease*, teas*, trick*, devious, smug*, villain*, evil, plot, plots, plotting, steal*, cheeky",
    "asleep": "asleep, sleep*, slept, snor*, dozing, dozes, naps, napping, unconscious, dreaming, eyes closed, tidur, dort, schläft, duerme",
    "tired": "tired*, exhaust*, wear*, yawn*, sleepy, drows*, fatigue*, bored, boring, drained, worn out, sick, ill, limp*",
    "thoughtful": "think*, thought*, ponder*, wonder*, consider*, muse*, studies, studying, examin*, inspect*, read, reads, reading, investigat*, contemplat*, remember*, recall*, reflect*, curio*, look* closely, searching, puzzle*",
    "neutral": "neutral, blank, expressionless, deadpan, stoic",
})  # fmt: skip

HELD = WordList({
    "umbrella": "umbrella, parasol, payung, paraguas, parapluie, regenschirm",
    "map": "map, treasure map, chart, blueprint, peta, mapa, carte, karte",
    "book": "book, diary, notebook, journal, tome, novel, spellbook, comic, newspaper, magazine, sketchbook, buku, libro, livre, buch",
    "lantern": "lantern, oil lamp",
    "phone": "phone, smartphone, cellphone, cell phone, mobile, tablet, telephone",
    "sword": "sword, blade, katana, sabre, saber, cutlass, dagger, knife, rapier",
    "flower": "flower, rose, bouquet, tulip, sunflower, daisy, bunga, flor, fleur, blume",
    "cup": "cup, mug, coffee, tea, glass, drink, bowl, soup, cocoa, teacup, goblet, noodles, ramen",
    "bag": "bag, suitcase, briefcase, basket, satchel, purse, shopping, backpack, luggage",
    "letter": "letter, envelope, note, paper, document, scroll, photo, photograph, postcard, ticket, surat, carta, lettre, brief",
    "key": "key, keys, kunci, llave, clé, schlüssel",
    "torch": "torch, flashlight, candle",
    "balloon": "balloon, kite",
    "camera": "camera, binoculars, spyglass, telescope",
    "apple": "apple, fruit, bread, cake, cookie, sandwich, pizza, ice cream, pie, candy, mango",
    "ball": "ball, football, basketball, orb, crystal ball, globe",
    "wand": "wand, staff, stick, cane, broom, brush, paintbrush, pencil, pen, spear, ladle, spoon, wrench, hammer, baton, chalk",
    "guitar": "guitar, violin, ukulele, lute, flute, trumpet",
    "box": "box, gift, parcel, package, present, treasure, jar, bottle, potion, gem, jewel, crown, coin, ring, toy, teddy bear, doll, egg, device, gadget, remote, crystal, microphone, magnifying glass",
})  # fmt: skip

# Verbs before a thing by which it is in a hand and not on the ground.
HOLDING = WordList(
    {
        "hold": "hold*, held, carr*, clutch*, grip*, grasp*, offer*, gives, giving, hands, handing, shows, showing, raises, raising, lifts, lifting, wield*, swing*, waves, waving, reads, reading, studies, studying, with, takes, "
        "taking, picks, brings, bringing, drinks, drinking, sips, eats, eating, opens, opening, draws, drawing, grabs, presents, brandish*, under, examines, unfolds, unfolding, folds, finds, found, uses, using, "
        "plays, playing, consults, checks, tosses, throws, receives, wraps, stirs, hugs, has, pulls out, looks at, serves, pours, membawa, memegang, lleva, tient, hält"
    }
)

PROPS = WordList({
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
})  # fmt: skip

ANIMALS = WordList({
    "cat": "cat, kitten, kitty, kucing, gato, chat, katze", "dog": "dog, puppy, hound, anjing, perro, chien, hund",
    "horse": "horse, pony, donkey, unicorn, kuda, caballo, cheval, pferd", "rabbit": "rabbit, bunny, hare, kelinci, conejo, lapin, hase",
    "bird": "bird, crow, raven, parrot, seagull, owl, pigeon, duck, chicken, hen, rooster, sparrow, eagle, burung, pájaro, oiseau, vogel",
    "fox": "fox", "wolf": "wolf", "bear": "bear cub, bear", "mouse": "mouse, mice, rat",
})  # fmt: skip

PEOPLE = WordList({
    "mother": "mother, mom, mum, mama, ibu, madre, mère, mutter", "father": "father, dad, papa, ayah, padre, père, vater",
    "grandmother": "grandmother, grandma, granny, gran, nenek, abuela, old woman, old lady", "grandfather": "grandfather, grandpa, kakek, abuelo, old man",
    "girl": "girl, daughter, sister, niña, fille, mädchen", "boy": "boy, son, brother, niño, garçon, junge", "child": "child, kid, toddler, student, pupil, anak", "baby": "baby, infant",
    "woman": "woman, lady, wife, waitress, wanita, mujer, femme, frau", "man": "man, guy, gentleman, husband, stranger, pria, hombre, homme, mann",
    "king": "king", "queen": "queen", "princess": "princess", "prince": "prince", "knight": "knight", "wizard": "wizard, sorcerer, magician, mage", "witch": "witch",
    "guard": "guard, soldier, officer, police*, cop, sheriff, policeman", "teacher": "teacher, professor", "doctor": "doctor, nurse, scientist, medic",
    "chef": "chef, cook, baker", "shopkeeper": "shopkeeper, merchant, vendor, seller, clerk, waiter, bartender, barista, barman", "farmer": "farmer, gardener",
    "pirate": "pirate, sailor, captain, fisherman", "robot": "robot, android, droid, cyborg", "ninja": "ninja, samurai, warrior, fighter", "astronaut": "astronaut, cosmonaut, pilot",
    "thief": "thief, burglar, bandit, robber, villain, spy", "detective": "detective, inspector", "neighbour": "neighbour, neighbor, friend, customer, visitor, messenger, worker, driver, conductor, villager",
})  # fmt: skip

FAMILY = WordList({"family": "family, parents, keluarga, familia, famille, familie, eltern"})
CROWD = WordList(
    {
        "crowd": "crowd*, people, passers-by, passersby, audience, spectators, onlookers, villagers, townspeople, students, children, guests, customers, soldiers, army, shoppers, tourists, orang-orang, gente, foule, menge"
    }
)
BOTH = WordList(
    {
        "all": "both, they, them, together, everyone, everybody, all of them, the two, the pair, the friends, the group, the team, their, we, each other, side by side, the duo, the trio, the three, mereka, ambos, ensemble, beide"
    }
)
ONE = WordList({"he": "he, him, his", "she": "she, her", "it": "it"})
AWAY = WordList(
    {
        "away": "leaving, leaves, walks away, walking away, walks off, departs, departing, turns away, turned away, from behind, back to us, with his back, with her back, disappears, vanishes into, exits, in the distance, retreats"
    }
)
