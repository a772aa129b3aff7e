"""Rules against what a clip says of them, and a shot with one rule more or less."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from engine.records import NEAR, PhysicalRule, Report, RuleCheck, RuleState, Shot

_FALLS = 0.05
"""Of the picture's height, that something has to go for gravity to show in it."""


def check_rules(
    rules: Iterable[PhysicalRule],
    report: Report,
    by_hand: Mapping[str, RuleState] | None = None,
    titles: Mapping[str, str] | None = None,
    dismissed: Collection[str] = (),
) -> tuple[RuleCheck, ...]:
    """What a clip says of each rule. `by_hand` is what the person says, by the text of a rule;
    `dismissed` are the keys of findings that they do not see.

    Violated where a finding of one of its kinds concerns it; followed only where the kind that it
    hangs on (its first) was really judged, every one that was judged is improbable, and something
    moves. `titles` are how detectors are called, by kind.
    """
    said = by_hand or {}
    return tuple(
        RuleCheck(rule, said[rule.text], "you said so", by_hand=True)
        if rule.text in said
        else _checked(rule, report, titles or {}, dismissed)
        for rule in rules
    )


def _goes_up_or_down(report: Report) -> bool:
    """Whether gravity has anything to show in it."""
    least = _FALLS * report.clip.height
    heights = ([y for _, _, y in mover.track] for mover in report.movers)
    return any(max(ys) - min(ys) >= least for ys in heights if ys)


def _checked(
    rule: PhysicalRule, report: Report, titles: Mapping[str, str], dismissed: Collection[str]
) -> RuleCheck:
    if not rule.kinds:
        return RuleCheck(rule, "undetermined", "only you can see that")
    found = [f for f in report.findings if not f.held and _concerns(f.kind, f.verb, rule)]
    against = [finding for finding in found if finding.key not in dismissed]
    if against:
        worst = max(against, key=lambda finding: finding.score)
        return RuleCheck(rule, "violated", worst.message)
    if found:
        return RuleCheck(rule, "undetermined", "what was found there was dismissed")
    judged = {kind: report.scores[kind] for kind in rule.kinds if kind in report.scores}
    first = rule.kinds[0]
    if first not in judged:
        reason = report.undetermined.get(first, "nothing looks for that yet")
        return RuleCheck(rule, "undetermined", reason)
    doubtful = max(judged, key=lambda kind: judged[kind])
    if judged[doubtful] >= NEAR:
        what = titles.get(doubtful, doubtful)
        chance = f"{100 * judged[doubtful]:.0f} %"
        return RuleCheck(rule, "undetermined", f"too near to call: {what}, {chance}")
    if not report.movers:
        # a picture that stands still breaks no rule, and keeps none
        return RuleCheck(rule, "undetermined", "nothing moves in it")
    if first == "gravity" and not _goes_up_or_down(report):
        return RuleCheck(rule, "undetermined", "nothing goes up or down far enough in it")
    return RuleCheck(rule, "followed", "looked for and not found")


def _concerns(kind: str, verb: str | None, rule: PhysicalRule) -> bool:
    """A finding of a verb concerns rules of that verb; one of no verb all rules of its kind."""
    return kind in rule.kinds and (verb is None or rule.verb is None or verb == rule.verb)


def with_rule(shot: Shot, rule: PhysicalRule, instead: PhysicalRule | None = None) -> Shot:
    """The shot with a rule of the person's own, which may stand instead of another."""
    base = shot if instead is None else without_rule(shot, instead)
    own = replace(rule, text=" ".join(rule.text.split())[:400], own=True)
    if not own.text or any(known.text == own.text for known in base.rules):
        return base
    at = next((n for n, known in enumerate(shot.rules) if known == instead), len(base.rules))
    return replace(base, rules=(*base.rules[:at], own, *base.rules[at:]))


def without_rule(shot: Shot, rule: PhysicalRule) -> Shot:
    """The shot without a rule: an own one goes, an expected one is dropped."""
    own = tuple(known for known in shot.rules if known.text != rule.text)
    dropped = shot.dropped_rules
    if len(own) == len(shot.rules) and rule.text not in dropped:
        dropped = (*dropped, rule.text)
    return replace(shot, rules=own, dropped_rules=dropped)
