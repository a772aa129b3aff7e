"""A prompt made richer by a language model: what it is told goes out, what it wrote comes in.

The model may add what is seen: light, materials, surroundings. What happens has to stay as it was,
and that is not believed but checked by `engine.prompt.fidelity`: a text that moved the meaning is
never offered as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from engine.errors import BadInput
from engine.prompt.models import Family
from engine.prompt.reading import language_of, read
from engine.records import Reading

LONGEST = 4_000
"""Characters of a prompt that is expanded; no model of language should write a book of it."""
MOST_WORDS, LEAST_WORDS = 110, 30
_WORDS_PER_TOKEN = 0.65
_HAN_PER_WORD = 1.6
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_FENCE = re.compile(r"^```\w*\s*|\s*```$")
_LABEL = re.compile(
    r"^(?:sure|certainly|of course|okay|ok)?[,!. ]*(?:here(?:'s| is)[^:\n]{0,80}|(?:expanded |"
    r"rewritten |improved |final )?prompt|改写后?的?(?:提示词)?|提示词)\s*[:：]\s*",
    re.IGNORECASE,
)
_QUOTES = (('"', '"'), ("“", "”"), ("'", "'"), ("「", "」"))


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation with a language model."""

    role: Literal["system", "user"]
    content: str


# --- what the model is told --------------------------------------------------------------------


def instruction(text: str, family: Family | None, *, start_image: bool = False) -> list[Message]:
    """What a language model is told to do with a prompt, for the model that will read it.

    Raises BadInput for an empty prompt, and one that is too long to be made longer.
    """
    if not text.strip():
        raise BadInput("There is no prompt to expand", mend="Write what happens first.")
    if len(text) > LONGEST:
        raise BadInput(
            f"The prompt is too long to be expanded: {len(text)} characters",
            mend=f"Shorten it below {LONGEST}.",
        )
    reading = read(text)
    told = _chinese if reading.language == "zh" else _english
    return [
        Message("system", told(family, reading, _room(text, family), start_image)),
        Message("user", text.strip()),
    ]


def _room(text: str, family: Family | None) -> int:
    """How many words the model that reads it has room for."""
    limits = (
        [e.limit - e.special for e in (family.encoders or ()) if not e.pooled] if family else []
    )
    room = int(limits[0] * _WORDS_PER_TOKEN) if limits else MOST_WORDS
    return max(LEAST_WORDS, min(MOST_WORDS, room), len(text.split()))


def _english(family: Family | None, reading: Reading, words: int, start_image: bool) -> str:
    model = family.title if family else "a video model"
    rules = [
        f"You rewrite a prompt for {model}, which makes one short video clip.",
        "Keep everything that happens exactly: the same actions with the same verbs, in the same "
        "order, by the same subjects, with the same directions, targets and speeds.",
        "Keep every 'not', 'no' and 'without'. Keep the camera as it is said; add no camera move.",
        "Add no action and no direction of your own.",
    ]
    if start_image:
        rules.append(
            "The first picture is given and shows how everything looks: describe only how it "
            "moves, and nothing that can be seen already."
        )
    else:
        rules.append(
            "Add what can be seen: light, colours, materials, surroundings, weather, lens, style."
        )
    if reading.steps > 1:
        rules.append(f"It has {reading.steps} steps, one after another: keep them and their order.")
    rules.append(f"At most {words} words, in English, in the present tense, as one paragraph.")
    return " ".join([*rules, "Answer with the prompt alone."])


def _chinese(family: Family | None, reading: Reading, words: int, start_image: bool) -> str:
    model = family.title if family else "视频模型"
    rules = [
        f"你为{model}改写提示词，它生成一个短视频。",
        "发生的一切必须完全保留：同样的动作、同样的动词、同样的顺序、同样的主体、方向、目标和速度。",
        "保留所有否定词。镜头运动保持原样，不要添加镜头运动。不要添加任何动作或方向。",
        "首帧图片已经给出外观：只描述运动，不要重复画面里已有的内容。"
        if start_image
        else "可以添加能看见的内容：光线、颜色、材质、环境、天气、镜头质感、风格。",
    ]
    if reading.steps > 1:
        rules.append(f"原文有{reading.steps}个先后步骤，保留它们和顺序。")
    rules.append(f"最多{int(words * _HAN_PER_WORD)}个字，用中文写成一段。只回答提示词本身。")
    return "".join(rules)


def cleaned(raw: str) -> str:
    """The prompt in what a model answered: without thoughts, greetings, quotes and line breaks."""
    text = _FENCE.sub("", _THOUGHT.sub("", raw).strip()).strip()
    text = _LABEL.sub("", text, count=1).strip()
    # what comes behind an empty line is talk about the prompt
    text = re.split(r"\n\s*\n", text, maxsplit=1)[0].strip()
    for opening, closing in _QUOTES:
        inner = text[1:-1]
        if len(text) > 1 and text[0] == opening and text[-1] == closing and opening not in inner:
            text = inner.strip()
    joined = "" if language_of(text) == "zh" else " "
    return joined.join(line.strip() for line in text.splitlines()).strip()
