"""Every text of the program can be taken out, translated, and comes back in the window."""

import ast
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import translations

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(translations.FOLDER.glob("verbench_*.ts"))
KNOWN = {  # one text of each folder, so that none is left out
    "app": "New project…",
    "common": "Close this message",
    "cut": "Shots of the cut",
    "jobs": "Cancel all",
    "motion": "Motion brush canvas",
    "player": "Play in a loop",
    "prompt": "Ignore here",
    "takes": "Takes of this shot",
    "verbs": "Find a verb",
}


def messages(file):
    """(context, text, translation or None) of everything in a .ts file."""
    for context in ET.parse(file).iter("context"):
        for message in context.iter("message"):
            said = message.find("translation")
            done = said.get("type") is None and said.text
            yield context.findtext("name") or "", message.findtext("source"), done or None


def asked_for():
    """(place, function, first argument) of everything that app/ and widgets/ have translated."""
    for folder in translations.SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args and named(node.func):
                    place = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
                    yield place, node.func, node.args[0]


def named(function):
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in {"tr", "QT_TR_NOOP"}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    file = tmp_path_factory.mktemp("texts") / "verbench_xx.ts"
    translations.extract(file)
    return {text for _, text, _ in messages(file)}


def test_the_texts_of_every_folder_are_found(extracted):
    folders = {
        path.name for path in (ROOT / "widgets").iterdir() if (path / "__init__.py").exists()
    }
    assert folders | {"app"} == set(KNOWN)
    assert {folder: text for folder, text in KNOWN.items() if text not in extracted} == {}
    assert len(extracted) > 200


def test_every_text_that_is_asked_for_can_be_extracted(extracted):
    missed = [
        f"{place} {text.value!r}"
        for place, _, text in asked_for()
        if isinstance(text, ast.Constant) and text.value not in extracted
    ]
    assert not missed, f"the tool does not see these (in an f-string, perhaps?): {missed}"


def test_self_tr_gets_one_plain_text():
    """The tool would take the first text of a choice or of a sum, or none."""
    odd = [
        f"{place} {ast.unparse(text)}"
        for place, function, text in asked_for()
        if isinstance(function, ast.Attribute) and not isinstance(text, ast.Constant)
    ]
    assert odd == []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_language_is_all_but_complete(file, extracted):
    done = {text for _, text, said in messages(file) if said}
    missing = sorted(extracted - done)
    assert len(missing) <= 0.1 * len(extracted), (
        f"run packaging/translations.py and translate: {missing}"
    )


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_translation_has_the_places_for_values_of_its_text(file):
    def places(text):
        return sorted(re.findall(r"\{[^}]*\}", text))

    wrong = [
        (text, said) for _, text, said in messages(file) if said and places(text) != places(said)
    ]
    assert wrong == []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_the_shipped_qm_is_made_of_its_ts(file, tmp_path):
    made = translations.release(file, tmp_path / "made.qm")
    assert made.read_bytes() == file.with_suffix(".qm").read_bytes(), (
        "run packaging/translations.py"
    )
