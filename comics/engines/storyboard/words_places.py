"""Words for places: strong ones name the place itself, hints only lean towards it."""

from __future__ import annotations

from comics.engines.storyboard.words import WordList

PLACES = WordList(
    {
        "alley": (
            "alley*, lane, back street, backstreet, narrow street, side street, gasse, ruelle, callejón, gang sempit, lorong"
        ),
        "bridge": "bridge, footbridge, viaduct, jembatan, puente, pont, brücke",
        "rooftop": "rooftop, roof, terrace, balcony, skyscraper top, atap, azotea, tejado, toit, dach",
        "station": "station, platform, subway platform, railway, stasiun, estación, gare, bahnhof, bus stop, airport",
        "train": "train, carriage, train car, subway car, tram, metro, bus, kereta, tren, zug, wagon, compartment",
        "harbour": (
            "harbour, harbor, port, dock, docks, pier, quay, wharf, marina, jetty, pelabuhan, puerto, muelle, hafen, quai"
        ),
        "ship": (
            "ship, deck, pirate ship, galleon, sailboat, sailing ship, on board, ferry, vessel, kapal, barco, "
            "navire, schiff, raft"
        ),
        "market": (
            "market*, bazaar, fairground, funfair, "
            "village fair, county fair, the fair, festival, carnival, village square, town square, plaza, village, town, "
            "pasar, mercado, pueblo, aldea, marché, markt*, dorf, desa"
        ),
        "park": (
            "outside the house, in front of the house, front yard, outside the home, outside the door, park, "
            "garden*, playground, backyard, courtyard, lawn, taman, jardín, parque, jardin, garten, picnic, "
            "school yard, schoolyard, cemetery, graveyard"
        ),
        "field": (
            "field, farm*, meadow, barn, prairie, countryside, pasture, orchard, hill, hillside, hilltop, "
            "vineyard, rice field, sawah, ladang, campo, granja, champ, ferme, wiese, bauernhof, feld, valley, "
            "crossroad, country road, dirt road"
        ),
        "forest": (
            "forest, wood, woods, woodland, jungle, rainforest, grove, thicket, glade, clearing, swamp, hutan, "
            "bosque, selva, forêt, bois, wald, dschungel, campsite"
        ),
        "beach": (
            "beach, shore, seashore, seaside, coast, island, lagoon, sea, ocean, bay, pantai, laut, pulau, playa, "
            "mar, plage, mer, strand, meer, insel"
        ),
        "lake": (
            "lake, lakeside, pond, riverbank, river, stream, waterfall, danau, sungai, lago, río, lac, rivière, fluss, "
            "am see, bergsee, seeufer"
        ),
        "mountains": (
            "mountain*, cliff, summit, ridge, alps, mountainside, canyon edge, glacier, volcano, gunung, montaña, "
            "montagne, berg*, gipfel"
        ),
        "desert": ("desert, dune, oasis, sahara, canyon, mesa, badlands, wasteland, gurun, desierto, désert, wüste, wild west"),
        "cave": (
            "cave, cavern, grotto, mineshaft, mine shaft, "
            "coal mine, gold mine, the mine, old mine, mines, tunnel, underground, sewer, gua, cueva, grotte, höhle"
        ),
        "underwater": (
            "underwater, under the sea, seabed, ocean floor, coral reef, reef, deep sea, bawah laut, submarine, atlantis"
        ),
        "castle": (
            "castle, palace, fortress, citadel, kingdom, castle gate, castle keep, kastil, istana, castillo, château, "
            "schloss, burg, temple, ruins, shrine"
        ),
        "throne": "throne room, throne, great hall, ballroom, cathedral, church, hall",
        "dungeon": (
            "dungeon, cell, prison, jail, crypt, tomb, catacomb, cellar, basement, lair, verlies, kerker, "
            "penjara, cachot, mazmorra"
        ),
        "spaceship": (
            "bridge of the spaceship, bridge of the ship, bridge of the starship, ship bridge, spaceship, space "
            "ship, starship, space station, cockpit, spacecraft, shuttle, control room, command deck, ship's "
            "bridge, airlock, pesawat luar angkasa, nave espacial, vaisseau, raumschiff"
        ),
        "planet": (
            "planet, on the moon, small moon, tiny moon, grey moon, gray moon, barren moon, "
            "surface of the moon, moon surface, moon base, moonscape, lunar, "
            "mars, alien world, crater, asteroid, outer space, space, galaxy, orbit, "
            "luar angkasa, espacio, espace, weltraum"
        ),
        "sky": ("sky, clouds, mid-air, midair, above the clouds, flying over, airship, heaven, langit, cielo, ciel, himmel"),
        "kitchen": "kitchen, bakery, dapur, cocina, cuisine, küche",
        "cafe": (
            "cafe, café, coffee shop, coffeehouse, restaurant, diner, bar, pub, tavern, inn, ramen shop, noodle "
            "shop, noodle bar, tea house, teahouse, kafe, warung, taberna, kneipe, cantina, canteen"
        ),
        "bedroom": (
            "bedroom, dormitory, nursery, kamar tidur, kamar, dormitorio, habitación, chambre, schlafzimmer, "
            "hotel room, hospital, ward"
        ),
        "room": (
            "living room, room, home, house, apartment, flat, lounge, fireplace, hallway, cottage, cabin, hut, "
            "indoors, inside, attic, rumah, ruang tamu, casa, sala, maison, salon, haus, zuhause, wohnzimmer, "
            "studio, workshop"
        ),
        "classroom": (
            "classroom, class, school, blackboard, chalkboard, lecture, sekolah, kelas, escuela, aula, école, "
            "classe, schule, klassenzimmer"
        ),
        "office": (
            "office, newsroom, police station, precinct, agency, cubicle, meeting room, boardroom, bank, kantor, "
            "oficina, bureau, büro"
        ),
        "library": (
            "library, bookshop, bookstore, bookshelves, archive, museum, gallery, perpustakaan, biblioteca, "
            "bibliothèque, bibliothek"
        ),
        "laboratory": (
            "laboratory, lab, factory, machine room, engine room, server room, hangar, garage, laboratorium, "
            "laboratorio, laboratoire, labor"
        ),
        "shop": ("shop, store, toy shop, grocery, supermarket, pharmacy, toko, tienda, boutique, magasin, laden, geschäft"),
        "stage": "stage, theatre, theater, concert, circus, arena, panggung, teatro, théâtre, bühne",
        "street": (
            "houses, after school, after work, on the way home, on the way to school, outside the school, outside the office, "
            "street, road, avenue, boulevard, sidewalk, pavement, crosswalk, city, downtown, tokyo, new york, "
            "london, paris, jakarta, neighbourhood, neighborhood, crossing, intersection, metropolis, highway, "
            "suburb, jalan, kota, calle, ciudad, rue, ville, straße, strasse, stadt"
        ),
    }
)

# Things that stand in one kind of place: they count only where no place is named or goes on indoors.
HINTS = WordList(
    {
        "office": "desk, computer, printer",
        "bedroom": "bed, bedside, pillow, blanket",
        "room": "sofa, couch, armchair, television, rug, carpet, door",
        "kitchen": "stove, oven, pot, pan, fridge",
        "beach": "sand, waves, seashell",
        "forest": "trees, leaves, mushroom",
        "street": "car, taxi, traffic, lamppost",
        "classroom": "pupils, homework",
        "sky": "flies over, soars",
    }
)

# The place where a genre's stories start when nobody says where.
GENRE_PLACES = WordList(
    {
        "spaceship": "science fiction, sci-fi, scifi, space opera, humanoid, flying_saucer",
        "castle": "fantasy, fairy tale, medieval, sword, epic",
        "alley": "noir, detective, mystery, crime, thriller, cyberpunk",
        "ship": "pirate, nautical",
        "desert": "western",
        "classroom": "school, slice of school",
        "forest": "adventure, folk tale, horror",
        "room": "slice of life, romance, family, domestic, sitcom",
        "street": "superhero, action, urban, comedy",
    }
)

# Words after which a place is only seen from afar, so it is not where the panel plays.
ASIDE = WordList(
    {
        "aside": (
            "in the background, in background, in the distance, far away, beyond, outside the window, through the "
            "window, overlooking, towards, toward, like a, as a, dream of, dreams of, map of, map to, picture of, "
            "about the, story of, talks about, remembers"
        )
    }
)
