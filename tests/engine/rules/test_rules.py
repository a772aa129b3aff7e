"""What every rule promises: documentation, examples that hold, fixes that silence."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import engine.rules
from engine.records import Fix, Hint
from engine.rules import RULES, Example, Rule
from engine.rules.base import page
from tests.helpers.rules import mended, scene

FOLDER = Path(engine.rules.__file__).parent
ROOT = FOLDER.parents[1]
HEADINGS = ["What it does", "Why is this bad?", "Example", "Use instead"]


def examples(which: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}: {example.text[:50]}")
        for rule in RULES
        for example in getattr(rule, which)
    ]


def fixes() -> list[object]:
    return [
        pytest.param(
            rule, example, hint, chosen, id=f"{rule.id}: {example.text[:30]}: {chosen.title}"
        )
        for rule in RULES
        for example in rule.bad
        for hint in rule.check(scene(example))
        for chosen in hint.fixes
    ]


def test_every_rule_file_is_in_the_tuple_under_its_own_name():
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "base"}
    assert {rule.id for rule in RULES} == {name.replace("_", "-") for name in files}
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_documents_itself_under_the_fixed_headings(rule: Rule):
    assert re.findall(r"^## (.*)$", rule.doc, re.MULTILINE) == HEADINGS
    assert rule.bad
    assert rule.good


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_a_bad_example_fires(rule: Rule, example: Example):
    hints = list(rule.check(scene(example)))
    assert hints
    for hint in hints:
        assert hint.rule == rule.id
        assert hint.severity == rule.severity
        assert 0 <= hint.span.start <= hint.span.end <= len(example.text)
        assert hint.span.start < hint.span.end or hint.span.start in (0, len(example.text))


@pytest.mark.parametrize(("rule", "example"), examples("good"))
def test_a_good_example_is_quiet(rule: Rule, example: Example):
    assert list(rule.check(scene(example))) == []


@pytest.mark.parametrize(("rule", "example", "hint", "chosen"), fixes())
def test_a_fix_silences_its_hint_and_only_once(
    rule: Rule, example: Example, hint: Hint, chosen: Fix
):
    if chosen.shots:
        for shot in chosen.shots:
            assert list(rule.check(scene(replace(example, text=shot)))) == []
        return
    after = mended(example, chosen)
    assert after != example
    before, left = list(rule.check(scene(example))), list(rule.check(scene(after)))
    assert len(left) == (0 if chosen.title.startswith("Remove all ") else len(before) - 1)


@pytest.mark.parametrize(("rule", "example", "hint", "chosen"), fixes())
def test_a_fix_leaves_well_formed_text(rule: Rule, example: Example, hint: Hint, chosen: Fix):
    for text in chosen.shots or (mended(example, chosen).text,):
        assert not re.search(r"  |,\s*,|\s,|\s\.|,\.|^\W|\b(?:with|and|in|an?)\s*[,.]", text)


def is_shortened(text: str, shorter: str) -> bool:
    """Whether `shorter` is `text` with letters taken out, capitals aside."""
    letters = iter(text.casefold())
    return len(shorter) < len(text) and all(letter in letters for letter in shorter.casefold())


def test_only_deletions_are_preferred():
    for rule in RULES:
        for example in rule.bad:
            for hint in rule.check(scene(example)):
                preferred = [f for f in hint.fixes if f.preferred]
                assert len(preferred) <= 1
                for chosen in preferred:
                    assert is_shortened(example.text, mended(example, chosen).text)


def test_the_page_of_rules_is_up_to_date():
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == page(RULES), "run: verbench lint --explain all > docs/rules.md"
