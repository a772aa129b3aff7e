"""The English verbs: complete entries, right inflections, files that a person may break."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import resources
from engine.errors import BadInput
from engine.prompt import lexicon
from engine.prompt.lexicon import Kind, TimeClass, Verb, english, settling
from engine.prompt.reading import read

KINDS: tuple[Kind, ...] = get_args(Kind)
VERBS = english().verbs
LEMMAS = st.sampled_from(sorted(VERBS))
IRREGULAR = json.loads(resources.path("lexicons", "english-verbs.json").read_text("utf-8"))[
    "irregular"
]


@pytest.fixture
def use(tmp_path: Path) -> Iterator[Callable[[object], None]]:
    """Takes a person's own file with this content until the end of the test."""
    path = tmp_path / "verbs.json"

    def take(content: object) -> None:
        if not isinstance(content, bytes):
            text = content if isinstance(content, str) else json.dumps(content)
            content = text.encode()
        path.write_bytes(content)
        lexicon.use(path)

    yield take
    lexicon.use(None)


# --- what is there


def test_there_are_at_least_1200_verbs_of_one_word_and_1300_in_all():
    single = [lemma for lemma, verb in VERBS.items() if " " not in lemma and not verb.noun_only]
    assert len(single) >= 1200
    assert len(VERBS) >= 1300


def test_no_entry_of_ours_is_left_out():
    assert english().problems == ()


def test_every_verb_leads_somewhere_in_space_and_in_time():
    for verb in VERBS.values():
        assert verb.time in get_args(TimeClass), verb.lemma
        assert verb.heading is None or verb.direction != "free", verb.lemma
        if verb.direction == "free" and verb.motion not in ("camera", "hand"):
            assert verb.choices, verb.lemma


@pytest.mark.parametrize(
    ("time", "lemmas"),
    [
        ("reversible", "walk run open close lift push pick_up sit_down inflate turn_on"),
        ("symmetric", "shake wave juggle nod clap dance rub sway"),
        ("irreversible", "pour break burn splash explode melt cut shatter eat spill crumble"),
    ],
)
def test_a_motion_played_backwards_is_another_one_the_same_or_none(time: str, lemmas: str):
    for lemma in [name.replace("_", " ") for name in lemmas.split()]:
        assert VERBS[lemma].time == time, lemma


def test_faster_gaits_have_more_speed():
    paces = [VERBS[v].pace for v in ("creep", "crawl", "amble", "step", "march", "jog", "sprint")]
    assert paces == sorted(paces, key=lambda pace: pace or 0.0)
    gaits = [VERBS[v].gait for v in ("climb", "walk", "cycle", "run")]
    assert gaits == sorted(gaits, key=lambda gait: gait or 0.0)
    assert VERBS["walk"].pace is None  # 'walks quickly' is no contradiction


def test_where_the_speed_lies_in_the_word_no_usual_one_is_needed():
    assert [v.lemma for v in VERBS.values() if v.pace is not None and v.gait is not None] == []


def test_verbs_to_try_instead_are_other_verbs_of_ours():
    with_like = [verb for verb in VERBS.values() if verb.like]
    assert len(with_like) >= 500
    for verb in with_like:
        assert set(verb.like) <= set(VERBS), verb.lemma
        assert verb.lemma not in verb.like
        assert len(set(verb.like)) == len(verb.like)


# --- readings


def with_readings() -> list[Verb]:
    return [verb for verb in VERBS.values() if verb.readings]


def test_at_least_80_verbs_name_their_readings():
    assert len(with_readings()) >= 80
    assert {"jump", "throw", "reach"} <= {verb.lemma for verb in with_readings()}


@pytest.mark.parametrize("verb", with_readings(), ids=lambda verb: verb.lemma)
def test_the_phrase_of_a_reading_settles_it(verb: Verb):
    assert len(verb.readings) >= 2
    for reading in verb.readings:
        spoken = f" {reading.phrase} "
        settled = settling(frozenset(reading.words))
        assert any(f" {word} " in spoken for word in settled), reading


def test_a_verb_that_leaves_open_what_is_done_says_what_it_can_be():
    vague = {verb.lemma for verb in VERBS.values() if verb.vague}
    assert {"dance", "play", "exercise", "gymnastics", "celebrate", "fight"} <= vague
    assert "jump" not in vague
    assert all(VERBS[lemma].readings for lemma in vague)


def test_a_settling_word_counts_in_every_form():
    assert {"race", "races", "racing", "raced"} <= settling(frozenset(["race"]))
    assert "in the air" in settling(frozenset(["in the air"]))


# --- inflection


@pytest.mark.parametrize("lemma", sorted(set(IRREGULAR) & set(VERBS)))
def test_every_form_of_an_irregular_verb_leads_back_to_it(lemma: str):
    past, part, *others = IRREGULAR[lemma]
    assert english().inflect(lemma, "past") == past
    assert english().inflect(lemma, "part") == part
    for form in (past, part, *others):
        kinds = {f.kind for f in english().forms[form] if f.head == lemma}
        assert kinds & {"past", "part"}, form


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("walk", "walk walks walking walked walked"),
        ("pick up", "pick up/picks up/picking up/picked up/picked up"),
        ("hop", "hop hops hopping hopped hopped"),
        ("carry", "carry carries carrying carried carried"),
        ("play", "play plays playing played played"),
        ("tie", "tie ties tying tied tied"),
        ("dye", "dye dyes dyeing dyed dyed"),
        ("free-fall", "free-fall free-falls free-falling free-fell free-fallen"),
        ("frolic", "frolic frolics frolicking frolicked frolicked"),
        ("push", "push pushes pushing pushed pushed"),
        ("whiz", "whiz whizzes whizzing whizzed whizzed"),
        ("travel", "travel travels traveling traveled traveled"),
        ("grind", "grind grinds grinding ground ground"),
    ],
)
def test_verbs_are_inflected(lemma: str, forms: str):
    said = forms.split("/") if "/" in forms else forms.split()
    assert [english().inflect(lemma, kind) for kind in KINDS] == said


@pytest.mark.parametrize(
    ("form", "head"),
    [
        ("travelling", "travel"),
        ("leaped", "leap"),
        ("leapt", "leap"),
        ("crystallised", "crystallize"),
        ("pulverises", "pulverize"),
        ("burnt", "burn"),
        ("panicking", "panic"),
    ],
)
def test_what_only_some_people_write_is_read_too(form: str, head: str):
    assert head in {f.head for f in english().forms[form]}


def test_a_word_that_is_no_form_of_a_verb_is_none():
    forms = english().forms
    for word in ("", "ing", "s", "ed", "table", "walkinging", "12", "走", "e" * 5000):
        assert word not in forms
        assert forms.get(word) is None


@given(LEMMAS, st.sampled_from(KINDS))
def test_each_form_of_each_verb_is_read_as_that_verb(lemma: str, kind: Kind):
    head = lemma.partition(" ")[0]
    if VERBS[lemma].noun_only:
        return
    form = english().inflect(head, kind)
    assert (head, kind) in english().forms[form]


@given(st.text(max_size=20))
def test_any_word_may_be_looked_up(word: str):
    known = english()
    for form in known.forms.get(word, ()):
        assert word in known.forms
        assert form.kind in KINDS


# --- a person's own file


def test_a_verb_of_the_persons_own_is_read(use):
    use({"verbs": {"yeet": {"class": "transfer", "force": 0.9}}})
    assert [a.verb for a in read("She yeets a ball to the left").actions] == ["yeet"]
    assert len(english().verbs) == len(VERBS) + 1
    lexicon.use(None)
    assert "yeet" not in english().verbs


def test_a_person_changes_one_field_of_a_verb_of_ours(use):
    use({"verbs": {"walk": {"pace": 0.4}}})
    assert english().verbs["walk"].pace == 0.4
    assert english().verbs["walk"].like == VERBS["walk"].like
    assert english().problems == ()


def test_a_person_says_how_their_verb_is_inflected(use):
    verbs = {"zot": {"class": "body"}, "sking": {"class": "travel"}}
    use({"verbs": verbs, "doubling": ["zot"], "irregular": {"sking": ["skang"] * 2}})
    assert english().inflect("zot", "ing") == "zotting"
    assert "skang" in english().forms


def test_a_file_that_is_not_there_is_no_file(tmp_path: Path):
    lexicon.use(tmp_path / "verbs.json")
    assert len(english().verbs) == len(VERBS)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"verbs": {\n"a": {"class" "hand"}}}', "verbs.json, line 2: Expecting ':' delimiter"),
        ('{"verbs": {\n\n"a": {},\n}}', "verbs.json, line 4"),
        ("", "verbs.json, line 1"),
        ("[1]", "verbs.json, line 1: no object"),
        ("[" * 100_000, "verbs.json"),
    ],
)
def test_broken_json_is_one_line_that_names_the_file_and_the_line(use, content: str, said: str):
    with pytest.raises(BadInput, match=said) as caught:
        use(content)
    assert "\n" not in str(caught.value)
    assert len(english().verbs) == len(VERBS)  # ours are there all the same


def test_a_file_that_is_no_utf8_names_its_line(use):
    with pytest.raises(BadInput, match=r"verbs.json, line 2: not UTF-8"):
        use(b'{"verbs":\n{"caf\xe9": {}}}')


def test_a_file_larger_than_4_mb_is_refused(use):
    with pytest.raises(BadInput, match="larger than 4 MB"):
        use(b" " * (lexicon.MAX_BYTES + 1))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({}, "no “class”"),
        ({"class": "fly"}, "“class” must be one of: activity, body"),
        ({"class": ["hand"]}, "“class” must be one of"),
        ({"class": "hand", "speed": 3}, "“speed” is no field"),
        ({"class": "hand", "pace": 3}, "“pace” must be a number from 0 to 1"),
        ({"class": "hand", "pace": True}, "“pace” must be a number"),
        ({"class": "hand", "event": "yes"}, "“event” must be true or false"),
        ({"class": "hand", "physics": ["magic"]}, "“physics” must be some of: balance"),
        ({"class": "hand", "like": "walk"}, "“like” must be a list"),
        ({"class": "hand", "readings": ["up"]}, "“readings” must look like"),
        ({"class": "hand", "readings": {"": ["up"]}}, "“readings” must look like"),
        (None, "is no object"),
        (7, "is no object"),
    ],
)
def test_an_entry_at_fault_is_named_and_left_out_and_the_rest_works(use, entry: object, said: str):
    use({"verbs": {"zot": entry, "yeet": {"class": "transfer"}}})
    (problem,) = english().problems
    assert problem.startswith("verbs.json: “zot” ")
    assert said in problem
    assert "zot" not in english().verbs
    assert "yeet" in english().verbs


def test_a_fault_in_a_verb_of_ours_leaves_ours_as_it_was(use):
    use({"verbs": {"jump": {"class": "fly"}}})
    assert english().verbs["jump"] == VERBS["jump"]
    assert len(english().problems) == 1


@pytest.mark.parametrize("lemma", ["Foo", "走", "", " yeet", "a b c d e", "x1", "yeet\n"])
def test_what_is_no_english_verb_is_named_and_left_out(use, lemma: str):
    use({"verbs": {lemma: {"class": "hand"}}})
    assert "must be an English verb" in english().problems[0]
    assert len(english().verbs) == len(VERBS)


@pytest.mark.parametrize(
    "content",
    [{"verbs": []}, {"irregular": {"go": "went"}}, {"doubling": "hop"}, {"yeet": {}}],
)
def test_a_part_of_the_wrong_kind_is_named(use, content: object):
    use(content)
    assert len(english().problems) == 1
    assert english().problems[0].startswith("verbs.json: ")
    assert english().inflect("go", "past") == "went"


def test_the_faults_told_are_not_endless(use):
    verbs = {f"zot {'a' * n}": {} for n in range(1, 500)}
    use({"verbs": verbs})
    assert len(english().problems) == lexicon.MOST_PROBLEMS


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["class", "readings", "pace", "walk"]) | st.text(max_size=5),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=JSON)
def test_any_json_leaves_the_verbs_in_working_order(use, content):
    use({"verbs": content, "irregular": content, "doubling": content})
    assert [a.verb for a in read("She jumps over a fence").actions] == ["jump"]
