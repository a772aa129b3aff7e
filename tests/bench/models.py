"""How long it takes to look through folders of models, beside reading every file whole.

    python tests/bench/models.py [--files N] [--data DIR]

The files are LoRAs and transformers with real headers whose data is a hole, so the naive way is
flattered: no disk is as fast. The first scan reads every header, the second only asks what changed.
With --data the folder of a person is scanned as well, twice.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.models.files import single
from engine.models.places import place_of
from engine.models.record import Model
from engine.models.scan import scan
from tests.helpers import weights

GOAL_SECONDS = 1.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--data", type=Path, help="a folder of models to scan as well")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store, memory = Path(folder) / "models", Path(folder) / "read.json"
        made(store, args.files)
        naive, _ = timed(lambda: sum(read_whole(path) for path in store.rglob("*.safetensors")))
        rows = [("every file read whole", naive)]
        rows += [("first scan", scanned(store, memory)), ("second scan", scanned(store, memory))]
    print(f"{args.files:,} files")
    for name, seconds in rows:
        print(f"{name:<24} {seconds:8.2f} s   {naive / seconds:6.1f} x")
    if args.data:
        with tempfile.TemporaryDirectory() as folder:
            for name in ("first scan", "second scan"):
                seconds = scanned(args.data, Path(folder) / "read.json")
                print(f"{args.data}: {name} {seconds:.2f} s")
    return 0 if rows[-1][1] <= GOAL_SECONDS else 1


def made(store: Path, files: int) -> None:
    """Nine in ten are LoRAs of 240 layers, the rest transformers of 40 blocks."""
    layers = {f"diffusion_model.blocks.{n}.self_attn.{k}": 1536 for n in range(60) for k in "qkvo"}
    lora = weights.lora(layers)
    blocks = {f"blocks.{n}.attn{k}.to_q.weight": (64, 64) for n in range(40) for k in range(25)}
    network = dict(weights.NETWORKS["wan 1.3b"]) | blocks
    for number in range(files):
        tensors = network if number % 10 == 0 else lora
        weights.safetensors(store / f"{number % 40}" / f"{number}.safetensors", tensors)


def read_whole(path: Path) -> int:
    """What a first draft does: all of the file into memory, then what is in it."""
    size = len(path.read_bytes())
    return size if isinstance(single(path), Model) else 0


def scanned(store: Path, memory: Path) -> float:
    seconds, count = timed(lambda: sum(1 for _ in scan(place_of(store), memory=memory)))
    assert count
    return seconds


def timed(act: Callable[[], int]) -> tuple[float, int]:
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    sys.exit(main())
