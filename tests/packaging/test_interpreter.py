"""An old Python is told in one line what it lacks; a new one needs nothing beside its library."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import interpreter

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
READ_BY_OLD_PYTHONS = [
    PACKAGING / "start.py",
    PACKAGING / "test.py",
    PACKAGING / "commands" / "__init__.py",
    PACKAGING / "commands" / "interpreter.py",
]


@pytest.fixture
def _no_other_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13)])
@pytest.mark.usefixtures("_no_other_python")
def test_an_old_python_is_told_its_version_and_where_a_newer_one_is(version) -> None:
    line = interpreter.complaint(version, "linux", "packaging/start.py")
    assert "needs Python 3.11 or newer" in line
    assert f"this is {version[0]}.{version[1]}." in line
    assert "apt-get install" in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("platform", "command"), [("win32", "winget"), ("darwin", "brew"), ("linux", "apt-get")]
)
@pytest.mark.usefixtures("_no_other_python")
def test_the_advice_is_a_command_of_the_person_s_platform(platform: str, command: str) -> None:
    assert command in interpreter.complaint((3, 9, 0), platform, "packaging/start.py")


def test_a_newer_python_beside_the_old_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "python3.12" else None)
    line = interpreter.complaint((3, 9, 2), "linux", "packaging/test.py")
    assert line.endswith("python3.12 packaging/test.py")


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (4, 0, 0)])
def test_a_new_python_gets_no_complaint(version) -> None:
    assert interpreter.complaint(version, "linux", "packaging/start.py") == ""


@pytest.mark.parametrize("path", READ_BY_OLD_PYTHONS, ids=lambda path: path.name)
def test_what_an_old_python_reads_is_written_for_it(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert not [node.name for node in functions if node.returns or node.args.kwonlyargs]


def test_the_commands_need_nothing_but_the_standard_library() -> None:
    modules = ["launch", "checks", "pip_wheel"]
    code = f"import sys; sys.path.insert(0, {str(PACKAGING)!r})\n" + "\n".join(
        f"import commands.{name}" for name in modules
    )
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)


def test_a_python_without_a_part_of_its_library_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "argparse", None)
    monkeypatch.delitem(sys.modules, "commands.launch", raising=False)
    assert interpreter.run("commands.launch", "packaging/start.py", []) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert "argparse" in lines[0]
