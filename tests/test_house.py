"""The house stands as it was drawn: directions, registries, and what the window may load."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = (
    "torch",
    "diffusers",
    "transformers",
    "spacy",
    "ray",
    "pyqtgraph",
    "av",
    "cv2",
    "jsonschema",
)
REGISTRIES = {
    "engine.rules": "RULES",
    "engine.backends": "BACKENDS",
    "engine.detectors": "DETECTORS",
    "engine.export": "EXPORTERS",
    "engine.motion.compile": "TARGETS",
}
SHARED = {
    "__init__",
    "base",
    "docs",
    "calibration",
    "carried",
    "evidence",
    "in_place",
    "fading",
    "falls",
    "far_side",
    "filled",
    "fronts",
    "entering",
    "solid",
    "sinking",
    "letting_go",
    "stopped_swing",
    "strained",
    "unfallen",
    "untouched",
    "hanging",
    "diffusion",
    "expander",
}


def test_the_painted_window_has_loaded_nothing_heavy(own_home):
    script = f"""
import sys
from app.workbench import Workbench, application_for
application = application_for(["verbench"])
workbench = Workbench(application, "0")
workbench.window.show()
application.processEvents()
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert run.stdout.strip() == "[]"


def test_the_engine_works_without_qt(own_home):
    script = """
import sys
sys.modules["PySide6"] = None
from pathlib import Path
import importlib
for path in sorted(Path("engine").rglob("*.py")):
    importlib.import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
print(any(name.startswith(("PySide6.", "shiboken6")) for name in sys.modules))
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize(("package", "name"), REGISTRIES.items(), ids=REGISTRIES.values())
def test_every_file_of_a_registry_is_in_its_tuple_under_its_own_name(package, name):
    module = importlib.import_module(package)
    folder = Path(module.__file__).parent
    files = {
        path.stem
        for path in folder.iterdir()
        if not path.name.startswith("_") and (path.suffix == ".py" or path.is_dir())
    } - SHARED
    entries = getattr(module, name)
    assert {entry.id.replace("-", "_") for entry in entries} == files
    assert len({entry.id for entry in entries}) == len(entries)


@pytest.mark.parametrize(("package", "name"), REGISTRIES.items(), ids=REGISTRIES.values())
def test_every_entry_of_a_registry_carries_its_documentation(package, name):
    for entry in getattr(importlib.import_module(package), name):
        assert entry.title.strip(), entry.id
        assert len(entry.doc.strip()) > 80, entry.id


def test_every_shipped_data_folder_says_its_licence():
    for folder in ("icons", "fonts", "lexicons", "sample/images"):
        words = [
            path.read_text(encoding="utf-8").lower()
            for path in (ROOT / "resources" / folder).iterdir()
            if path.suffix in (".md", ".txt")
        ]
        assert any("licen" in text or "cc0" in text for text in words), folder


def test_nothing_committed_is_pickled():
    suffixes = {".pkl", ".pickle", ".pt", ".pth", ".ckpt", ".bin"}
    listed = subprocess.run(
        ["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout: there is no list of files")
    assert [name for name in listed.stdout.splitlines() if Path(name).suffix in suffixes] == []
