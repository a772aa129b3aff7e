"""What a Chinese prompt says beside its actions: poses, negations, scene, style and camera.

Words, clauses and the actions found in them go in, `TextPart`s come out in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from engine.prompt.chinese_background import Act
from engine.prompt.chinese_table import Table, table
from engine.prompt.chinese_verbs import Clause, camera_at
from engine.prompt.chinese_words import Word
from engine.records import PartKind, Span, TextPart

_HAN = re.compile(r"[\u3400-\u9fff]")
_POSE = re.compile(
    r"(?:坐|站|躺|蹲|跪|靠|趴|倚|站立|停靠|停放|围坐)(?:在|着|于)[^，。；！？,\n]*"
    r"|(?:悬浮|漂浮)在[^，。；！？,\n]*|[^，。；,\n]{0,14}[上里中旁]坐着(?!的)|双眼紧闭|端坐"
    r"|(?:起初|最初|一开始|开始时)(?:静止|不动)[^，。；！？,\n]*"
    r"|(?<![^，。；,\n])[^，。；,\n在]{1,12}在[^，。；,\n]{2,14}(?:[上下左右前后里外][面边方侧]|旁边|中间)(?=[，。,]|$)"
)
_END = re.compile(
    r"(?:直到|直至|结束时|结束于|定格在|定格于)[^，。；！？,\n]*|入洞|装盘|摆盘"
    r"|(?:最后|最终)(?=[^，。；！？,\n]*(?:定格|停|洞|站立|姿势|姿态|呈现|变|成|消失|坐|躺|跪|倒|落|放|回))"
    r"[^，。；！？,\n]*"
    r"|(?:停在|停到|盘绕在|蜷缩在|坐回|躺回)[^，。；！？,\n]*"
    r"|(?:把|将)[^，。；！？,\n]{1,14}(?:[放投插装挂摆倒送塞][入进在到回上])[^，。；！？,\n]*"
    r"|放(?:入|进|到|回|在)[^，。；！？,\n]*|(?:变成|变为|化作|化为)[^，。；！？,\n]*"
    r"|[切割抹捏揉剪折卷堆拼编扎染画涂做]成[^，。；！？,\n]*"
)


def parts_of(
    text: str,
    words: Sequence[Word],
    clauses: Sequence[Clause],
    acts: Sequence[Act],
    chinese: bool,
) -> tuple[TextPart, ...]:
    """All parts of the text; they may overlap one another and the actions. `chinese`: no other
    language says something of it, so that '4K' is a part as well."""
    posed = list(poses(text, acts))
    around = [
        part
        for part in _surroundings(text, words, clauses, acts, chinese)
        if part.kind != "scene" or not any(_overlap(part.span, pose.span) for pose in posed)
    ]
    found = [*posed, *_negations(words), *around]
    return tuple(sorted(found, key=lambda part: part.span))


def poses(text: str, acts: Sequence[Act]) -> Iterator[TextPart]:
    """How the subject is before it moves, and how it all ends."""
    known = table()
    start, end = _POSE.search(text), _END.search(text)
    if start and not known.has("then", text[: start.start()]):
        moves = (a.action.span.start for a in acts if a.action.span.start > start.start())
        end_at = min(start.end(), min(moves, default=start.end()))
        said = text[start.start() : end_at].rstrip("然后再并，、 ")
        yield TextPart("start-pose", Span(start.start(), start.start() + len(said)))
    if end:
        yield TextPart("end-state", Span(*end.span()))


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _negations(words: Sequence[Word]) -> Iterator[TextPart]:
    for word in words:
        if word.kind == "neg":
            yield TextPart("negation", Span(word.start, word.end))


def _surroundings(
    text: str,
    words: Sequence[Word],
    clauses: Sequence[Clause],
    acts: Sequence[Act],
    chinese: bool,
) -> Iterator[TextPart]:
    known = table()
    busy = {a.found.clause for a in acts if not (a.action.camera or a.action.ambient)}
    moves = {a.found.clause for a in acts if a.action.camera}
    for clause in clauses:
        if clause in busy:
            continue
        span = Span(words[clause.first].start, words[clause.end - 1].end)
        said = text[span.start : span.end]
        trimmed = Span(span.start + len(said) - len(said.lstrip()), span.start + len(said.rstrip()))
        if trimmed.start < trimmed.end and (chinese or _HAN.search(said)):
            moved = clause in moves or camera_at(text, *span, known) >= 0
            yield TextPart(_kind(said, moved, known), trimmed)


def _kind(said: str, moves: bool, known: Table) -> PartKind:
    if moves or known.has("shot_words", said):
        return "camera"
    return "style" if known.has("style_words", said) else "scene"
