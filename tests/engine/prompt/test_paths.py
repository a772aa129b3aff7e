"""Which verbs a plain prompt has, and which way each of them goes."""

from __future__ import annotations

import pytest

from engine.prompt.reading import read
from engine.records import SCREEN_HEADINGS

WAYS = {
    "Tropical fish all swim to the left in an aquarium": "swim left",
    "The two cats both run to the left": "run left",
    "Two boys each jump up": "jump up",
    "The penguins all slowly waddle to the right": "waddle right",
    "The cyclists once again ride to the right": "ride right",
    "The turtles at first crawl to the left": "crawl left",
    "A robot itself rolls to the right": "roll right",
    "A cat and a dog run to the right": "run right",
    "A paper plane, a kite and a balloon drift to the right": "drift right",
    "Two balls: one rolls left, the other rolls right": "roll left, roll right",
    "Three cars: the first drives left, the second drives right": "drive left, drive right",
    "A goldfish swims to the left": "swim left",
    "An orange rolls down a flight of stairs": "roll down",
    "A lantern ascends into the night sky": "ascend up",
    "The tram heads left": "head left",
    "The ferry slowly heads to the left": "head left",
    "A small drone rises up into the sky above a garden": "rise up",
    "A white drone hovers and then drops down": "hover -, drop down",
    "A red balloon soars": "soar up",
    "An eagle soars above the mountains": "soar -",
    "A ball rolls up the hill": "roll up",
    "A ball rolls up the ramp and stops": "roll up, stop -",
    "A ball rolls up": "roll up",
    "A boulder rolled down the hillside": "roll down",
    "A girl runs down the stairs": "run down",
    "A monkey climbs up a palm tree": "climb up",
    "A parrot flies up onto a branch": "fly up",
    "A moped drives up a steep road": "drive up",
    "A crate is pulled up by a crane": "pull up",
    "A ball is thrown up": "throw up",
    "A paper boat floats down the stream to the right": "float right",
    "A cat walks out of the frame on the left": "walk left",
    "A bus drives out of frame on the right": "drive right",
    "A horse leaves the frame to the left": "leave left",
    "A scooter leaves the frame on the left": "leave left",
    "A skateboarder exits frame right": "exit right",
    "A man enters from the left": "enter right",
    "A pigeon walks into the frame on the right": "walk left",
    "A bird flies out of the picture at the top": "fly up",
    "From left to right, a cyclist rides along the pier": "ride right",
    "A balloon drifts up and to the left": "drift up-left",
    "A child skips toward the camera": "skip toward-camera",
}
"""A prompt, and the head of each verb with its way."""


@pytest.mark.parametrize(("text", "expected"), WAYS.items(), ids=WAYS)
def test_verbs_and_their_ways_are_read(text: str, expected: str):
    found = [a for a in read(text).actions if not a.camera]
    assert ", ".join(f"{a.verb.split()[0]} {a.heading or '-'}" for a in found) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A man waves with the left hand",
        "The car stops right after the light",
        "A woman smiles right before the end",
        "A train runs right on time",
        "A skater spins right in the middle of the rink",
        "A horse gallops right through the puddle",
        "He eats what is left of the cake",
        "The runner in the left lane sprints",
        "A dog turns upside down",
        "A close up of a frog blinking",
        "A man wakes up in bed",
        "A couple makes up after a fight",
        "The man gives up and walks home",
        "The car slows down",
        "The runner speeds up to a sprint",
        "A man rolls up the carpet",
        "A boy rolls up his sleeves",
        "A hedgehog rolls up",
        "A car pulls up at the curb",
        "A student writes up a report",
        "The sun lights up the room",
        "The crowd cheers the team up",
        "A dog runs up and down",
        "A man walks up to a woman",
        "A taxi drives up to the hotel",
        "A woman walks down the street",
        "A tram runs down the main street",
        "A model walks down the runway",
        "A man stands to the left of a car and waves",
        "The drone rises over the city",
    ],
)
def test_words_that_are_no_way_give_no_heading(text: str):
    found = [a for a in read(text).actions if a.heading in SCREEN_HEADINGS and not a.camera]
    assert not found


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("A robot arm places each block in a bin", ["place"]),
        ("A dog chases all running cats", ["chase"]),
        ("A ceramic pot and hanging plant on a shelf", []),
        ("The fresh rolls on the table", []),
        ("She is brushing aside leaves and vines", ["brush aside"]),
    ],
)
def test_what_is_counted_or_described_is_no_verb(text: str, verbs: list[str]):
    assert [a.verb for a in read(text).actions] == verbs


@pytest.mark.parametrize(
    ("text", "camera"),
    [
        ("A small drone rises up", False),
        ("Two black drones fly to the left", False),
        ("A frame falls off the wall", False),
        ("A drone hovers over a field. The drone drops down.", False),
        ("The drone pulls back and rises", True),
        ("An aerial drone flies over a city", True),
        ("Drone flies over a city", True),
        ("A drone shot flies over a city", True),
    ],
)
def test_a_drone_that_is_introduced_is_filmed_and_else_films(text: str, camera: bool):
    assert {a.camera for a in read(text).actions} == {camera}
