"""The pinned versions hold what makes the program run at all."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONSTRAINTS = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8")
PINNED = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", CONSTRAINTS, re.MULTILINE))


def version(package: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", PINNED[package]))


def declared() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return [*project["dependencies"], *(line for extra in extras for line in extra)]


def test_qt_is_older_than_the_build_that_aborts_on_python_3_11() -> None:
    assert (6, 8) <= version("pyside6-essentials") < (6, 12)
    assert PINNED["shiboken6"] == PINNED["pyside6-essentials"]


def test_av_is_the_last_one_for_python_3_11() -> None:
    assert version("av")[:2] == (18, 1)


def test_torch_has_one_pin_that_a_cpu_and_a_cuda_build_both_meet() -> None:
    assert PINNED["torch"] == "2.13.0"
    cuda = re.compile(r"nvidia|cuda|triton")
    assert not [name for name in PINNED if cuda.match(name)]


def test_sqlite_utils_knows_migrations() -> None:
    assert version("sqlite-utils") >= (4, 2, 1)


@pytest.mark.parametrize("requirement", declared())
def test_everything_declared_is_pinned(requirement: str) -> None:
    name = re.split(r"[^\w.-]", requirement)[0]
    assert re.sub(r"[-_.]+", "-", name).lower() in PINNED


def test_what_must_be_pinned_is_pinned_to_that() -> None:
    text = (ROOT / "packaging" / "pins.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE)
    assert len(pins) > 5
    assert {name: PINNED[name.lower()] for name, _ in pins} == dict(pins)


def test_no_path_of_any_machine_is_in_it() -> None:
    assert "file:" not in CONSTRAINTS
    assert " @ " not in CONSTRAINTS
