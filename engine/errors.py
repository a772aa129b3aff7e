"""What can go wrong, as a person reads it: one line that names the thing, and the mend."""


class VerbenchError(Exception):
    """Something a person can act on. `str()` is one line: what is wrong, then what to do."""

    def __init__(self, message: str, *, mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        line = f"{self.message.rstrip('.')}. {self.mend}" if self.mend else self.message
        return " ".join(line.split())


class BadInput(VerbenchError):
    """A file, a text or a number that was handed to us cannot be used."""


class TooNew(BadInput):
    """A file was written by a newer Verbench than this one."""


class MissingPart(VerbenchError):
    """Something that has to be installed or fetched first is not here."""


class StorageProblem(VerbenchError):
    """The disk is full or read-only, or a database cannot be read."""


class Damaged(StorageProblem):
    """The database of a project is damaged: the project can be rebuilt from its clips."""


class Cancelled(Exception):
    """The person asked for this work to stop. A state, never an error."""
