"""What our driver costs over calling diffusers, and what the memory profiles cost on a card.

    python tests/bench/driver.py [--tiny]

First, on tiny models on the processor: the driver beside the same pipeline of diffusers called
with the same arguments (baseline), for each step and once for each clip; both must make the same.

Then, on a card: Wan 1.3B, 5B and 14B with random weights at 832x480 and 81 frames, each profile
beside plain diffusers (all of it on the card, nothing else), seconds for each step and the peak.
Neither depends on what the weights are, but for the step cache of 'max-speed': how many steps it
skips on random weights says little, so that it is also run without. `--tiny` runs the same with
tiny models on any machine, to see that it works.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import resources
from engine.backends.base import SILENT, Workplace
from engine.backends.diffusion.loading import loaded
from engine.backends.diffusion.placing import placed
from engine.backends.diffusion.speed import Levers
from engine.backends.wan import BACKEND
from engine.errors import VerbenchError
from engine.models.profiles import PROFILES, Profile, profile_of
from engine.models.scan import model_at
from engine.records import Request, Settings, Shot
from tests.helpers import tiny

GIB = 1 << 30
FEW, MANY, RUNS = 4, 24, 5
REAL = ("wan-2.1-t2v-1.3b", "wan-2.2-ti2v-5b", "wan-2.1-t2v-14b")
TIMED = 4
"""Steps that are timed; the first of them warms up and does not count."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tiny", action="store_true", help="the second part at tiny size")
    small = parser.parse_args().tiny
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch

        torch.set_num_threads(1)
        with tempfile.TemporaryDirectory() as folder, torch.no_grad():
            overhead(torch, Path(folder))
            card = torch.cuda.is_available()
            if not card and not small:
                print("\nno card: nothing was run at real size")
                return 0
            profiles(torch, Path(folder), small)
    return 0


# --- the driver --------------------------------------------------------------------------------


def overhead(torch: Any, folder: Path) -> None:
    """The driver beside the pipeline, with the same arguments and the same outcome."""
    path = tiny.saved(tiny.wan_t2v, folder / "wan2.1-t2v")
    generator = BACKEND.open(Settings(backend="wan", model=str(path)), Workplace(folder / "cache"))
    pipeline = loaded(model_at(path), "WanPipeline")
    pipeline.vae.enable_tiling()  # as every profile but 'max-speed' has it
    embeds, negative = pipeline.encode_prompt("a ball rolls", max_sequence_length=512)

    def ours(steps: int) -> Any:
        settings = Settings(
            backend="wan",
            model=str(path),
            width=32,
            height=32,
            frames=9,
            steps=steps,
            profile="cpu",
        )
        return list(generator(Request(Shot("a ball rolls", settings=settings), "bench"), SILENT))

    def plain(steps: int) -> Any:
        out = pipeline(
            prompt_embeds=embeds,
            negative_prompt_embeds=negative,
            width=32,
            height=32,
            num_frames=9,
            num_inference_steps=steps,
            output_type="pt",
            generator=torch.Generator().manual_seed(0),
        )
        return [
            (f.clamp(0, 1) * 255).round().byte().permute(1, 2, 0).numpy() for f in out.frames[0]
        ]

    same = all((a == b).all() for a, b in zip(ours(FEW), plain(FEW), strict=True))
    took = _taken({"diffusers": plain, "ours": ours})
    print(f"{'tiny Wan, 32x32, 9 frames, 1 thread':36}{'a step':>12}{'once a clip':>14}")
    for name, (step, once) in took.items():
        print(f"{name:36}{step * 1000:9.2f} ms{once * 1000:11.1f} ms")
    more = [(b - a) * 1000 for a, b in zip(took["diffusers"], took["ours"], strict=True)]
    print(f"{'more':36}{more[0]:9.2f} ms{more[1]:11.1f} ms")
    print(f"{'the same frames':36}{'yes' if same else 'NO':>12}")


def _taken(ways: dict[str, Callable[[int], Any]]) -> dict[str, tuple[float, float]]:
    """Seconds of a step, and of all that is done once; the ways take turns."""
    found: dict[str, dict[int, list[float]]] = {name: {FEW: [], MANY: []} for name in ways}
    for _ in range(RUNS):
        for steps in (FEW, MANY):
            for name, way in ways.items():
                started = time.perf_counter()
                way(steps)
                found[name][steps].append(time.perf_counter() - started)
    made = {}
    for name, times in found.items():
        few, many = (statistics.median(times[steps]) for steps in (FEW, MANY))
        step = (many - few) / (MANY - FEW)
        made[name] = (step, few - FEW * step)
    return made


# --- the profiles ------------------------------------------------------------------------------


USUAL = Levers()


@dataclass(frozen=True, slots=True)
class Way:
    """One way to run a model."""

    name: str
    profile: Profile | None
    how: Levers = USUAL


def ways() -> Iterable[Way]:
    """Plain diffusers first: the others are measured against it."""
    yield Way("diffusers", None)
    yield Way("max-speed, no step cache", profile_of("max-speed"), Levers(cache=0.0))
    for profile in PROFILES:
        if profile.resident != "none":
            yield Way(profile.id, profile)


def profiles(torch: Any, folder: Path, small: bool) -> None:
    """Seconds for a step, the peak, and how far the outcome is from plain diffusers."""
    device = "cuda" if torch.cuda.is_available() and not small else "cpu"
    size = {"width": 32, "height": 32, "num_frames": 9}
    if not small:
        size = {"width": 832, "height": 480, "num_frames": 81}
    for name in ("tiny",) if small else REAL:
        print(
            f"\n{name + ', ' + _said(size):36}{'a step':>10}{'ratio':>8}{'peak':>11}{'off by':>9}"
        )
        base: tuple[float, Any] | None = None
        for way in ways():
            try:
                took, peak, out = _run(torch, name, way, device, size, folder)
            except (VerbenchError, RuntimeError) as error:
                print(f"{way.name:36}{' '.join(str(error).split())[:60]}")
                continue
            finally:
                gc.collect()
            base = base or (took, out)
            off = ((out - base[1]).abs().mean() / base[1].abs().mean()).item()
            print(
                f"{way.name:36}{took:8.3f} s{base[0] / took:7.2f}x{peak / GIB:7.1f} GiB"
                f"{off * 100:7.1f} %",
                flush=True,
            )


def _said(size: dict[str, int]) -> str:
    return f"{size['width']}x{size['height']}, {size['num_frames']} frames"


def _run(
    torch: Any, name: str, way: Way, device: str, size: dict[str, int], folder: Path
) -> tuple[float, int, Any]:
    """Seconds of a step, peak in bytes and latents (on the processor)."""
    pipeline = tiny.wan_t2v() if name == "tiny" else _random(torch, name)
    pipeline.text_encoder = None
    if device == "cuda":
        torch.cuda.reset_peak_memory_stats()
    placement = None
    if way.profile is None:
        pipeline.to(device)
    else:
        placement = placed(pipeline, way.profile, device, folder, way.how)
    times: list[float] = []
    step = pipeline.scheduler.step

    def timed(*args: Any, **how: Any) -> Any:
        out = step(*args, **how)
        if device == "cuda":
            torch.cuda.synchronize()
        times.append(time.perf_counter())
        return out

    pipeline.scheduler.step = timed
    pipeline.set_progress_bar_config(disable=True)
    width = pipeline.transformer.config.text_dim
    draw = torch.Generator().manual_seed(0)
    words = [torch.randn(1, 512, width, generator=draw, dtype=torch.float32) for _ in "+-"]
    dtype = pipeline.transformer.dtype
    out = (
        pipeline(
            prompt_embeds=words[0].to(device, dtype),
            negative_prompt_embeds=words[1].to(device, dtype),
            num_inference_steps=TIMED,
            generator=torch.Generator().manual_seed(0),
            output_type="latent",
            **size,
        )
        .frames.float()
        .cpu()
    )
    peak = torch.cuda.max_memory_reserved() if device == "cuda" else 0
    if placement is not None:
        placement.release()
    return (times[-1] - times[0]) / (len(times) - 1), peak, out


def _random(torch: Any, name: str) -> Any:
    """A pipeline of real size, its weights one drawn piece over and over."""
    import diffusers
    from accelerate import init_empty_weights

    config = str(resources.path("pipelines", name))
    piece = torch.randn(1 << 24, generator=torch.Generator().manual_seed(0)) * 0.02
    made = {}
    for part, cls, dtype in (
        ("transformer", diffusers.WanTransformer3DModel, torch.bfloat16),
        ("vae", diffusers.AutoencoderKLWan, torch.float32),
    ):
        with init_empty_weights():
            network = cls.from_config(cls.load_config(config, subfolder=part))
        network = network.to_empty(device="cpu").to(dtype).eval()
        for tensor in (*network.parameters(), *network.buffers()):
            flat = tensor.data.view(-1)
            for at in range(0, flat.numel(), piece.numel()):
                flat[at : at + piece.numel()] = piece[: flat.numel() - at].to(dtype)
        made[part] = network
    # what is computed and not stored was lost with the empty weights
    made["transformer"].rope = type(made["transformer"].rope)(
        made["transformer"].config.attention_head_dim,
        made["transformer"].config.patch_size,
        made["transformer"].config.rope_max_seq_len,
    )
    return diffusers.WanPipeline(
        tokenizer=None,
        text_encoder=None,
        scheduler=diffusers.UniPCMultistepScheduler.from_pretrained(config, subfolder="scheduler"),
        expand_timesteps=name.endswith("5b"),
        **made,
    )


if __name__ == "__main__":
    raise SystemExit(main())
