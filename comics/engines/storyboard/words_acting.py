"""Words for what people do and feel."""

from __future__ import annotations

from comics.engines.storyboard.words import WordList

POSES = WordList(
    {
        "kneel": "bows, bowing, kneel*, knelt, on one knee, on his knees, on her knees, proposes, bows down, genuflect*",
        "crouch": (
            "crouch*, squat*, duck*, hides, hiding, hid, sneak*, creep*, crept, lurk*, stoop*, peek*, huddl*, "
            "cower*, bends down, bent over, leans down, cringe*"
        ),
        "sit": "sit*, sat, seated, perch*, rests on, driving, drives, rides, riding, dines, meditat*",
        "lie": ("lies, lying, lay, laid, asleep, sleep*, slept, in bed, unconscious, collapsed, sprawl*, naps, napping"),
        "fall": "fall*, fell, trip*, stumbl*, slips, slipped, plummet*, tumbl*, knocked down, drops to, thrown back",
        "jump": "jump*, leap*, leapt, hop*, bounc*, vault*, springs up, dives, somersault*",
        "fly": "fly, flies, flying, flew, soar*, hover*, float*, glid*, levitat*, swim*, swam",
        "run": (
            "run, runs, running, ran, sprint*, dash*, rush*, race*, racing, chas*, flee*, fled, escap*, hurr*, "
            "bolt*, charg*, gallop*"
        ),
        "fight": (
            "fight*, fought, punch*, kick*, attack*, battl*, swing*, strik*, struck, slash*, hits, hitting, "
            "duel*, spar, spars, sparring, boxing, clash*, draws his sword, draws her sword, swords drawn, fires, "
            "shoots, shooting, blocks, parr*"
        ),
        "hug": (
            "hug*, embrac*, cuddl*, reunit*, reunion, holds close, holds him, holds her, in each other's arms, arms around"
        ),
        "cheer": (
            "cheer*, celebrat*, triumph*, victor*, raises both arms, arms up, arms raised, hooray, dance*, "
            "dancing, rejoic*, applaud*, wins, won, exult*, throws hands up"
        ),
        "wave": "wave*, waving, greet*, beckon*, hail*, says goodbye, salut*, hello, signals",
        "point": "point*, indicat*, gestur*, accus*, commands, orders, directs, spots",
        "offer": (
            "offer*, gives, giving, gave, hands him, hands her, hands over, hands the, handing, presents, shows, "
            "showing, holds out, serves, serving, passes, shares, pours, delivers, extends"
        ),
        "reach": (
            "reach*, grab*, catch*, caught, takes, picks up, pick*, touch*, knock*, opens, pulls, pushes, "
            "stretch*, grasp*, snatch*, climb*, presses, pets, strokes, unlock*, paint*, plants, throws, writes, "
            "cooks, stirs, fixes, repairs, digs, hangs"
        ),
        "think": (
            "think*, thought, ponder*, wonder*, consider*, examin*, studies, studying, inspect*, read, reads, "
            "reading, scratches head, chin, puzzl*, investigat*, muses, contemplat*, hesitat*, recall*, "
            "remember*, notic*"
        ),
        "arms_crossed": (
            "arms crossed, crosses arms, crosses his arms, crosses her arms, crossed arms, folds arms, folded "
            "arms, sulk*, pout*, guards, refus*, unimpressed, stubborn*, defiant*, leans against, leaning against"
        ),
        "walk": (
            "walk*, stroll*, wander*, cross, crosses, crossing, stride*, march*, approach*, arrive*, enter*, "
            "leav*, left, leaves, go, goes, going, step, steps, stepping, travel*, hike*, journey*, follow*, "
            "limp*, pacing, paces, heads, heading, comes, coming, returns, exits, depart*, patrol*, trudg*, "
            "jalan, berjalan"
        ),
        "stand": (
            "stand*, stood, wait*, watch*, look*, stare*, staring, gaz*, listen*, stops, stopped, pauses, faces, observ*"
        ),
    }
)


EXPRESSIONS = WordList(
    {
        "laughing": "laugh*, giggl*, chuckl*, crack up, hilarious, joking, guffaw*, burst* out",
        "happy": (
            "sing*, sang, happy, happily, smil*, grin*, joy*, glad*, cheer*, delight*, excit*, celebrat*, pleas*, "
            "beam*, thrill*, hooray, triumph*, victor*, proud*, relie*, content, grateful*, thank*, reunit*, "
            "reunion, enthusias*, play, plays, playing, playful*, wins, won, enjoy*, friendly, hope*, merr*, "
            "senang, feliz, heureux, glücklich, curious*"
        ),
        "tender": (
            "tender*, gentle, gently, kind, kindly, warm smile, warmly, lov*, comfort*, sooth*, caring, soft "
            "smile, reassur*, trust*, kiss*, affection*, calm*, peaceful*, serene*, quiet smile, "
            "consol*, "
        ),
        "crying": (
            "cry, cries, crying, cried, sob*, weep*, wept, tear, tears, tearful*, bawl*, menangis, llora*, pleure*, weint"
        ),
        "sad": (
            "sad*, unhappy, lonely, alone, grief, griev*, mourn*, melanchol*, disappoint*, sorrow*, heartbroken, "
            "hurt, miserabl*, sigh*, lost, gloom*, regret*, dejected, homesick, sedih, triste, traurig*, farewell"
        ),
        "afraid": (
            "afraid, scared, fear*, terrif*, frighten*, trembl*, shiver*, panic*, horror, horrif*, scream*, "
            "cower*, flee*, fled, takut, miedo, peur, angst, nightmare, haunted"
        ),
        "worried": (
            "guilt*, worr*, anxious*, nervous*, concern*, uneas*, unsure, hesitat*, confus*, troubl*, sweat*, "
            "timid*, shy*, doubt*, uncertain*, stress*, awkward*, puzzl*, apolog*, embarrass*, cemas"
        ),
        "surprised": (
            "surpris*, shock*, astonish*, amaz*, gasp*, startl*, stunn*, wide-eyed, wide eyed, eyes wide, "
            "suddenly, discover*, unexpected*, awe, reveal*, realiz*, realis*, marvel*, wow, jaw drops, notices, "
            "noticed, gapes, explod*, explosion"
        ),
        "angry": (
            "angr*, furious*, rage, mad, yell*, shout*, glar*, scowl*, snarl*, growl*, annoy*, irritat*, accus*, "
            "frown*, fum*, roar*, argu*, threat*, attack*, grumpy, marah, enojad*, colère, wütend"
        ),
        "determined": (
            "determin*, resolv*, resolut*, brave*, courag*, fierce*, focus*, ready, heroic*, confiden*, serious*, "
            "grit*, stern*, defiant*, bold*, steel*, solemn*, vows, swears, rescue*, saves, protect*, suspicious*"
        ),
        "sly": (
            "sly*, smirk*, cunning*, mischie*, scheme*, schem*, sneak*, wink*, tease*, teas*, trick*, devious, "
            "smug*, villain*, evil, plot, plots, plotting, steal*, cheeky"
        ),
        "asleep": (
            "asleep, sleep*, slept, snor*, dozing, dozes, naps, napping, unconscious, dreaming, eyes closed, "
            "tidur, dort, schläft, duerme"
        ),
        "tired": (
            "tired*, exhaust*, wear*, yawn*, sleepy, drows*, fatigue*, bored, boring, drained, worn out, sick, ill, limp*"
        ),
        "thoughtful": (
            "think*, thought*, ponder*, wonder*, consider*, muse*, studies, studying, examin*, inspect*, read, "
            "reads, reading, investigat*, contemplat*, remember*, recall*, reflect*, curio*, look* closely, "
            "searching, puzzle*"
        ),
        "neutral": "neutral, blank, expressionless, deadpan, stoic",
    }
)


# Verbs before a thing by which it is in a hand and not on the ground.
HOLDING = WordList(
    {
        "hold": (
            "hold*, held, carr*, clutch*, grip*, grasp*, offer*, gives, giving, hands, handing, shows, showing, "
            "raises, raising, lifts, lifting, wield*, swing*, waves, waving, reads, reading, studies, studying, "
            "with, takes, taking, picks, brings, bringing, drinks, drinking, sips, eats, eating, opens, opening, "
            "draws, drawing, grabs, presents, brandish*, examines, unfolds, unfolding, folds, finds, "
            "found, uses, using, plays, playing, consults, checks, tosses, throws, receives, wraps, stirs, hugs, "
            "pulls out, looks at, serves, pours, membawa, memegang, lleva, tient, hält"
        )
    }
)


AWAY = WordList(
    {
        "away": (
            "leaving, leaves, walks away, walking away, walks off, departs, departing, turns away, turned away, "
            "from behind, back to us, with his back, with her back, disappears, vanishes into, exits, in the "
            "distance, retreats"
        )
    }
)
