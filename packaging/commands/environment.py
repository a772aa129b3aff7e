"""The project's own Python environment, .venv: in, the extras that are wanted; out, an environment
that holds exactly the pinned versions, made, mended or found ready by its stamp.

The stamp says what was installed from which files. While an installation runs it says so instead: a
set-up that was killed half way is then known by it, and the environment is built anew.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from commands import libraries, network, pip_settings
from commands.progress import SetupFailed, say

STAMP = "verbench-setup.json"
LOG = "verbench-setup.log"
HEARTBEAT_S = 20
READY, INSTALLING = "ready", "installing"


class Environment:
    """The .venv of one copy of the project, as `root` names its folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.scripts = self.folder / ("Scripts" if sys.platform == "win32" else "bin")
        self.python = self.program("python")
        self.log = self.folder / LOG
        self.constraints = root / "packaging" / "constraints.txt"

    def program(self, name: str) -> Path:
        """Return the path of a command that is installed in the environment."""
        return self.scripts / (f"{name}.exe" if sys.platform == "win32" else name)

    def origin(self) -> dict[str, str]:
        """Return what the environment is bound to: this folder, this Python, this machine."""
        version = ".".join(map(str, sys.version_info[:2]))
        return {"root": str(self.root), "python": version, "machine": platform.machine()}

    def key(self) -> str:
        """Return a digest of everything that decides which packages belong inside."""
        digest = hashlib.sha256(json.dumps(self.origin(), sort_keys=True).encode())
        for path in (self.root / "pyproject.toml", self.constraints):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def stamp(self) -> dict[str, Any]:
        """Return what the last set-up wrote down, nothing where there was none."""
        try:
            found = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def write_stamp(self, state: str, extras: Iterable[str]) -> None:
        """Write down, all or nothing, how far the set-up is."""
        content = {"state": state, "key": self.key(), "extras": sorted(extras), **self.origin()}
        fresh = self.folder / f"{STAMP}.new"
        fresh.write_text(json.dumps(content, indent=1), encoding="utf-8")
        fresh.replace(self.folder / STAMP)

    def is_ready(self, extras: Iterable[str]) -> bool:
        """Whether the environment already holds the pinned packages and these extras."""
        stamp = self.stamp()
        return (
            stamp.get("state") == READY
            and stamp.get("key") == self.key()
            and set(extras) <= set(stamp.get("extras", ()))
            and self.python.exists()
        )

    def must_be_rebuilt(self) -> bool:
        """Whether what is in the folder cannot be mended by installing into it."""
        stamp = self.stamp()
        if stamp.get("state") == INSTALLING or not self.python.exists():
            return True
        if any(stamp.get(name, value) != value for name, value in self.origin().items()):
            return True
        if os.environ.get("CI") and stamp.get("key") != self.key():
            return True
        return self._own_version() != self.origin()["python"]

    def clear(self) -> None:
        """Remove the environment, unless the folder holds something that is none."""
        if not self.folder.exists():
            return
        ours = ("pyvenv.cfg", STAMP, LOG)
        if any(self.folder.iterdir()) and not any((self.folder / name).exists() for name in ours):
            raise SetupFailed(f"{self.folder} is no Python environment. Move it away first.")
        try:
            shutil.rmtree(self.folder)
        except OSError as error:
            raise SetupFailed(f"{self.folder} cannot be removed: {error}") from error

    def run(self, command: list[str], extra: dict[str, str] | None = None) -> None:
        """Run one step of the set-up, its output into the log; raise SetupFailed if it fails."""
        environ = {**os.environ, "PYTHONUTF8": "1", **(extra or {})}
        with self.log.open("a", encoding="utf-8", errors="replace") as log:
            log.write(f"\n$ {' '.join(command)}\n")
            log.flush()
            status = _status(command, self.root, environ, log)
        if status != 0:
            text = self.log.read_text(encoding="utf-8", errors="replace").rpartition("\n$ ")[2]
            raise SetupFailed(f"{_last_words(text)}\nThe whole log is in {self.log}")

    def _own_version(self) -> str:
        """Return the "3.11" that an existing environment was made with, "" if it does not say."""
        with contextlib.suppress(OSError):
            text = (self.folder / "pyvenv.cfg").read_text(encoding="utf-8")
            found = re.search(r"^version(?:_info)?\s*=\s*(\d+\.\d+)", text, re.MULTILINE)
            return found[1] if found else ""
        return ""


def _status(command: list[str], folder: Path, environ: dict[str, str], log: TextIO) -> int:
    """Run a command to its end and return its exit status, with a sign of life now and then."""
    started = time.monotonic()
    try:
        step = subprocess.Popen(
            command,
            cwd=folder,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    except OSError as error:
        raise SetupFailed(f"{command[0]} cannot be run: {error}") from error
    try:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return step.wait(HEARTBEAT_S)
            say(f"    still at it ({time.monotonic() - started:.0f} s)")
    except KeyboardInterrupt:
        step.terminate()
        step.wait()
        raise


def _last_words(log: str) -> str:
    """Return the line of an installer's output that says what went wrong."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    for at in reversed(range(len(lines))):
        if lines[at].startswith("×"):  # uv gives the reason on the next line
            return " ".join(lines[at : at + 2])
        if re.match(r"error:|E:", lines[at], re.IGNORECASE):
            return lines[at]
    return lines[-1]


def _working_uv(candidate: str | Path | None) -> str | None:
    """Return the path of a uv that really runs (a version manager's stand-in may not)."""
    if candidate is None:
        return None
    try:
        answer = subprocess.run(
            [str(candidate), "--version"], capture_output=True, check=False, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return str(candidate) if answer.returncode == 0 else None


def _create(environment: Environment, uv: str | None, pip: dict[str, str]) -> None:
    """Make an empty environment: with uv, with the pip that Python brings, or a fetched one."""
    folder = str(environment.folder)
    if uv:
        environment.run([uv, "venv", "--allow-existing", "--python", sys.executable, folder])
        return
    if importlib.util.find_spec("ensurepip"):
        environment.run([sys.executable, "-m", "venv", folder])
        return
    from commands import pip_wheel  # a web client would slow down every later start

    environment.run([sys.executable, "-m", "venv", "--without-pip", folder])
    version = pip_wheel.pinned_version(environment.constraints.read_text(encoding="utf-8"), "pip")
    wheel = pip_wheel.fetch(version, pip, environment.folder)
    install = ["install", "--no-index", "--no-deps", str(wheel)]
    environment.run([str(environment.python), str(wheel / "pip"), *install])
    wheel.unlink()


def _uv_from_index(environment: Environment) -> str | None:
    """Put uv into the environment with its pip; None where there is no uv for this machine."""
    target = environment.program("uv")
    pip = [str(environment.python), "-m", "pip"]
    quick = ["--only-binary", ":all:", "--retries", "1"]  # uv saves time or is not worth it
    if not target.exists():
        with contextlib.suppress(SetupFailed):
            environment.run([*pip, "install", *quick, "-c", str(environment.constraints), "uv"])
    return _working_uv(target) if target.exists() else None


def _install(
    environment: Environment, uv: str | None, extras: set[str], pip: dict[str, str]
) -> None:
    """Install the project, editable, with its extras at the pinned versions."""
    project = f".[{','.join(sorted(extras))}]" if extras else "."
    wanted = ["-c", str(environment.constraints), "-e", project]
    if not uv:
        environment.run([str(environment.python), "-m", "pip", "install", *wanted])
        return
    offline = ["--no-index"] if pip_settings.uses_no_index(pip) else []
    command = [uv, "pip", "install", "--python", str(environment.python), *offline, *wanted]
    environment.run(command, pip_settings.uv_variables(pip, os.environ))


def _bootstrap_needs(uv: str | None, pip: dict[str, str]) -> dict[str, str]:
    """Return what the system lacks to make an environment at all, name to Debian package."""
    if uv:
        return {}
    if not importlib.util.find_spec("venv"):
        return {"the Python module venv": "python3-venv"}
    must_fetch = not importlib.util.find_spec("ensurepip")
    if must_fetch and "cert" not in pip and not pip_settings.has_certificates():
        return {"certificates": "ca-certificates"}
    return {}


def prepare(root: Path, extras: Iterable[str], needs: dict[str, str]) -> Environment:
    """Return the environment of the project, set up with these extras.

    `needs` are the system libraries, soname to Debian package, that the command cannot do without.
    Raises SetupFailed with one line that says what to do where something cannot be had.
    """
    environment = Environment(root)
    lacking = libraries.missing(needs)
    if environment.is_ready(extras) and not lacking:
        return environment
    started = time.monotonic()
    if environment.is_ready(extras):
        libraries.install(lacking, environment.run)
        return environment
    say(f"Setting up Verbench in {environment.folder} (only once; some minutes)")
    _set_up(environment, set(extras), lacking)
    say(f"  ready after {time.monotonic() - started:.0f} s\n")
    return environment


def _set_up(environment: Environment, extras: set[str], lacking: dict[str, str]) -> None:
    """Make the environment what the stamp will then say it is."""
    pip = pip_settings.settings(os.environ, pip_settings.files(os.environ))
    uv = _working_uv(shutil.which("uv"))
    extras |= set(environment.stamp().get("extras", ()))
    fresh = environment.must_be_rebuilt()
    if fresh:
        environment.clear()
    environment.folder.mkdir(exist_ok=True)
    libraries.install(lacking | _bootstrap_needs(uv, pip), environment.run)
    environment.write_stamp(INSTALLING, extras)
    try:
        if fresh:
            say("  Python environment")
            _create(environment, uv, pip)
        uv = uv or _uv_from_index(environment)
        names = ", ".join(["verbench", *sorted(extras)])
        say(f"  packages for {names}, with {'uv' if uv else 'pip'}")
        _install(environment, uv, extras, pip)
    except SetupFailed as failure:
        (environment.folder / STAMP).unlink()  # it failed in order: the next run mends it
        silent = network.silent_host(pip, os.environ)
        if silent:
            reason = f"No connection to {silent}. Check the network and run the same command again."
            raise SetupFailed(f"{reason}\nThe whole log is in {environment.log}") from failure
        raise
    environment.write_stamp(READY, extras)
