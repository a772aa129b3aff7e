"""A text as words with their part of speech as far as a table knows it, and simple noun phrases.

Text goes in, `Words` comes out: lower-case forms, spans in code points of the text as received, and
a tag each. Closed-class words get their tag from the lexicon, the rest from their ending; what is
left is 'noun', which here means 'content word of unknown kind': whether it is a verb is for
`engine.prompt.english` to decide. Quotation marks are skipped; a line break ends a sentence only
where a new one visibly begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from engine.prompt import lexicon
from engine.records import Span

_LETTER = r"[^\W_぀-ヿ㐀-鿿]"
_WORD = re.compile(
    # plain ASCII first: it is nearly all there is, and three times as fast
    r"(?P<word>[A-Za-z0-9]++(?:['’.\-][A-Za-z0-9]++)*+(?![^\x00-\x7f，。、；：！？（）“”‘’…—–]))"
    rf"|(?P<other>{_LETTER}(?:{_LETTER}|[\u0300-\u036f])*"
    rf"(?:['’.\-](?={_LETTER})(?:{_LETTER}|[\u0300-\u036f])+)*)"
    r"|(?P<line>(?>\r\n|\r|\n)[ \t]*(?=[A-Z\-*•\d\r\n]))"
    r"|(?P<stop>[.!?;…。！？；]+)"
    r"|(?P<comma>[,:()\[\]—–，、：（）]|(?<=\s)-(?=\s))"
)
NOUN_PHRASE = frozenset({"noun", "adj", "num", "det", "poss", "pron", "object_pron"})
_INNER = frozenset({"noun", "adj", "num"})
AUXILIARY = frozenset({"be", "have", "modal", "do", "adv", "neg", "aspect", "to"})
"""Tags of what may stand between a subject and its verb."""
DEGREES = frozenset(["very", "so", "extremely", "really", "quite", "rather", "incredibly", "too"])
_EITHER = frozenset(["fast", "slow", "hard", "high", "low", "straight"])
"""Adverbs that are adjectives within a noun phrase."""

_ORDINAL = frozenset({"first", "last"})

_PENN = {
    **dict.fromkeys(("JJ", "JJR", "JJS"), "adj"),
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "depict"),
    "RB": "adv",
}
FLOATING = frozenset({"all", "both", "each"})
"""Quantifiers that may also stand behind what they count: 'the boats all drift'."""
_ITSELF = frozenset({"himself", "herself", "itself", "themselves"})
_ONE = frozenset({"a", "an", "another", "one", "this", "each", "every"})
_ENDS_FRAME = (["left"], ["right"])
_HELPED = frozenset({"be", "have", "modal"})
_ADVERBS = frozenset(
    {
        ("at", "first"),
        ("at", "last"),
        ("at", "once"),
        ("once", "again"),
        ("once", "more"),
        ("all", "together"),
        ("upside", "down"),
    }
)
"""Words that say how or when as one, and hide no verb behind them."""
_PLACES = frozenset({"inside", "outside", "above", "behind", "back", "opposite", "far"})
_PAIRS = frozenset(
    {("side", "by"), ("hand", "in"), ("arm", "in"), ("face", "to"), ("shoulder", "to")}
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, in parallel lists: index i is the same word in each."""

    text: str
    low: list[str]
    tag: list[str]
    spans: list[Span]
    starts: list[int]
    """The first word of each word's sentence."""

    def tag_at(self, i: int) -> str:
        """The tag of word i; beyond either end of the text it is 'stop'."""
        return self.tag[i] if 0 <= i < len(self.tag) else "stop"

    def low_at(self, i: int) -> str:
        """Word i in lower case; beyond either end of the text it is empty."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def left_of(self, i: int) -> int:
        """The nearest word before i that is no adverb or negation; -1 where there is none."""
        j = i - 1
        while j >= 0 and self.tag[j] in ("adv", "neg"):
            j -= 1
        return j

    def determiner_of(self, i: int) -> str:
        """The article or possessive that opens the noun phrase ending at word i, or nothing."""
        j = i
        while j >= 0 and self.tag[j] in _INNER:
            j -= 1
        return self.low[j] if j >= 0 and self.tag[j] in ("det", "poss") else ""

    def noun_phrase_end(self, i: int, limit: int) -> int:
        """One past the last word of the noun phrase that starts at word i, or i if none does."""
        tag = self.tag
        if i >= limit or tag[i] not in NOUN_PHRASE:
            return i
        if tag[i] in ("pron", "object_pron"):
            return i + 1
        k = i
        while k < limit and (tag[k] in NOUN_PHRASE or self._inside(k)):
            if tag[k] in ("pron", "object_pron") or (
                tag[k] in ("det", "poss") and self._ended(i, k)
            ):
                break
            k += 1
        return k

    def _inside(self, k: int) -> bool:
        """'a brightly red', 'a steep, rocky': an adverb or comma within a noun phrase."""
        if self.tag_at(k + 1) != "adj":
            return False
        if self.tag[k] == "comma":
            return self.low[k] == "," and self.tag_at(k - 1) == "adj"
        return self.tag[k] == "adv" and (self.low[k].endswith("ly") or self.low[k] in DEGREES)

    def _ended(self, start: int, k: int) -> bool:
        return any(self.tag[j] == "noun" for j in range(start, k))

    def span(self, first: int, last: int) -> Span:
        """The stretch of text from word `first` to word `last`, both included."""
        return Span(self.spans[first].start, self.spans[last].end)

    def sentence_start(self, i: int) -> int:
        """The first word of the sentence that word i stands in."""
        return self.starts[i]


@lru_cache(maxsize=8192)
def _tag(low: str) -> str:
    words = lexicon.english()
    known = words.tags.get(low)
    if known:
        return known
    if low[0].isdigit():
        return "num"
    if low.endswith(("'s", "s'")):
        return "poss"
    known_noun = low in words.words["nouns_in_ly"] or low in words.forms
    if low.endswith("ly") and len(low) > 4 and not known_noun:
        return "adj" if low in words.words["adjectives_in_ly"] else "adv"
    if low in words.forms:
        return "noun"
    if low in words.paces or low in words.forces:
        return "adj"
    if low.endswith(words.endings) and len(low) > 5:
        return "adj"
    return "noun"


def _in_context(form: str, found: str, low: list[str], tag: list[str]) -> str:
    """What two words to the left settle: 'the ball that', 'on the left'."""
    before = tag[-1] if tag else "stop"
    if form == "that" and before == "noun":
        return "wh"
    if form == "of" and low[-2:] == ["close", "up"]:
        tag[-2:] = ["noun", "noun"]  # 'close up of a chef'
    if form in _PLACES and before == "det":
        return "noun"  # 'the inside of a nest'
    to_there = tag[-2:-1] == ["prep"] or low[-2:-1] == ["to"]
    if form in ("left", "right") and before == "det" and to_there:
        return "noun"
    if form in _ORDINAL:
        return "adj" if before == "det" else found
    listed = tag[-2:] == ["adj", "comma"]  # 'a fast, slow pace'
    if form in _EITHER and (
        before in ("det", "poss", "adj") or tag[-2:] == ["det", "adv"] or listed
    ):
        return "adj"
    if found == "depict" and before in ("det", "poss") and not form.endswith("ing"):
        return "noun"  # 'enters the frame', 'a look'
    if found == "adj" and before == "noun" and form.endswith("ly"):
        return "adv"
    return found


def _mark_described(low: list[str], tag: list[str]) -> None:
    """'a road surrounded by trees': what follows describes the noun, and ends what came before."""
    states = lexicon.english().words["state_passives"]
    for k in range(1, len(low) - 1):
        described = tag[k] in ("noun", "adj") and tag[k - 1] == "noun" and tag[k + 1] == "prep"
        if described and low[k] in states:
            tag[k] = "depict"


def _mark_unlisted_gerunds(low: list[str], tag: list[str]) -> None:
    """'wearing a', 'facing the': verbs we do not list still end the noun phrase before them."""
    forms = lexicon.english().forms
    for k in range(len(low) - 1):
        gerund = tag[k] == "noun" and low[k].endswith("ing") and len(low[k]) > 5
        if gerund and tag[k + 1] in ("det", "poss") and low[k] not in forms:
            tag[k] = "depict"


def split_words(text: str, end: int | None = None) -> Words:
    """The words of `text` up to code point `end`; offsets are those of the whole text."""
    low: list[str] = []
    tag: list[str] = []
    spans: list[Span] = []
    starts: list[int] = []
    start = 0
    for match in _WORD.finditer(text, 0, len(text) if end is None else end):
        kind = match.lastgroup
        form = match.group()
        if kind in ("word", "other"):
            form = form.lower().replace("’", "'")
            tag.append(_in_context(form, _tag(form), low, tag))
        else:
            tag.append("comma" if kind == "comma" else "stop")
        low.append(form)
        spans.append(Span(*match.span()))
        starts.append(start)
        if tag[-1] == "stop":
            start = len(low)
    _mark_unlisted_gerunds(low, tag)
    _mark_pairs(low, tag)
    _mark_adverbs(low, tag)
    _mark_lone_adjectives(low, tag)
    _mark_described(low, tag)
    return Words(text, low, tag, spans, starts)


def retagged(words: Words, penn: Sequence[str]) -> Words:
    """The words with a parser's tags (Penn, one a word) where a table could only say 'noun'.

    A verb that no list holds becomes 'depict': it ends the noun phrase before it. The first word of
    a caption is more often a name ('Pushpin skates') than the command a parser takes it for.
    """
    forms = lexicon.english().forms
    tag = list(words.tag)
    for k, name in enumerate(penn):
        if tag[k] == "adj" and name in ("NN", "NNS"):
            tag[k] = "noun"  # 'the light dims', 'a human walks'
        if tag[k] != "noun" or words.low[k] in forms or k == words.starts[k]:
            continue
        found = _PENN.get(name, "noun")
        described = tag[k - 1] in ("det", "poss", "adj", "num") or name == "VBN"
        if found == "depict" and described:
            # 'draws the bowstring', 'intricately carved masts'
            found = "adj" if name == "VBN" and words.tag_at(k + 1) in ("noun", "adj") else "noun"
            found = "depict" if name == "VBN" and words.low_at(k + 1) == "by" else found
        single = tag[k - 1] == "det" and words.low[k - 1] in _ONE and k + 1 < len(tag)
        if found == "adj" and single and _ends_there(words.low, tag, k + 1):
            continue  # 'a fisherman rows'
        if name != "VB" or words.low_at(k - 1) == "to":
            tag[k] = found
    return replace(words, tag=tag)


def _mark_pairs(low: list[str], tag: list[str]) -> None:
    """'side by side', 'hand in hand' say how, and are no things; a couple is two people."""
    for k in range(len(low) - 2):
        if low[k] == low[k + 2] and (low[k], low[k + 1]) in _PAIRS:
            tag[k : k + 3] = ["adv"] * 3
    for k, word in enumerate(low):
        if word == "couple" and low[k + 1 : k + 2] != ["of"]:
            tag[k] = "noun"


def _mark_adverbs(low: list[str], tag: list[str]) -> None:
    """'the cats both run', 'a robot itself rolls', 'at first crawl': how many, and no thing."""
    for k, word in enumerate(low):
        if (word, *low[k + 1 : k + 2]) in _ADVERBS:
            tag[k : k + 2] = ["adv"] * 2
        elif word == "frame" and (tag[k - 1] == "prep" or low[k + 1 : k + 2] in _ENDS_FRAME):
            tag[k] = "noun"  # 'out of frame', 'exits frame right'
        elif (word in FLOATING or word in _ITSELF) and _floats(low, tag, k):
            tag[k] = "adv"


def _floats(low: list[str], tag: list[str], k: int) -> bool:
    """Whether a quantifier speaks of what stands before it: a subject there, its verb behind."""
    before = tag[k - 1] if k else "stop"
    if before in _HELPED and low[k] in FLOATING:
        return low[k + 1 : k + 2] != [] and low[k + 1].endswith("ing")
    if before not in ("noun", "pron", "adv") or _is_finite(low, tag, k - 1):
        return False
    j = k + 1
    while j < len(low) and (tag[j] == "adv" or low[j] in FLOATING):
        j += 1
    if j == len(low):
        return False
    kinds = {form.kind for form in lexicon.english().forms.get(low[j], ())}
    agrees = {"base", "past"} if low[k] in FLOATING else {"base", "s", "past"}
    return tag[j] in ("aspect", *_HELPED) or bool(kinds & agrees)


def _is_finite(low: list[str], tag: list[str], k: int) -> bool:
    """'places each block': a form of a verb with 's' has its object behind it, unless it is a
    noun with something before it: 'the waves all crash'."""
    known = lexicon.english()
    if low[k] in known.words["usually_nouns"]:
        return False
    forms = known.forms.get(low[k], ())
    described = k > 0 and tag[k - 1] in ("det", "num", "adj", "poss")
    return not described and any(form.kind == "s" for form in forms)


def _mark_lone_adjectives(low: list[str], tag: list[str]) -> None:
    """'an orange rolls', 'a courageous is': an adjective is a noun where the phrase needs one."""
    for k in range(1, len(low) - 1):
        if tag[k] != "adj" or not _ends_there(low, tag, k + 1):
            continue
        first = k
        while first > 1 and tag[first - 1] in ("adj", "noun"):
            first -= 1
        if low[first - 1] in _ONE:
            tag[k] = "noun"


def _ends_there(low: list[str], tag: list[str], k: int) -> bool:
    """Whether no noun phrase with 'a' goes on at word k: 'rolls' is no singular."""
    known = lexicon.english()
    if tag[k] in ("be", "have", "modal", "aspect"):
        return True
    kinds = {form.kind for form in known.forms.get(low[k], ())}
    done = "part" in kinds and k + 1 < len(tag) and tag[k + 1] == "prep"  # 'a stone thrown into'
    acts = done or "s" in kinds
    return tag[k] == "noun" and acts and low[k] not in known.words["usually_nouns"]
