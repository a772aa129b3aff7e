"""`verbench lint`."""

from __future__ import annotations

import io
import json
import sys

import cv2
import numpy as np
import pytest

from app.__main__ import main
from app.places import verb_book_file
from engine.documents import save_plan
from engine.prompt.reading import READ_LIMIT
from engine.records import MotionPlan, PathPoint, Region, Stroke
from engine.rules import RULES

PROMPT = "A man sprints slowly to the left.\nA girl throws a ball, 8k"
KEYS = {"schema", "text", "language", "actions", "start_pose", "end_state"} | {
    "steps",
    "physics",
    "hints",
    "tokens",
}


@pytest.fixture
def lint(monkeypatch, capsys):
    """Runs the command on a stdin and returns (status, stdout, stderr)."""

    def run(stdin: str | bytes, *arguments: str) -> tuple[int, str, str]:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        status = main(["lint", *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def test_the_text_format_has_a_line_for_each_hint_and_its_fixes_below(lint):
    status, out, _ = lint(PROMPT)
    lines = [line for line in out.splitlines() if not line.startswith(" ")]
    assert status == 0
    assert [line.split(" ")[:3] for line in lines] == [
        ["1:15", "error", "conflicting-motion"],
        ["2:8", "warning", "ambiguous-verb"],
        ["2:23", "information", "physics-filler"],
    ]
    assert "A girl throws a ball to the right, 8k" in out


def test_the_json_has_the_promised_shape(lint):
    _, out, _ = lint(PROMPT, "--format", "json")
    told = json.loads(out)
    assert set(told) == KEYS
    assert (told["schema"], told["text"], told["language"], told["steps"]) == (1, PROMPT, "en", 1)
    throws = next(a for a in told["actions"] if a["verb"] == "throw")
    assert PROMPT[throws["start"] : throws["end"]] == "throws"
    assert (throws["direction"], throws["target"], throws["speed"]) == (
        "missing",
        "missing",
        "none",
    )
    assert (throws["camera"], throws["ambient"], throws["step"]) == (False, False, 1)
    filler = next(h for h in told["hints"] if h["rule"] == "physics-filler")
    assert filler["fixes"] == [
        {"title": "Remove “8k”", "preferred": True, "text": PROMPT.removesuffix(", 8k")}
    ]
    conflict = next(h for h in told["hints"] if h["rule"] == "conflicting-motion")
    assert conflict["cause"] == "speed"


def test_a_split_gives_shots_in_place_of_a_text(lint):
    _, out, _ = lint("a man walks to a chair, sits down, opens a book", "--format", "json")
    hint = next(h for h in json.loads(out)["hints"] if h["rule"] == "too-many-actions")
    assert hint["fixes"][0]["shots"][1] == "A man sits down"
    assert "text" not in hint["fixes"][0]


def test_offsets_are_code_points_of_the_text_exactly_as_received(lint, tmp_path):
    text = "👩🏽‍🚀 e\u0301\r\nA girl\tthrows a ball\r\n"
    path = tmp_path / "prompt.txt"
    path.write_bytes(text.encode())
    _, out, _ = lint("", str(path), "--format", "json")
    told = json.loads(out)
    assert told["text"] == text
    (hint,) = told["hints"]
    assert text[hint["start"] : hint["end"]] == "throws"


def test_sarif_names_rules_levels_and_regions(lint):
    _, out, _ = lint(PROMPT, "--format", "sarif")
    run = json.loads(out)["runs"][0]
    assert [r["id"] for r in run["tool"]["driver"]["rules"]] == [r.id for r in RULES]
    assert [(r["ruleId"], r["level"]) for r in run["results"]] == [
        ("conflicting-motion", "error"),
        ("ambiguous-verb", "warning"),
        ("physics-filler", "note"),
    ]
    region = run["results"][1]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 8, 14)


def test_a_rule_can_have_another_level(lint):
    assert "warning physics-filler" in lint(PROMPT, "--level", "physics-filler=warning")[1]
    both = ("--level", "physics-filler=off", "--level", "ambiguous-verb=off")
    assert "physics-filler" not in lint(PROMPT, *both)[1]
    for wrong in ("speed=off", "physics-filler=loud", "physics-filler"):
        for batch in ((), ("--batch",)):
            status, out, error = lint(PROMPT, "--level", wrong, *batch)
            assert (status, out) == (2, "")
            assert error.count("\n") == 1


def test_profiles_show_more_or_less(lint):
    assert "physics-filler" not in lint(PROMPT, "--profile", "quiet")[1]
    assert "physics-filler" in lint(PROMPT, "--profile", "strict")[1]


@pytest.mark.parametrize(
    ("prompt", "level", "status"),
    [
        ("A girl throws a ball", "error", 0),
        ("A girl throws a ball", "warning", 1),
        ("A girl smiles, 8k", "warning", 0),
        ("A girl smiles, 8k", "information", 1),
        ("A girl smiles", "hint", 0),
    ],
)
def test_fail_on_sets_the_exit_status(lint, prompt: str, level: str, status: int):
    assert lint(prompt, "--fail-on", level)[0] == status


def test_explain_prints_the_documentation_of_a_rule(lint):
    status, out, _ = lint("", "--explain", "too-many-actions")
    assert status == 0
    assert "## Why is this bad?" in out


def test_an_unknown_rule_is_refused_with_the_names_of_all(lint):
    status, _, err = lint("", "--explain", "nonsense")
    assert status == 2
    assert err.count("\n") == 1
    assert all(rule.id in err for rule in RULES)


def test_a_batch_answers_line_by_line_and_survives_bad_lines(lint):
    lines = [
        '{"text": "A girl throws a ball", "id": 7}',
        "not json",
        '{"prompt": "x"}',
        '{"text": "x", "lang": "fr"}',
        '{"text": "\\ud800"}',
        "[" * 100_000,
        "",
        '{"text": "男孩在奔跑", "lang": "zh"}',
        '{"text": ""}',
    ]
    status, out, _ = lint("\n".join(lines), "--batch")
    told = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert ["error" in answer for answer in told] == [
        False,
        True,
        True,
        True,
        True,
        True,
        False,
        False,
    ]
    assert set(told[0]) == KEYS
    assert told[6]["language"] == "zh"
    assert told[7]["hints"] == []
    assert all(answer["schema"] == 1 for answer in told)


def test_a_plan_that_goes_against_the_words_is_found(lint, tmp_path):
    region = Region(polygon=((0.4, 0.4), (0.6, 0.4), (0.6, 0.6)))
    stroke = Stroke("ball", "move", region, (PathPoint(0, 0.2, 0.5), PathPoint(1, 0.8, 0.5)))
    path = tmp_path / "plan.json"
    save_plan(MotionPlan((stroke,)), path)
    _, out, _ = lint("The ball rolls to the left", "--plan", str(path), "--format", "json")
    (hint,) = json.loads(out)["hints"]
    assert (hint["rule"], hint["stroke"]) == ("plan-conflict", 0)
    assert hint["fixes"][0]["text"] == "The ball rolls to the right"
    points = hint["fixes"][1]["plan"]["strokes"][0]["points"]
    assert points[1][1] == pytest.approx(-0.4)


def test_a_model_without_a_verb_book_has_no_record_and_makes_none(lint):
    status, _, _ = lint("Water pours into a glass", "--model", "wan")
    assert status == 0
    assert not verb_book_file().exists()


@pytest.mark.parametrize(
    ("data", "words"), [(b"\xff\xfe\x00", "UTF-8"), (b"a" * (4 * 1024 * 1024 + 1), "4 MB")]
)
def test_what_is_no_prompt_is_refused_with_one_line(lint, data: bytes, words: str):
    status, out, err = lint(data)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err


def test_a_missing_file_is_refused_with_one_line(lint, tmp_path):
    status, _, err = lint("", str(tmp_path / "none.txt"))
    assert (status, err.count("\n")) == (2, 1)


def test_an_empty_prompt_has_no_hints(lint):
    assert lint("") == (0, "No hints.\n", "")


def test_of_a_huge_prompt_the_beginning_is_read_and_said_to_be(lint):
    text = "A man runs to the left. " * 5000
    _, out, _ = lint(text, "--format", "json")
    assert json.loads(out)["read"] == READ_LIMIT
    assert f"{READ_LIMIT:,}" in lint(text)[1]


def tokens_of(out: str) -> dict[str, dict[str, object]]:
    return json.loads(out)["tokens"]


def test_tokens_are_counted_for_the_model_under_the_name_given(lint):
    name = "THUDM/CogVideoX-5b-I2V"
    _, out, _ = lint("A dog runs", "--model", name, "--format", "json")
    assert tokens_of(out) == {name: {"count": 4, "limit": 226, "exact": True}}


def test_without_a_model_tokens_are_counted_for_every_family(lint):
    told = tokens_of(lint("A dog runs", "--format", "json")[1])
    assert told["wan-2.2"] == {"count": 4, "limit": 512, "exact": True}
    assert told["animatediff"]["limit"] == 77
    assert told["hunyuanvideo"]["exact"] is False


@pytest.mark.parametrize("model", ["my-own-model", "animatic", "kling", "svd"])
def test_where_no_limit_is_known_there_is_no_count(lint, model: str):
    assert tokens_of(lint("A dog runs", "--model", model, "--format", "json")[1]) == {}


def test_a_batch_counts_for_the_model_of_each_line(lint):
    lines = [{"text": "一只小狗", "model": "ltx-video"}, {"text": "A dog runs", "model": "wan2.1"}]
    _, out, _ = lint("\n".join(map(json.dumps, lines)), "--batch")
    first, second = (json.loads(line) for line in out.splitlines())
    assert first["tokens"] == {"ltx-video": {"count": 3, "limit": 128, "exact": True}}
    assert [hint["rule"] for hint in first["hints"]] == ["unreadable-characters"]
    assert list(second["tokens"]) == ["wan2.1"]


def test_a_negative_prompt_without_effect_can_be_cleared(lint):
    _, out, _ = lint(
        "A dog runs to the left",
        "--model",
        "HunyuanVideo",
        "--negative",
        "blur",
        "--format",
        "json",
    )
    (hint,) = json.loads(out)["hints"]
    assert hint["rule"] == "ignored-negative"
    assert hint["fixes"][0]["negative"] == ""


def test_with_a_start_image_the_picture_needs_no_words(lint, tmp_path):
    image = tmp_path / "start.png"
    cv2.imwrite(str(image), np.full((64, 96, 3), 128, np.uint8))
    text = (
        "The lid rises slowly. The kitchen has white tiles, brass taps, copper bowls and tall "
        "windows with linen curtains. Soft morning light, shallow depth of field, warm film grain, "
        "pastel tones, muted colours."
    )

    def rules(*arguments: str) -> set[str]:
        _, out, _ = lint(text, "--format", "json", *arguments)
        return {hint["rule"] for hint in json.loads(out)["hints"]}

    assert "redescribed-image" in rules("--frame", str(image))
    assert "redescribed-image" not in rules()
