"""Reports in, a file out: a page (.html) or data (.json), whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from engine.errors import BadInput
from engine.records import Report
from engine.video.replace import refuse_storage, replacing

SUFFIXES = (".html", ".json")


def save_reports(
    reports: Sequence[Report], path: Path, on_step: Callable[[int, int], None] | None = None
) -> None:
    """Writes one object or page for one report, an array or a page with a table for several.

    `on_step` is called with (clips done, clips in all) and may raise Cancelled. Raises BadInput for
    another suffix and StorageProblem where the file cannot be written; what was there stays then.
    """
    from engine.inspect.html import pieces
    from engine.inspect.report_json import report_to_dict

    if path.suffix.lower() not in SUFFIXES:
        raise BadInput(
            f"{path.name}: reports are not written as '{path.suffix}'", mend="Use .html or .json."
        )
    data = [report_to_dict(report) for report in reports]
    with replacing(path) as temp:
        try:
            with temp.open("w", encoding="utf-8", errors="backslashreplace") as file:
                if path.suffix.lower() == ".json":
                    whole = data[0] if len(data) == 1 else data
                    json.dump(whole, file, ensure_ascii=False, indent=2, allow_nan=False)
                    return
                for piece, text in enumerate(pieces(reports)):
                    file.write(text)
                    if on_step is not None:
                        on_step(min(piece, len(reports)), len(reports))
        except OSError as error:
            refuse_storage(path, error)
