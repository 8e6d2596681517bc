"""Example scripts in the full template: the first things a newcomer reads, and the issues that the studio shows itself with.

The first one tells the fox detective of the Comic API's "Example Prompt" to its end.
"""

from __future__ import annotations

from typing import NamedTuple


class Sample(NamedTuple):
    """A named example: `pages` and `panels` count what the script has, `summary` is one sentence for a list."""

    key: str
    title: str
    summary: str
    pages: int
    panels: int
    text: str


_FOX = """\
Title: Home by Lantern Light

[Visual Style]
- Genre: gentle mystery
- Art style: cinematic anime, clean line-art
- Color palette: warm dusk palette, lantern gold against violet-blue rain
- Lighting: soft rim lighting, glowing paper lanterns, wet reflections
- Camera language: wide shots for the city, close shots for small feelings, one tracking shot on the bridge

[Story]
- Premise: A quiet fox detective helps a lost child find home before nightfall.
- Conflict: The house they look for is not on the map, and the rain is washing every trace away.
- Emotional tone: tender, a little funny, warm at the end
- Ending beat: The child is home, Ren leaves without a word, and finds a present on his map.

[Characters]
- Name: Ren
  - Role: fox detective
  - Appearance: fox with orange fur, slim build, tan coat, calm eyes, carries a paper map
  - Personality: quiet, patient, listens before he looks
  - Signature expression/action: unfolds the map with one finger on his chin
- Name: Mino
  - Role: child
  - Appearance: girl of six, short black bob hair, yellow raincoat, red boots
  - Personality: anxious but curious, hates to be called lost
  - Signature expression/action: holds on to the hem of a coat
- Name: Mother
  - Role: Mino's mother, a baker
  - Appearance: woman of thirty, black hair in a bun, white apron over a green dress
  - Personality: warm, worried sick

[Panels]
Page 1
1) Panel objective: Set the mood: a small child alone in a big wet city
   - Scene description: Establishing wide shot of a rainy alley at dusk, paper lanterns glowing, wet cobblestones
   - Character action: Mino stands alone near a lantern, worried, very small among the tall houses.
   - Dialogue / caption: Caption: Dusk. Lantern Street.
     SFX: plip plip plip
2) Panel objective: Ren notices her
   - Scene description: Wide shot of the same alley in the rain
   - Character action: Ren walks in from the left and stops, thoughtful. Mino stands by the lantern.
   - Dialogue / caption: Ren (thinks): Small footprints. All of them in circles.
3) Panel objective: First words, at a polite distance
   - Scene description: Medium shot in the alley under a lantern
   - Character action: Ren looks down at Mino with a tender smile. Mino crosses her arms.
   - Dialogue / caption: Ren: "Are you lost?"
     Mino: "No."
4) Panel objective: Show how brave she is trying to be
   - Scene description: Close-up in the rain, lantern light on her cheek
   - Character action: Mino looks up, sad, close to tears.
   - Dialogue / caption: Mino: "I know where I am. It's my house that's lost."
5) Panel objective: Trust begins
   - Scene description: Medium shot in the alley beside the lantern
   - Character action: Ren kneels and offers his paper map to Mino. Mino is surprised.
   - Dialogue / caption: Ren: "Ah. Then I'm your fox."
     Ren: "I find things."

Page 2
6) Panel objective: The map knows everything but one thing
   - Scene description: Over-the-shoulder shot in the alley, the map held open under a lantern
   - Character action: Ren points at the map. Mino leans in, curious.
   - Dialogue / caption: Ren: "Every street in the city is on it."
     Mino: "Mine isn't."
7) Panel objective: Show the empty corner
   - Scene description: Close-up in the alley, lantern light on the wet paper
   - Character action: Mino points at an empty corner of the map, sad.
   - Dialogue / caption: Mino: "Here it just stops."
8) Panel objective: Ren changes the question
   - Scene description: Medium shot in the alley, rain running off the roofs
   - Character action: Ren thinks, one finger on his chin, thoughtful.
   - Dialogue / caption: Ren: "A map only knows what somebody drew."
     Ren: "What do you know?"
9) Panel objective: The two clues
   - Scene description: Extreme close-up, rain and lantern glow
   - Character action: Mino closes her eyes and remembers, a tender smile.
   - Dialogue / caption: Mino: "It smells of bread."
     Mino: "And our lantern squeaks."
10) Panel objective: They are a team now
   - Scene description: Full shot of the rainy alley at dusk
   - Character action: Ren offers his hand with a smile, nose in the air. Mino laughs.
   - Dialogue / caption: Ren: "Bread, you say."
     Ren: "Foxes are very good at bread."

Page 3
11) Panel objective: How big the city is, how small they are
   - Scene description: Bird's-eye view of a street in the city at dusk, rain, rows of lanterns
   - Character action: Ren and Mino walk side by side, tiny in the street.
   - Dialogue / caption: Caption: They asked the city one street at a time.
12) Panel objective: Cross the old bridge together
   - Scene description: Tracking shot on an old bridge over the river, city lights in the background, night falling
   - Character action: Ren walks ahead. Mino walks beside him, worried, holding the hem of his coat.
   - Dialogue / caption: Mino: "Is it far?"
     Ren: "Far is only a lot of near."
13) Panel objective: The storm frightens her
   - Scene description: Low angle shot on the old bridge, storm clouds, lightning
   - Character action: Mino hugs Ren, afraid.
   - Dialogue / caption: SFX: KRAKOOM!
     Mino (shouts): "Make it stop!"
14) Panel objective: Ren gives her something to do
   - Scene description: Medium shot on the old bridge in the rain, one lantern on the railing
   - Character action: Mino kneels and draws on the map with a crayon, determined. Ren kneels and holds his coat over her.
   - Dialogue / caption: Ren: "Draw me your house."
     Ren (whispers): "Thunder can't stand drawings."
15) Panel objective: Hook: a sound in the dark
   - Scene description: Medium shot at the end of the old bridge, a warm light far away
   - Character action: Mino points into the night, surprised and happy. Ren listens, ears up.
   - Dialogue / caption: SFX: squeeeak
     Mino: "That's our lantern!"

Page 4
16) Panel objective: Reveal the house that was lost
   - Scene description: Wide shot of a little bakery in a narrow street at night, a lantern over the door, warm windows
   - Character action: Mother waves from the door. Mino runs to her, arms out, happy.
   - Dialogue / caption: Caption: Nightfall. Almost.
     Mother (shouts): "MINO!"
17) Panel objective: Reunited
   - Scene description: Close shot at the bakery door, warm light
   - Character action: Mother hugs Mino, crying with relief. Mino smiles.
   - Dialogue / caption: Mother: "You were lost!"
     Mino: "Not me, Mama. The house."
18) Panel objective: Ren leaves silently
   - Scene description: Long shot of the wet street at night, rows of lanterns, the bakery behind him
   - Character action: Ren walks away, coat collar up, a tender smile.
   - Dialogue / caption: Mother (off): "Who brought you home?"
     Mino (off): "A fox who listens."
19) Panel objective: The present: the last street on the map
   - Scene description: Close-up under a lantern at night, the rain has stopped
   - Character action: Ren looks down at the map in his hands, tender, touched.
   - Dialogue / caption: Caption: In the empty corner stood a house. Beside it, in crayon: a fox.
     Ren (thinks): There you are.

[Constraints]
- Aspect ratio / size: 1024x1024
- Forbidden elements: no text watermark, no text inside the pictures
- Consistency requirements: preserve character face consistency across all panels; Ren always in the tan coat, Mino always in \
the yellow raincoat
- high detail background
"""

_KITCHEN = """\
Title: A Pinch of Pepper

[Visual Style]
- Genre: kitchen comedy
- Art style: cartoon, bold outlines
- Color palette: tomato red, butter yellow, basil green
- Lighting: bright morning light through the window
- Camera language: medium shots for the talk, close shots for the faces, one wide shot for the disaster

[Story]
- Premise: Teo wants to learn his grandmother's famous soup.
- Conflict: The recipe says a pinch of pepper, and the lid is loose.
- Emotional tone: silly and loving
- Ending beat: The famous recipe turns out to be an accident too.

[Characters]
- Name: Nonna Pia
  - Role: grandmother, best cook of the street
  - Appearance: woman of seventy-five, grey hair in a bun, round glasses, blue dress, white apron
  - Personality: strict for one minute, then laughing
  - Signature expression/action: points with a wooden spoon
- Name: Teo
  - Role: her grandson
  - Appearance: boy of nine, curly brown hair, green shirt, freckles
  - Personality: eager, quick, too quick
  - Signature expression/action: says "easy" before it goes wrong
- Name: Biscuit
  - Role: cat
  - Appearance: orange cat with a white belly
  - Personality: trusts nobody near the stove

[Panels]
Page 1
1) Panel objective: Welcome to the kitchen
   - Scene description: Wide shot of a sunny kitchen in the morning, a big pot on the stove
   - Character action: Nonna Pia points at the pot with a wooden spoon. Teo cheers. Biscuit sits on the floor.
   - Dialogue / caption: Caption: Sunday morning. Nonna's kitchen.
     Nonna Pia: "Today you learn the soup."
2) Panel objective: The great secret
   - Scene description: Medium shot in the kitchen at the stove
   - Character action: Nonna Pia leans in, sly. Teo looks up, surprised.
   - Dialogue / caption: Nonna Pia (whispers): "One secret."
     Teo: "Love?"
     Nonna Pia: "Pepper."
3) Panel objective: Teo is sure of himself
   - Scene description: Close-up in the kitchen
   - Character action: Teo holds up the pepper mill, happy.
   - Dialogue / caption: Nonna Pia (off): "Only a pinch!"
     Teo: "Easy."
4) Panel objective: The lid comes off
   - Scene description: Over-the-shoulder shot of the pot on the stove, steam
   - Character action: Teo reaches over the pot, surprised.
   - Dialogue / caption: SFX: PLOOMP!
5) Panel objective: A beat of silence
   - Scene description: Close-up in the kitchen
   - Character action: Biscuit stares, worried.
   - Dialogue / caption: Biscuit (thinks): I was never here.

Page 2
6) Panel objective: Teo tries to look innocent
   - Scene description: Medium shot in the kitchen
   - Character action: Teo hides the pepper mill behind his back, worried. Nonna Pia crosses her arms.
   - Dialogue / caption: Nonna Pia: "Did you put in the pinch?"
     Teo: "All of it."
7) Panel objective: The great sneeze
   - Scene description: Wide shot of the kitchen, flour flying everywhere
   - Character action: Nonna Pia and Teo jump, eyes shut. Biscuit jumps.
   - Dialogue / caption: SFX: AAAH-CHOOO!
8) Panel objective: White from head to toe
   - Scene description: Full shot of the kitchen, everything covered in flour
   - Character action: Nonna Pia laughs and laughs. Teo stands beside her, surprised.
   - Dialogue / caption: Teo: "You're not angry?"
     Nonna Pia: "Angry? Read the recipe!"
9) Panel objective: Reveal how the famous soup began
   - Scene description: Close-up in the kitchen, an old recipe book open on the table
   - Character action: Nonna Pia hugs Teo, tender, both smile.
   - Dialogue / caption: Caption: Pepper Soup, 1958. "One pinch. Lid fell off. Kept it."

[Constraints]
- Aspect ratio / size: 1024x768
- Forbidden elements: no text watermark
- Consistency requirements: Nonna Pia always wears her round glasses and the white apron
"""

_SPACE = """\
Title: The Last Postcard

[Visual Style]
- Genre: space adventure
- Art style: ligne claire, flat colors
- Color palette: deep blue, coral, starlight white
- Lighting: hard starlight outside, warm lamps inside
- Camera language: very wide shots for space, close shots for the people in it

[Story]
- Premise: Mail pilot Imani has one postcard left, addressed to the end of the map.
- Conflict: The engine gives up one moon too early.
- Emotional tone: brave and a little lonely, then warm
- Ending beat: The postcard is a thank-you, and it comes from her own family.

[Characters]
- Name: Imani
  - Role: mail pilot
  - Appearance: woman of thirty, dark brown skin, short curly black hair, orange flight suit
  - Personality: stubborn, cheerful, keeps every promise
  - Signature expression/action: taps the mailbag twice
- Name: Comet
  - Role: ship's cat
  - Appearance: grey cat with a blue collar
  - Personality: sleeps through everything but silence
- Name: Old Sunniva
  - Role: keeper of the lighthouse moon
  - Appearance: woman of eighty, long white hair, red scarf, dark blue coat
  - Personality: proud, kind, out of practice with people

[Panels]
Page 1
1) Panel objective: How far from everything we are
   - Scene description: Establishing shot of deep space, a small mail ship among the stars
   - Character action: The ship crosses the dark, its one lamp glowing.
   - Dialogue / caption: Caption: Day 212. The edge of the map.
2) Panel objective: One delivery left
   - Scene description: Medium shot in the cockpit of the ship, stars behind the window
   - Character action: Imani holds up a postcard, smiling. Comet sleeps beside her.
   - Dialogue / caption: Imani: "Last one, Comet."
     Imani: "To whoever keeps the light."
3) Panel objective: Trouble
   - Scene description: Close-up in the cockpit, red alarm light
   - Character action: Imani looks up, afraid.
   - Dialogue / caption: SFX: KZZZT!
     Ship (radio): "Engine asleep."
4) Panel objective: Even the cat is awake
   - Scene description: Over-the-shoulder shot in the cockpit, a tiny moon with a beam of light ahead
   - Character action: Imani points at the moon, determined. Comet stares.
   - Dialogue / caption: Imani: "There! Somebody left a light on."

Page 2
5) Panel objective: Down, somehow
   - Scene description: Wide shot of a small grey moon under a sky of stars, a lighthouse on a hill
   - Character action: Imani climbs the hill, tired, the mailbag on her back. Comet walks ahead.
   - Dialogue / caption: Caption: The moon had one house, one lamp, one keeper.
6) Panel objective: They meet
   - Scene description: Medium shot at the door of the lighthouse, warm light
   - Character action: Old Sunniva stands in the door, surprised. Imani offers the postcard.
   - Dialogue / caption: Imani: "Mail!"
     Old Sunniva: "There must be a mistake. Nobody writes to me."
7) Panel objective: The words
   - Scene description: Close-up in the lamplight
   - Character action: Old Sunniva reads the postcard, crying and smiling.
   - Dialogue / caption: Old Sunniva: "\u201cWe were lost. Your light brought our ship home.\u201d"
8) Panel objective: Imani understands
   - Scene description: Close-up at the door, starlight
   - Character action: Imani looks at the postcard, surprised, then tender.
   - Dialogue / caption: Imani: "That's my grandmother's hand."
     Imani (whispers): "She was six."
9) Panel objective: Nobody is alone at the end of the map
   - Scene description: Long shot of the lighthouse on the hill at night, stars, two chairs outside
   - Character action: Old Sunniva and Imani sit side by side, happy. Comet sleeps.
   - Dialogue / caption: Old Sunniva: "Tea first. Then we fix your engine."
     Caption: The light stayed on.

[Constraints]
- Aspect ratio / size: 1024x1024
- Forbidden elements: no text watermark, no weapons
- Consistency requirements: Imani always wears the orange flight suit; Comet always has the blue collar
"""

SAMPLES: tuple[Sample, ...] = (
    Sample(
        "fox",
        "Home by Lantern Light",
        "A quiet fox detective helps a lost child find home before nightfall.",
        4,
        19,
        _FOX,
    ),
    Sample(
        "kitchen",
        "A Pinch of Pepper",
        "Teo learns his grandmother's famous soup, and why the lid matters.",
        2,
        9,
        _KITCHEN,
    ),
    Sample(
        "space",
        "The Last Postcard",
        "A mail pilot and her cat deliver one last postcard to the end of the map.",
        2,
        9,
        _SPACE,
    ),
)
