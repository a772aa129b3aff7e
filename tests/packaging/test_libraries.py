"""The system libraries that are looked for are the ones Qt links to, and each has its package."""

import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import libraries
from commands.progress import SetupFailed

ROOT = Path(__file__).resolve().parents[2]
linux_only = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere the wheels bring all that Qt needs"
)

PT_LOAD, PT_DYNAMIC, DT_NEEDED, DT_STRTAB = 1, 2, 1, 5
BROUGHT = (  # by every Linux that runs Python, and by the wheels themselves
    *("libc.so", "libm.so", "libgcc_s.so", "libstdc++.so", "libz.so", "libzstd.so", "ld-linux"),
    *("libpthread.so", "libdl.so", "librt.so", "libpyside6", "libshiboken6"),
)


def needed_by(path: Path) -> list[str]:
    """The sonames a 64-bit little-endian ELF file links to."""
    data = path.read_bytes()
    table, size, count = (*struct.unpack_from("<Q", data, 32), *struct.unpack_from("<HH", data, 54))
    segments = [struct.unpack_from("<IIQQQQ", data, table + size * i) for i in range(count)]
    loads = [
        (addr, offset, length) for kind, _, offset, addr, _, length in segments if kind == PT_LOAD
    ]
    start, length = next((s[2], s[5]) for s in segments if s[0] == PT_DYNAMIC)
    entries = [struct.unpack_from("<QQ", data, at) for at in range(start, start + length, 16)]
    strings = next(value for tag, value in entries if tag == DT_STRTAB)
    base = next(off + strings - addr for addr, off, n in loads if addr <= strings < addr + n)
    names = [base + value for tag, value in entries if tag == DT_NEEDED]
    return [data[at : data.index(b"\0", at)].decode() for at in names]


def linked(roots: list[Path], bundled: Path) -> Iterator[str]:
    """Every soname that the roots and Qt's own libraries behind them need from the system."""
    waiting, seen = list(roots), set()
    while waiting:
        for soname in needed_by(waiting.pop()):
            if soname in seen:
                continue
            seen.add(soname)
            if (bundled / soname).exists():
                waiting.append(bundled / soname)
            elif not soname.startswith(BROUGHT):
                yield soname


def qt_modules_in_use() -> set[str]:
    """The modules of PySide6 that the window is made of, by what its sources import."""
    names: set[str] = set()
    for folder in ("app", "widgets"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            names |= set(re.findall(r"from PySide6\.(Qt\w+) import", text))
            for group in re.findall(r"from PySide6 import \(?([\w, \n]+)", text):
                names |= set(re.findall(r"\bQt\w+", group))
    return names | {"QtCore", "QtGui", "QtWidgets"}


@linux_only
@pytest.mark.parametrize(
    ("screen", "plugins"),
    [
        (None, ["platforms/libqoffscreen.so"]),
        ("x11", ["platforms/libqxcb.so", "xcbglintegrations/*.so"]),
        ("wayland", ["platforms/libqwayland.so", "wayland-*-client/*-egl.so", "wayland-shell-*/*"]),
    ],
)
def test_every_library_qt_links_to_is_looked_for(screen: str | None, plugins: list[str]) -> None:
    import PySide6

    package = Path(PySide6.__file__).parent
    roots = [package / f"{name}.abi3.so" for name in qt_modules_in_use()]
    roots += [path for pattern in plugins for path in (package / "Qt/plugins").glob(pattern)]
    wanted = set(linked(roots, package / "Qt" / "lib"))
    assert "libGL.so.1" in wanted
    assert wanted <= set(libraries.needed(screen))


@linux_only
def test_a_missing_library_is_named_by_its_package() -> None:
    table = libraries.needed(None)
    lacking = libraries.missing(table, found=lambda soname: soname != "libEGL.so.1")
    assert lacking == {"libEGL.so.1": "libegl1"}


@linux_only
def test_the_loader_is_asked_whether_a_library_is_there() -> None:
    assert libraries.missing({"libc.so.6": "libc6"}) == {}
    absent = {"libverbench-has-no-such.so.9": "nothing"}
    assert libraries.missing(absent) == absent


def test_a_package_of_two_libraries_is_installed_once() -> None:
    command = libraries.apt_command(["libglib2.0-0", "libgl1", "libglib2.0-0"])
    assert command[-2:] == ["libgl1", "libglib2.0-0"]


@linux_only
def test_without_root_the_exact_line_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/" + name)
    ran: list[list[str]] = []
    with pytest.raises(SetupFailed) as caught:
        libraries.install({"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1"}, ran.append)
    assert str(caught.value).endswith(
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    )
    assert ran == []


@linux_only
def test_root_installs_without_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/" + name)
    ran: list[list[str]] = []
    libraries.install({"libEGL.so.1": "libegl1"}, ran.append)
    assert [command[1] for command in ran] == ["update", "install"]
    assert ran[-1][-1] == "libegl1"


@linux_only
def test_without_apt_the_libraries_themselves_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(SetupFailed, match=r"libEGL\.so\.1, libGL\.so\.1"):
        libraries.install({"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}, lambda command: None)


def test_nothing_missing_means_nothing_is_run() -> None:
    libraries.install({}, lambda command: pytest.fail(f"ran {command}"))
