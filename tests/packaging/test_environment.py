"""The environment is made once, found ready by its stamp, mended, or built anew after a break."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from commands import environment as environments
from commands.environment import INSTALLING, LOG, READY, STAMP, Environment
from commands.progress import SetupFailed, exit_status

VERSION = ".".join(map(str, sys.version_info[:2]))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """A project whose environment was set up with the dev extra."""
    monkeypatch.delenv("CI", raising=False)
    (tmp_path / "packaging").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "packaging" / "constraints.txt").write_text("pip==26.3\n")
    environment = Environment(tmp_path)
    environment.scripts.mkdir(parents=True)
    environment.python.touch()
    (environment.folder / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {VERSION}.2\n")
    environment.write_stamp(READY, ["dev"])
    return environment


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands a set-up would have run, uv being there."""
    ran: list[list[str]] = []

    def pretend(self: Environment, command: list[str], extra: object = None) -> None:
        ran.append(command)
        if command[1] == "venv":
            self.scripts.mkdir(parents=True)
            self.python.touch()

    monkeypatch.setattr(Environment, "run", pretend)
    monkeypatch.setattr(environments, "_working_uv", lambda candidate: "uv")
    return ran


def state_of(environment: Environment) -> str:
    return json.loads((environment.folder / STAMP).read_text())["state"]


def test_a_second_start_does_nothing(project: Environment, steps: list[list[str]]) -> None:
    environments.prepare(project.root, [], {})
    environments.prepare(project.root, ["dev"], {})
    assert steps == []


@pytest.mark.parametrize("name", ["pyproject.toml", "packaging/constraints.txt"])
def test_another_pin_is_installed_into_what_is_there(
    project: Environment, steps: list[list[str]], name: str
) -> None:
    (project.root / name).write_text("changed")
    assert not project.is_ready([])
    environments.prepare(project.root, [], {})
    assert [command[1] for command in steps] == ["pip"]
    assert project.is_ready(["dev"])


def test_the_extras_that_were_there_stay(project: Environment, steps: list[list[str]]) -> None:
    environments.prepare(project.root, ["diffusers"], {})
    assert steps[-1][-1] == ".[dev,diffusers]"
    assert project.is_ready(["dev", "diffusers"])


def test_the_pins_go_with_every_installation(project: Environment, steps: list[list[str]]) -> None:
    environments.prepare(project.root, ["cluster"], {})
    assert steps[-1][steps[-1].index("-c") + 1] == str(project.constraints)


def test_a_set_up_that_was_killed_is_built_anew(
    project: Environment, steps: list[list[str]]
) -> None:
    project.write_stamp(INSTALLING, [])
    leftover = project.scripts / "half-written"
    leftover.touch()
    environments.prepare(project.root, [], {})
    assert [command[1] for command in steps] == ["venv", "pip"]
    assert not leftover.exists()
    assert state_of(project) == READY


def test_an_installation_that_fails_is_tried_again_without_starting_over(
    project: Environment, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        assert state_of(project) == INSTALLING
        raise SetupFailed("no network")

    (project.root / "pyproject.toml").write_text("changed")
    with monkeypatch.context() as patch:
        patch.setattr(environments, "_install", fail)
        patch.setattr(environments.network, "silent_host", lambda *_: "")
        with pytest.raises(SetupFailed):
            environments.prepare(project.root, [], {})
    environments.prepare(project.root, [], {})
    assert [command[1] for command in steps] == ["pip"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (STAMP, '{"state": "ready", "root": "/where/it/was/before"}'),
        (STAMP, '{"state": "ready", "python": "3.1"}'),
        ("pyvenv.cfg", "version_info = 3.1.4\n"),
    ],
    ids=["moved folder", "other Python", "other Python inside"],
)
def test_an_environment_of_elsewhere_is_built_anew(
    project: Environment, steps: list[list[str]], name: str, content: str
) -> None:
    (project.root / "pyproject.toml").write_text("changed")
    (project.folder / name).write_text(content)
    environments.prepare(project.root, [], {})
    assert [command[1] for command in steps] == ["venv", "pip"]


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"ready"', "\ud83d"])
def test_a_damaged_stamp_counts_as_none(project: Environment, content: str) -> None:
    (project.folder / STAMP).write_bytes(content.encode("utf-8", "surrogatepass"))
    assert project.stamp() == {}
    assert not project.is_ready([])


def test_an_environment_somebody_made_by_hand_is_kept(
    project: Environment, steps: list[list[str]]
) -> None:
    (project.folder / STAMP).unlink()
    environments.prepare(project.root, [], {})
    assert [command[1] for command in steps] == ["pip"]


def test_continuous_integration_relies_on_no_leftovers(
    project: Environment, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    environments.prepare(project.root, [], {})
    assert steps == []
    (project.root / "pyproject.toml").write_text("changed")
    environments.prepare(project.root, [], {})
    assert [command[1] for command in steps] == ["venv", "pip"]


def test_a_folder_that_is_no_environment_is_left_alone(
    project: Environment, steps: list[list[str]]
) -> None:
    for path in (project.folder / STAMP, project.folder / "pyvenv.cfg", project.python):
        path.unlink()
    (project.folder / "precious.txt").touch()
    with pytest.raises(SetupFailed, match="Move it away"):
        environments.prepare(project.root, [], {})
    assert (project.folder / "precious.txt").exists()
    assert steps == []


def test_a_failed_step_says_its_error_and_where_the_log_is(project: Environment) -> None:
    script = "print('Resolved 3'); print('error: no such wheel'); raise SystemExit(1)"
    with pytest.raises(SetupFailed) as caught:
        project.run([sys.executable, "-c", script])
    first, second = str(caught.value).splitlines()
    assert first == "error: no such wheel"
    assert second.endswith(str(project.folder / LOG))
    assert "Resolved 3" in (project.folder / LOG).read_text()


def test_a_program_that_cannot_be_run_is_a_failed_step(project: Environment) -> None:
    with pytest.raises(SetupFailed):
        project.run(["verbench-has-no-such-program"])


def test_a_uv_that_does_not_run_is_no_uv(tmp_path: Path) -> None:
    assert environments._working_uv(None) is None
    assert environments._working_uv(tmp_path / "absent") is None
    assert environments._working_uv(sys.executable) == sys.executable


def test_a_set_up_that_cannot_go_on_ends_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    def main(arguments: list[str]) -> int:
        raise SetupFailed("Run: sudo apt-get install -y libgl1")

    assert exit_status(main, []) == 2
    assert capsys.readouterr().err.strip() == "Run: sudo apt-get install -y libgl1"


def test_what_ci_runs_is_the_test_command() -> None:
    root = Path(__file__).resolve().parents[2]
    text = (root / ".ci" / "run").read_text(encoding="utf-8")
    assert "python3 packaging/test.py" in text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no bash of its own")
def test_the_ci_script_is_well_formed() -> None:
    root = Path(__file__).resolve().parents[2]
    subprocess.run(["bash", "-n", str(root / ".ci" / "run")], check=True)


@pytest.mark.parametrize(
    ("log", "line"),
    [
        ("Resolved\nERROR: No matching distribution\nnote: not pip\n", "ERROR: No matching distr"),
        (
            "  × No solution found:\n  ╰─▶ Because a needs b\nhint: c\n",
            "× No solution found: ╰─▶ B",
        ),
        ("Reading lists\nE: Unable to locate package x\n", "E: Unable to locate package x"),
        ("just this\n", "just this"),
    ],
    ids=["pip", "uv", "apt", "other"],
)
def test_the_line_that_says_what_went_wrong_is_the_one_shown(log: str, line: str) -> None:
    assert environments._last_words(log).startswith(line)


def test_a_missing_network_is_the_reason_that_is_given(
    project: Environment, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise SetupFailed("Could not find a version of setuptools")

    (project.root / "pyproject.toml").write_text("changed")
    monkeypatch.setattr(environments, "_install", fail)
    monkeypatch.setenv("PIP_PROXY", "http://127.0.0.1:1")
    with pytest.raises(SetupFailed, match=r"No connection to 127\.0\.0\.1"):
        environments.prepare(project.root, [], {})
