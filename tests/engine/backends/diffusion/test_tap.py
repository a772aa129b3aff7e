"""A scheduler is watched for one run: levels of noise, clean latents, replaced latents."""

from __future__ import annotations

from typing import Any

import pytest

from engine.backends.base import Listener
from engine.backends.diffusion.schedule import Schedule, is_flow, schedule_of
from engine.backends.diffusion.tap import Orders, Seen, tapped

STEPS = 10


def scheduler_of(name: str) -> Any:
    import diffusers

    if name == "unipc":
        return diffusers.UniPCMultistepScheduler(
            prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0
        )
    if name == "euler":
        return diffusers.FlowMatchEulerDiscreteScheduler(shift=3.0)
    if name == "ddim":
        return diffusers.CogVideoXDDIMScheduler(
            prediction_type="v_prediction", rescale_betas_zero_snr=True, timestep_spacing="trailing"
        )
    return diffusers.EulerDiscreteScheduler(
        prediction_type="v_prediction",
        timestep_type="continuous",
        use_karras_sigmas=True,
        sigma_min=0.002,
        sigma_max=700.0,
        timestep_spacing="leading",
    )


each = pytest.mark.parametrize("name", ["unipc", "euler", "ddim", "edm"])
flows = pytest.mark.parametrize("name", ["unipc", "euler"])


class Steps(Listener):
    """Keeps the steps."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def step(self, done: int, total: int) -> None:
        self.told.append((done, total))


def answer(scheduler: Any, mix: tuple[float, float], x: Any, truth: Any) -> Any:
    """What a network that knows the truth would say, in the scheduler's own terms."""
    kept, added = mix
    if is_flow(scheduler):
        return (x - truth) / added
    if type(scheduler).__name__.startswith("Euler"):
        return (x / (added**2 + 1) - truth) * (added**2 + 1) ** 0.5 / added
    return (kept * x - truth) / added


def run(scheduler: Any, truth: Any, noise: Any, orders: Orders, listener: Listener) -> Any:
    """The loop of a pipeline."""
    with tapped(scheduler, listener, orders):
        scheduler.set_timesteps(STEPS)
        schedule = _whole(scheduler)
        x = schedule.noised(truth, noise, orders.start)
        for index, t in enumerate(scheduler.timesteps, start=orders.start):
            said = answer(scheduler, schedule.mixes[index], x, truth)
            x = scheduler.step(said, t, x, return_dict=False)[0]
    return x


def _whole(scheduler: Any) -> Schedule:
    other = type(scheduler).from_config(scheduler.config)
    other.set_timesteps(STEPS)
    return schedule_of(other)


@pytest.fixture
def pair(torch) -> tuple[Any, Any]:
    generator = torch.Generator().manual_seed(2)
    return tuple(torch.randn(1, 4, 3, 8, 8, generator=generator) for _ in range(2))


@each
def test_levels_fall_from_noise_to_nothing(torch, name) -> None:
    levels = _whole(scheduler_of(name)).levels
    assert len(levels) == STEPS + 1
    assert levels[0] > 0.99
    assert levels[-1] == 0
    assert list(levels) == sorted(levels, reverse=True)


@each
def test_what_the_model_takes_for_clean_is_known_after_every_step(torch, name, pair) -> None:
    truth, noise = pair
    errors: list[float] = []

    def look(seen: Seen) -> None:
        errors.append(float((seen.clean() - truth).abs().max()))

    run(scheduler_of(name), truth, noise, Orders((look,)), Listener())
    assert len(errors) == STEPS
    assert max(errors[1:]) < 2e-2


@flows
@pytest.mark.parametrize("start", [0, 3, 9])
def test_a_late_start_leaves_out_the_steps_before_it(torch, name, start, pair) -> None:
    truth, noise = pair
    steps = Steps()
    end = run(scheduler_of(name), truth, noise, Orders(start=start), steps)
    assert steps.told == [(done, STEPS) for done in range(start + 1, STEPS + 1)]
    assert float((end - truth).abs().max()) < 1e-3


@pytest.mark.parametrize("compatible", [False, True])
def test_a_solver_goes_on_from_what_was_put_in_and_not_from_what_it_remembers(
    torch, pair, compatible
) -> None:
    truth, noise = pair
    scheduler, put = scheduler_of("unipc"), []

    def replace(seen: Seen) -> Any:
        if put:
            # what the step really began with
            put.append(scheduler.last_sample)
        if seen.index == 2:
            put.append(seen.schedule.noised(truth + 3, noise, 3))
            return put[0]
        return None

    run(scheduler, truth, noise, Orders((replace,), compatible=compatible), Listener())
    same = bool((put[0] == put[1]).all())
    assert same is not compatible


@each
def test_the_scheduler_is_as_it_was_afterwards(torch, name, pair) -> None:
    scheduler = scheduler_of(name)
    run(scheduler, *pair, Orders(), Listener())
    assert "step" not in vars(scheduler)
    assert "set_timesteps" not in vars(scheduler)


def test_the_first_step_below_a_level_is_found() -> None:
    schedule = Schedule((1.0, 0.9, 0.6, 0.2, 0.0), ((0, 1), (0.1, 0.9), (0.4, 0.6), (0.8, 0.2)))
    assert [schedule.first_at(level) for level in (1.0, 0.95, 0.9, 0.5, 0.1)] == [0, 1, 1, 3, 3]
