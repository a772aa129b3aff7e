"""Nouns and what they name is made of, in both languages."""

import json

import pytest

import resources
from engine.prompt.materials import material_of, materials, noun_at, nouns_in
from engine.prompt.reading import read

FORMS = {
    "a hammer": "rigid",
    "the towels": "cloth",
    "water": "fluid",
    "two dogs": "articulated",
    "the women": "articulated",
    "a glass of water": "rigid",
    "knives": "rigid",
    "sand": "loose",
    "smoke": "gas",
    "pillows": "soft",
    "tennis ball": "rigid",
    "一只棕色的小狗": "articulated",
    "玻璃杯": "rigid",
    "毛巾": "cloth",
    "热水": "fluid",
    "孩子们": "articulated",
}


@pytest.mark.parametrize(("noun", "form"), FORMS.items(), ids=FORMS)
def test_a_noun_says_what_it_is_made_of(noun, form):
    assert material_of(noun).form == form


@pytest.mark.parametrize("noun", ["", "happiness", "the", "xyzzy", "自由"])
def test_a_noun_in_no_list_is_of_no_material(noun):
    assert material_of(noun) is None


def test_what_a_thing_does_of_itself_goes_with_its_material():
    assert {"round", "heavy"} <= material_of("ball").traits
    assert "vessel" in material_of("jug").traits
    assert "light" in material_of("feather").traits
    assert material_of("dog").being == "animal"
    assert material_of("女孩").being == "person"


def test_nothing_goes_through_what_is_solid():
    assert material_of("phone").solid
    assert material_of("hand").solid
    assert not material_of("towel").solid
    assert not material_of("water").solid


def test_the_things_of_a_prompt_come_in_its_order():
    found = materials(read("A hand pours water from a jug onto a towel."))
    assert list(found) == ["hand", "water", "jug", "towel"]


def test_chinese_things_are_found_between_verbs():
    found = materials(read("一只手把水从水壶倒进玻璃杯"))
    assert {"手", "水", "水壶", "玻璃杯"} <= set(found)


def test_a_word_that_only_describes_another_is_no_thing():
    words = [noun.word for noun in nouns_in(read("An orange ball rolls over a wooden table."))]
    assert "ball" in words
    assert "orange" not in words


def test_a_thing_that_is_not_there_is_left_out():
    assert "car" not in materials(read("A street at dawn, no cars."))


def test_a_noun_phrase_is_called_by_its_name():
    text = "The two small brown dogs run."
    reading = read(text)
    noun = noun_at(reading, reading.actions[0].subject_span)
    assert noun.word == "dog"
    assert noun.plural
    assert noun.name.startswith("the ")
    assert text[noun.span.start : noun.span.end] == "dogs"


def test_one_fish_is_one_and_several_are_several():
    for text, plural in (("A fish swims.", False), ("The fish swim.", True), ("Dogs run.", True)):
        reading = read(text)
        assert noun_at(reading, reading.actions[0].subject_span).plural is plural


def test_every_listed_trait_belongs_to_a_material_that_is_known():
    data = json.loads(resources.path("lexicons", "materials.json").read_text("utf-8"))
    for language in ("english", "chinese"):
        for trait, nouns in data[language]["traits"].items():
            for noun in nouns:
                assert material_of(noun) is not None, (trait, noun)


def test_no_noun_is_listed_under_two_forms():
    data = json.loads(resources.path("lexicons", "materials.json").read_text("utf-8"))
    for language in ("english", "chinese"):
        nouns = [noun for form in data[language]["forms"].values() for noun in form]
        assert len(nouns) == len(set(nouns))
        assert len(nouns) > 600
