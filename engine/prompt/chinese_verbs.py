"""Which Chinese words are actions: words go in, the verbs that name a visible change come out.

Left out are verbs that only describe a noun (行走的人), that name one (投篮动作), that say how
somebody is while something else happens (拿着杯子走), likenesses (像鲸鱼一样), and what a camera
does when it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.prompt.chinese_table import Table, table
from engine.prompt.chinese_words import Word
from engine.prompt.lexicon import Verb
from engine.records import Span

MOST_ACTIONS = 400
"""Actions of one prompt; more is no prompt."""
_BREAKS = "，。；！？、,.;!?：:（）()\n"
_ENDS = "。！？!?.\n"
_LONGEST = 120
"""Words of a clause; the bound keeps a text without any comma cheap."""
_UNLISTED = Verb("", "body", "none", "either", "maybe")
_UNTIL = re.compile("直至|直到")
_AFTER_NOUN = ("", "的", "上", "里", "中", "内", "们", "和", "与", "在", "将", "把")
_COUNTS = re.compile(r"(?:[一两几三四五六七八九十数这那每]|\d{1,3})\w(?:正在|正|在)?$")
_DONE = ("好", "完", "成", "过", "熟", "剩", "满")
_EASY = frozenset({"adv", "ly", "neg", "prep", "then", "same"})


class Clause(NamedTuple):
    """Words first..end (exclusive) between two commas, and the number of their sentence."""

    first: int
    end: int
    sentence: int


class Found(NamedTuple):
    """A verb in the text, with the clause it stands in."""

    verb: Verb
    word: int
    span: Span
    clause: Clause
    camera: bool
    negated: Span | None


def clauses_of(text: str, words: Sequence[Word]) -> tuple[Clause, ...]:
    """The stretches between commas and full stops that hold any word."""
    found: list[Clause] = []
    first = sentence = 0
    for k, word in enumerate(words):
        breaks = word.kind == "stop" and text[word.start] in _BREAKS
        if not breaks and k - first < _LONGEST:
            continue
        if k > first:
            found.append(Clause(first, k, sentence))
        first = k + 1 if breaks else k
        sentence += breaks and text[word.start] in _ENDS
    if first < len(words):
        found.append(Clause(first, len(words), sentence))
    return tuple(found)


def find_verbs(
    text: str, words: Sequence[Word], clauses: Sequence[Clause], sure: bool
) -> list[Found]:
    """The actions in order. `sure`: a segmenter vouches for verbs of one character."""
    known = table()
    found: list[Found] = []
    for clause in clauses:
        if len(found) >= MOST_ACTIONS:
            break
        after_camera = bool(found) and found[-1].camera
        found += _of_clause(text, words, clause, known, sure, after_camera)
    if not found:  # 海洋中游泳的海龟: the picture is of one thing, and that is what it does
        found = [one for clause in clauses for one in _described(text, words, clause, known)]
    return found[:MOST_ACTIONS]


def _of_clause(
    text: str,
    words: Sequence[Word],
    clause: Clause,
    known: Table,
    sure: bool,
    after_camera: bool,
) -> Iterator[Found]:
    start, end = words[clause.first].start, words[clause.end - 1].end
    if text[start - 1 : start] in ("：", ":") and known.has("scene_words", text[start - 4 : start]):
        return
    verbs = [k for k in range(clause.first, clause.end) if words[k].kind == "verb"]
    camera = camera_at(text, start, end, known)
    for n, k in enumerate(verbs):
        word = words[k]
        said = text[start : word.start]
        if known.has("focus", said) or (camera >= 0 and _UNTIL.search(said)):
            continue
        later = any(_is_free(text, words, j) for j in verbs[n + 1 :])
        by_camera = 0 <= camera < word.start
        if not _is_action(text, words, k, clause, known, later, sure):
            continue
        shown = by_camera or "镜头" in said or (after_camera and k == clause.first)
        shown = shown or known.has("moments", text[word.end : end])
        if shown and word.lemma in known.sets["display"]:
            continue
        if not word.lemma and not _is_led(text, words, k, clause):
            continue
        verb = known.verbs.get(word.lemma, _UNLISTED)
        negated = _negation(words, k, clause)
        yield Found(
            verb,
            k,
            Span(word.start, word.end),
            clause,
            by_camera or verb.motion == "camera",
            negated,
        )


def _described(text: str, words: Sequence[Word], clause: Clause, known: Table) -> Iterator[Found]:
    """The verbs that describe the noun which the clause ends with."""
    end = words[clause.end - 1].end
    if words[clause.end - 1].kind == "place" or text[end - 1] in "上中里下":
        return
    for k in range(clause.first, clause.end):
        word = words[k]
        of = text.find("的", word.end, min(word.end + 8, end))
        free = word.lemma and of >= 0 and (of == word.end or word.lemma not in known.sets["held"])
        if word.kind == "verb" and free and not _has_state(words, k, of):
            yield Found(known.verbs[word.lemma], k, Span(word.start, word.end), clause, False, None)


def _has_state(words: Sequence[Word], k: int, until: int) -> bool:
    """Whether something is said to be so between a verb and the 的 behind it."""
    return any(word.kind == "state" for word in words[k + 1 : k + 9] if word.start < until)


def camera_at(text: str, start: int, end: int, known: Table) -> int:
    """Where the camera is named as the one that moves; -1 where it is a goal or is not named."""
    at = -1
    if not known.patterns["camera_words"].search(text, start, end):
        return at
    for name in known.lists["camera_words"]:
        k = text.find(name, start, end)
        while k >= 0:
            goal = text.endswith(known.lists["camera_goals"], start, k)
            place = text[k + len(name) : k + len(name) + 1] in tuple("中里内外前上下左右最的边")
            effect = text[k - 1 : k] in ("慢", "特")
            if (
                not goal
                and not effect
                and not (place and name == "画面")
                and text[k + 2 : k + 3] not in "前中里"
            ):
                at = k if at < 0 else min(at, k)
                break
            k = text.find(name, k + 1, end)
    return at


def _is_free(text: str, words: Sequence[Word], k: int) -> bool:
    """Whether a verb is no mere description of the noun behind it."""
    end = words[k].end
    return text[end : end + 1] not in ("的", "着") or text[end + 1 : end + 2] == "的"


def _is_action(
    text: str,
    words: Sequence[Word],
    k: int,
    clause: Clause,
    known: Table,
    later: bool,
    sure: bool,
) -> bool:
    word = words[k]
    lemma, end = word.lemma, word.end
    clause_end = words[clause.end - 1].end
    before, after = text[words[clause.first].start : word.start], text[end:clause_end]
    if (
        lemma in ("跟随", "投入", "练习", "排练")
        and k + 1 < clause.end
        and words[k + 1].kind == "verb"
    ):
        return False
    doubtful = not sure or lemma in known.sets["nounish"]
    if len(lemma) == 1 and doubtful and not _stands_alone(text, words, k, clause):
        return False
    if _names_a_noun(text, words, k, before, after, known):
        return False
    if _describes(before, after, known):
        return False
    lasting = after.startswith("着")
    if lasting and (lemma in known.sets["held"] or lemma in known.sets["put"]):
        return False
    if lasting and later and (len(lemma) == 1 or lemma in ("围绕", "环绕")):
        return False
    lies = text.startswith("在", end) or text.endswith("在", 0, end)
    if lies and lemma in known.sets["put"] and not re.search(r"[把将]", before):
        return False
    return not (_is_likeness(before, known) or _is_missing(words, k, clause))


def _stands_alone(text: str, words: Sequence[Word], k: int, clause: Clause) -> bool:
    """Whether a verb of one character is surely one: something of a verb is before or behind it."""
    word = words[k]
    if word.end - word.start > 1 or text[word.end : word.end + 1] in ("了", "着", "一"):
        return True
    return k > clause.first and words[k - 1].kind in _EASY


def _is_led(text: str, words: Sequence[Word], k: int, clause: Clause) -> bool:
    """Whether a verb that only the dictionary knows has something of a verb about it."""
    if text[words[k].end : words[k].end + 1] in ("了", "着"):
        return True
    return k > clause.first and words[k - 1].kind == "ly"


def _names_a_noun(
    text: str, words: Sequence[Word], k: int, before: str, after: str, known: Table
) -> bool:
    """'投篮动作', '球的飞行': the word is a noun here."""
    if before.endswith(known.lists["counted"]) or after.startswith("满"):
        return True
    if after.startswith(known.lists["ends_noun"]):
        return True
    transitive = known.verbs[words[k].lemma].takes_object == "usual" if words[k].lemma else False
    short = words[k].end - words[k].start == 1
    if transitive and short and not after and words[k - 1].kind == "other":
        return "的" in before
    if _is_followed(after, words[k].lemma, known):
        return not known.has("does", before)
    if after.startswith(("中", "上", "里")) and after[1:2] == "的":
        return True
    of = k - 1
    while of > 0 and words[of].kind == "adv":
        of -= 1
    if of >= 0 and words[of].kind == "of":
        return not (of > 0 and words[of - 1].kind == "adv")
    return False


def _is_followed(after: str, lemma: str, known: Table) -> bool:
    """Whether what follows makes a compound noun of the verb: 投篮动作, 舞蹈家."""
    if not after.startswith((*known.lists["makes_noun"], *known.lists["makes_person"])):
        return False
    verb = known.verbs.get(lemma, _UNLISTED)
    names = [known.lists["makes_noun"]]
    if verb.target in ("goal", "none"):
        names.append(known.lists["makes_person"])
    for suffixes in names:
        for suffix in suffixes:
            behind = after[len(suffix) : len(suffix) + 1]
            if after.startswith(suffix) and (len(suffix) > 1 or behind in _AFTER_NOUN):
                return True
    return False


def _describes(before: str, after: str, known: Table) -> bool:
    """'行走的人', '一个正在吃苹果的女孩': the verb only describes a noun."""
    at = after.find("的")
    if at < 0 or at + 1 >= len(after):
        return False
    behind = after[at + 1 :]
    if behind.startswith(known.lists["event_nouns"]):
        return False
    finished = at == 1 and after[0] in _DONE
    counted = _COUNTS.search(before) is not None and "，" not in after[:at]
    return (at == 0 and not before.endswith("正在")) or finished or counted


def _is_likeness(before: str, known: Table) -> bool:
    match = known.patterns["similes"].search(before)
    return match is not None and not known.has("likeness", before[match.end() :])


def _is_missing(words: Sequence[Word], k: int, clause: Clause) -> bool:
    """'没有突然的视角转换': there is none, and the word is a noun."""
    kinds = [words[j].kind for j in range(clause.first, k)]
    return "neg" in kinds and "of" in kinds[kinds.index("neg") :]


def _negation(words: Sequence[Word], k: int, clause: Clause) -> Span | None:
    """The word that says it does not happen, before the verb and its adverbs."""
    for j in range(k - 1, clause.first - 1, -1):
        if words[j].kind == "neg":
            return Span(words[j].start, words[j].end)
        if words[j].kind not in _EASY | {"other", "place"} or k - j > 4:
            return None
    return None
