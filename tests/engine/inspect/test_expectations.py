"""What a prompt makes expect of a clip, in words, and whether the clip kept it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import resources
from engine.detectors import DETECTORS
from engine.inspect.expectations import MOST, expected_rules, shot_rules
from engine.inspect.rule_checks import check_rules, with_rule, without_rule
from engine.prompt.reading import read
from engine.records import (
    ClipInfo,
    Finding,
    MotionPlan,
    Mover,
    PhysicalRule,
    Region,
    Report,
    Roll,
    Shot,
    Stroke,
    Throw,
)

KINDS = {
    *("reversed", "gravity", "impulse", "pop", "teleport", "size", "mass", "penetration"),
    *("deform", "incoherent-parts", "identity", "early-effect", "frozen", "flicker", "jitter"),
    *("wrong-direction", "outside-brush", "subject-exit", "start-end"),
}

EXPECTED = {
    "A hand lifts a block, carries it to the right and drops it": ("the block falls", "gravity"),
    "She lets go of the cup above the table": ("the cup falls", "gravity"),
    "A vase tips over. It falls and breaks.": ("the vase falls", "gravity"),
    "A man throws a ball to the left": ("the ball flies in an arc", "gravity"),
    "Someone walks to the left": ("someone moves the way the body faces", "incoherent-parts"),
    "A ball falls from the table": ("the ball falls faster and faster", "gravity"),
    "Water is poured from a jug into a glass": (
        "the water in the glass grows by what leaves the jug",
        "mass",
    ),
    "A big rock rolls down the hill": ("the big rock goes downhill", "gravity"),
    "A woman walks along the beach": (
        "the feet of the woman do not slide while they stand",
        "incoherent-parts",
    ),
    "A dog runs to the left": ("the paws or hooves of the dog do not slide", "incoherent-parts"),
    "A hammer smashes a vase": ("the broken pieces of the vase do not join again", "reversed"),
    "A hand picks up a phone": ("the hand does not go through the phone", "penetration"),
    "A hammer swings through the air": ("the hammer keeps its shape and size", "deform"),
    "A boy kicks a ball": ("the ball moves only once it is touched", "early-effect"),
    "A girl jumps over a log": ("the girl comes down again", "gravity"),
    "A red ball bounces on the floor": ("the red ball bounces less high each time", "gravity"),
    "A spoon stirs the soup": ("what is mixed does not part again", "reversed"),
    "A white car drives to the right": ("the white car goes to the right", "wrong-direction"),
    "A ball rolls up the hill": ("the ball goes up", "wrong-direction"),
    "A boy runs up the stairs": ("the boy goes up", "wrong-direction"),
    "A man slides down the pole": ("the man goes down", "wrong-direction"),
    "A ball rolls up the slope": ("the ball slows down unless something pushes", "impulse"),
    "A man walks, his long shadow behind him": ("a shadow goes where what throws it goes", ""),
    "一只手把水从水壶倒进玻璃杯": ("水 in 玻璃杯 grows by what leaves 水壶", "mass"),
    "男孩踢足球": ("moves only once it is touched", "early-effect"),
    "女孩走向门口": ("the feet of 女孩 do not slide", "incoherent-parts"),
    "石头滚下山坡": ("石头 goes downhill", "gravity"),
}


@pytest.mark.parametrize(("prompt", "rule"), EXPECTED.items(), ids=EXPECTED)
def test_a_prompt_makes_expect(prompt, rule):
    words, kind = rule
    found = [known for known in expected_rules(read(prompt)) if words in known.text]
    assert found, [known.text for known in expected_rules(read(prompt))]
    assert (found[0].kinds[0] if found[0].kinds else "") == kind


NOT_EXPECTED = {
    "A girl lets go of the cup": "the girl falls",
    "A girl lets go of it": "falls",
    "A feather drops from the ceiling": "falls faster",
    "A bird falls through the sky": "falls faster",
    "An astronaut throws a ball in zero gravity": "arc",
    "A ball falls, played in reverse": "join",
    "A man walks backward": "body faces",
    "A moonwalking dancer walks across the stage": "feet",
    "A snake moves over the sand": "feet",
    "A woman turns into a bird": "stays the same",
    "A ghost appears": "stays the same",
    "A hand bends a spoon": "the spoon keeps its shape",
    "An ice cube melts": "keeps its shape",
    "A fountain sprays water upwards": "runs down",
    "A car almost hits a woman": "the woman moves only",
    "A ball does not fall": "falls faster",
    "The camera falls to the floor": "falls faster",
    "A woman falls asleep": "falls faster",
    "A cat jumps onto a shelf": "down again",
    "A man takes a picture of his food": "the picture",
    "A man rolls up the carpet": "goes up",
    "A woman walks down the street": "goes down",
    "A girl jumps up": "goes up",
    "A stone rolls up the ramp": "goes downhill",
    "A flower floats left to right on the stream": "goes to the left",
    "A woman walks to the right and then runs to the left": "goes to the",
    "运动员骑着马向前飞奔": "feet",
    "A soft rubber duck is tossed onto the floor": "keeps its shape",
    "A fish jumps out of the tank and swims through the air": "down again",
    "Acid is poured onto a glass bottle": "in the glass bottle",
}


@pytest.mark.parametrize(("prompt", "words"), NOT_EXPECTED.items(), ids=NOT_EXPECTED)
def test_a_prompt_does_not_make_expect(prompt, words):
    assert not [rule.text for rule in expected_rules(read(prompt)) if words in rule.text]


def test_a_still_prompt_without_things_makes_nothing_expect():
    assert expected_rules(read("A calm, misty morning.")) == ()
    assert expected_rules(read("")) == ()


def test_rules_are_few_and_no_two_are_the_same():
    text = (
        "A man throws a red ball, two dogs run and jump over a log, a hammer smashes a vase, "
        "a hand pours water from a jug into a glass, a rock rolls down the hill."
    )
    rules = expected_rules(read(text))
    assert len(rules) == MOST
    assert len({rule.text for rule in rules}) == MOST


def test_the_most_telling_rule_comes_first():
    rules = expected_rules(read("A hand pours tea from a pot into a cup"))
    assert rules[0].kinds == ("mass",)


def test_two_things_said_to_be_there_stay_two():
    texts = [rule.text for rule in expected_rules(read("Two dogs play in the garden"))]
    assert "there are 2 of the dogs from the first frame to the last" in texts


def test_every_kind_that_a_rule_hangs_on_is_one_that_there_is():
    texts = [*EXPECTED, "A log burns", "Snow melts", "Smoke rises", "A knife cuts a tomato"]
    kinds = {kind for text in texts for rule in expected_rules(read(text)) for kind in rule.kinds}
    assert kinds <= KINDS
    assert {detector.id for detector in DETECTORS} & kinds


def test_painted_motion_makes_expect_too():
    region = Region(((0.1, 0.1), (0.2, 0.1), (0.2, 0.2)))
    plan = MotionPlan(
        (
            Stroke("stone", "move", region, motion=Roll(((0.1, 0.1), (0.8, 0.8)))),
            Stroke("sky", "static", region),
        )
    )
    rules = {rule.text: rule.kinds for rule in expected_rules(read("Nothing much."), plan)}
    assert rules["the stone goes downhill, and not up again"][0] == "gravity"
    assert rules["what is painted still does not move"] == ("outside-brush",)


def arcs(prompt, *strokes):
    region, throw = Region(((0.1, 0.1), (0.2, 0.1), (0.2, 0.2))), Throw((0.1, 0.8), (0.8, 0.8))
    plan = MotionPlan(tuple(Stroke(name, "move", region, motion=throw) for name in strokes))
    texts = [rule.text for rule in expected_rules(read(prompt), plan)]
    return [text for text in texts if "in an arc" in text]


@pytest.mark.parametrize("name", ["ball", "Ball", "the ball", "red ball"])
def test_a_stroke_is_the_thing_of_the_prompt_that_it_is_called_by(name):
    told = ["once let go, the red ball flies in an arc that bends down"]
    assert arcs("A man throws a red ball to the left", name) == told


def test_a_thing_that_is_named_twice_has_one_rule_and_two_things_have_two():
    again = arcs("A man throws a red ball. Then he throws the ball again.")
    assert again == ["once let go, the red ball flies in an arc that bends down"]
    two = arcs("A man throws a red ball. A woman throws a blue ball.")
    assert [text.split()[4] for text in two] == ["red", "blue"]


def test_a_stroke_with_a_name_of_its_own_keeps_it():
    assert arcs("Nothing much.", "Xyzzy 2") == [
        "once let go, Xyzzy 2 flies in an arc that bends down"
    ]


def test_no_verb_of_the_rules_is_unknown_to_the_lexicon_of_its_language():
    data = json.loads(resources.path("lexicons", "physical-rules.json").read_text("utf-8"))
    for group, verbs in data["verbs"].items():
        assert verbs["english"], group
        assert verbs["chinese"], group
        for verb in verbs["english"]:
            assert verb == verb.lower().strip()


# --- checked -----------------------------------------------------------------------------------

FALLS = PhysicalRule("the ball falls", ("gravity",), "fall", "ball")
KEEPS = PhysicalRule("the ball keeps its shape and size", ("deform", "size"), None, "ball")
MINE = PhysicalRule("it looks friendly", own=True)


def report(scores=None, findings=(), undetermined=None):
    return Report(
        Path("a.mp4"),
        ClipInfo(10, 8.0, 64, 36),
        scores or {},
        tuple(findings),
        movers=(Mover(1, ((0, 10.0, 10.0), (1, 20.0, 14.0))),),
        undetermined=undetermined or {},
    )


def finding(kind, score=0.8, verb=None, held=False):
    return Finding(kind, held, 1, 5, None, score, "down", "up", f"{kind} was seen", verb=verb)


def states(rules, seen, by_hand=None):
    return [check.state for check in check_rules(rules, seen, by_hand)]


def test_a_rule_is_violated_where_a_finding_of_its_kind_is():
    seen = report({"gravity": 0.8}, [finding("gravity")])
    (check,) = check_rules([FALLS], seen)
    assert check.state == "violated"
    assert check.because == "gravity was seen"


def test_a_finding_that_was_dismissed_violates_nothing_and_leaves_the_rule_open():
    found = finding("gravity")
    seen = report({"gravity": 0.8}, [found])
    (check,) = check_rules([FALLS], seen, dismissed={found.key})
    assert (check.state, check.because) == ("undetermined", "what was found there was dismissed")


def test_a_held_finding_violates_nothing():
    assert states([FALLS], report({"gravity": 0.1}, [finding("gravity", held=True)])) == [
        "followed"
    ]


def test_a_finding_of_another_verb_does_not_concern_a_rule():
    seen = report({"gravity": 0.1}, [finding("gravity", verb="roll")])
    assert states([FALLS], seen) == ["followed"]


def test_a_rule_is_followed_only_where_it_was_really_judged():
    assert states([FALLS], report({"gravity": 0.05})) == ["followed"]
    assert states([FALLS], report({"gravity": 0.4})) == ["undetermined"]
    assert states([FALLS], report({"pop": 0.01})) == ["undetermined"]


def test_where_nothing_moves_no_rule_is_followed():
    still = replace(report({"gravity": 0.01}), movers=())
    (check,) = check_rules([FALLS], still)
    assert (check.state, check.because) == ("undetermined", "nothing moves in it")
    (check,) = check_rules([FALLS], replace(still, findings=(finding("gravity"),)))
    assert check.state == "violated"


def test_what_falls_is_followed_only_where_something_goes_up_or_down():
    along = (Mover(1, ((0, 10.0, 10.0), (1, 50.0, 11.0))),)
    (check,) = check_rules([FALLS], replace(report({"gravity": 0.01}), movers=along))
    assert check.state == "undetermined"
    assert check.because == "nothing goes up or down far enough in it"


def test_what_cannot_be_determined_says_why():
    seen = report(undetermined={"gravity": "which way is down is not known"})
    (check,) = check_rules([FALLS], seen)
    assert (check.state, check.because) == ("undetermined", "which way is down is not known")


def test_the_kind_that_a_rule_hangs_on_has_to_be_judged():
    assert states([KEEPS], report({"size": 0.01})) == ["undetermined"]
    assert states([KEEPS], report({"deform": 0.01})) == ["followed"]
    assert states([KEEPS], report({"deform": 0.01, "size": 0.45})) == ["undetermined"]


def test_a_rule_that_no_detector_can_see_is_for_the_person():
    (check,) = check_rules([MINE], report())
    assert (check.state, check.because) == ("undetermined", "only you can see that")


def test_the_person_overrules_every_detector():
    seen = report({"gravity": 0.9}, [finding("gravity")])
    (check,) = check_rules([FALLS], seen, {"the ball falls": "followed"})
    assert check.state == "followed"
    assert check.by_hand


# --- the person's own --------------------------------------------------------------------------


def test_own_rules_stand_beside_the_expected_ones():
    shot = with_rule(Shot("A ball falls"), PhysicalRule("it lands on the mat"))
    rules = shot_rules(shot, read(shot.prompt))
    assert rules[-1].text == "it lands on the mat"
    assert rules[-1].own
    assert any(not rule.own for rule in rules)


def test_a_dropped_rule_is_not_expected_again():
    shot = Shot("A ball falls")
    first, *rest = shot_rules(shot, read(shot.prompt))
    without = without_rule(shot, first)
    assert shot_rules(without, read(shot.prompt)) == tuple(rest)
    assert without_rule(without, first) == without


def test_a_changed_rule_takes_the_place_of_the_expected_one():
    shot = Shot("A ball falls")
    first = shot_rules(shot, read(shot.prompt))[0]
    changed = with_rule(shot, PhysicalRule("the ball sinks slowly", first.kinds), first)
    texts = [rule.text for rule in shot_rules(changed, read(shot.prompt))]
    assert "the ball sinks slowly" in texts
    assert first.text not in texts


def test_an_own_rule_keeps_its_place_when_it_is_changed():
    shot = Shot()
    for text in ("one", "two", "three"):
        shot = with_rule(shot, PhysicalRule(text))
    shot = with_rule(shot, PhysicalRule("other"), shot.rules[1])
    assert [rule.text for rule in shot.rules] == ["one", "other", "three"]


def test_an_own_rule_that_is_removed_is_gone():
    shot = with_rule(Shot(), PhysicalRule("one"))
    assert without_rule(shot, shot.rules[0]) == Shot()


def test_an_empty_rule_and_one_that_is_there_add_nothing():
    shot = with_rule(Shot(), PhysicalRule("one"))
    assert with_rule(shot, PhysicalRule("  ")) == shot
    assert with_rule(shot, PhysicalRule(" one ")) == shot
