"""Chinese prompts."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.prompt import chinese, fix
from engine.prompt.chinese_table import table
from engine.prompt.chinese_words import Segment, segmenter, split_words
from engine.prompt.lint import lint
from engine.prompt.reading import READ_LIMIT, read
from engine.prompt.split import shots
from engine.records import Action, Reading, Scene, Span

WAYS = pytest.mark.parametrize("segment", [None, segmenter()], ids=["tables", "segmenter"])


def said(reading: Reading, span: Span | None) -> str | None:
    return None if span is None else reading.text[span.start : span.end]


def zh(text: str, segment: Segment | None = None) -> Reading:
    return chinese.read(text, READ_LIMIT, segment)


def only(text: str) -> Action:
    (action,) = zh(text, segmenter()).actions
    return action


# --- which words are actions ---------------------------------------------------------------------


@WAYS
@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("一只小狗向前奔跑", ["奔跑"]),
        ("男人站在跑步机旁边的走廊里", []),
        ("女人拿起杯子，喝水", ["拿起", "喝水"]),
        ("一幅画面，一架飞机和一个滑板", []),
        ("女孩眨了眨眼睛，点了点头", ["眨眼", "点头"]),
        ("他站了起来，走进教室", ["站起来", "走"]),
        ("火星车在火星上移动", ["移动"]),
        ("镜头从下往上移动", ["移动"]),
        ("女孩扇动翅膀飞过森林", ["扇动", "飞"]),
        ("老人在写字", ["写字"]),
        ("女孩跳起优美的芭蕾舞", ["跳舞"]),
        ("天空下着小雨", ["下雨"]),
        ("", []),
    ],
)
def test_the_longest_listed_verb_wins_and_nouns_are_passed_over(
    text: str, verbs: list[str], segment: Segment | None
):
    assert [a.verb for a in zh(text, segment).actions] == verbs


@WAYS
@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("女孩坐在椅子上，手里拿着花", []),
        ("女孩面露惊讶，表情严肃", []),
        ("行走的人微笑", ["微笑"]),
        ("他做出投篮动作的时候，球的飞行很美", ["投篮"]),
        ("他骑着马奔向远山", ["奔"]),
        ("像鲸鱼一样在云层中游动", ["游动"]),
        ("水面仿佛在燃烧", []),
        ("画面聚焦于哑铃起落的过程", []),
        ("男人练习吹奏萨克斯", ["吹奏"]),
        ("没有突然的视角转换", []),
        ("镜头跟随运动员拍摄", ["跟随"]),
        ("煮好的饺子", []),
        ("开满鲜花的花园", []),
        ("把盘子放在桌上", ["放在"]),
        ("书放在桌上", []),
    ],
)
def test_states_descriptions_and_likenesses_are_no_actions(
    text: str, verbs: list[str], segment: Segment | None
):
    assert [a.verb for a in zh(text, segment).actions] == verbs


def test_what_describes_the_only_thing_in_a_picture_is_what_it_does():
    assert [a.verb for a in zh("海洋中游泳的海龟").actions] == ["游泳"]


def test_the_words_of_a_text_leave_no_gap():
    text = "一只小狗 run 向前，跳了起来😀。"
    for tokens in ((), (segmenter() or (lambda _: ()))(text)):
        assert "".join(text[w.start : w.end] for w in split_words(text, tokens)) == text


# --- what belongs to an action -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("球向左滚动", "left"),
        ("镜头从下往上移动", "up"),
        ("男孩朝镜头奔跑", "toward-camera"),
        ("苹果掉落", "down"),
        ("车向右上方行驶", "up-right"),
        ("陀螺顺时针旋转", "around"),
        ("他把球踢向右边", "right"),
        ("列车从远处向近处驶来", "toward-camera"),
    ],
)
def test_headings(text: str, heading: str):
    assert read(text).actions[0].heading == heading


@pytest.mark.parametrize(
    ("text", "direction", "target"),
    [
        ("一只狗奔跑", "missing", "missing"),
        ("一只狗向前奔跑", "stated", "missing"),
        ("一只狗奔向门口", "stated", "stated"),
        ("一只狗走进房间", "stated", "stated"),
        ("一辆车在路边驶过", "stated", "missing"),
        ("一辆车驶过", "missing", "missing"),
        ("苹果掉落", "inherent", "missing"),
        ("女孩微笑", "n/a", "n/a"),
        ("男人切西瓜", "n/a", "stated"),
        ("男人扔飞盘", "missing", "missing"),
        ("男人把球扔给女孩", "stated", "stated"),
        ("男人扛着箱子走向卡车", "stated", "stated"),
        ("两人互相靠近", "inherent", "stated"),
        ("滑板旋转180度", "stated", "n/a"),
        ("女孩转头看着他", "stated", "n/a"),
    ],
)
def test_direction_and_target(text: str, direction: str, target: str):
    action = zh(text, segmenter()).actions[-1]
    assert (action.direction, action.target) == (direction, target)


@pytest.mark.parametrize("text", ["一辆卡车加速前进", "他奔跑着穿过草地"])
def test_the_next_verb_may_say_where_the_first_one_goes(text: str):
    assert all(a.direction != "missing" for a in zh(text).actions)


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("她慢慢地走", "慢慢地"),
        ("他用力推门", "用力"),
        ("他跑得飞快", "得飞快"),
        ("快乐的男孩走路", None),
    ],
)
def test_manner(text: str, manner: str | None):
    reading = zh(text, segmenter())
    assert said(reading, reading.actions[0].speed_span) == manner


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("一个穿着红衣的女孩在公园里跳绳，然后挥手", ["一个穿着红衣的女孩"] * 2),
        ("在一片茂密的丛林中，一条蛇前进。它靠近一棵树", ["一条蛇"] * 2),
        ("最左边和最右边的男孩放下笛子", ["最左边和最右边的男孩"]),
        ("男人将手中的剑举起", ["男人"]),
        ("天空中一只海鸥盘旋", ["一只海鸥"]),
        ("老人沉醉地演奏", ["老人"]),
    ],
)
def test_who_acts(text: str, subjects: list[str]):
    reading = zh(text, segmenter())
    assert [said(reading, a.subject_span) for a in reading.actions] == subjects


def test_a_word_of_direction_without_a_goal_dangles():
    reading = zh("女孩走向。")
    assert said(reading, reading.actions[0].dangling_span) == "向"
    assert zh("女孩走向门口").actions[0].dangling_span is None


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("男孩没有跑", True),
        ("男孩不要跑", True),
        ("男孩不停地跑", False),
        ("男孩不慌不忙地跑", False),
        ("男孩跑", False),
    ],
)
def test_negation(text: str, negated: bool):
    reading = zh(text, segmenter())
    assert [a.negated for a in reading.actions] == [negated]
    assert any(part.kind == "negation" for part in reading.parts) == negated


def test_a_goal_stands_in_the_clause_and_at_the_end_of_the_phrase():
    reading = zh("一只小猫慢慢地走向门口，坐下")
    walk = reading.actions[0]
    assert said(reading, walk.clause_span) == "一只小猫慢慢地走向门口"
    assert said(reading, walk.target_span) == "门口"
    assert said(reading, walk.phrase_span) == "慢慢地走向门口"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("泪水从眼角滑落", {"fluid"}),
        ("女子裙摆飞扬", {"cloth"}),
        ("厨师把肉切成片", {"deformation", "hand-object", "multi-step"}),
        ("一个人在骑自行车", {"balance"}),
        ("他敲击键盘", {"hand-object", "multi-step"}),
        ("女孩拿着杯子微笑", {"hand-object"}),
        ("一个手提箱", set()),
    ],
)
def test_physics(text: str, kinds: set[str]):
    assert set(zh(text, segmenter()).physics) == kinds


# --- camera, background, parts -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "camera"),
    [
        ("镜头缓缓升起，越过树顶", [True, True]),
        ("女孩对着镜头挥手", [False]),
        ("女孩看向镜头", [False]),
        ("慢镜头展示倒水的瞬间", [False]),
        ("画面中一个男孩跑步", [False]),
        ("鲨鱼游泳，向右移镜头", [False, True]),
        ("女孩跑步，镜头跟随女孩", [False, True]),
    ],
)
def test_who_moves_the_camera_or_the_subject(text: str, camera: list[bool]):
    assert [a.camera for a in zh(text, segmenter()).actions] == camera


def test_leaves_are_background_where_somebody_acts():
    assert [a.ambient for a in zh("女孩挥手，树叶随风摇曳").actions] == [False, True]
    assert [a.ambient for a in zh("树叶随风摇曳").actions] == [False]


def test_poses_scene_style_and_camera_are_told_apart():
    reading = zh("在公园里，女孩坐在长椅上，拿起书，最后把书放回包里，镜头拉远，油画风格")
    kinds = {part.kind: said(reading, part.span) for part in reading.parts}
    assert reading.start_pose == "坐在长椅上"
    assert reading.end_state == "最后把书放回包里"
    assert kinds["camera"] == "镜头拉远"
    assert kinds["style"] == "油画风格"
    assert any(
        part.kind == "scene" and said(reading, part.span) == "在公园里" for part in reading.parts
    )


# --- steps and shots -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("老人扶了扶眼镜，然后翻书，继续阅读", 3),
        ("男人一边走路一边挥手", 1),
        ("女孩微笑着挥手", 1),
        ("女孩抬头闭眼，嘴角微笑", 1),
        ("男孩跳起投篮，篮球飞入篮筐", 2),
        ("运动员助跑起跳，落到沙坑里", 3),
        ("女孩唱歌，男孩跳舞", 1),
        ("女孩挥手，镜头拉远", 1),
        ("女孩没有跑，她坐下", 1),
    ],
)
def test_steps_follow_one_another_unless_they_happen_together(text: str, steps: int):
    assert zh(text, segmenter()).steps == steps


def test_a_split_names_who_acts_on_what_and_keeps_place_style_and_camera():
    text = (
        "一个小女孩在草地上捡起一个彩蛋，放进篮子里。然后她笑着挥手，镜头跟随她的动作，水彩画风格。"
    )
    assert shots(zh(text, segmenter())) == (
        "一个小女孩在草地上捡起一个彩蛋，水彩画风格。",
        "在草地上，一个小女孩把一个彩蛋放进篮子里，水彩画风格。",
        "在草地上，一个小女孩笑着挥手，镜头跟随她的动作，水彩画风格。",
    )


@WAYS
def test_a_door_is_opened_by_somebody(segment: Segment | None):
    reading = zh("男人打开门，走进房间，关上门，离开。", segment)
    assert [said(reading, a.subject_span) for a in reading.actions] == ["男人"] * 4
    assert shots(reading) == ("男人打开门。", "男人走进房间。", "男人关上门。", "男人离开。")


def test_what_happens_first_is_not_repeated_as_a_place():
    reading = zh("火车到站，车门打开，乘客下车，火车离开", segmenter())
    assert shots(reading) == ("火车到站，车门打开。", "乘客下车。", "火车离开。")


def test_one_step_is_not_split():
    assert shots(zh("女孩挥手")) == ()


# --- hints ---------------------------------------------------------------------------------------


@WAYS
@pytest.mark.parametrize(
    "text", ["一个男孩在草地上奔跑", "一只猫在公园里玩耍", "女孩在跳舞，夕阳西下", "陀螺旋转"]
)
def test_every_offer_reads_well_and_silences_the_hint(text: str, segment: Segment | None):
    hints = [h for h in lint(Scene(zh(text, segment))) if h.rule == "ambiguous-verb"]
    assert len(hints) == 1
    assert hints[0].fixes
    for chosen in hints[0].fixes:
        mended = fix.apply(text, chosen)
        assert "，，" not in mended
        assert not mended.endswith("，")
        assert "ambiguous-verb" not in {h.rule for h in lint(Scene(zh(mended, segment)))}


def test_speeds_that_disagree_are_found():
    assert "conflicting-motion" in {
        h.rule for h in lint(Scene(read("一名男子缓慢地全速冲刺穿过街道")))
    }
    assert lint(Scene(read("她缓慢而坚定地走向门口"))) == ()


# --- two languages -------------------------------------------------------------------------------


def test_a_mixed_prompt_is_read_in_both_languages():
    text = "A man runs to the left. 一只狗在草地上向右奔跑"
    reading = read(text)
    assert [(a.verb, a.heading) for a in reading.actions] == [("run", "left"), ("奔跑", "right")]
    assert [said(reading, a.span) for a in reading.actions] == ["runs", "奔跑"]


def test_each_language_tells_its_own_parts_of_a_mixed_prompt():
    reading = read("A man runs to the left. 镜头缓缓推近, 背景是雪山, 最后他坐在椅子上")
    parts = {part.kind: said(reading, part.span) for part in reading.parts}
    assert parts["camera"] == "镜头缓缓推近"
    assert parts["scene"] == "背景是雪山"


def test_an_english_subject_may_have_a_chinese_verb():
    reading = read("A cat 跳到桌子上")
    assert [said(reading, a.subject_span) for a in reading.actions] == ["A cat"]


def test_a_chinese_step_may_follow_an_english_one():
    assert read("A man walks to the door, 然后他坐下, 再站起来").steps == 3


# --- the table -----------------------------------------------------------------------------------


def test_the_table_knows_enough_verbs_and_all_of_each():
    known = table()
    assert len(known.verbs) >= 1500
    for verb in known.verbs.values():
        assert verb.time in ("reversible", "symmetric", "irreversible")
        assert not verb.vague or verb.readings
        offered = [*verb.choices, *(sense.phrase for sense in verb.readings)]
        assert verb.direction != "free" or offered, verb.lemma


def test_every_reading_that_is_offered_settles_its_verb():
    for verb in table().verbs.values():
        for sense in verb.readings:
            assert any(word in sense.phrase for word in verb.settled_by), (verb.lemma, sense.phrase)


# --- any text ------------------------------------------------------------------------------------

HAN = st.sampled_from(
    [*"的地了着在把向从到走跑一不没有边跳舞镜头，。：", "女孩", "看向", "\ud800", "‍", "مرحبا"]
)
ANY = st.lists(st.one_of(HAN, st.characters(codec=None)), max_size=60).map("".join)


@settings(max_examples=150, deadline=None)
@given(ANY, st.booleans())
@example("\ud83d" * 30, True)
@example("😀" * 50, True)
@example("\u202e走到上海\u200d👩", True)
def test_no_text_raises_and_every_span_lies_inside(text: str, sure: bool):
    reading = zh(text, segmenter() if sure else None)
    spans = [part.span for part in reading.parts]
    for a in reading.actions:
        named = (a.span, a.heading_span, a.target_span, a.speed_span, a.subject_span)
        spans += [s for s in (*named, a.phrase_span, a.clause_span, a.dangling_span) if s]
    assert all(0 <= s.start <= s.end <= len(text) for s in spans)
    for shot in shots(reading):
        assert isinstance(shot, str)


@pytest.mark.parametrize(
    "piece", ["走", "男人跑步，", "在", "跳", "点了", "从走", "没有的", "😀", "镜头"]
)
def test_a_hundred_thousand_characters_are_read_in_bounded_time(piece: str):
    text = piece * (100_000 // len(piece))
    begun = time.process_time()
    reading = read(text, "zh")
    assert time.process_time() - begun < 5
    assert reading.text == text
