"""What a person told pip once also holds for uv."""

import os
from pathlib import Path

import pytest
from commands import pip_settings


def settings(tmp_path: Path, text: str, **environ: str) -> dict[str, str]:
    path = tmp_path / "pip.conf"
    path.write_text(text, encoding="utf-8")
    return pip_settings.settings(environ, [tmp_path / "absent.conf", path])


def test_a_configuration_file_is_read(tmp_path: Path) -> None:
    text = "[global]\nindex-url = https://a/simple\ncert = /c.pem\ntimeout = 9\n"
    assert settings(tmp_path, text) == {"index-url": "https://a/simple", "cert": "/c.pem"}


def test_a_later_file_and_the_install_section_and_the_environment_win(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("[global]\nindex-url = https://first\nproxy = http://first\n")
    second.write_text("[global]\nindex-url = https://second\n[install]\ncert = /install.pem\n")
    environ = {"PIP_PROXY": "http://environment"}
    assert pip_settings.settings(environ, [first, second]) == {
        "index-url": "https://second",
        "proxy": "http://environment",
        "cert": "/install.pem",
    }


def test_an_empty_variable_switches_a_setting_off(tmp_path: Path) -> None:
    assert settings(tmp_path, "[global]\nfind-links = /wheels\n", PIP_FIND_LINKS="") == {}


def test_uv_hears_the_same_in_its_own_words(tmp_path: Path) -> None:
    text = (
        "[global]\nindex-url = https://mirror/simple\nextra-index-url = https://a\n  https://b\n"
        "find-links = /one\n  /two\ncert = /c.pem\ntrusted-host = a b\nproxy = http://p:1\n"
    )
    assert pip_settings.uv_variables(settings(tmp_path, text), {}) == {
        "UV_DEFAULT_INDEX": "https://mirror/simple",
        "UV_EXTRA_INDEX_URL": "https://a https://b",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_FIND_LINKS": "/one,/two",
        "UV_INSECURE_HOST": "a b",
        "SSL_CERT_FILE": "/c.pem",
        "HTTP_PROXY": "http://p:1",
        "HTTPS_PROXY": "http://p:1",
    }


def test_what_was_said_to_uv_itself_stands(tmp_path: Path) -> None:
    pip = settings(tmp_path, "[global]\nfind-links = /pip\ncert = /c.pem\n")
    assert pip_settings.uv_variables(pip, {"UV_FIND_LINKS": "/uv"}) == {"SSL_CERT_FILE": "/c.pem"}


@pytest.mark.parametrize(("value", "answer"), [("1", True), ("Yes", True), ("no", False)])
def test_no_index_is_a_switch(tmp_path: Path, value: str, answer: bool) -> None:
    pip = settings(tmp_path, f"[install]\nno-index = {value}\n")
    assert pip_settings.uses_no_index(pip) is answer


def test_the_files_are_those_of_the_platform(tmp_path: Path) -> None:
    linux = pip_settings.files({"HOME": str(tmp_path)}, "linux")
    assert Path("/etc/pip.conf") in linux
    assert linux.index(tmp_path / ".pip" / "pip.conf") < linux.index(
        tmp_path / ".config" / "pip" / "pip.conf"
    )
    windows = pip_settings.files({"APPDATA": str(tmp_path), "USERPROFILE": "x"}, "win32")
    assert windows[-1] == tmp_path / "pip" / "pip.ini"


def test_a_file_named_in_the_environment_comes_last_and_the_null_device_means_none() -> None:
    named = {"HOME": "/home/a", "PIP_CONFIG_FILE": "/mine.conf"}
    assert pip_settings.files(named, "linux")[-1] == Path("/mine.conf")
    assert pip_settings.files({"PIP_CONFIG_FILE": os.devnull}, "linux") == []
