"""pip is fetched only as the index describes it, and a broken network is said in one line."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import pip_wheel
from commands.progress import SetupFailed

WHEEL = b"what a wheel holds"
NAME = "pip-26.3-py3-none-any.whl"


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Path]:
    """A package index in a folder, as a file:// address serves it."""
    folder = tmp_path / "index"
    folder.mkdir()
    (folder / NAME).write_bytes(WHEEL)
    return folder


def page(digest: str) -> str:
    return (
        f'<a href="pip-9.0.tar.gz#sha256=00">old</a><a href="../x/{NAME}">no digest</a>'
        f'<a data-requires-python="&gt;=3.10" href="{NAME}#sha256={digest}">{NAME}</a>'
    )


@pytest.fixture
def _served(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = {"https://mirror/simple/pip/": "page", f"https://mirror/simple/pip/{NAME}": NAME}
    monkeypatch.setattr(
        pip_wheel, "download", lambda address, pip: (index / served[address]).read_bytes()
    )


@pytest.mark.usefixtures("_served")
def test_the_pinned_wheel_is_saved_where_its_digest_agrees(index: Path, tmp_path: Path) -> None:
    (index / "page").write_text(page(hashlib.sha256(WHEEL).hexdigest()))
    path = pip_wheel.fetch("26.3", {"index-url": "https://mirror/simple/"}, tmp_path)
    assert path.read_bytes() == WHEEL


@pytest.mark.usefixtures("_served")
def test_a_wheel_with_another_digest_is_refused(index: Path, tmp_path: Path) -> None:
    (index / "page").write_text(page("0" * 64))
    with pytest.raises(SetupFailed, match="SHA-256"):
        pip_wheel.fetch("26.3", {"index-url": "https://mirror/simple"}, tmp_path)
    assert not (tmp_path / NAME).exists()


def test_a_version_the_index_lacks_is_named() -> None:
    with pytest.raises(SetupFailed, match=r"pip-1\.0-py3-none-any\.whl"):
        pip_wheel.link_to(page("00"), "https://mirror/simple/pip/", "pip-1.0-py3-none-any.whl")


def test_a_network_that_is_not_there_is_one_line() -> None:
    with pytest.raises(SetupFailed) as caught:
        pip_wheel.download("http://127.0.0.1:1/simple/pip/", {"proxy": "http://127.0.0.1:1"})
    assert "Is there a network?" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_something_far_larger_than_pip_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pip_wheel, "LARGEST_BYTES", 10)
    path = tmp_path / "large"
    path.write_bytes(b"x" * 11)
    with pytest.raises(SetupFailed, match="larger"):
        pip_wheel.download(path.as_uri(), {})


def test_the_version_is_the_one_of_the_constraints() -> None:
    assert pip_wheel.pinned_version("pipx==1\npip==26.3\npip-tools==7\n", "pip") == "26.3"
    with pytest.raises(SetupFailed, match="names no version of pip"):
        pip_wheel.pinned_version("pipx==1\n", "pip")
