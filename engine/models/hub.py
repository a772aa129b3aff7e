"""What a hub says a repository holds: a name goes in, the list of its files comes out. Nothing is
fetched here. The list is written by a stranger: names, sizes and hashes that are none are refused.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from engine.errors import BadInput, MissingPart, StorageProblem, VerbenchError

HALF = ".verbench-fetch"
"""Folder inside the target with what is not whole yet, and a list of what was checked."""
FILES_LIMIT = 5_000
_LARGEST = 1 << 44
_HASH = re.compile(r"(?:[0-9a-f]{40}|[0-9a-f]{64})?")
"""Git's of a small file, SHA-256 of a large one; a hub may know none."""
LOGIN = "Accept its licence on its page, and sign in with: hf auth login"


@dataclass(frozen=True, slots=True)
class Remote:
    """One file of a repository. `sha256` is that of its content; `git` that of git's blob."""

    name: str
    size: int
    sha256: str = ""
    git: str = ""
    url: str = ""
    """Where it lies, when it is of no hub."""

    @property
    def mark(self) -> str:
        """What its half is called, so that a half of another revision is never gone on with."""
        return self.sha256 or self.git or hashlib.sha256(self.name.encode()).hexdigest()


def listed(repository: str, revision: str, endpoint: str) -> tuple[str, list[Remote]]:
    """The commit that a revision is, and its files with sizes and hashes.

    Raises BadInput for what the hub does not have or does not give, or whose list is none;
    StorageProblem where the hub cannot be reached, MissingPart without huggingface_hub.
    """
    try:
        from huggingface_hub import HfApi
        from huggingface_hub.errors import (
            GatedRepoError,
            HfHubHTTPError,
            HFValidationError,
            RepositoryNotFoundError,
            RevisionNotFoundError,
        )
    except ImportError as error:
        mend = "Install it: pip install huggingface_hub"
        raise MissingPart("Fetching needs huggingface_hub", mend=mend) from error
    api = HfApi(endpoint=endpoint or None)
    try:
        told: Any = api.model_info(repository, revision=revision, files_metadata=True, timeout=30)
    except HFValidationError as error:
        said = f"“{repository[:100]}” is no name of a repository"
        raise BadInput(said, mend="It is OWNER/NAME, as on its page.") from error
    except GatedRepoError as error:
        raise BadInput(f"{repository} asks for its licence to be accepted", mend=LOGIN) from error
    except RevisionNotFoundError as error:
        raise BadInput(f"{repository} has no revision {revision}") from error
    except RepositoryNotFoundError as error:
        mend = f"Check the name. If it is private: {LOGIN[0].lower()}{LOGIN[1:]}"
        raise BadInput(f"The hub has no {repository} for you", mend=mend) from error
    except HfHubHTTPError as error:
        raise no_line(endpoint, error) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise _no_list(repository) from error
    except Exception as error:
        if not is_of_the_line(error):
            raise
        raise no_line(endpoint, error) from error
    siblings = told.siblings or []
    if len(siblings) > FILES_LIMIT:
        raise BadInput(f"{repository} has {len(siblings):,} files; {FILES_LIMIT:,} are the limit")
    return str(told.sha or revision), [_remote(repository, entry) for entry in siblings]


def _remote(repository: str, entry: Any) -> Remote:
    """One entry of a list that a stranger wrote: a half is called by its hash."""
    name, size = str(entry.rfilename), entry.size or 0
    _check_name(repository, name)
    large = entry.lfs.sha256 if entry.lfs else ""
    git = "" if large else entry.blob_id or ""
    whole = isinstance(size, int) and 0 <= size <= _LARGEST
    if not whole or not _HASH.fullmatch(f"{large}{git}"):
        said = f"{repository} lists {name[:100]!r} with a size or a hash that is none"
        raise BadInput(said, mend="Do not use this repository.")
    return Remote(name, size, large, git)


def _no_list(repository: str) -> VerbenchError:
    return StorageProblem(
        f"What came in the place of {repository} is no list of files",
        mend="If this network wants to be signed in to, do so in the browser, and try again.",
    )


def is_of_the_line(error: Exception) -> bool:
    """Whether the connection is at fault: every HTTP client has its own classes for that."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    return bool(kinds & {"TransportError", "HTTPError", "RequestException", "ConnectionError"})


def no_line(endpoint: str, error: Exception | None) -> VerbenchError:
    """That the hub at `endpoint` ('' is the usual one) cannot be reached, and why."""
    why = " ".join(str(error).split())[:160] if error else "the connection broke off"
    return StorageProblem(
        f"{endpoint or 'The hub'} cannot be reached: {why}",
        mend="Check the connection and fetch again; what is there is kept.",
    )


def _check_name(repository: str, name: str) -> None:
    parts = PurePosixPath(name).parts
    safe = parts and not name.startswith("/") and ".." not in parts and "\\" not in name
    ours = parts and parts[0].casefold() == HALF  # some disks know no case
    if not safe or ours or ":" in name or "\0" in name or len(name) > 500:
        said = f"{repository} names a file outside of itself: {name[:100]!r}"
        raise BadInput(said, mend="Do not use this repository.")
