"""pip itself, for a Python that was shipped without it: in, the version wanted and the person's pip
settings; out, the wheel of that version from the package index, checked against its SHA-256 there.
"""

import hashlib
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from commands.pip_settings import PYPI
from commands.progress import SetupFailed

TIMEOUT_S = 60
LARGEST_BYTES = 32 * 1024 * 1024  # pip's wheel is 2 MB


class _Links(HTMLParser):
    """Collects the addresses a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value for name, value in attrs if name == "href" and value]


def pinned_version(constraints: str, package: str) -> str:
    """Return the version that the text of a constraints file pins a package to."""
    found = re.search(rf"^{re.escape(package)}==([^\s;]+)", constraints, re.MULTILINE)
    if found is None:
        raise SetupFailed(f"packaging/constraints.txt names no version of {package}.")
    return found[1]


def link_to(page: str, address: str, filename: str) -> tuple[str, str]:
    """Return the absolute address of a file on an index page and the SHA-256 the page gives it."""
    links = _Links()
    links.feed(page)
    for link in links.addresses:
        target, fragment = urldefrag(urljoin(address, link))
        if target.rpartition("/")[2] == filename and fragment.startswith("sha256="):
            return target, fragment.removeprefix("sha256=")
    raise SetupFailed(f"{address} offers no {filename} with a SHA-256.")


def download(address: str, pip: Mapping[str, str]) -> bytes:
    """Return what is at an address, over the proxy and with the certificates pip is set to use."""
    context = ssl.create_default_context(cafile=pip.get("cert"))
    proxies = {"http": pip["proxy"], "https": pip["proxy"]} if "proxy" in pip else None
    opener = urllib.request.build_opener(
        urllib.request.HTTPSHandler(context=context), urllib.request.ProxyHandler(proxies)
    )
    try:
        with opener.open(address, timeout=TIMEOUT_S) as answer:
            content: bytes = answer.read(LARGEST_BYTES + 1)
    except OSError as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise SetupFailed(f"Could not fetch {address}: {reason}. Is there a network?") from error
    if len(content) > LARGEST_BYTES:
        raise SetupFailed(f"{address} is larger than any pip wheel; it was not used.")
    return content


def fetch(version: str, pip: Mapping[str, str], folder: Path) -> Path:
    """Save pip's wheel of one version in a folder and return its path."""
    filename = f"pip-{version}-py3-none-any.whl"
    index = pip.get("index-url", PYPI).rstrip("/") + "/pip/"
    address, expected = link_to(download(index, pip).decode(), index, filename)
    content = download(address, pip)
    if hashlib.sha256(content).hexdigest() != expected:
        raise SetupFailed(f"{address} is damaged: its SHA-256 is not the one the index gives.")
    wheel = folder / filename
    wheel.write_bytes(content)
    return wheel
