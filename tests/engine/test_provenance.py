"""How a take was made, in lines that are read."""

from dataclasses import replace
from pathlib import Path

from engine.provenance import told
from engine.records import (
    Lora,
    Made,
    MotionPlan,
    Region,
    Request,
    Settings,
    Shot,
    Stroke,
    Variation,
)

SQUARE = Region(((0.1, 0.1), (0.3, 0.1), (0.3, 0.3)))
PLAN = MotionPlan((Stroke("post", "static", SQUARE),))
ASKED = Request(
    Shot("A ball rolls", plan=PLAN, settings=Settings(model="org/wan", steps=30)), "1.2.3"
)


def facts(request, made=None, **more):
    return {fact.name: fact.text for fact in told(request, made, **more)}


def test_words_of_ours_are_said_in_the_language_of_who_reads():
    made = Made(way="two-clocks", steps=12, seconds={"denoising": 2.0})
    said = facts(ASKED, made, say=str.upper)
    assert said["Motion"] == "post (STATIC)"
    assert said["Time"] == "DENOISING 2.0 s"
    assert said["Steps"] == "12 OF 30"
    assert said["Length"].startswith("81 FRAMES")


def test_numbers_are_said_in_the_language_of_who_reads_and_names_are_not():
    lora = Lora(Path("style-1.5.safetensors"), 0.8)
    settings = replace(ASKED.shot.settings, guidance=4.5, loras=(lora,))
    made = Made(seconds={"denoising": 2.5}, versions={"torch": "2.6.0"})
    asked = replace(ASKED, shot=replace(ASKED.shot, settings=settings))
    said = facts(asked, made, say=lambda word: word.replace(".", ","))
    assert said["Guidance"] == "4,5"
    assert said["LoRAs"] == "style-1.5.safetensors × 0,8"
    assert said["Time"] == "denoising 2,5 s"
    assert said["Libraries"] == "torch 2.6.0"


def test_a_set_with_one_row_names_no_empty_row():
    request = replace(ASKED, variation=Variation("s", "Seeds", "", "Seed 8"))
    assert facts(request)["Compared in"] == "Seeds: Seed 8"


def test_what_only_a_model_heeds_is_not_told_of_the_animatic():
    own = replace(ASKED, shot=replace(ASKED.shot, settings=Settings()))
    said = facts(own, Made(way="auto", steps=81))
    assert said["Model"] == "Animatic"
    assert not {"Steps", "Guidance", "Steering"} & set(said)
