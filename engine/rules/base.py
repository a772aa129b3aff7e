"""What a lint rule is: a check over a `Scene` that carries its own documentation and examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engine.prompt import chinese
from engine.prompt.lexicon import Verb, english
from engine.records import (
    Action,
    Hint,
    MotionPlan,
    Reading,
    Scene,
    Settings,
    Severity,
    Subject,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A prompt, with what else of a scene the rule looks at."""

    text: str
    plan: MotionPlan = field(default_factory=MotionPlan)
    book: Mapping[str, Verdict] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    negative: str = ""
    start_image: bool = False
    subject: Subject | None = None
    end_image: bool = False


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


def events(reading: Reading) -> tuple[Action, ...]:
    """What happens in the foreground: no camera move, no background, nothing that is negated."""
    return tuple(a for a in reading.actions if not (a.camera or a.ambient or a.negated))


def known_verb(action: Action) -> Verb | None:
    """The lexicon's entry for the action, in the language it is told in."""
    return english().verbs.get(action.verb) or chinese.verb(action.verb)


def is_chinese(action: Action) -> bool:
    """Whether the action is told in Chinese; the two languages may mix in one prompt."""
    return not action.verb.isascii()


def explained(rule: Rule) -> str:
    """The documentation of one rule as Markdown, its title as the top heading."""
    return f"# {rule.title}\n\n`{rule.id}` · {rule.severity}\n\n{rule.doc.strip()}\n"


def page(rules: Sequence[Rule]) -> str:
    """The page of all rules: what docs/rules.md holds."""
    parts = [
        "# Rules",
        "What Verbench looks for in a prompt. This page is made from the rules themselves: "
        "`verbench lint --explain all > docs/rules.md`.",
        "| rule | severity | about |\n| --- | --- | --- |\n"
        + "\n".join(f"| [{r.id}](#{_anchor(r)}) | {r.severity} | {r.title} |" for r in rules),
    ]
    for rule in rules:
        parts.append(explained(rule).replace("\n## ", "\n### ").replace("# ", "## ", 1).strip())
        fires = [f"- `{example.text}`{_beside(example)}" for example in rule.bad]
        quiet = [f"- `{e.text}`{_beside(e)}" for e in rule.good if e.text]
        parts.append("### Hints\n" + "\n".join(fires))
        parts.append("### No hint\n" + "\n".join(quiet))
    return "\n\n".join(parts) + "\n"


def _beside(example: Example) -> str:
    """What the example has beside its prompt, where that is words: ' (model: Wan 2.2)'."""
    told = {
        "model": example.settings.model or example.settings.family,
        "guidance": f"{example.settings.guidance:g}" if example.negative.strip() else "",
        "negative prompt": f"`{example.negative}`" if example.negative.strip() else "",
        "start image": "yes" if example.start_image or example.subject else "",
        "end image": "yes" if example.end_image else "",
        "painted motion": "yes" if example.plan != MotionPlan() else "",
        "clip": _length(example.settings) if example.settings.frames != Settings().frames else "",
    }
    words = ", ".join(f"{name}: {value}" for name, value in told.items() if value)
    return f" ({words})" if words else ""


def _length(settings: Settings) -> str:
    return f"{settings.seconds:.1f} seconds"


def _anchor(rule: Rule) -> str:
    return rule.title.lower().replace(" ", "-")
