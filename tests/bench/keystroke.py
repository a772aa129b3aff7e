"""From a key to new hints: `python tests/bench/keystroke.py [--data DIR]`.

A prompt of 150 words is typed at its end, key by key; each time the whole text is read and all
rules run. The baseline, in the same run, splits the text with a plain regular expression. Times
are those of the processor, so that a busy machine does not blur them. DIR may hold vbench2_en.jsonl
and videogen_eval.jsonl; without it a prompt is put together here.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.prompt.lint import lint  # noqa: E402
from engine.prompt.reading import read  # noqa: E402
from engine.records import Scene  # noqa: E402

OWN = (
    "A tall man in a grey coat walks slowly to the wooden chair by the window, sits down, opens a "
    "book and starts reading. The camera remains still in soft morning light. His dog runs across "
    "the room, jumps onto the sofa and barks while leaves sway gently behind the glass. Water "
    "drips from the tap. She throws a red ball to the right, it bounces twice, realistic physics. "
)
WORDS, KEYS, PROMPTS = 150, 5, 40
_TOKEN = re.compile(r"\w+|[^\w\s]")


def prompts(folder: Path | None) -> list[str]:
    texts: list[str] = []
    for name in ("vbench2_en.jsonl", "videogen_eval.jsonl"):
        path = folder / name if folder else None
        if path and path.is_file():
            lines = path.read_text(encoding="utf-8").splitlines()
            texts += [json.loads(line)["text"] for line in lines]
    texts = [t for t in texts if len(t.split()) >= 110] or [OWN * 3]
    joined = [" ".join((f"{t} " * 2).split()[:WORDS]) for t in texts]
    return (joined * PROMPTS)[:PROMPTS]


def tokenise(text: str) -> None:
    _TOKEN.findall(text)


def check(text: str) -> None:
    lint(Scene(read(text)))


def times(work: Callable[[str], None], texts: list[str]) -> list[float]:
    taken: list[float] = []
    for text in texts:
        for end in range(len(text) - KEYS, len(text)):
            start = time.process_time()
            work(text[:end])
            taken.append((time.process_time() - start) * 1000)
    return sorted(taken)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with real prompts")
    texts = prompts(parser.parse_args().data)
    check(texts[0])
    base, ours = times(tokenise, texts), times(check, texts)
    print(f"{len(ours)} keystrokes in prompts of {WORDS} words        p50 ms   p95 ms   max ms")
    for name, t in (("regular expression only", base), ("read and all rules", ours)):
        print(f"{name:44} {t[len(t) // 2]:8.3f} {t[int(len(t) * 0.95)]:8.3f} {t[-1]:8.3f}")
    print(f"{'ratio':44} {ours[len(ours) // 2] / base[len(base) // 2]:8.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
