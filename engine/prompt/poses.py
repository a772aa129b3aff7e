"""Where a prompt says its motion starts and where it ends: the spans of the phrases, or None.

Words and clauses go in; 'seated on a bench', 'starts with empty hands' come out as start poses,
'until the cup is full', 'landing on both feet' as end states. A pose after 'then' is no start, and
scenery ('in a park') is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from engine.prompt.clauses import Clause
from engine.prompt.phrases import Part
from engine.prompt.things import is_a
from engine.prompt.words import Words
from engine.records import Span

_REST = r"[^,.;:!?\n。，]{0,90}"
_POSE_ING = (
    r"standing|sitting|seated|lying|kneeling|crouching|crouched|leaning|reclining|reclined|lounging"
    r"|hanging|suspended|perched|placed|positioned|resting|parked|poised|propped|held up|lined up"
    r"|set up|stacked|hung|frozen|stationary|motionless|balanced|docked|curled up|squatting"
    r"|pointed at|aimed at|attached to|tied to"
)
_POSE_FINITE = r"stands?|sits?|lies|leans?|hangs?|kneels?|rests?|crouch(?:es)?|perch(?:es)?"
_PLACE = (
    r"behind|in (?:the )?front of|on|under|next to|beside|above|below|at|inside|near|between"
    r"|to the (?:left|right) of|on the (?:left|right)"
)
_RESTS_ON = (
    r"table|tabletop|desk|counter|countertop|shelf|platform|turntable|tray|plate|stool|windowsill"
    r"|workbench|board"
)
_STOP = r"(?=\s(?:and then|then|while|as|when|before|and)\b|[,.;:!?\n]|$)"
_START = re.compile(
    rf"\b(?:starts?|starting|begins?|beginning|initially|at first)\s+(?:off\s+)?"
    rf"(?:in|with|from|on|at|as|seated|by)\b{_REST}?{_STOP}"
    rf"|\b(?:{_POSE_ING})\b(?!\s+(?:up|down|ovation|out|over|high|tall)\b){_REST}?{_STOP}"
    rf"|\b(?:{_POSE_FINITE})\b(?!\s+(?:up|down|out|over|back|forward|hands)\b)"
    rf"(?=\s(?:in|on|at|by|under|behind|before|across|still|beside|near|next|with|against|atop|between|beneath|from|alone)\b)"
    rf"{_REST}?{_STOP}"
    rf"|\bfrom\s+(?!the\b|a\b|left|right|side|top|bottom|its|his|her|their)\w+(?=\s+to\s+\w+)"
    rf"|\bon\s+(?:the\s+)?(?:left|right|top|bottom)\s+of\b{_REST}?{_STOP}"
    rf"|\bon\s+(?:a|an|the|one|it|its)\b[^,.;:!?\n]{{0,40}}?\b(?:{_RESTS_ON})\b"
    rf"|\b(?:is|are)\s+(?:initially\s+)?(?:{_PLACE})\b{_REST}?(?=,?\s(?:and|then)\b)",
    re.IGNORECASE,
)
_PUTS = r"puts?|putting|putting|places|placing|sets|lays|laying|lowers|stacks|files|drops off"
_TURNS = (
    r"turn|chang|transform(?!ation)|morph|fold|form|bloom|grow|melt|shap|mold|carv|sculpt|dissolv|burst"
    r"|blossom|twist|roll|curl|shrink|expand|merg"
)
_END = re.compile(
    rf"\buntil\b{_REST}"
    rf"|\b(?:ends?|ending|finish(?:es|ing)?)\s+(?:up\s+)?(?:with|in|on|at|as|by|seated|standing|"
    rf"lying|holding|facing)\b{_REST}"
    rf"|\bland(?:s|ing)\s+(?:\w+ly\s+)?(?:with|on|in|back|inside)\b{_REST}"
    rf"|\b(?:sit|lie|kneel|settl)(?:s|es|ing|ting)?\s+down\s+(?:on|in|at|beside|by|next)\b{_REST}"
    rf"|\blying down (?:on|in)\b{_REST}"
    rf"|\b(?:{_TURNS})\w*\s(?:{_REST}?\s)?into\s+(?:a|an|the|two|three|its|many|\w+)\b{_REST}"
    rf"|\bchang\w+\s+from\b{_REST}?\bto\b{_REST}"
    rf"|\bback\s+(?:down\s+)?(?:to|into|on|in)\s+(?:its|their|his|her|the)\s+(?:original|initial|"
    rf"start\w*|first|place|shape|pose|position)\b{_REST}"
    rf"|\bremain(?:s|ing)?\s+(?:in place|still|there|upright|standing|motionless)\b"
    rf"|\bcom(?:es|ing)\s+to\s+(?:a\s+)?(?:rest|stop|halt|standstill)\b"
    rf"|\b(?:{_PUTS})\b(?!\s+on\b){_REST}?\b(?:on top of|onto|on|into|in|back|down)\b{_REST}"
    rf"|\bresulting in\b{_REST}|\bmaking contact\b{_REST}|\bbecom(?:es|ing)\b{_REST}"
    rf"|\b(?:turns?|turning|turned|switch(?:es)?|goes)\s+(?:off|on|dark|black)\b"
    rf"|\b(?:chang(?:es?|ing)|fad(?:es?|ing))\s+"
    rf"(?:{_REST}?\s)?to\s+(?!the\s(?:left|right|side)){_REST}"
    rf"|\bstabili[sz](?:es|ing)\b",
    re.IGNORECASE,
)
_START_STEMS = (
    *("start", "begin", "initially", "at", "is", "are", "from", "on"),
    *(pose.split()[0] for pose in _POSE_ING.split("|")),
    *("stand", "sit", "lies", "lean", "hang", "kneel", "rest", "crouch", "perch"),
)
_END_STEMS = (
    *("until", "end", "finish", "land", "sit", "lie", "lying", "kneel", "settl", "back", "remain"),
    *("come", "coming", "put", "plac", "set", "lay", "lower", "stack", "file", "drop"),
    *("result", "making", "becom", "turn", "switch", "goes", "fad"),
    "stabili",
    *_TURNS.split("|"),
)
_FINITE = re.compile(_POSE_FINITE)
_ACTORS = frozenset({"he", "she", "it", "they", "who", "which", "that"})
_BRINGS = frozenset({"lower", "pull", "drag", "haul", "lift", "hoist", "push", "slide", "move"})
_ONTO = frozenset({"onto", "into", "on", "inside", "top"})
_SETTLES = frozenset({"sit", "lie", "kneel", "settle", "perch", "crouch", "squat", "lean"})
_AT = frozenset({"on", "in", "at", "onto", "against", "beside", "down"})
_THEN = re.compile(r"\bthen\b|\bfinally\b", re.IGNORECASE)
_STAYS = frozenset({"remains", "stays", "holds", "remaining", "staying", "kept"})
_VIEWS = frozenset({"camera", "shot", "view", "frame", "lens"})


def _matches(
    words: Words, pattern: re.Pattern[str], stems: tuple[str, ...]
) -> Iterator[tuple[int, re.Match[str]]]:
    """Matches that begin at a word with one of the stems and are not about the camera."""
    text = words.text
    for k, (low, span) in enumerate(zip(words.low, words.spans, strict=True)):
        if not low.startswith(stems):
            continue
        match = pattern.match(text, span.start)
        if match and not _is_cameras(words, k):
            yield k, match


def _is_cameras(words: Words, k: int) -> bool:
    """'the camera stays stationary', 'a static shot'."""
    j = k - 1
    while j >= 0 and (words.tag[j] in ("be", "adv", "neg", "aspect") or words.low[j] in _STAYS):
        j -= 1
    return words.low_at(j) in _VIEWS or words.low_at(k + 1) in _VIEWS


def start_pose(words: Words, clauses: Sequence[Clause]) -> Span | None:
    """The first phrase that says how the subject is before it moves; it ends before an action."""
    starts = [clause.action.span.start for clause in clauses]
    for k, match in _matches(words, _START, _START_STEMS):
        if _THEN.search(words.text, 0, match.start()):
            return None
        if _is_posed(words, clauses, k):
            end = min((at for at in starts if at > match.start()), default=match.end())
            return _trimmed(words.text, match.start(), min(end, match.end()))
    return None


def _is_posed(words: Words, clauses: Sequence[Clause], k: int) -> bool:
    """Whether the word of posture is said of what acts, before it acts."""
    low = words.low[k]
    if low.startswith(("start", "begin")):
        return low != "starting" or "depict" not in words.tag[words.sentence_start(k) : k]
    if low.startswith("initial") or low == "at":
        return True
    if low in ("from", "on"):
        return _is_configuration(words, clauses, k)
    if words.tag_at(k + 1) in ("noun", "adj") or any(c.candidate.head == k for c in clauses):
        return False  # 'balanced shadows'; 'is gently placed'
    earlier = [c for c in clauses if c.candidate.head < k and not c.action.camera]
    if any(_holds(c.object, k - 1) or _holds(c.goal, k - 1) for c in earlier):
        return False  # 'picks up a cup placed on the table'
    if is_a(words.low_at(words.left_of(k)), "plant") and clauses:
        return False  # the background
    if not _FINITE.fullmatch(low) or not any(not c.action.ambient for c in earlier):
        return True
    return _is_told_anew(words, k)


def _is_configuration(words: Words, clauses: Sequence[Clause], k: int) -> bool:
    """'changes from small to big'; 'a duck on a table', 'a cow on the right of an elephant'."""
    start = words.sentence_start(k)
    acting = [c for c in clauses if start <= c.candidate.head < k and not c.action.camera]
    if words.low[k] == "from":
        return bool(acting) and acting[-1].candidate.verb.motion == "change"
    return not acting and words.tag_at(k - 1) in ("noun", "pron", "be") and k > start + 1


def _is_told_anew(words: Words, k: int) -> bool:
    """'The frog sits calmly': a sentence of its own about what acts, no next step."""
    left = words.left_of(k)
    if words.low_at(left) in _ACTORS:
        return True
    opens = words.tag_at(left) == "noun"
    start = words.sentence_start(k)
    before = words.tag[start:left]
    return opens and not {"verb", "comma", "then", "depict"}.intersection(before)


def _holds(part: Part | None, k: int) -> bool:
    return part is not None and part.first <= k <= part.last


def end_state(words: Words, clauses: Sequence[Clause]) -> Span | None:
    """The first phrase that says how it all ends."""
    found = [_trimmed(words.text, *match.span()) for _, match in _matches(words, _END, _END_STEMS)]
    found += [span for clause in clauses if (span := _placed(words, clause))]
    return min(found, default=None)


def _placed(words: Words, clause: Clause) -> Span | None:
    """'is lowered into a glass', '..., and sits on it': where a placing or a posture ends."""
    c, action = clause.candidate, clause.action
    if action.camera or action.negated:
        return None
    after = words.low[c.last + 1 : clause.last + 1]
    brought = c.verb.motion == "place" or c.verb.lemma in _BRINGS
    if (
        brought
        and _ONTO.intersection(after)
        and (clause.goal or "top" in after or after[0] == "on")
    ):
        return Span(action.span.start, words.spans[clause.last].end)
    if c.verb.lemma.split()[0] in _SETTLES and action.step > 1 and _AT.intersection(after[:2]):
        return Span(action.span.start, words.spans[clause.last].end)
    return None


def _trimmed(text: str, start: int, end: int) -> Span:
    phrase = text[start:end]
    start += len(phrase) - len(phrase.lstrip())
    return Span(start, start + len(phrase.strip()))
