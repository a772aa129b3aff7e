"""What steering by two clocks costs: for each step, and once for each clip.

    python tests/bench/steering.py [--data DIR]

832x480, 81 frames, a region that moves past a static one; latents of Wan, (1, 16, 21, 60, 104).
For each step the baseline is the plain step: on a card two passes of a network of Wan 2.1 1.3B's
shape with random weights and the solver (speed does not depend on what the weights are), goal 3 %;
without a card the solver alone, for a pass of the network takes minutes there. Once for each clip
the guide clip is made, its levels, and the VAE encodes it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.backends.diffusion.recipe import Recipe
from engine.backends.diffusion.schedule import schedule_of
from engine.backends.diffusion.steering import held
from engine.backends.diffusion.tap import Seen
from engine.frame.load import Image, fit, load_image
from engine.motion.guide import GuideClip
from engine.motion.holding import Cells, releases
from engine.records import MotionPlan, PathPoint, Region, Steering, Stroke

WIDTH, HEIGHT, FRAMES, STEPS, TOKENS = 832, 480, 81, 30, 512
GOAL = 0.03


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="a folder of images instead of a rendered one")
    import torch

    device = "cuda" if torch.cuda.is_available() else "cpu"
    with torch.no_grad():
        plan, clip, guide = _guide(parser.parse_args().data)
        levels_took = _best(lambda: releases(clip, plan, Steering(), Cells(8, 4)), 1)
        release = torch.from_numpy(releases(clip, plan, Steering(), Cells(8, 4))).to(device)
        hook_took, solver_took = _step(device, release)
        print(f"{'each step, on ' + device:34}{'elapsed':>12}{'share':>9}{'goal':>8}")
        base = solver_took
        if device == "cuda":
            base += 2 * _network(device)
        name = "plain step" if device == "cuda" else "plain step, without the network"
        print(f"{name:34}{base * 1000:9.2f} ms")
        share = hook_took / base
        goal = f"{GOAL * 100:6.0f} %" if device == "cuda" else ""
        print(f"{'held as well':34}{hook_took * 1000:9.2f} ms{share * 100:7.1f} %{goal}")
        print(f"\n{'once for a clip':34}{'elapsed':>12}")
        print(f"{'guide clip, 81 frames':34}{guide * 1000:9.0f} ms")
        print(f"{'levels of its latents':34}{levels_took * 1000:9.0f} ms")
        if device == "cuda":
            print(f"{'VAE encodes it':34}{_encoded(device) * 1000:9.0f} ms")
            return int(share > GOAL)
    print("\nno card: share of a whole step and time of the VAE not measured")
    return 0


def _guide(data: Path | None) -> tuple[MotionPlan, GuideClip, float]:
    image = _image(data)
    box = ((0.1, 0.4), (0.25, 0.4), (0.25, 0.65), (0.1, 0.65))
    ball = Stroke("ball", "move", Region(box), (PathPoint(0, 0.175, 0.525), PathPoint(1, 0.8, 0.5)))
    post = Stroke("post", "static", Region(((0.5, 0.3), (0.56, 0.3), (0.56, 0.8), (0.5, 0.8))))
    plan = MotionPlan((ball, post))
    clip = GuideClip(plan, image, FRAMES)
    clip.frame(1)  # completes and keeps the background
    return plan, clip, _best(lambda: list(clip), 1)


def _image(data: Path | None) -> Image:
    found = sorted(data.glob("*.png")) + sorted(data.glob("*.jpg")) if data else []
    if found:
        return fit(load_image(found[0]), WIDTH, HEIGHT)
    return np.random.default_rng(3).integers(60, 200, (HEIGHT, WIDTH, 3), np.uint8)


def _step(device: str, release: Any) -> tuple[float, float]:
    """Seconds of one step's hold, and of the solver's own work."""
    import torch
    from diffusers import UniPCMultistepScheduler

    solver = UniPCMultistepScheduler(
        prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0
    )
    shape = (1, 16, *release.shape)
    clean, noise, latents, output = (torch.randn(shape, device=device) for _ in range(4))

    def solved() -> None:
        solver.set_timesteps(STEPS, device=device)
        for t in solver.timesteps[:6]:
            solver.step(output, t, latents)
        _wait(device)

    solver.set_timesteps(STEPS, device=device)
    schedule = schedule_of(solver)
    hook = held(release, clean, noise, Recipe(), None, None)  # type: ignore[arg-type]

    def holds() -> None:
        for _ in range(6):
            assert hook(Seen(0, schedule, latents, lambda: latents)) is not None
        _wait(device)

    return _best(holds, 3) / 6, _best(solved, 3) / 6


def _network(device: str) -> float:
    """Seconds of one pass of a network as large as Wan 2.1 1.3B."""
    import torch
    from diffusers import WanTransformer3DModel

    with torch.device(device):
        torch.set_default_dtype(torch.bfloat16)
        network = WanTransformer3DModel(
            num_attention_heads=12,
            attention_head_dim=128,
            in_channels=16,
            out_channels=16,
            ffn_dim=8960,
            num_layers=30,
        ).eval()
        torch.set_default_dtype(torch.float32)
    rows, columns = HEIGHT // 8, WIDTH // 8
    latents = torch.randn(1, 16, 21, rows, columns, device=device, dtype=torch.bfloat16)
    words = torch.randn(1, TOKENS, 4096, device=device, dtype=torch.bfloat16)
    time_ = torch.tensor([500], device=device)

    def passed() -> None:
        network(latents, time_, words, return_dict=False)
        _wait(device)

    passed()
    return _best(passed, 3)


def _encoded(device: str) -> float:
    import torch
    from diffusers import AutoencoderKLWan

    vae = AutoencoderKLWan().to(device).eval()
    vae.enable_tiling()
    video = torch.zeros(1, 3, FRAMES, HEIGHT, WIDTH, device=device)

    def encoded() -> None:
        vae.encode(video)
        _wait(device)

    encoded()
    return _best(encoded, 1)


def _wait(device: str) -> None:
    import torch

    if device == "cuda":
        torch.cuda.synchronize()


def _best(act: Callable[[], object], times: int) -> float:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        took.append(time.perf_counter() - began)
    return min(took)


if __name__ == "__main__":
    sys.exit(main())
