"""Whether the package index can be reached: in, its address and the proxy in use; out, the host
that does not answer, so that a failed installation can be explained by it.
"""

import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

from commands.pip_settings import PYPI

TIMEOUT_S = 5


def silent_host(pip: Mapping[str, str], environ: Mapping[str, str]) -> str:
    """Return the host, index or proxy, that packages come from and that does not answer, or ""."""
    index = urlsplit(pip.get("index-url", PYPI))
    proxy = pip.get("proxy") or environ.get("HTTPS_PROXY") or environ.get("https_proxy") or ""
    way = urlsplit(proxy if "://" in proxy else f"//{proxy}") if proxy else index
    if index.hostname is None or way.hostname is None:
        return ""  # an index in a folder needs no network
    port = way.port or (80 if way.scheme == "http" else 443)
    try:
        socket.create_connection((way.hostname, port), TIMEOUT_S).close()
    except OSError:
        return way.hostname
    return ""
