"""A window is opened only where something would show it."""

import socket
import sys
import tempfile
from pathlib import Path

import pytest
from commands import display

unix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a screen")


@unix_only
@pytest.mark.parametrize("value", ["", ":7654", "nonsense", ":", "localhost:54321"])
def test_a_display_that_answers_nobody_is_none(value: str) -> None:
    assert display.windowing({"DISPLAY": value}, "linux") is None


@unix_only
def test_an_x_server_is_found_over_its_port() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        number = server.getsockname()[1] - display.FIRST_X11_PORT
        assert display.windowing({"DISPLAY": f"127.0.0.1:{number}.0"}, "linux") == "x11"


@unix_only
def test_a_wayland_compositor_is_found_by_its_socket() -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(str(Path(folder) / "wayland-1"))
        server.listen()
        environ = {"XDG_RUNTIME_DIR": folder, "WAYLAND_DISPLAY": "wayland-1"}
        assert display.windowing(environ, "linux") == "wayland"
        assert display.windowing({**environ, "WAYLAND_DISPLAY": "wayland-2"}, "linux") is None


def test_windows_and_a_mac_have_a_screen_of_their_own() -> None:
    assert display.windowing({}, "win32") == "native"
    assert display.windowing({}, "darwin") == "native"
    assert display.windowing({"SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22"}, "darwin") is None


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_asking_qt_for_no_window_is_respected(platform: str) -> None:
    environ = {"QT_QPA_PLATFORM": "offscreen:size=800x600", "DISPLAY": ":0"}
    assert display.windowing(environ, platform) is None
