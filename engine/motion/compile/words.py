"""The plan in plain words, for models that take nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.motion.compile.base import Source, Target, Written, headed, write_data
from engine.motion.telling import tell_all
from engine.motion.wording import camera_words, phrase_of

DOC = """\
What every model understands at least. `words.txt` is a prompt that says where each thing goes, what
stays still and how the camera moves, put into the prompt that was given, in its language.
`words.json` has the parts in English: {schema, width, height, frames, fps, language, prompt,
camera, strokes: [{stroke, name, kind, phrase}]}.
"""


def write(source: Source, folder: Path) -> Written:
    """words.txt and words.json."""
    width, height = source.size
    aspect = width / height
    reading = tell_all(source.prompt, source.plan, aspect, source.seconds)
    strokes: list[dict[str, Any]] = [
        {
            "stroke": index,
            "name": stroke.name,
            "kind": stroke.kind,
            "phrase": "staying still" if stroke.kind == "static" else phrase_of(stroke, aspect),
        }
        for index, stroke in enumerate(source.plan.strokes)
    ]
    said = {
        "language": reading.language,
        "prompt": reading.text,
        "camera": camera_words(source.plan.camera),
    }
    write_data(folder / "words.json", headed(source, **said, strokes=strokes))
    (folder / "words.txt").write_text(reading.text + "\n", encoding="utf-8")
    return Written(
        ("words.txt", "words.json"), () if reading.text else ("There is nothing to say",)
    )


TARGET = Target("words", "Plain words", DOC, write)
