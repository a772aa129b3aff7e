"""The way into the program: one line for what is wrong, and the right exit status."""

import pytest

from app import display
from app.__main__ import COMMANDS, main
from engine.errors import MissingPart


def said(capsys):
    captured = capsys.readouterr()
    assert captured.out == ""
    lines = captured.err.splitlines()
    assert len(lines) == 1, captured.err
    return lines[0]


def test_a_word_that_is_no_command_and_no_file_is_named(capsys):
    assert main(["generrate"]) == 2
    assert "generrate" in said(capsys)


def test_wrong_arguments_are_one_line(capsys):
    assert main(["generate"]) == 2
    assert "--out" in said(capsys)


def test_without_a_display_the_window_says_so():
    with pytest.raises(MissingPart, match="no display"):
        display.check({}, "linux")


def test_a_missing_library_comes_with_the_line_that_installs_it(monkeypatch):
    monkeypatch.setattr(display, "_loads", lambda name: False)
    with pytest.raises(MissingPart, match="apt-get install"):
        display.check({"DISPLAY": ":0"}, "linux")


@pytest.mark.parametrize("environ", [{"WAYLAND_DISPLAY": "w"}, {"QT_QPA_PLATFORM": "offscreen"}])
def test_other_ways_to_show_a_window_are_left_to_qt(environ):
    display.check(environ, "linux")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert command in capsys.readouterr().out


def test_the_doctor_finds_this_machine_fit(capsys):
    assert main(["doctor"]) == 0
    assert "can work" in capsys.readouterr().out
