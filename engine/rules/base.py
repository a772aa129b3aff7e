"""What a lint rule is: a check over a `Scene` that carries its own documentation and examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from engine.records import Hint, MotionPlan, Scene, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Example:
    """A prompt, with the plan and the verb book where the rule looks at them."""

    text: str
    plan: MotionPlan = field(default_factory=MotionPlan)
    book: Mapping[str, Verdict] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of hint: `id` is the file's name with dashes, `doc` Markdown with four headings."""

    id: str
    severity: Severity
    title: str
    doc: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    check: Callable[[Scene], Iterable[Hint]]
