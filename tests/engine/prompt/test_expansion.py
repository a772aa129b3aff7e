"""What a language model wrote is believed only as far as it reads the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.prompt.expansion import LONGEST, cleaned, instruction
from engine.prompt.fidelity import faults
from engine.prompt.models import family_of

RUN = "A man is running to the right."
BALL = "A red ball rolls slowly to the left and stops. It does not bounce."
DOOR = "A man opens the door, then sits down on a chair."
WAN, CLIP = family_of("Wan2.1-T2V-1.3B"), family_of("modelscope")


def kinds(before, after, family=WAN):
    return {fault.kind for fault in faults(before, after, family)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            RUN,
            "In a sunlit meadow at golden hour, a tall man in a grey jacket is running to the "
            "right, his shoes pressing into the damp grass while long shadows stretch behind him. "
            "Shallow depth of field, 35mm film.",
        ),
        (RUN, "A tall man is jogging to the right in the sun."),
        (
            BALL,
            "A glossy red rubber ball rolls slowly to the left across a worn oak floor and stops. "
            "It does not bounce. Soft window light, dust in the air.",
        ),
        (
            DOOR,
            "An old man in a suit opens the heavy oak door, then sits down on a leather chair. "
            "Warm light.",
        ),
        (
            "A woman throws a ball to the dog.",
            "A young woman in a red coat throws a yellow ball to the brown dog in a park.",
        ),
        ("一个男人向左跑。", "清晨的公园里，一个穿灰色外套的男人向左跑，阳光穿过树叶。"),
    ],
)
def test_what_only_adds_looks_is_taken(before, after):
    assert faults(before, after, WAN) == ()


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (RUN, "A tall man is running to the left in the sun.", "direction"),
        (RUN, "A tall man is running in the sun.", "direction"),
        ("A man is running.", "A tall man is running to the right in the sun.", "direction"),
        (RUN, "A tall man stands in the sun.", "action"),
        (RUN, "A tall man is running to the right and jumps over a fence.", "added"),
        (RUN, "A tall woman is running to the right in the sun.", "subject"),
        (DOOR, "A man sits down on a wooden chair, then opens the door.", "order"),
        (BALL, "A glossy red ball rolls slowly to the left and stops and bounces.", "negation"),
        (BALL, "A glossy red ball rolls to the left and stops. It does not bounce.", "speed"),
        (
            "A woman throws a ball to the dog.",
            "A young woman throws a yellow ball into the pond.",
            "target",
        ),
        ("A cat sits on a wall.", "A tabby cat sits on a wall. The camera zooms in.", "camera"),
        ("A cat runs. The camera pans left.", "A tabby cat runs on a wall.", "camera"),
        ("一个男人向左跑。", "清晨的公园里，一个穿灰色外套的男人向右跑。", "direction"),
        ("一个男人向左跑。", "A man runs to the left.", "language"),
        (RUN, "", "empty"),
        (RUN, f"  {RUN} ", "unchanged"),
        (RUN, RUN + " " + "Soft golden light and warm colours. " * 100, "limit"),
    ],
)
def test_what_moves_the_meaning_is_rejected_for_the_right_reason(before, after, kind):
    found = faults(before, after, WAN)
    assert kind in {fault.kind for fault in found}
    assert all(fault.message.endswith(".") and "\n" not in fault.message for fault in found)


def test_a_thing_that_is_gone_and_a_thing_that_came_are_both_named():
    said = {fault.message for fault in faults(RUN, "A man jumps to the right.", WAN)}
    assert said >= {"“running” is gone.", "It adds “jumps”."}


def test_the_model_is_told_what_must_not_move():
    system, user = instruction(DOOR, WAN)
    assert "Wan 2.1" in system.content
    assert "2 steps" in system.content
    assert user.content == DOOR
    given = instruction(DOOR, WAN, start_image=True)[0].content
    assert "first picture is given" in given
    assert "Add what can be seen" not in given


def test_a_chinese_prompt_is_asked_for_in_chinese():
    system = instruction("一个男人向左跑。", WAN)[0].content
    assert "用中文" in system
    assert "Answer" not in system


def test_a_short_encoder_gets_few_words():
    assert CLIP is None or "At most" in instruction(RUN, CLIP)[0].content
    words = instruction(RUN, WAN)[0].content
    assert "At most 110 words" in words


def test_nothing_and_too_much_are_refused():
    with pytest.raises(BadInput, match="no prompt"):
        instruction("  ", WAN)
    with pytest.raises(BadInput, match="too long"):
        instruction("a" * (LONGEST + 1), WAN)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ('Sure! Here is the expanded prompt:\n"A man runs."\n\nI kept the action.', "A man runs."),
        ("<think>He wants\nmore.</think>\nA man runs.", "A man runs."),
        ("```text\nA man runs.\n```", "A man runs."),
        ("Prompt: A man\nruns.", "A man runs."),
        ("“A man runs.”", "A man runs."),
        ("改写后的提示词：男人\n跑步。", "男人跑步。"),
        ('A sign says "stop".', 'A sign says "stop".'),
        ("<think>never ends", ""),
    ],
)
def test_talk_around_the_prompt_is_left_out(raw, text):
    assert cleaned(raw) == text


@given(st.text(max_size=300))
def test_anything_can_be_cleaned_and_checked(raw):
    text = cleaned(raw)
    assert "\n" not in text
    assert faults(RUN, text) != () or text != RUN


@given(st.sampled_from([RUN, BALL, DOOR]), st.sampled_from([RUN, BALL, DOOR]))
def test_a_prompt_never_passes_for_another(before, after):
    assert faults(before, after)
