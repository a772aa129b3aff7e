"""A hub for tests: a real HTTP server with the parts of the protocol that fetching uses.

It lists a repository with sizes and hashes, redirects large files as a content network does, heeds
ranges, and can misbehave: break off, ignore ranges, send other bytes, be slow, be busy.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Hub:
    """What it has and how it behaves; `asked` is what was requested of it."""

    repository: str = "org/model"
    files: dict[str, bytes] = field(default_factory=dict)
    address: str = ""
    break_after: list[int] = field(default_factory=list)
    """Bytes after which the next answers break off, one for each."""
    busy: int = 0
    """So many answers are refused with 503 first."""
    ranges: bool = True
    gated: bool = False
    pause: float = 0.0
    """Seconds between two chunks of 64 KiB."""
    sent: dict[str, bytes] = field(default_factory=dict)
    """Files that are sent otherwise than they are listed."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """(path, range) of every file that was asked for."""
    raw: str | None = None
    """Answers every list instead of the hub, as a network does that wants to be signed in to."""
    received: int = 0
    """Bytes that were sent."""

    def listing(self) -> dict[str, Any]:
        siblings = []
        for name, data in self.files.items():
            entry: dict[str, Any] = {"rfilename": name, "size": len(data)}
            blob = b"blob %d\0" % len(data)
            entry["blobId"] = hashlib.sha1(blob + data, usedforsecurity=False).hexdigest()
            if name.endswith((".safetensors", ".gguf", ".bin")):
                digest = hashlib.sha256(data).hexdigest()
                entry["lfs"] = {"sha256": digest, "size": len(data), "pointerSize": 130}
            siblings.append(entry)
        return {"id": self.repository, "sha": COMMIT, "siblings": siblings, "tags": []}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: Hub

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        start = f"/api/models/{self.hub.repository}/revision/"
        if path.startswith("/api/models/"):
            self._list(path.removeprefix(start) if path.startswith(start) else None)
            return
        prefix = f"/{self.hub.repository}/resolve/{COMMIT}/"
        name = path.removeprefix(prefix).removeprefix("/cdn/")
        if self.hub.gated or name not in self.hub.files:
            self._answer(403 if self.hub.gated else 404, b"")
        elif path.startswith(prefix) and name.endswith(".safetensors"):
            self.send_response(302)
            self.send_header("Location", f"{self.hub.address}/cdn/{name}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._file(name)

    def _list(self, revision: str | None) -> None:
        if self.hub.raw is not None:
            self._answer(200, self.hub.raw.encode())
        elif revision is None:
            self._answer(404, b"{}", {"X-Error-Code": "RepoNotFound"})
        elif self.hub.gated:
            self._answer(403, b"{}", {"X-Error-Code": "GatedRepo"})
        elif revision not in {"main", COMMIT}:
            self._answer(404, b"{}", {"X-Error-Code": "RevisionNotFound"})
        else:
            self._answer(200, json.dumps(self.hub.listing()).encode())

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _file(self, name: str) -> None:
        wanted = self.headers.get("Range", "")
        self.hub.asked.append((name, wanted))
        if self.hub.busy:
            self.hub.busy -= 1
            self._answer(503, b"")
            return
        data = self.hub.sent.get(name, self.hub.files[name])
        first = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
        if not self.hub.ranges:
            first = 0
        body = data[first:]
        self.send_response(206 if first else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.hub.break_after:
            body = body[: self.hub.break_after.pop(0)]
            self.close_connection = True
        self._send(body)

    def _send(self, body: bytes) -> None:
        try:
            for at in range(0, len(body), 1 << 16):
                chunk = body[at : at + (1 << 16)]
                self.wfile.write(chunk)
                self.hub.received += len(chunk)
                if self.hub.pause:
                    self.wfile.flush()
                    time.sleep(self.hub.pause)
        except OSError:
            self.close_connection = True


@contextmanager
def running(**more: Any) -> Iterator[Hub]:
    """A hub at `address`, until the block ends."""
    hub = Hub(**more)
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    hub.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
