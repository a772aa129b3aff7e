"""Errors of torch, diffusers, transformers and safetensors, as a person reads them: the one place
where what those libraries raise becomes a line that names the thing, and the mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from engine.errors import BadInput, Cancelled, MissingPart, VerbenchError

_AGAIN = "Fetch it again; what is whole is kept."
_OTHER = "If it is whole, look with verbench doctor; else fetch it again or choose another version."
_ANOTHER = "Try another profile or size; if that fails too, look with verbench doctor."
_NEWER = "Update the libraries: pip install -U diffusers transformers"


@contextmanager
def named(what: str) -> Iterator[None]:
    """Inside, errors of the libraries about `what` become BadInput or MissingPart.

    Ours pass as they are, and so does being out of memory, which is no fault of the input.
    """
    try:
        yield
    except (VerbenchError, Cancelled):
        raise
    except Exception as error:
        if out_of_memory(error):
            raise
        raise refusal(what, error) from error


def out_of_memory(error: BaseException) -> bool:
    """Whether an error says that the card or the machine has no memory left."""
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return True
    said = str(error).lower()
    return isinstance(error, RuntimeError) and any(mark in said for mark in _MEMORY)


def asked_for(error: BaseException) -> int:
    """Bytes of the card that could not be had any more; 0 where an error does not tell."""
    found = re.search(r"Tried to allocate ([\d.]+) (KiB|MiB|GiB)", str(error))
    return int(float(found[1]) * _UNITS[found[2]]) if found else 0


_UNITS = {"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}


def out_of_ram(error: BaseException) -> bool:
    """Whether it is the machine's own memory that an error says to be used up."""
    said = str(error).lower()
    return isinstance(error, MemoryError) or (
        isinstance(error, RuntimeError) and any(mark in said for mark in _RAM)
    )


_RAM = ("can't allocate memory", "not enough memory")
_MEMORY = (
    "out of memory",
    "cuda_error_out_of_memory",
    "cublas_status_alloc_failed",
    "cudnn_status_alloc_failed",
    *_RAM,
)


def gone(error: BaseException) -> bool:
    """Whether an error says that the card itself failed or is no longer there."""
    said = str(error).lower()
    return isinstance(error, RuntimeError) and any(mark in said for mark in _GONE)


_GONE = (
    "no cuda-capable device",
    "device-side assert",
    "unspecified launch failure",
    "illegal memory access",
    "gpu is lost",
    "has fallen off the bus",
    "cuda driver error",
    "uncorrectable ecc",
    "no cuda gpus are available",
    "busy or unavailable",
    "cuda error: unknown error",
    "launch timed out",
    "misaligned address",
    "illegal instruction",
    "hardware stack error",
    "context is destroyed",
    "status_execution_failed",
    "status_internal_error",
)


def refusal(what: str, error: BaseException, doing: str = "") -> VerbenchError:
    """An error of the libraries about `what`, in our words; `doing` is what went on, where it was
    loaded already."""
    said = " ".join(str(error).split())
    for pattern, message, mend in _KNOWN:
        found = re.search(pattern, said)
        if found:
            words = {f"_{number}": word or "" for number, word in enumerate(found.groups(), 1)}
            return BadInput(message.format(what=what, **words).strip().rstrip(": "), mend=mend)
    if isinstance(error, ImportError):
        return _lacking(what, error, said)
    if isinstance(error, KeyError) and not doing:
        return BadInput(f"{what} lacks {said.strip(chr(39))[:200]}", mend=_AGAIN)
    if gone(error):
        mend = "Look at the card's driver; what was queued goes on on another card or after it."
        return VerbenchError(f"The card failed while {what} was at work", mend=mend)
    said = said[:300] or type(error).__name__
    if doing:
        return VerbenchError(f"{what} failed while {doing}: {said}", mend=_ANOTHER)
    return BadInput(f"{what} cannot be used: {said}", mend=_OTHER)


_KNOWN: tuple[tuple[str, str, str], ...] = (
    (
        r"Target modules .* not found in the base model",
        "{what} changes layers that this model has not",
        "Choose a LoRA that was made for this model.",
    ),
    (
        r"no kernel image is available",
        "The torch that is installed is not built for this card, and {what} cannot run on it",
        "See what verbench doctor says of torch, and install that build.",
    ),
    (
        r"config file at '([^']+)' is not a valid JSON",
        "{what} is damaged: {_1} is not JSON",
        _AGAIN,
    ),
    (
        r"module '?(?:diffusers|transformers)[\w.]*'? has no attribute '?(\w+)",
        "The libraries that are installed do not know {_1}, which {what} needs",
        _NEWER,
    ),
    (
        r"trust_remote_code|contains custom code",
        "{what} brings code of its own (trust_remote_code), which is never run",
        "Get the version that is saved with the classes of diffusers.",
    ),
    (
        r"Unable to load weights from checkpoint file for '([^']+)'|Error while deserializing|"
        r"SafetensorError|MetadataIncompleteBuffer|HeaderTooLarge|InvalidHeader",
        "The weights of {what} are damaged or cut off {_1}",
        _AGAIN,
    ),
    (
        r"Error no file named ([\w.\-]+)|does not appear to have a file named ([\w.\-/]+)",
        "{what} lacks {_1}{_2}",
        _AGAIN,
    ),
    (
        r"is not the path to a directory containing a ([\w.\-]+)|"
        r"Expecting (?:value|property name|',' delimiter|':' delimiter)",
        "A file of {what} is missing or no JSON: {_1}",
        _AGAIN,
    ),
    (
        r"does not seem to have any of the loading methods",
        "{what} names a component that is no network of the libraries",
        "Get the version that is saved with the classes of diffusers.",
    ),
    (
        r"Cannot copy out of meta tensor|Tensor on device \w+ is not on the expected device",
        "{what} lacks some of the tensors of its network",
        _AGAIN,
    ),
    (
        r"ignore_mismatched_sizes|"
        r"(?:Cannot load|size mismatch for|shape mismatch).{0,200}?([\w.]+)?.{0,120}shape",
        "The weights of {what} do not fit its configuration {_1}",
        "Its config.json is of another model; fetch both again.",
    ),
    (
        r"expected (?:\[|\{)(.{0,200}?)(?:\]|\}).{0,10}but only",
        "{what} has not all the parts that are needed: {_1}",
        "Choose a model that is whole, or one made for this kind of clip.",
    ),
)


def _lacking(what: str, error: ImportError, said: str) -> MissingPart:
    name = error.name or next(iter(re.findall(r"pip install (?:-U )?([\w\-]+)", said)), "")
    mend = f"Install it: pip install {name}" if name else _NEWER
    return MissingPart(f"{what} needs {name or 'a library'}, which is not installed", mend=mend)
