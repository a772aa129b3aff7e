"""What the engine says in fixed sentences is said in the language of the window."""

import ast
import re
from pathlib import Path

import pytest

from app.findings import TITLES
from app.translated import SENTENCES, report_translated, translated, value_translated
from engine.detectors import DETECTORS
from engine.models.memory import GIB, Room, Stage, _reason
from engine.models.profiles import PROFILES
from engine.prompt.fidelity import faults
from engine.records import ClipInfo, Finding, Report
from tests.helpers.spoken import spoken

ROOT = Path(__file__).resolve().parents[2]
WORST = Stage("denoising", 3 * GIB, 2 * GIB)


@pytest.fixture
def german(qapp):
    with spoken(qapp, "de_DE"):
        yield


def written(node):
    """The texts of a Python file, with a place for each value."""
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield re.sub(r"\{\w+\}", "{}", one.value)
        elif isinstance(one, ast.JoinedStr):
            yield "".join(
                part.value if isinstance(part, ast.Constant) else "{}" for part in one.values
            )


def test_every_sentence_is_one_that_the_engine_says():
    files = (ROOT / "engine").rglob("*.py")
    texts = "\n".join(
        text for file in files for text in written(ast.parse(file.read_text(encoding="utf-8")))
    )
    pieces = {s: max(re.split(r"\{[a-j]\}", s), key=len) for s in SENTENCES}
    assert [s for s, piece in pieces.items() if piece.strip(" .:") not in texts] == []


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_why_a_profile_fits_or_not_is_told_in_the_language_of_the_window(german, profile):
    rooms = (
        Room(96 * GIB, 96 * GIB),
        Room(0, 96 * GIB),
        Room(1, 96 * GIB),
        Room(96 * GIB, 0),
        Room(0, 0),
    )
    for room in rooms:
        told = translated(_reason(profile, WORST, 6 * GIB, 5 * GIB, room))
        assert not re.search(r"\b(?:the|and|are|needs|weights|of|on|at)\b", told), told
    assert not re.search(r"\b(?:the|on|at|weights)\b", translated(profile.steps))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The model takes other sizes: 800 x 480 pixels became 832 x 480 and 80 frames became "
            "81",
            "Das Modell nimmt andere Maße: aus 800 x 480 Pixeln wurden 832 x 480, aus 80 Bildern "
            "81",
        ),
        ("16 GB ran out of memory: made with 12 GB", "16 GB: der Speicher reichte nicht, erzeugt"),
        (
            "Wan is one of two experts, and the one for high noise is in none of your folders. "
            "Put it beside a.gguf.",
            "der für viel Rauschen ist in keinem der Ordner. Ihn neben a.gguf legen.",
        ),
        (
            "Wan 2.1 reads 512 tokens, and the prompt has 600: it does not see the end, from “and "
            "then” on",
            "Das Ende ab „and then“",
        ),
        (
            "wan broke down at step 1 of 30: what it makes are no numbers (NaN). Fetch the model "
            "again: its weights are damaged.",
            "wan ist ausgefallen (bei Schritt 1 von 30): Was es liefert, sind keine Zahlen (NaN). "
            "Das Modell neu laden: Seine Gewichte sind beschädigt.",
        ),
        (
            "wan failed while its steps were made: no such size. Try another profile or size; if "
            "that fails too, look with verbench doctor.",
            "wan ist gescheitert, während die Schritte gerechnet wurden: no such size. Ein anderes",
        ),
        (
            "Take could not be inspected: flow.onnx gives shifts that are no numbers. Take it "
            "away: verbench models remove flow",
            "Der Take konnte nicht geprüft werden: flow.onnx liefert Verschiebungen, die keine "
            "Zahlen sind. Es entfernen: verbench models remove flow",
        ),
        (
            "flow.onnx sees a shift of 0.8, -2.5 pixels where it is 3, -2",
            "flow.onnx sieht eine Verschiebung um 0,8; -2,5 Pixel, wo sie 3; -2 ist",
        ),
        ("vae of wan: config.json is not JSON. It is damaged;", "config.json ist kein JSON"),
        (
            "transformer of wan: model.safetensors lacks shard 2 of 2. Fetch it again; what is "
            "there is kept.",
            "model.safetensors fehlt Teil 2 von 2. Neu laden; was da ist, bleibt.",
        ),
        (
            "LTX-2.3 needs 5.2 GiB on the card (4.1 GiB weights, 1.1 GiB activations), and 3.9 GiB "
            "are free",
            "LTX-2.3 braucht 5,2 GiB auf der Karte (4,1 GiB Gewichte, 1,1 GiB Aktivierungen), frei "
            "sind 3,9 GiB",
        ),
        ("Nothing of ours: 12 left", "Nothing of ours: 12 left"),
        ("", ""),
    ],
)
def test_values_stay_and_what_is_not_known_comes_out_as_it_is(german, text, told):
    assert told in translated(text)


def test_what_a_richer_prompt_moved_is_told_in_the_language_of_the_window(german):
    found = faults("A man walks slowly to the left.", "Two men run to the right and jump.")
    assert found
    for fault in found:
        assert translated(fault.message) != fault.message


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("29.97", "29,97"),
        ("-0.8", "-0,8"),
        ("0.52 %", "0,52 %"),
        ("5.2 px", "5,2 px"),
        ("1.3 GiB", "1,3 GiB"),
        ("LTX-2.3", "LTX-2.3"),
        ("Wan 2.1", "Wan 2.1"),
        ("Wan 2.1 1.3B", "Wan 2.1 1.3B"),
        ("0.10.21", "0.10.21"),
        ("Apache-2.0", "Apache-2.0"),
        ("style-1.5.safetensors", "style-1.5.safetensors"),
    ],
)
def test_numbers_get_the_sign_of_the_language_and_names_keep_their_point(german, value, told):
    assert value_translated(value) == told
    assert translated(f"There is no {value}") == f"{told} gibt es nicht"


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.id)
def test_what_a_detector_is_about_is_said_in_the_language_of_the_window(german, detector):
    said = (detector.title, detector.rule, detector.advice, detector.measures, detector.threshold)
    assert [text for text in said if translated(text) == text] == []
    assert [text for text in said if re.search(r"\d\.\d", translated(text))] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "It moves 31 px to the left; the brush says up to the right",
            "Es bewegt sich 31 px nach links; der Pinsel sagt: nach rechts oben",
        ),
        (
            "Something (1.2 % of the picture) vanishes between frames 3 and 5 without going out "
            "over the border or from behind anything",
            "Etwas (1,2 % des Bilds) verschwindet zwischen Bild 3 und 5",
        ),
        (
            "The first frame is not the start image (likeness 0.40, 20 % is something else), "
            "lighter by 12 gray levels",
            "Ähnlichkeit 0,40, 20 % sind etwas anderes), um 12 Graustufen heller",
        ),
        (
            "what rises 30 px by itself slows down, as things here fall with 300 px/s²",
            "was von selbst 30 px steigt, wird langsamer, denn hier fallen Dinge mit 300 px/s²",
        ),
        (
            "The feet stand: what is lowest of it goes along at 0.1 of the body's speed",
            "Die Füße stehen: sein Unterstes geht mit dem 0,1-Fachen des Körpertempos mit",
        ),
        ("too near to call: Size, 40 %", "zu knapp: Größe, 40 %"),
    ],
)
def test_a_finding_is_told_with_its_numbers(german, text, told):
    assert told in translated(text)


def reasons():
    """Each text without a value in it that a detection cannot be determined for."""
    for file in sorted((ROOT / "engine").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Undetermined":
                for part in node.args[:1]:
                    if isinstance(part, ast.Constant):
                        yield part.value


@pytest.mark.parametrize("reason", sorted(set(reasons())))
def test_why_a_kind_cannot_be_determined_is_said_in_the_language_of_the_window(german, reason):
    assert translated(reason) != reason


def test_a_report_is_translated_for_the_window_and_stays_as_it_was_said(german):
    finding = Finding(
        "size", False, 3, 9, None, 0.9, "it keeps its size", "1.60 times", "It becomes 1.6 times "
        "larger over 0.5 s, without coming nearer"
    )  # fmt: skip
    report = Report(
        Path("clip.mp4"),
        ClipInfo(64, 48, 24.0, 30),
        {"size": 0.9},
        (finding,),
        undetermined={"outside-brush": "nothing was painted"},
    )
    shown = report_translated(report)
    assert shown.findings[0].message == "Es wird 1,6-mal größer in 0,5 s, ohne näher zu kommen"
    assert shown.findings[0].key == finding.key
    assert shown.undetermined == {"outside-brush": "es wurde nichts gemalt"}
    assert report.findings == (finding,)


def test_cards_know_what_every_detector_is_called():
    assert {detector.id: detector.title for detector in DETECTORS} == TITLES


def test_english_stays_english():
    assert [s for s in SENTENCES if translated(s) != s] == []
