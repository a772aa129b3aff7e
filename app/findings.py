"""What detectors and rules say in fixed sentences, for the translation: English, with a place for
each value ({a}, {b} ...). `app.translated` says them in the language of the window.

Some are parts of others, as a side or a border; numbers in thresholds are values too, so that they
may change without the sentence.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TR_NOOP

TITLES: dict[str, str] = {
    "wrong-direction": QT_TR_NOOP("Wrong direction"),
    "outside-brush": QT_TR_NOOP("Outside the brush"),
    "start-end": QT_TR_NOOP("Start and end"),
    "subject-exit": QT_TR_NOOP("Subject leaves"),
    "reversed": QT_TR_NOOP("Runs backwards"),
    "frozen": QT_TR_NOOP("Frozen"),
    "jitter": QT_TR_NOOP("Jitter"),
    "flicker": QT_TR_NOOP("Flicker"),
    "teleport": QT_TR_NOOP("Teleport"),
    "pop": QT_TR_NOOP("Pop"),
    "gravity": QT_TR_NOOP("Gravity"),
    "impulse": QT_TR_NOOP("Push from nowhere"),
    "size": QT_TR_NOOP("Size"),
    "mass": QT_TR_NOOP("Mass"),
    "deform": QT_TR_NOOP("Deform"),
    "identity": QT_TR_NOOP("Identity"),
    "penetration": QT_TR_NOOP("Penetration"),
    "early-effect": QT_TR_NOOP("Effect before cause"),
    "incoherent-parts": QT_TR_NOOP("Legs against body"),
}
"""What detectors are called, by kind: for cards, which are there before detectors are loaded."""
FINDINGS: tuple[str, ...] = (
    *TITLES.values(),
    # wrong-direction
    QT_TR_NOOP("Things go where they were asked to go."),
    QT_TR_NOOP(
        "Paint the way with the motion brush; in words, name the side of the frame ('toward the "
        "right edge'), and keep the camera still."
    ),
    QT_TR_NOOP(
        "The angle between the asked and the measured way. A stroke is compared piece by piece "
        "with the mover that starts in its region, on the same frames; words are compared with the "
        "net way of the mover that carries most of the motion, or, where they tell of more than "
        "one action or of one that comes back, with the longest stretch that it goes that way. The "
        "camera's own motion is taken away."
    ),
    QT_TR_NOOP(
        "{a} degrees against a stroke, {b} against words; a mover that goes less than {c} % of "
        "the frame's diagonal decides nothing, from {d} % on it decides fully."
    ),
    # outside-brush
    QT_TR_NOOP("What nobody painted stays where it is."),
    QT_TR_NOOP(
        "Put a static brush on it, or name it in the prompt with 'stays still'; paint its motion "
        "where you want it."
    ),
    QT_TR_NOOP(
        "Things that begin outside every move and ambient stroke and are not set off by what was "
        "painted: their way and their share of all motion. Where things cannot be told from the "
        "ground, the share of the flow that is outside the painted regions and their ways."
    ),
    QT_TR_NOOP(
        "{a} % of all motion, {b} % of the diagonal of way and {c} % of the frame; {d} % where "
        "the prompt lets several things move; a static region may move by {e} % of the diagonal "
        "on average. By flow alone {f} %, with {g} % of the frame gone that far."
    ),
    # start-end
    QT_TR_NOOP("The clip begins with the start image and ends with the end image."),
    QT_TR_NOOP(
        "Take images of the same size and crop as the clip, lower the motion, or give more "
        "frames between two images that are far apart."
    ),
    QT_TR_NOOP(
        "The first frame against the start image and the last against the end image, after the "
        "best crop (up to {a} %) and a shift of up to {b} %, colours evened out: the correlation "
        "of {c} parts, and the share of the picture that shows something else. A shift of colour "
        "is said beside it."
    ),
    QT_TR_NOOP("a mean correlation of {a}, or {b} % of the picture that is something else"),
    # subject-exit
    QT_TR_NOOP("What the shot is about stays in the picture, unless it is asked to leave."),
    QT_TR_NOOP(
        "Paint a path that ends inside the frame, say where it stops ('comes to rest in the "
        "middle'), or give it more room to go on the side it moves to."
    ),
    QT_TR_NOOP(
        "Where the thing under the brush, else the thing that carries most of the motion, goes "
        "over the border; it must have been whole in the picture and move outwards by a third of "
        "its size in the end. What leaves when a pile falls apart is a piece of it."
    ),
    QT_TR_NOOP(
        "{a} seconds before the end; {b}, and {c} % of the clip, where the words send it to that "
        "side or down a slope and do not say that it stays. It has to carry a third of all motion. "
        "Without words or brush the probability stays below a half."
    ),
    # reversed
    QT_TR_NOOP("What breaks does not mend itself, what is poured goes down, smoke goes up."),
    QT_TR_NOOP(
        "Say how it begins and how it ends ('a whole glass falls and lies in pieces'), or turn "
        "the clip around when you export it."
    ),
    QT_TR_NOOP(
        "For verbs of bursting, whether what moves comes together to the side; for pouring and "
        "burning, whether it goes up or down, and where a stream stands on a level, whether that "
        "sinks. The mean over all frames, -{a} % the contrary to {b} % as it should."
    ),
    QT_TR_NOOP(
        "{a} % the contrary way for bursting, {b} % for pouring and burning, for three quarters of "
        "the time that it happens, half a second at least; a level that sinks by half of its "
        "height, in half of the time that a stream stands on it"
    ),
    # frozen
    QT_TR_NOOP("What moves goes on moving, or comes to rest bit by bit."),
    QT_TR_NOOP(
        "Say what goes on until the end ('keeps walking until the last frame'), ask for a "
        "shorter clip, or paint the path to the end of the time line."
    ),
    QT_TR_NOOP(
        "The longest time in which nothing moves anywhere in the picture, the view neither, and "
        "in which the picture is the same but for its coding."
    ),
    QT_TR_NOOP(
        "{a} seconds in which less than {b} % of the picture moves and in which it changes by a "
        "quarter at most of what it did just before, until the last moment. What had braked came "
        "to rest, or pauses, and so does a picture that changes less and less; "
        "one thing that stops for good while the grain goes on may have landed where it "
        "falls, or have been stopped where the words make it run into something; what went behind "
        "something is only hidden, and where all went out or vanished nothing is left to move: "
        "these stay below a half. A clip that is still all over is only told where motion was "
        "asked for. Shorter stops are how animation on twos and threes looks."
    ),
    # jitter
    QT_TR_NOOP("Things with mass, and cameras, cannot turn round in every frame."),
    QT_TR_NOOP(
        "Say how the camera is held ('locked-off tripod shot', 'smooth dolly'); with few steps "
        "or much motion strength, take more steps or less strength."
    ),
    QT_TR_NOOP(
        "Accelerations of the view and of each thing over at least {a} seconds and six frames, and "
        "how often each turns back on the one before; half the shift between two frames. Frames "
        "that only repeat the one before are left out; where others are left out, steps count by "
        "how much of the film passes in them."
    ),
    QT_TR_NOOP(
        "{a} % of the diagonal for the view and {b} % for a thing whose outline goes along, with "
        "eight or nine turns in ten; more at fewer than {c} frames a second, where a trembling "
        "hand looks the same, and at least three tenths of the speed at which it gets on. What "
        "goes its own width in a frame has to be followed with {d} % of its surface."
    ),
    # flicker
    QT_TR_NOOP("Light does not change from frame to frame and back."),
    QT_TR_NOOP(
        "Say how the light is ('constant soft daylight'), take more steps, and keep lamps and "
        "screens out of the prompt."
    ),
    QT_TR_NOOP(
        "How much lighter or darker each frame is than the mean of the two beside it, where the "
        "light turns around: as what {a} % of {b} parts of the picture jump by at least, as the "
        "least of four that lie together, jump the same way and are not on the move, or as what a "
        "thing that keeps its size jumps by; and the fifth largest of that within {c} seconds."
    ),
    QT_TR_NOOP(
        "{a} % five times within {b} s for the whole picture, {c} % for a part, and {d} % for a "
        "thing of {e} % of the picture: a flash, or a light that is switched on, is at most three "
        "of them. Where the prompt names flicker, candles or lightning it stays below a half."
    ),
    # teleport
    QT_TR_NOOP("Things get from one place to another along a way."),
    QT_TR_NOOP(
        "Ask for less way in the same time, paint the path, or slow it down with the speed "
        "curve; more frames a second help, too."
    ),
    QT_TR_NOOP(
        "Things that end in the middle of the picture, and things alike in size, outline and "
        "colours that begin elsewhere within {a} seconds (two frames at least), gaps in the way "
        "of one that is recognised again, and things far off that have as much more, or less, of "
        "its colours in that moment; how far that is from where the thing would have gone on to, "
        "beside its own speed."
    ),
    QT_TR_NOOP(
        "{a} % of the width, and twice its own way in that time off its course; areas within a "
        "factor of {b}; both whole at the moment; at most six things about at the time. What "
        "lands on another thing, or comes off it, has {c} % of the picture, at most five are "
        "about, and the other one goes less than {d} of its width from frame to frame."
    ),
    # pop
    QT_TR_NOOP("Things do not come from nowhere and do not vanish."),
    QT_TR_NOOP(
        "Say where the thing comes from or goes to ('rolls in from the left', 'drops behind the "
        "wall'), or paint its way over the border; ask for fewer things at once."
    ),
    QT_TR_NOOP(
        "Places where, between two moments up to half a second apart, what is there has no past "
        "and what was there has no future when the motion is followed both ways, at the clip's "
        "own rate and between the two moments, while both are steady before and after (where all "
        "lies still, a past or future is only where the flow also leads back from); and things "
        "that begin or end as they are, whole and alone, away from the border, or that go over "
        "into what is behind them while they are whole."
    ),
    QT_TR_NOOP(
        "{a} gray levels of difference, some less where the place has an outline, on at least {b} "
        "% of the picture, {c} % of its width thick and {d} % of it away from the border; change "
        "on either side less than {e} of that, in place on the calmer one less than {f}; what "
        "moves in it and around it less than half its width; found again nearby with a correlation "
        "of less than {g}. Several of these that are hardly met are one that is not; what is less "
        "than a seventh of all that comes and goes within half a second is a doubt, as is all "
        "where the whole picture becomes another. Things: {h} gray levels off the ground, {i} % of "
        "the picture, no other within half a width, at most six about, and not smaller at the end "
        "than {j} of before; what fades: a fifth less of its contrast within less than half a "
        "second while it has three quarters of its area, and other colours by an eighth of that, "
        "steady before."
    ),
    # gravity
    QT_TR_NOOP("What rises by itself slows down; what is let go falls."),
    QT_TR_NOOP(
        "Say what lifts it, or say the fall in steps with its end state ('drops, hits the floor, "
        "bounces once, lies still'); paint its way with the throw or the bounce preset."
    ),
    QT_TR_NOOP(
        "Gain of v²/2 per pixel of rise, over stretches of one acceleration of a thing's way (at "
        "least {a} s), the camera's motion taken away, while nothing touches the thing; what "
        "slowed down just before and, with no kink in its way, rises on without for {b} s, counts "
        "as well; so does what fell freely and then, within a tenth of a second of the top of its "
        "way, no longer goes up or down. Where the floor is marked: how long what flew stays "
        "where it is above it. Where the words say that it falls: how long what something lifted "
        "and let go of stays above where it lay; where nothing falls, what it gains of the speed "
        "that a fall over the same way in the same time would give. Where they say that it "
        "swings: how long it stays above its lowest place."
    ),
    QT_TR_NOOP(
        "{a} heights/s² ({b} where it is known to be passive, {c} of what things fall with where "
        "some fall) over a rise of {d} % of the frame's height and a third of its own, the gain of "
        "speed five times its standard error; upper and lower end rise alike. In the air: {e} s, "
        "{f} % of the frame's height above the floor and {g} of its own, a time in which it falls "
        "far, and it gets six tenths of its width about. Let go of: {h} s. Evenly: a quarter of "
        "that speed, over {i} % of the frame's height in half a second. Swung up: as long as it "
        "took from its lowest place."
    ),
    # impulse
    QT_TR_NOOP("What nothing touches keeps its speed and its way, but for gravity."),
    QT_TR_NOOP(
        "Show or name what pushes it ('the cue ball hits it'), or paint one smooth way instead "
        "of two; a shorter clip with one action helps."
    ),
    QT_TR_NOOP(
        "Speed just before and just after a kink in a thing's way, the camera's motion taken "
        "away, where no other mover is within reach for a tenth of a second around it. Where the "
        "floor is marked, it explains what happens at it, and nothing that happens above it."
    ),
    QT_TR_NOOP(
        "{a} times as fast, a change of {b} heights/s that is six times its standard error, both "
        "ways followed for a sixth of a second. Over a marked floor what turns back up counts as "
        "well, from {c} % of the frame's height and half its own on, unless it does so twice at "
        "one height. What the words say stands or lies still is moved by nothing of its own."
    ),
    # size
    QT_TR_NOOP("Things keep their size; what looks larger has come nearer."),
    QT_TR_NOOP(
        "Say that the camera stays where it is and that the thing keeps its size; paint its "
        "scale with the brush, or use a shorter clip."
    ),
    QT_TR_NOOP(
        "The area of a thing's silhouette before and after stretches of one frame to one and a "
        "half seconds, where it is alone and whole; proportions, outline and colours have to "
        "stay. Of what stands still: whether it is found again at another scale where it stood."
    ),
    QT_TR_NOOP(
        "{a} times at once, {b} times slowly, and five times what the area trembles by, which is a "
        "tenth at most; slow growth only where the size is steady before or after, and where the "
        "way of its foot down the picture does not fit to coming nearer. What is followed with "
        "nine tenths of its surface, which does not grow, is only outlined more wholly."
    ),
    # mass
    QT_TR_NOOP("Matter is neither made nor lost: what leaves one place comes to another."),
    QT_TR_NOOP(
        "Say how full it is at the end ('the glass is two thirds full'); pour one thing at a "
        "time; name all parts of the thing that have to stay."
    ),
    QT_TR_NOOP(
        "The area of a thing that is alone and whole, and on which side it loses some; the height "
        "of a level, read off by its colour eight times a second where it has a flat top, and the "
        "stream that stands on it; where none is seen, the height of a thing over a foot and a "
        "width that stay the same. Of what stands still: whether a part is gone beside one that "
        "stays."
    ),
    QT_TR_NOOP(
        "{a} % of the area on one side that is not the one it moves to, for good, and twice as "
        "fast as before and after; a level that falls by {b} % after it rose, or grows by {c} % in "
        "a quarter of a second and four times as fast as usual; below a stream, one that falls by "
        "{d} % of its height, rises by {e} % of all in a quarter of a second and twice as fast as "
        "on the whole, or rises in less than {f} % of the time."
    ),
    # deform
    QT_TR_NOOP("Rigid things keep their form."),
    QT_TR_NOOP(
        "Name the material ('a steel hammer'), ask for a slower or a shorter motion, or show the "
        "thing larger in the start image; mark it as rigid to have it judged more strictly."
    ),
    QT_TR_NOOP(
        "How solid an outline is, how its spread compares with its area, and how much longer than "
        "broad it is beyond what its area explains, before and after stretches of up to a second, "
        "on things that moved without changing them before. Looks at a thing are laid over each "
        "other after a quarter and half of a second, also where it is held or touched: how much "
        "longer its surface got one way and shorter the other, and how far it is from where any "
        "affine map puts it. Of what stands still: whether the same colours stand there in another "
        "form, and are no part of something larger that stays."
    ),
    QT_TR_NOOP(
        "{a} of its hull, {b} of the log of its spread, {c} more lopsided, or three tenths of the "
        "log of its length by its breadth, which is a doubt where nothing says that it is rigid "
        "({d} of these for what is said to be), without a stop or a kick by which it may have "
        "broken; four times the noise and twice what it changed before; the area within {e} times; "
        "it moved {f} of its width before. Laid over each other: three tenths longer "
        "one way and shorter the other, on three quarters of its surface; or a thirtieth of its "
        "size off, half as much again as a bend leaves and twice what is usual for it, which is a "
        "finding only for what is marked as rigid, or lies on itself in most looks before and "
        "again after it and is free: what a hand covers more and more of looks like that too. "
        "What stands still: {g} % of its colours, ordered otherwise, which go on over less than "
        "{h} of its rim."
    ),
    # identity
    QT_TR_NOOP("A thing stays the thing that it is."),
    QT_TR_NOOP(
        "Describe the thing by two or three lasting features and repeat them for the end of the "
        "shot; give it a start image; let fewer things cross each other."
    ),
    QT_TR_NOOP(
        "Shares of a thing's colours, eight looks a second, before and after moments of up to "
        "{a} seconds; who comes out on the way and at the time of what went behind something; "
        "who is left when two that met had to part again. Of what stands still: whether other "
        "colours stand there."
    ),
    QT_TR_NOOP(
        "{a} % other colours for good, {b} times what they change by otherwise, and another hue, "
        "not only more or less light; half of them behind something; {c} s after two had to part. "
        "It gets six tenths of its width about, and its area changes by a tenth at most from "
        "frame to frame. What stands still, and things where a liquid is named, stay below a "
        "half: what is filled has other colours."
    ),
    # penetration
    QT_TR_NOOP("Two solid things are never in the same place."),
    QT_TR_NOOP(
        "Say what the hand does at the surface ('the fingers close around the phone and stop'), "
        "or paint the way only up to the contact."
    ),
    QT_TR_NOOP(
        "How far a mover that comes from outside gets into what is marked as solid, as a share "
        "of the smaller one's extent, and whether both stand on the same level of the picture; "
        "and how far motion runs over the marked place before that moves all over. How far what "
        "fell or lay on the marked floor is seen below it, by its own height. Without a mark, "
        "where the words make something hit, push or lift a thing: whether more than one thing "
        "moves, and whether what stops short comes into sight farther on. Where the marked place "
        "looks in the end as in the beginning, how far beyond it something gets counts as well, "
        "and what comes out at its far side while the rest is still at its near one."
    ),
    QT_TR_NOOP(
        "{a} % for a tenth of a second with a mark; {b} % and the way unchanged for two movers "
        "whose feet are within {c} % of their height. Below the floor: {d} % of its height and "
        "{e} % of the frame's, no larger than before, straight down or in free fall. A hand: {f} "
        "% before the thing moves, still going on. What runs over a marked place: {g} % of it. "
        "What is marked stands where {h} % of its place looks as it did; beyond it is {i} of its "
        "extent from the near side; what comes out has the same colours and goes {j} % on."
    ),
    # early-effect
    QT_TR_NOOP("An effect follows its cause: nothing moves before it is touched."),
    QT_TR_NOOP(
        "Say the order in words ('first the ball arrives, then the pin falls'), or make two "
        "shots of it and cut at the contact."
    ),
    QT_TR_NOOP(
        "The time from when a thing that was at rest sets off to when the mover that comes "
        "towards it is there, and how far that one is away until then, while nothing else is "
        "near. Of what is marked as solid or rigid: when its place moves all over at once."
    ),
    QT_TR_NOOP(
        "{a} s and three frames ahead of time, from then on twice as fast as it drifted before, a "
        "third of the cause's width and {b} s of its way between the two, the cause on its way "
        "there and the effect not on its way to meet it. Where nothing is known of what sets off, "
        "the cause goes on at less than {c} of its speed once it is there: who walks past hit "
        "nothing."
    ),
    # incoherent-parts
    QT_TR_NOOP(
        "Legs carry the body: the foot on the ground stands, and the body goes the way it faces."
    ),
    QT_TR_NOOP(
        "Say the gait and the way together ('walks forward toward the right edge'), start from "
        "an image that shows the body facing that way, and paint the way of the whole body with "
        "one stroke."
    ),
    QT_TR_NOOP(
        "With poses: where the toes point against where the body goes, the speed of the lower "
        "foot along the body's way over the body's own ({a} stands, {b} is carried along, {c} "
        "runs the wrong way), and whether a foot swings along while it is the higher one, or "
        "goes back over the ground. All must speak against it. Without poses: the speed of the "
        "middle of what is lowest of the silhouette, and how differently the parts of its lower "
        "half move; a body that was found in pieces is put together of those that go with it."
    ),
    QT_TR_NOOP(
        "The toes point against the way by four tenths more than along it, the foot that carries "
        "is faster than the body itself, a foot swings against the way or goes back at a quarter "
        "of the body's speed, and the stride is three tenths of a torso. Without poses {a} of "
        "the body, with parts that differ by {b} of it; {c} where nothing below ever rests, the "
        "parts differ by the body's speed, and what is below opens and closes as legs do. Who "
        "glides on legs that stay closed, or treads on the spot, is a doubt."
    ),
    # why a kind cannot be determined
    QT_TR_NOOP("the clip has fewer than {a} frames"),
    QT_TR_NOOP("three"),
    QT_TR_NOOP("four"),
    QT_TR_NOOP("five"),
    QT_TR_NOOP("six"),
    QT_TR_NOOP("the view goes through the scene, so that nothing can be told from its ground"),
    QT_TR_NOOP("the view goes through the scene, so that things cannot be told from their ground"),
    QT_TR_NOOP("the view moves, and things cannot be told from their ground"),
    QT_TR_NOOP("the frames come at uneven times"),
    QT_TR_NOOP("frames around it could not be decoded"),
    QT_TR_NOOP("nothing was painted"),
    QT_TR_NOOP("neither the prompt nor the brush says where to go"),
    QT_TR_NOOP("the shot has neither a start nor an end image"),
    QT_TR_NOOP("the clip has no frames"),
    QT_TR_NOOP("the image that was asked for cannot be read"),
    QT_TR_NOOP("the prompt names nothing that cannot run backwards"),
    QT_TR_NOOP(
        "nothing in a picture tells which way '{a}' runs; its direction is checked by itself"
    ),
    QT_TR_NOOP("nothing is seen whole, and nothing is known to be a liquid"),
    QT_TR_NOOP("nothing is marked as solid, and no two movers meet"),
    QT_TR_NOOP("with '{a}' feet may slide, or go backward"),
    QT_TR_NOOP(
        "no legs are seen: the pose models are not there, and the prompt names nobody who walks"
    ),
    QT_TR_NOOP("nobody is seen to go across the view with both feet in it"),
    QT_TR_NOOP("the legs are too small, too fast, hidden, or go toward or away from the view"),
    QT_TR_NOOP("the legs cannot be told from each other"),
    QT_TR_NOOP("the ground under the feet does not move as the rest of the view does"),
    QT_TR_NOOP("the feet do not tell which way the body faces"),
    # what the rules of a shot come to
    QT_TR_NOOP("you said so"),
    QT_TR_NOOP("only you can see that"),
    QT_TR_NOOP("nothing looks for that yet"),
    # how the clip could be read
    QT_TR_NOOP("Frame {a} could not be decoded and is not judged."),
    QT_TR_NOOP("Frames {a} to {b} could not be decoded and are not judged."),
    QT_TR_NOOP("So it is with {a} more stretches of frames."),
    QT_TR_NOOP("The file is cut off: {a} of its {b} frames are there."),
    QT_TR_NOOP("Frames come at uneven times ({a} to {b} ms): what hangs on speed is not judged."),
    QT_TR_NOOP("The clip is interlaced: one field of each frame was looked at."),
    QT_TR_NOOP("The size changes: all was looked at as {a}."),
    QT_TR_NOOP("too near to call: {a}, {b}"),
    QT_TR_NOOP("looked for and not found"),
    QT_TR_NOOP("nothing moves in it"),
    QT_TR_NOOP("what was found there was dismissed"),
    QT_TR_NOOP("nothing goes up or down far enough in it"),
    QT_TR_NOOP("It cuts to something else in frame {a}: each side was looked at by itself."),
    QT_TR_NOOP(
        "It cuts to something else {a} times, first in frame {b}: each part was looked at by "
        "itself."
    ),
    # what was asked for
    QT_TR_NOOP("{a} moves {b} px {c}; {d}"),
    QT_TR_NOOP("{a} px {b}, {c} degrees off"),
    QT_TR_NOOP("It"),
    QT_TR_NOOP("the brush says {a}"),
    QT_TR_NOOP("the prompt says {a}"),
    QT_TR_NOOP("to the right"),
    QT_TR_NOOP("to the left"),
    QT_TR_NOOP("up to the right"),
    QT_TR_NOOP("up to the left"),
    QT_TR_NOOP("down to the right"),
    QT_TR_NOOP("down to the left"),
    QT_TR_NOOP("right"),
    QT_TR_NOOP("left"),
    QT_TR_NOOP("up"),
    QT_TR_NOOP("down"),
    QT_TR_NOOP("back to where it began"),
    QT_TR_NOOP("the static region stays put"),
    QT_TR_NOOP("it moves by {a} px on average over the clip"),
    QT_TR_NOOP("{a} was to stay put and moves by {b} px on average"),
    QT_TR_NOOP("A static region"),
    QT_TR_NOOP("only what was painted moves"),
    QT_TR_NOOP("{a} px of way, {b} % of all motion"),
    QT_TR_NOOP(
        "Something that nobody painted moves {a} px between frames {b} and {c}: {d} % of all motion"
    ),
    QT_TR_NOOP("{a} % of all motion is outside the brush"),
    QT_TR_NOOP("{a} % of all motion is outside of what was painted"),
    QT_TR_NOOP("the {a} frame is the {b} image"),
    QT_TR_NOOP("The {a} frame is the {b} image ({c})"),
    QT_TR_NOOP("The {a} frame is the {b} image ({c}){d}"),
    QT_TR_NOOP("The {a} frame is not the {b} image ({c})"),
    QT_TR_NOOP("The {a} frame is not the {b} image ({c}){d}"),
    QT_TR_NOOP("first"),
    QT_TR_NOOP("last"),
    QT_TR_NOOP("start"),
    QT_TR_NOOP("end"),
    QT_TR_NOOP("likeness {a}, {b} % is something else"),
    QT_TR_NOOP("likeness {a}, {b} % is something else{c}"),
    QT_TR_NOOP(", {a} by {b} gray levels"),
    QT_TR_NOOP(", {a} {b} by {c}"),
    QT_TR_NOOP("lighter"),
    QT_TR_NOOP("darker"),
    QT_TR_NOOP("red"),
    QT_TR_NOOP("green"),
    QT_TR_NOOP("blue"),
    QT_TR_NOOP("stronger"),
    QT_TR_NOOP("weaker"),
    QT_TR_NOOP("it stays in the picture to the end"),
    QT_TR_NOOP("out over the {a} at frame {b}, gone for {c} s"),
    QT_TR_NOOP("{a} leaves over the {b} at frame {c} and is gone for the last {d} s"),
    QT_TR_NOOP("{a} leaves over the {b} at frame {c} and is gone for the last {d} s{e}"),
    QT_TR_NOOP("; nobody said whether it should"),
    QT_TR_NOOP("left border"),
    QT_TR_NOOP("right border"),
    QT_TR_NOOP("{a} of the picture"),
    QT_TR_NOOP("top"),
    QT_TR_NOOP("bottom"),
    QT_TR_NOOP("what {a} flies apart"),
    QT_TR_NOOP("what {a} goes down"),
    QT_TR_NOOP("what comes off what {a} goes up"),
    QT_TR_NOOP("it comes together"),
    QT_TR_NOOP("it goes up"),
    QT_TR_NOOP("it goes down"),
    QT_TR_NOOP("{a}: {b} % of the motion more than as it should"),
    QT_TR_NOOP("This may run backwards: {a}, and here {b}"),
    QT_TR_NOOP("something moves"),
    QT_TR_NOOP("motion goes on"),
    QT_TR_NOOP("the same picture for {a} s (it changes by {b} gray levels)"),
    QT_TR_NOOP("The picture stands still {a}, {b} s"),
    QT_TR_NOOP("The picture stands still {a}, {b} s{c}"),
    QT_TR_NOOP(", in the middle of motion"),
    QT_TR_NOOP("for the whole clip"),
    QT_TR_NOOP("from frame {a} to {b}"),
    QT_TR_NOOP("the view moves smoothly"),
    QT_TR_NOOP("it moves smoothly"),
    QT_TR_NOOP("{a} px to and fro, frame by frame"),
    QT_TR_NOOP(
        "The whole picture jerks to and fro by {a} px from frame to frame between frames {b} and "
        "{c}"
    ),
    QT_TR_NOOP("It jerks to and fro by {a} px from frame to frame between frames {b} and {c}"),
    QT_TR_NOOP("the light stays the same or changes over several frames"),
    QT_TR_NOOP("{a} % lighter or darker than the frames beside, again and again"),
    QT_TR_NOOP(
        "The light of the whole picture jumps by {a} % from frame to frame between frames {b} "
        "and {c}"
    ),
    QT_TR_NOOP(
        "The light of a part of the picture jumps by {a} % from frame to frame between frames {b} "
        "and {c}"
    ),
    QT_TR_NOOP(
        "The light of one thing jumps by {a} % from frame to frame between frames {b} and {c}"
    ),
    # what breaks physics
    QT_TR_NOOP("it goes on from ({a}, {b})"),
    QT_TR_NOOP("{a} px farther {b} ms later"),
    QT_TR_NOOP(
        "It is at ({a}, {b}) in frame {c} and at ({d}, {e}) in frame {f}: {g} px without a way "
        "between"
    ),
    QT_TR_NOOP("what is there comes from somewhere"),
    QT_TR_NOOP("what was there goes somewhere"),
    QT_TR_NOOP("appears"),
    QT_TR_NOOP("vanishes"),
    QT_TR_NOOP("{a} % of the picture"),
    QT_TR_NOOP("{a} % of the picture {b} within {c} frames"),
    QT_TR_NOOP("{a} % of the picture {b} from one frame to the next"),
    QT_TR_NOOP("Something ({a}) {b} between frames {c} and {d} {e}"),
    QT_TR_NOOP("without coming in over the border or from behind anything"),
    QT_TR_NOOP("without going out over the border or behind anything"),
    QT_TR_NOOP("something that moves {a} as it is, with nothing near"),
    QT_TR_NOOP(
        "Something that moves {a} between frames {b} and {c} {d} over the border, and nothing is "
        "near that it could be behind"
    ),
    QT_TR_NOOP("without having come in"),
    QT_TR_NOOP("without having gone out"),
    QT_TR_NOOP("gone for {a} s, and there again {b} px away"),
    QT_TR_NOOP(
        "It vanishes after frame {a} and is there again in frame {b}: the same thing, as you said"
    ),
    QT_TR_NOOP("what rises {a} px by itself slows down"),
    QT_TR_NOOP("as things here fall with {a} px/s²"),
    QT_TR_NOOP("from {a} to {b} px/s while it rises {c} px"),
    QT_TR_NOOP("from {a} to {b} px/s while it rises {c} px{d}"),
    QT_TR_NOOP(", {a} px/s between"),
    QT_TR_NOOP(
        "It rises and gets faster ({a} to {b} px/s) with nothing that carries it: it falls upwards"
    ),
    QT_TR_NOOP(
        "It rises and no longer slows down ({a} to {b} px/s), although it did so just before and "
        "nothing carries it"
    ),
    QT_TR_NOOP("it falls to the floor that you marked"),
    QT_TR_NOOP("it stays where it is for {a} s, {b} px above the floor"),
    QT_TR_NOOP("It hangs in the air for {a} s, {b} px above the floor, and nothing holds it"),
    QT_TR_NOOP("it falls, as it did with {a} px/s²"),
    QT_TR_NOOP("for {a} s it neither falls nor rises"),
    QT_TR_NOOP(
        "It stops at the top of its way and hangs in the air for {a} s, where nothing holds it"
    ),
    QT_TR_NOOP("it falls once it is let go of"),
    QT_TR_NOOP("It is let go of and hangs in the air for {a} s, {b} px above where it lay"),
    QT_TR_NOOP("it turns there and comes back down"),
    QT_TR_NOOP("It swings up to one side and stays there for {a} s, {b} px above its lowest place"),
    QT_TR_NOOP("it gets faster and faster, to {a} px/s at the end of that way"),
    QT_TR_NOOP("it falls, as the prompt says"),
    QT_TR_NOOP("it sinks {a} px with {b} px/s all the time"),
    QT_TR_NOOP("in {a} s nothing comes down"),
    QT_TR_NOOP("It should fall, and sinks as evenly as on a string ({a} px/s)"),
    QT_TR_NOOP("It should fall, and never comes down in {a} s"),
    QT_TR_NOOP("It turns back {a} px above the floor that you marked: nothing is there"),
    QT_TR_NOOP("it keeps its way until something hits it, and what stands still adds no speed"),
    QT_TR_NOOP("from {a} to {b} px/s at once, with nothing near that moves"),
    QT_TR_NOOP("It sets off at {a} px/s by itself: nothing touches it"),
    QT_TR_NOOP("It turns away in the air, from {a} to {b} px/s: nothing touches it"),
    QT_TR_NOOP("It is pushed by nothing: {a} px/s become {b} px/s at once"),
    QT_TR_NOOP("it keeps its size, unless it comes nearer or the camera zooms in"),
    QT_TR_NOOP("{a} times {b} {c} (area {d} times)"),
    QT_TR_NOOP("It becomes {a} times {b} {c}, without coming nearer"),
    QT_TR_NOOP("It becomes {a} times {b} {c}, without going away"),
    QT_TR_NOOP("what stands still keeps its size"),
    QT_TR_NOOP("{a} times {b} where it stands"),
    QT_TR_NOOP("Something that stands still becomes {a} times {b}"),
    QT_TR_NOOP("what stands still keeps its form"),
    QT_TR_NOOP("{a} % of its colours stay, and its form does not"),
    QT_TR_NOOP("Something that stands still changes its form"),
    QT_TR_NOOP("what stands still stays the same thing"),
    QT_TR_NOOP("{a} of the colours in its place are others"),
    QT_TR_NOOP("Something that stands still becomes something else: {a} of its colours change"),
    QT_TR_NOOP("what stands still keeps all of its parts"),
    QT_TR_NOOP("a part ({a} % of the picture) {b} it, the rest stays"),
    QT_TR_NOOP("A part {a} something that stands still, and nothing came by"),
    QT_TR_NOOP("comes to"),
    QT_TR_NOOP("is gone from"),
    QT_TR_NOOP("larger"),
    QT_TR_NOOP("smaller"),
    QT_TR_NOOP("over {a} s"),
    QT_TR_NOOP("from one moment to the next"),
    QT_TR_NOOP("a thing that nothing covers keeps all of its parts"),
    QT_TR_NOOP("{a} of it are gone after {b} s, and stay so"),
    QT_TR_NOOP("A part of it ({a}) dissolves: nothing covers it, nothing comes off it"),
    QT_TR_NOOP("what was filled in stays in"),
    QT_TR_NOOP("the level falls by {a} within {b} s after it had risen"),
    QT_TR_NOOP("The level falls again by {a}, though nothing runs out"),
    QT_TR_NOOP("a level rises as evenly as it is filled"),
    QT_TR_NOOP("the level grows by {a} within {b} s"),
    QT_TR_NOOP("The level jumps up by {a} at once: more comes than is poured"),
    QT_TR_NOOP("{a} of the rise happens within {b} s"),
    QT_TR_NOOP("The level jumps up: {a} of all that it rises comes at once"),
    QT_TR_NOOP("a level rises as long as it is poured into"),
    QT_TR_NOOP("it rises in {a} of the {b} s in which the stream runs"),
    QT_TR_NOOP("The level stands still although it is poured into: it rises in {a} of the time"),
    QT_TR_NOOP("the level sinks by {a} % while a stream stands on it"),
    QT_TR_NOOP("it sinks"),
    QT_TR_NOOP("it keeps its form, however it turns"),
    QT_TR_NOOP("its outline changes by {a} times what turning explains"),
    QT_TR_NOOP(
        "Something changes its form between frames {a} and {b}, which no turning and no coming "
        "nearer explains"
    ),
    QT_TR_NOOP("its surface gets {a} % longer one way and shorter the other"),
    QT_TR_NOOP("its surface is off by {a} % of its size"),
    QT_TR_NOOP(
        "Something is squeezed or stretched between frames {a} and {b}: what turns gets shorter "
        "only, what comes nearer longer only"
    ),
    QT_TR_NOOP(
        "The surface of something bends between frames {a} and {b}, as that of something rigid "
        "cannot"
    ),
    QT_TR_NOOP("it stays the same thing"),
    QT_TR_NOOP("{a} of its colours are others after {b} s, and stay so"),
    QT_TR_NOOP("It becomes another thing: {a} of its colours change within {b} s"),
    QT_TR_NOOP("{a} of its colours are others when it is there again"),
    QT_TR_NOOP("It comes back as another thing: {a} of its colours are others"),
    QT_TR_NOOP("its area is {a} times what it was {b} s before"),
    QT_TR_NOOP("It comes back in another size: {a} times the area it had"),
    QT_TR_NOOP("what goes behind something comes out as it went in"),
    QT_TR_NOOP("what comes out on its way shares {a} % of its colours"),
    QT_TR_NOOP("What comes out from behind is not what went in"),
    QT_TR_NOOP("two things that meet are two afterwards"),
    QT_TR_NOOP("one of them is not seen again, {a} s after they had to part"),
    QT_TR_NOOP("Two things meet and only one is left: they melt into each other"),
    QT_TR_NOOP("solid things stop or turn each other, or one gives way"),
    QT_TR_NOOP("{a} of its extent inside {b}"),
    QT_TR_NOOP("{a} of its extent inside {b}, out of sight meanwhile"),
    QT_TR_NOOP("{a} through {b}: {c} of its extent is inside it"),
    QT_TR_NOOP("it comes out at the far side of {a}"),
    QT_TR_NOOP("{a} through {b}: it comes out at the far side of what does not move"),
    QT_TR_NOOP("It goes"),
    QT_TR_NOOP("It possibly goes"),
    QT_TR_NOOP("A hand possibly goes"),
    QT_TR_NOOP("what you marked as solid"),
    QT_TR_NOOP("the floor you marked"),
    QT_TR_NOOP("something that stands still"),
    QT_TR_NOOP("another mover"),
    QT_TR_NOOP("{a} moves, as the prompt says ('{b}')"),
    QT_TR_NOOP("one thing moves, and nothing else does"),
    QT_TR_NOOP("It may go through {a} or past it: nothing else moves"),
    QT_TR_NOOP("it moves when it is hit, not before"),
    QT_TR_NOOP(
        "it sets off {a} s before the other one is there, which is still {b} px ({c} of its "
        "widths) away"
    ),
    QT_TR_NOOP("It moves {a} s before it is reached: the effect comes before its cause"),
    QT_TR_NOOP("whoever walks gets somewhere"),
    QT_TR_NOOP("what swings is where it was, and nothing else gets anywhere"),
    QT_TR_NOOP("The legs may tread on the spot: they swing, and nobody gets anywhere"),
    QT_TR_NOOP("the body goes the way it faces, or the foot that carries it stands"),
    QT_TR_NOOP("the foot that carries goes along at {a} of the body's speed"),
    QT_TR_NOOP("toes to the {a}, body to the {b}; {c}"),
    QT_TR_NOOP("The legs walk to the {a} while the body slides to the {b}: {c}"),
    QT_TR_NOOP("Somebody {a}, and {b}"),
    QT_TR_NOOP("walks to the {a}"),
    QT_TR_NOOP("walks backward to the {a}"),
    QT_TR_NOOP("in every walk one foot stands"),
    QT_TR_NOOP("what is lowest of it goes along at {a} of the body's speed"),
    QT_TR_NOOP("The feet stand"),
    QT_TR_NOOP("The feet may slide"),
    QT_TR_NOOP("The legs run the wrong way under the body"),
    # what is plotted
    QT_TR_NOOP("speed"),
    QT_TR_NOOP("height"),
    QT_TR_NOOP("area"),
    QT_TR_NOOP("level"),
    QT_TR_NOOP("energy"),
    QT_TR_NOOP("brightness"),
    QT_TR_NOOP("way as asked"),
    QT_TR_NOOP("gap"),
    QT_TR_NOOP("depth"),
    QT_TR_NOOP("moving part of the picture"),
    QT_TR_NOOP("distance to the border"),
    QT_TR_NOOP("speed of the foot that carries"),
    QT_TR_NOOP("speed of the body"),
    QT_TR_NOOP("view, sideways"),
    QT_TR_NOOP("view, downwards"),
    QT_TR_NOOP("step, sideways"),
    QT_TR_NOOP("step, downwards"),
    QT_TR_NOOP("likeness"),
    QT_TR_NOOP("something else"),
    QT_TR_NOOP("motion of the static region"),
    QT_TR_NOOP("way from its place"),
    QT_TR_NOOP("motion outside the brush"),
    QT_TR_NOOP("other colours"),
    QT_TR_NOOP("place, sideways"),
    QT_TR_NOOP("as it should go"),
    QT_TR_NOOP("bending"),
    QT_TR_NOOP("strain"),
    QT_TR_NOOP("outline"),
    QT_TR_NOOP("px a frame"),
    QT_TR_NOOP("gray levels"),
    QT_TR_NOOP("pixels"),
    QT_TR_NOOP("share of its hull"),
    QT_TR_NOOP("% of its size"),
)
