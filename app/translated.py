"""What the engine says in fixed sentences, in the language of the window: English goes in, the
sentence as the window's language has it comes out.

The engine knows no Qt and speaks English. Its sentences are listed here with a place for each value
({a}, {b} ...); a text that is one of them is said in the language of the window with the same
values, which may be such sentences themselves; a value that is a number with decimals is written as
the language writes it, a name or a version is not. Any other text comes out as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TR_NOOP

from app.findings import FINDINGS, TITLES
from widgets.common.numbers import in_language
from widgets.common.translation import tr
from widgets.player.kinds import OTHER

if TYPE_CHECKING:
    from engine.records import Report

_DEEP = 3
"""Sentences within sentences."""
_LONGEST = 2_000
SENTENCES: tuple[str, ...] = (
    # profiles
    QT_TR_NOOP("Max speed"),
    QT_TR_NOOP("Low RAM"),
    QT_TR_NOOP("Processor"),
    QT_TR_NOOP("all weights on the card"),
    QT_TR_NOOP("one network on the card at a time"),
    QT_TR_NOOP("a few blocks on the card at a time"),
    QT_TR_NOOP("a few layers on the card at a time"),
    QT_TR_NOOP("everything on the processor"),
    QT_TR_NOOP("from the disk"),
    QT_TR_NOOP("weights as fp8"),
    QT_TR_NOOP("VAE in tiles"),
    QT_TR_NOOP("text encoder on the processor"),
    # what fits, and why
    QT_TR_NOOP("reading the prompt"),
    QT_TR_NOOP("denoising"),
    QT_TR_NOOP("decoding"),
    QT_TR_NOOP("needs {a} of memory, and {b} are free"),
    QT_TR_NOOP("{a} of memory are enough; it is slow without a card"),
    QT_TR_NOOP("{a} needs {b} on the card ({c} weights, {d} activations), and {e}"),
    QT_TR_NOOP("there is no card, and the processor needs {a} of memory, of which {b} are free"),
    QT_TR_NOOP("{a} are free"),
    QT_TR_NOOP("there is no card"),
    QT_TR_NOOP("peaks at {a} while {b}; {c} are free: {d}"),
    QT_TR_NOOP("a text encoder of {a}, which is not in this model"),
    QT_TR_NOOP("a VAE of {a}, which is not in this model"),
    QT_TR_NOOP("the other expert, of the same size"),
    QT_TR_NOOP("LoRAs, which go in while all its weights are in memory"),
    QT_TR_NOOP("the bytes of a token are those of a network like it"),
    QT_TR_NOOP("the network is as wide as is usual in its family"),
    # notes of a run
    QT_TR_NOOP("The model takes other sizes: {a}"),
    QT_TR_NOOP("{a} pixels became {b} and {c} frames became {d}"),
    QT_TR_NOOP("{a} pixels became {b}"),
    QT_TR_NOOP("{a} frames became {b}"),
    QT_TR_NOOP("{a} ran out of memory: made with {b}"),
    QT_TR_NOOP("Painted motion went into the words: “{a}”"),
    QT_TR_NOOP("The negative prompt does nothing here: guidance is 1 or the model has none"),
    QT_TR_NOOP("{a} reads {b} tokens, and the {c} has {d}: it does not see the end, from “{e}” on"),
    QT_TR_NOOP("prompt"),
    QT_TR_NOOP("negative prompt"),
    QT_TR_NOOP("{a} takes no start image: it is left out"),
    QT_TR_NOOP("{a} takes no end image: it is left out"),
    QT_TR_NOOP("Stopped after step {a} of {b}"),
    QT_TR_NOOP("{a} of {b} frames have pixels that are no numbers (NaN): black"),
    QT_TR_NOOP(
        "{a} steps leave none to hold the motion: only the first noise follows the "
        "guide clip. Use more steps, or let go later"
    ),
    QT_TR_NOOP("The weight of the control video is 0: no image and nothing painted gets in"),
    QT_TR_NOOP("This model has one strength for all strokes: that of the strongest"),
    QT_TR_NOOP("LTX-2 makes sound too: the take keeps its pictures"),
    QT_TR_NOOP("Stable Video Diffusion reads no words: the prompt is not used"),
    QT_TR_NOOP("Previews are coarse: {a}"),
    QT_TR_NOOP("{a} is no preview decoder for latents of {b} channels"),
    # refusals
    QT_TR_NOOP("This shot has no start image"),
    QT_TR_NOOP("Choose one: the animatic moves it."),
    QT_TR_NOOP("{a} frames cannot be made"),
    QT_TR_NOOP("Use 1 to {a}."),
    QT_TR_NOOP("No model is chosen"),
    QT_TR_NOOP("Choose one in the settings, or give --model."),
    QT_TR_NOOP("{a} does not fit with any profile: {b}"),
    QT_TR_NOOP("Make the clip smaller or shorter, or choose a smaller model."),
    QT_TR_NOOP("{a} needs more memory than there is, with {b} too"),
    QT_TR_NOOP("{a} was changed on disk while it was loaded"),
    QT_TR_NOOP("Wait until it is fetched or written, and ask again."),
    QT_TR_NOOP("{a} is not installed, which local models need"),
    QT_TR_NOOP("{a} has no {b} in its {c}"),
    QT_TR_NOOP("Fetch the model again, or choose one that was made for this kind of clip."),
    QT_TR_NOOP("{a} of {b} is code of {c}, which is never run"),
    QT_TR_NOOP("{a} brings code of its own (trust_remote_code), which is never run"),
    QT_TR_NOOP("Get the version that is saved with the classes of diffusers."),
    QT_TR_NOOP("Take {a} off the shot."),
    QT_TR_NOOP("{a} LoRAs at once"),
    QT_TR_NOOP("Use at most {a}."),
    QT_TR_NOOP("{a} changes no layer that {b} has"),
    QT_TR_NOOP("Choose a LoRA that was made for this model."),
    QT_TR_NOOP("There is no LoRA {a}"),
    QT_TR_NOOP("{a} GiB of weights have to wait on the disk, and {b} GiB are free in {c}"),
    QT_TR_NOOP("Make room there, or choose another profile."),
    QT_TR_NOOP("{a} continues a start image, and the shot has none"),
    QT_TR_NOOP("Choose a start image, or a text-to-video model."),
    QT_TR_NOOP("{a} cannot be used: {b}"),
    QT_TR_NOOP("{a} needs {b}, which is not installed"),
    QT_TR_NOOP("The card failed while {a} was at work"),
    QT_TR_NOOP("Look at the card's driver; what was queued goes on on another card or after it."),
    QT_TR_NOOP("The weights of {a} are damaged or cut off {b}"),
    QT_TR_NOOP("The weights of {a} are damaged or cut off"),
    QT_TR_NOOP("{a} lacks some of the tensors of its network"),
    QT_TR_NOOP("A single file of {a} cannot be run"),
    QT_TR_NOOP("The weights of {a} are packed in a way that only ComfyUI reads"),
    QT_TR_NOOP("Choose a version in bf16, fp16, fp8 or GGUF."),
    QT_TR_NOOP("{a} is no model of its own"),
    QT_TR_NOOP("Choose the file of the transformer."),
    QT_TR_NOOP("{a} needs {b}, which is in none of your folders"),
    QT_TR_NOOP("Put it beside {a}, or name the folder that it is in."),
    QT_TR_NOOP("The name of {a} does not say which of the two experts it is"),
    QT_TR_NOOP("Name it with 'high_noise' or 'low_noise'."),
    QT_TR_NOOP("{a} is one of two experts, and the one for {b} noise is in none of your folders"),
    QT_TR_NOOP("high"),
    QT_TR_NOOP("low"),
    QT_TR_NOOP("Put it beside {a}."),
    QT_TR_NOOP("Fetch the model again; what is there is kept."),
    QT_TR_NOOP("{a} is a pickle checkpoint, which can run any code when it is opened"),
    QT_TR_NOOP("{a} broke down {b}: what it makes are no numbers (NaN)"),
    QT_TR_NOOP("at step {a} of {b}"),
    QT_TR_NOOP("decoding the pictures"),
    QT_TR_NOOP("Fetch the model again: its weights are damaged."),
    QT_TR_NOOP("Take its LoRAs off the shot, or give them less weight."),
    QT_TR_NOOP("Choose a profile without fp8; if that fails too, fetch the model again."),
    QT_TR_NOOP("{a} failed while {b}: {c}"),
    QT_TR_NOOP("the motion was made ready"),
    QT_TR_NOOP("its steps were made"),
    QT_TR_NOOP("its pictures were decoded"),
    QT_TR_NOOP("Try another profile or size; if that fails too, look with verbench doctor."),
    QT_TR_NOOP("The torch that is installed is not built for this card, and {a} cannot run on it"),
    QT_TR_NOOP("See what verbench doctor says of torch, and install that build."),
    QT_TR_NOOP("Put it back, or take it off the shot."),
    QT_TR_NOOP("There is no {a}"),
    QT_TR_NOOP("Name a folder or a file of a model."),
    QT_TR_NOOP("{a} of {b} is missing"),
    QT_TR_NOOP("{a} names no transformer in its {b}"),
    QT_TR_NOOP("{a} is not JSON"),
    QT_TR_NOOP("{a} lacks shard {b} of {c}"),
    QT_TR_NOOP("{a} lacks shards {b} of {c}"),
    QT_TR_NOOP("{a} is a link out of the folder"),
    QT_TR_NOOP("Put the file itself there, or name the folder that it is in."),
    QT_TR_NOOP("{a} has two ranks for {b}: {c}"),
    QT_TR_NOOP("Download it again."),
    QT_TR_NOOP("It is damaged; download it again."),
    QT_TR_NOOP("Download it again, or choose another LoRA."),
    QT_TR_NOOP("Fetch it again; what is there is kept."),
    QT_TR_NOOP("it is a note of Git LFS that says where the weights are, not the weights"),
    QT_TR_NOOP("Run git lfs pull in {a}, or download it again."),
    QT_TR_NOOP("{a} is a LoRA of {b}, and {c} is {d}"),
    QT_TR_NOOP("Choose a LoRA of {a}."),
    QT_TR_NOOP("There is nothing to vary"),
    QT_TR_NOOP("Choose a prompt, a model and a seed."),
    QT_TR_NOOP("{a} takes are too many for one set"),
    QT_TR_NOOP("At most {a}."),
    QT_TR_NOOP("The prompt names nothing that happens"),
    QT_TR_NOOP("Write what moves, then climb the ladder."),
    QT_TR_NOOP("The prompt is too long for {a}: {b} of {c} tokens"),
    QT_TR_NOOP("Shorten it, or choose a model that reads more."),
    QT_TR_NOOP("The prompt is too long to be expanded: {a} characters"),
    QT_TR_NOOP("Shorten it below {a}."),
    QT_TR_NOOP("{a} holds no language model: it has no {b}"),
    QT_TR_NOOP("Choose the folder of an instruct model as Hugging Face has it."),
    QT_TR_NOOP("{a} has no tokenizer"),
    QT_TR_NOOP("{a} has no weights"),
    QT_TR_NOOP("{a} writes no text: it is a {b}"),
    QT_TR_NOOP("Choose an instruct model (its class ends in ForCausalLM)."),
    # models of one's own that clips are looked at with
    QT_TR_NOOP("Take could not be inspected: {a}"),
    QT_TR_NOOP("{a} is not an ONNX model: {b}"),
    QT_TR_NOOP("there is no graph in it"),
    QT_TR_NOOP("it ends in the middle"),
    QT_TR_NOOP("it is not laid out as a model is"),
    QT_TR_NOOP("{a} holds something that OpenCV cannot run"),
    QT_TR_NOOP("{a} cannot be run on a picture"),
    QT_TR_NOOP("{a} gives shifts that are no numbers"),
    QT_TR_NOOP("{a} gives {b} numbers, not a flow"),
    QT_TR_NOOP("{a} gives {b} numbers, not a mask"),
    QT_TR_NOOP("{a} sees a shift of {b}, {c} pixels where it is {d}, {e}"),
    QT_TR_NOOP("Take it away: verbench models remove {a}"),
    # what a richer prompt moved
    QT_TR_NOOP("It wrote nothing."),
    QT_TR_NOOP("It changed nothing."),
    QT_TR_NOOP("It is written in {a}."),
    QT_TR_NOOP("English"),
    QT_TR_NOOP("Chinese"),
    QT_TR_NOOP("two languages"),
    QT_TR_NOOP("It invents a direction of “{a}”: “{b}”."),
    QT_TR_NOOP("“{a}” lost its direction “{b}”."),
    QT_TR_NOOP("“{a}” goes “{b}” instead of “{c}”."),
    QT_TR_NOOP("“{a}” stands in another order."),
    QT_TR_NOOP("“{a}” is gone."),
    QT_TR_NOOP("It adds “{a}”."),
    QT_TR_NOOP("It adds an end: “{a}”."),
    QT_TR_NOOP("It happens in {a} {b} instead of {c}."),
    QT_TR_NOOP("step"),
    QT_TR_NOOP("steps"),
    QT_TR_NOOP("“{a}” lost its target “{b}”."),
    QT_TR_NOOP("“{a}” lost “{b}”."),
    QT_TR_NOOP("It invents a target of “{a}”: “{b}”."),
    QT_TR_NOOP("“{a}” became “{b}”."),
    QT_TR_NOOP("“{a}” became {b}."),
    QT_TR_NOOP("faster"),
    QT_TR_NOOP("slower"),
    QT_TR_NOOP("“{a}” lost its speed."),
    QT_TR_NOOP("“{a}” is done by “{b}” instead of “{c}”."),
    QT_TR_NOOP("“{a}” are no longer counted."),
    QT_TR_NOOP("“{a}” is no longer said not to happen."),
    QT_TR_NOOP("“{a}” is said not to happen."),
    QT_TR_NOOP("The camera does not {a} any more."),
    QT_TR_NOOP("It adds a camera move: “{a}”."),
    QT_TR_NOOP("It goes “{a}” instead of “{b}”."),
    QT_TR_NOOP("The pose “{a}” became “{b}”."),
    QT_TR_NOOP("What happens first and what happens then changed places."),
    QT_TR_NOOP("{a} reads {b} tokens and would not see its end: it has {c}."),
    *FINDINGS,
)
_PLACE = re.compile(r"\\\{([a-j])\\\}")
_NUMBER = re.compile(r"[-+]?\d+\.\d+(e[-+]\d+)?( ?(%|°|px(/s²?)?|s|fps|[KMGT]i?B))?")
"""A number with decimals, maybe with its unit; 'Wan 2.1', '0.10.21' and '1.3B' are names."""


def translated(text: str, deep: int = _DEEP) -> str:
    """A sentence of the engine in the language of the window; any other text as it is.

    One may stand behind another, as an error and its mend do, or in a list with commas.
    """
    if not text or deep == 0 or len(text) > _LONGEST:
        return text
    for at in (match.end() for match in re.finditer(r"\. ", text)):
        mend = _known(text[at:], deep)
        if mend is not None:  # not one more word of the last value before it
            return f"{translated(text[: at - 2], deep)}. {mend}"
    known = _known(text, deep)
    if known is not None:
        return known
    for at in (match.end() for match in re.finditer(r"[.:] ", text)):
        said_first = _known(text[: at - 2], deep)
        if said_first is not None:
            return f"{said_first}{text[at - 2]} {translated(text[at:], deep - 1)}"
    parts = text.split(", ")
    said_parts = [_known(part, deep) for part in parts]
    if len(parts) > 1 and None not in said_parts:
        return ", ".join(part for part in said_parts if part is not None)
    return text


def value_translated(value: str, deep: int = _DEEP) -> str:
    """A value in a sentence, in the language of the window: a sentence itself or a number."""
    return in_language(value) if _NUMBER.fullmatch(value) else translated(value, deep)


def kind_title(kind: str) -> str:
    """What a kind of violation is called in the window; one of another version by its id."""
    if kind == OTHER:
        return tr("Something else")
    return tr(TITLES[kind]) if kind in TITLES else kind


def report_translated(report: Report) -> Report:
    """A report as the window shows it; what is kept and saved stays as it was said."""
    findings = tuple(
        replace(
            finding,
            expected=translated(finding.expected),
            measured=translated(finding.measured),
            message=translated(finding.message),
            advice=translated(finding.advice),
        )
        for finding in report.findings
    )
    why = {kind: translated(because) for kind, because in report.undetermined.items()}
    notes = tuple(translated(note) for note in report.notes)
    return replace(report, findings=findings, undetermined=why, notes=notes)


def _known(text: str, deep: int) -> str | None:
    if text in _plain():
        return tr(text)
    for sentence, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match:
            values = {
                name: value_translated(value, deep - 1) for name, value in match.groupdict().items()
            }
            return tr(sentence).format(**values)
    return None


@cache
def _plain() -> frozenset[str]:
    return frozenset(sentence for sentence in SENTENCES if "{a}" not in sentence)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Sentences with places: those that begin with words of their own first, then the longest."""
    placed = [sentence for sentence in SENTENCES if "{a}" in sentence]
    placed.sort(key=lambda s: (s.startswith("{"), -len(re.sub(r"\{[a-j]\}", "", s))))
    return tuple(
        (sentence, re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL))
        for sentence in placed
    )
