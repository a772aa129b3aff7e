"""How much noise there is when: a scheduler of diffusers goes in; levels of noise, and clean
latents with noise of such a level, come out.

A level is the share of noise in latents that are mixed as flow models mix them, 0 (clean) to 1
(pure noise): `level * noise + (1 - level) * clean`. Schedulers of the older kind mix by variance;
their levels are the shares of the same ratio, so that 0.9 means the same to the eye everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_ENOUGH = 1e-6


@dataclass(frozen=True)
class Schedule:
    """The levels before every step, and after the last."""

    levels: tuple[float, ...]
    """One more than there are steps, falling to 0."""
    mixes: tuple[tuple[float, float], ...]
    """Factors of clean and noise at each level."""

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return len(self.levels) - 1

    def noised(self, clean: Any, noise: Any, index: int) -> Any:
        """Latents as they are before step `index`; clean ones after the last."""
        kept, added = self.mixes[min(index, self.steps)]
        return kept * clean + added * noise

    def first_at(self, level: float) -> int:
        """The first step that begins with no more noise than this; the last step where none
        does."""
        found = (i for i, seen in enumerate(self.levels[:-1]) if seen <= level + _ENOUGH)
        return next(found, self.steps - 1)


def schedule_of(scheduler: Any) -> Schedule:
    """Of a scheduler whose steps were set."""
    mixes = _mixes(scheduler)
    return Schedule(tuple(_level(*mix) for mix in mixes), tuple(mixes))


def is_flow(scheduler: Any) -> bool:
    """Whether it mixes as flow models do."""
    said = scheduler.config
    flow = said.get("use_flow_sigmas", False) or said.get("prediction_type") == "flow_prediction"
    return bool(flow) or type(scheduler).__name__.startswith("FlowMatch")


def _mixes(scheduler: Any) -> list[tuple[float, float]]:
    if is_flow(scheduler):
        sigmas = [float(sigma) for sigma in scheduler.sigmas]
        return [(1.0 - sigma, sigma) for sigma in sigmas]
    if _keeps_clean(scheduler):
        return [(1.0, float(sigma)) for sigma in scheduler.sigmas]
    shares = [float(scheduler.alphas_cumprod[int(t)]) for t in scheduler.timesteps]
    return [(share**0.5, (1.0 - share) ** 0.5) for share in shares] + [(1.0, 0.0)]


def _keeps_clean(scheduler: Any) -> bool:
    """Whether noise is added to latents of full strength (EDM, as SVD has it)."""
    return type(scheduler).__name__.startswith(("Euler", "EDM")) and not is_flow(scheduler)


def _level(kept: float, added: float) -> float:
    return added / (kept + added)


def clean_of(scheduler: Any, output: Any, level: tuple[float, float], sample: Any) -> Any:
    """What a model's output says the clean latents are. `level` is the mix before the step."""
    kept, added = level
    kind = "flow_prediction" if is_flow(scheduler) else scheduler.config.prediction_type
    if kind == "flow_prediction":
        return sample - added * output
    if kind == "sample":
        return output
    if _keeps_clean(scheduler) and kind == "v_prediction":
        return sample / (added**2 + 1) - output * added / (added**2 + 1) ** 0.5
    if kind == "v_prediction":
        return kept * sample - added * output
    return (sample - added * output) / max(kept, _ENOUGH)
